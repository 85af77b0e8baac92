"""What the pages of this floor share: a day in the boxes, files out, files in."""

import re
import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casework import search as finder
from casework import vault
from casework.models import Case, StoredFile
from casework.vault import checks
from casework.views.files import verdict_on
from families import display
from families.calendars import format_day

SEPARATORS = re.compile(r"[\n,;،؛]+")
MOST_TYPED = 500
ENDING = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/tiff": "tif",
    "image/webp": "webp",
    "image/heic": "heic",
    "message/rfc822": "eml",
}


def as_uuid(text) -> uuid.UUID | None:
    """An id from an address or a form; None for anything else."""
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None


def typed_cases(rows, typed: str) -> tuple[list[Case], list[str]]:
    """The cases among `rows` whose numbers were typed, and the words that are no number of ours."""
    found, unknown = [], []
    for words in [part.strip() for part in SEPARATORS.split(typed) if part.strip()][:MOST_TYPED]:
        hit = finder.search(words, within=rows)
        cases = list(hit.cases.order_by("reference")) if hit.how == "number" else []
        if not cases or len({case.request_id for case in cases}) > 1:
            unknown.append(words)
        found += cases
    return list(dict.fromkeys(found)), unknown


def not_a_number(unknown: list[str]) -> str:
    sentence = _("Not one family's number: %(words)s. Please type the whole number.")
    return sentence % {"words": ", ".join(unknown[:10])}


def in_box(day) -> str:
    """A day as it stands in a box that takes any calendar."""
    language = (get_language() or "en")[:2]
    return format_day(day, language, calendar=display.calendar(language))


def calendar_of(office) -> str:
    """In which calendar a bare number of a date is read."""
    return office.calendar if office.calendar in ("solar", "gregorian") else "solar"


def keep_file(request, upload, *, profile="document") -> tuple[StoredFile | None, str]:
    """The stored file of an upload and what the examination said; no file when it was refused."""
    limits = checks.Limits(file_bytes=settings.UPLOAD_MAX_BYTES)
    with vault.upload_path(upload) as path:
        verdict = checks.examine(path, original_name=upload.name, limits=limits, profile=profile)
        stored = None if verdict.refused else vault.put(path, mime=verdict.mime)
    said = checks.sentence(verdict.code, verdict.detail)
    if stored is None:
        messages.error(request, verdict_on(upload.name, verdict.code, verdict.detail))
    return stored, said


def hand_out(stored: StoredFile | None, name: str) -> HttpResponse:
    """A stored file to be saved: never opened inside a page; its name tells nothing."""
    if stored is None:
        raise Http404
    try:
        chunks = vault.read(stored)
        first = next(chunks)
    except (vault.MissingFile, StopIteration) as error:
        raise Http404 from error
    answer = StreamingHttpResponse(_after(first, chunks), content_type="application/octet-stream")
    ending = ENDING.get(stored.mime, "bin")
    plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in name)
    answer.headers["Content-Disposition"] = f'attachment; filename="{plain}.{ending}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _after(first, chunks):
    yield first
    yield from chunks
