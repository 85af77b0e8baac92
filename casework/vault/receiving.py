"""What comes in: examined in the child process, then kept sealed; or a verdict that says why."""

from pathlib import Path

from django.conf import settings

from casework.models import StoredFile

from . import checks, office_files
from .store import open_plain, put, work_file


def receive(
    path: Path, name: str, *, password: str = ""
) -> tuple[checks.Verdict, StoredFile | None]:
    """The verdict on the file at `path` and, if it may be kept, the file in the vault.

    With a password a locked PDF is kept as the copy that opens without one.
    """
    limits = checks.Limits(file_bytes=settings.UPLOAD_MAX_BYTES)
    with checks.Examiner(limits) as examiner:
        verdict = examiner.examine(path, original_name=name)
        if verdict.code == "password" and password:
            return _unlocked(examiner, path, name, password)
    return _kept(path, verdict)


def _unlocked(examiner, path: Path, name: str, password: str):
    with work_file() as opened:
        try:
            examiner.unlock(path, password, opened)
        except checks.RenderingRefused as refused:
            return refused.verdict, None
        return _kept(opened, examiner.examine(opened, original_name=name))


def _kept(path: Path, verdict: checks.Verdict):
    return verdict, None if verdict.refused else put(path, mime=verdict.mime)


def arranged(stored: StoredFile, order) -> tuple[checks.Verdict, StoredFile | None]:
    """A new file of these (page from 1, quarter turns clockwise), examined and kept."""
    with _maker() as examiner, open_plain(stored) as source, work_file() as target:
        return _remade(target, examiner, examiner.arrange, source, stored.mime, order)


def redacted(stored: StoredFile, pages: int, boxes) -> tuple[checks.Verdict, StoredFile | None]:
    """A new file of pictures alone, black where `boxes` (page, left, top, width, height) say."""
    with _maker() as examiner, open_plain(stored) as source, work_file() as target:
        return _remade(target, examiner, examiner.redact, source, stored.mime, pages, boxes)


def drawn_anew(path: Path, name: str, *, most: int) -> tuple[checks.Verdict, StoredFile | None]:
    """Of the file at `path` the pictures of its pages alone, at most so many, in a PDF: no text
    layer, nothing that a camera or a program wrote beside them. The file itself is not kept."""
    limits = checks.Limits(file_bytes=settings.UPLOAD_MAX_BYTES, pages=most)
    with checks.Examiner(limits) as examiner:
        verdict = examiner.examine(path, original_name=name)
    if verdict.refused:
        return verdict, None
    pages = max(1, verdict.pages)
    with _maker() as examiner, work_file() as target:
        return _remade(target, examiner, examiner.redact, path, verdict.mime, pages, [])


def converted(stored: StoredFile) -> tuple[checks.Verdict, StoredFile | None]:
    """The PDF that LibreOffice makes of a text document, examined and kept; or why there is none:
    ``no_converter``, ``conversion_failed``."""
    with _maker() as examiner, open_plain(stored) as source, work_file() as target:
        try:
            office_files.to_pdf(source, stored.mime, target)
        except office_files.NoConverter:
            return checks.Verdict("refused", "no_converter"), None
        except office_files.ConversionFailed:
            return checks.Verdict("refused", "conversion_failed"), None
        verdict = examiner.examine(target, original_name="")
        if verdict.mime != "application/pdf":
            return checks.Verdict("refused", "conversion_failed"), None
        return _kept(target, verdict)


def _maker() -> checks.Examiner:
    """Making takes longer than judging: every page is drawn and packed."""
    return checks.Examiner(
        checks.Limits(file_bytes=settings.UPLOAD_MAX_BYTES, cpu_seconds=120, wall_seconds=180)
    )


def _remade(target: Path, examiner, make, *what):
    try:
        make(*what, target)
    except checks.RenderingRefused as refused:
        return refused.verdict, None
    return _kept(target, examiner.examine(target, original_name=""))
