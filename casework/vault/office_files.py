"""Makes PDFs of text documents with LibreOffice, where an office has installed it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

SECONDS = 60
EXTENSIONS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
}


class NoConverter(Exception):
    """LibreOffice is not here, or does not know this kind of file."""


class ConversionFailed(Exception):
    """LibreOffice gave no PDF within a minute."""


def converter() -> str | None:
    """Return where LibreOffice is, if it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def to_pdf(document: Path, mime: str, target: Path) -> None:
    """Write the document as a PDF to `target`; one at a time in the whole office.

    Keep the result: another day's LibreOffice may write other bytes.

    Raises:
        NoConverter: if nothing here can convert it.
        ConversionFailed: if LibreOffice fails or takes longer than a minute.
    """
    program, extension = converter(), EXTENSIONS.get(mime)
    if program is None or extension is None:
        raise NoConverter
    with _alone(), tempfile.TemporaryDirectory(dir=settings.WORK_DIR) as name:
        folder = Path(name)
        original = folder / f"document{extension}"
        shutil.copyfile(document, original)
        _run(program, original)
        try:
            shutil.copyfile(original.with_suffix(".pdf"), target)
        except FileNotFoundError as error:
            raise ConversionFailed from error


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """One conversion at a time, whichever of the office's processes asks."""
    with (Path(settings.WORK_DIR) / "office-files.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _run(program: str, original: Path) -> None:
    """Convert beside the original, with a profile of its own: no macros, no settings kept."""
    folder = original.parent
    profile = (folder / "profile").as_uri()
    command = [program, "--headless", "--norestore", f"-env:UserInstallation={profile}"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), str(original)]
    environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder)}
    try:
        subprocess.run(command, capture_output=True, timeout=SECONDS, check=True, env=environment)
    except (subprocess.SubprocessError, OSError) as error:
        raise ConversionFailed from error
