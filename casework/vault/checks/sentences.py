"""Says each verdict in one plain sentence, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, gettext, gettext_lazy

from families import display
from families.names import in_digits

SENTENCES = {
    "ok": gettext_lazy("The file is in order."),
    "active_content": gettext_lazy(
        "The file holds scripts, links to programs or attached files. It is kept; "
        "in letters only its pages appear."
    ),
    "docx_needs_pdf": gettext_lazy(
        "The file is kept, but a text document cannot go with a letter. "
        "Turn it into a PDF on its page, or upload one."
    ),
    "no_converter": gettext_lazy(
        "LibreOffice is not installed on the office's computer. Please upload a PDF."
    ),
    "conversion_failed": gettext_lazy(
        "The text document could not be turned into a PDF. Please upload it as a PDF."
    ),
    "mail_unparsed": gettext_lazy(
        "The mail is kept as it came, but it could not be taken apart. Please read the original."
    ),
    "empty": gettext_lazy("The file is empty. Please copy or scan it again."),
    "truncated": gettext_lazy(
        "The file ends too early: a part of it is missing. Please copy or scan it again."
    ),
    "wrong_type": gettext_lazy(
        "The name of the file ends in %(extension)s, but its content is something else. "
        "Please upload the original."
    ),
    "unsupported": gettext_lazy(
        "This kind of file cannot be taken. Please upload a photograph, a scan or a PDF."
    ),
    "password": gettext_lazy(
        "The file asks for a password. Please upload a copy that opens without one."
    ),
    "waits_for_password": gettext_lazy(
        "The file asks for a password. It is kept, sealed, and becomes a document as soon as you "
        "type its password beside it."
    ),
    "locked_package": gettext_lazy(
        "The file is locked with a password and cannot be opened here. "
        "Please save it without one, or print it as a PDF, and upload that."
    ),
    "no_room": gettext_lazy(
        "There is no room left on the office's computer. The file was not kept, nothing half "
        "of it remains. Please tell the administrator, then send it again."
    ),
    "wrong_password": gettext_lazy("The file does not open with this password. Please try again."),
    "too_many_pages": gettext_lazy(
        "The file has more than %(limit)s pages. Please upload it in parts."
    ),
    "too_many_pixels": gettext_lazy(
        "The picture is larger than %(limit)s million pixels. Please scan it at a lower resolution."
    ),
    "too_large": gettext_lazy(
        "The file is larger than %(limit)s MB. Please scan it at a lower resolution "
        "or upload it in parts."
    ),
    "inflates": gettext_lazy(
        "The file would unpack to far more than it should. It was not opened. "
        "Please print or scan the document anew."
    ),
    "page_loop": gettext_lazy(
        "The pages of the file point back to each other without end. It was not opened. "
        "Please print or scan the document anew."
    ),
    "no_pages": gettext_lazy("The file has no pages. Please upload the original."),
    "no_such_page": gettext_lazy("The file does not have this page."),
    "unreadable": gettext_lazy(
        "The file is damaged and cannot be read. Please copy or scan it again."
    ),
    "timed_out": gettext_lazy(
        "Reading the file took too long, so it was stopped. Please print or scan the document anew."
    ),
    "too_much_memory": gettext_lazy(
        "Reading the file took too much memory, so it was stopped. "
        "Please scan it at a lower resolution."
    ),
    "crashed": gettext_lazy(
        "The file could not be opened safely. Please print or scan the document anew."
    ),
}
MILLION = 1_000_000
MEBIBYTE = 1024 * 1024


def sentence(code: str, detail: Mapping[str, Any] | None = None) -> str:
    """Return what happened and what to do next. An unknown code reads as ``unreadable``."""
    text = str(SENTENCES.get(code, SENTENCES["unreadable"]))
    return text % values_for(code, detail or {})


def values_for(code: str, detail: Mapping[str, Any]) -> dict[str, Any]:
    limit = detail.get("limit", 0)
    if code == "too_many_pixels":
        limit //= MILLION
    elif code == "too_large":
        limit //= MEBIBYTE
    extension = detail.get("extension") or gettext("no known ending")
    shown = in_digits(str(limit), display.digits((get_language() or "en")[:2]))
    return {"limit": shown, "extension": f"\u2066{extension}\u2069"}
