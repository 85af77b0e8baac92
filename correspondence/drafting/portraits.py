"""The photograph on a person's sheet: which one, from when, small enough for a page."""

import io
from functools import lru_cache

from PIL import Image, ImageOps

from casework import vault
from casework.models import Case, Document, DocumentKind, StoredFile
from families.calendars import PartialDate, solar_year

LARGEST = (700, 900)
PICTURES = ("image/jpeg", "image/png", "image/webp")


def of(case: Case) -> Document | None:
    """The photograph that was named as the portrait, else the case's own first photograph."""
    pictures = [
        document
        for document in case.request.documents.all()
        if document.file.mime in PICTURES and document.case_id in (None, case.pk)
    ]
    named = {portrait.document_id for portrait in case.sought.portraits.all()}
    for document in pictures:
        if document.pk in named:
            return document
    own = (d for d in pictures if d.kind == DocumentKind.PHOTO and d.case_id == case.pk)
    return next(own, None)


def year_of(case: Case, document: Document, language: str) -> str:
    """The year in which it was taken, in the calendar of the letter; empty when nobody said."""
    for portrait in case.sought.portraits.all():
        if portrait.document_id == document.pk and portrait.taken:
            return _year(portrait.taken, language)
    return ""


def _year(taken: PartialDate, language: str) -> str:
    if taken.earliest is None:
        return taken.as_given
    if taken.calendar == ("solar" if language == "fa" else "gregorian"):
        return str(taken.year or taken.earliest.year)
    return str(solar_year(taken.earliest) if language == "fa" else taken.earliest.year)


def picture(document: Document) -> bytes:
    """The photograph as a JPEG of the size that a sheet needs: upright, on white, no EXIF.

    Raises MissingFile when the vault does not hold it, OSError when it is no picture.
    """
    return _drawn(document.file)


@lru_cache(maxsize=64)
def _drawn(file: StoredFile) -> bytes:
    """Drawn once for all the pages that follow the typing; a stored file never changes."""
    content = io.BytesIO(b"".join(vault.read(file)))
    with Image.open(content) as opened:
        opened.draft("RGB", LARGEST)
        upright = ImageOps.exif_transpose(opened).convert("RGBA")
    upright.thumbnail(LARGEST)
    flat = Image.new("RGB", upright.size, "white")
    flat.paste(upright, mask=upright.getchannel("A"))
    written = io.BytesIO()
    flat.save(written, "JPEG", quality=85)
    return written.getvalue()
