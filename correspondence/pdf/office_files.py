"""Makes PDFs of text documents with LibreOffice, where an office has installed it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import threading
from pathlib import Path
from typing import BinaryIO

SECONDS = 60
EXTENSIONS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/msword": ".doc",
}
_one_at_a_time = threading.Lock()


class NoConverter(Exception):
    """LibreOffice is not here, or does not know this kind of file."""


class ConversionFailed(Exception):
    """LibreOffice gave no PDF within a minute."""


def converter() -> str | None:
    """Return where LibreOffice is, if it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def to_pdf(file: BinaryIO, mime: str) -> bytes:
    """Return the document as a PDF.

    Keep the result: another day's LibreOffice may write other bytes.

    Raises:
        NoConverter: if nothing here can convert it.
        ConversionFailed: if LibreOffice fails or takes longer than a minute.
    """
    program, extension = converter(), EXTENSIONS.get(mime)
    if program is None or extension is None:
        raise NoConverter
    with _one_at_a_time, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        original = folder / f"document{extension}"
        file.seek(0)
        with original.open("wb") as copy:
            shutil.copyfileobj(file, copy)
        run(program, original)
        try:
            return original.with_suffix(".pdf").read_bytes()
        except FileNotFoundError as error:
            raise ConversionFailed from error


def run(program: str, original: Path) -> None:
    """Convert beside the original, with a profile of its own: no macros, no settings kept."""
    profile = (original.parent / "profile").as_uri()
    command = [program, "--headless", "--norestore", f"-env:UserInstallation={profile}"]
    command += ["--convert-to", "pdf", "--outdir", str(original.parent), str(original)]
    try:
        subprocess.run(command, capture_output=True, timeout=SECONDS, check=True)
    except (subprocess.SubprocessError, OSError) as error:
        raise ConversionFailed from error
