"""Editions of a letter that were called back: kept whole, so that one which left can be told.

Both functions change the letter and leave saving it to the caller, in the caller's transaction.
"""

import datetime

from django.utils.dateparse import parse_datetime

from casework.models import StoredFile
from correspondence.models import Annex, Letter
from correspondence.models.letter import LetterState

PLAIN = (
    "pdf_sha256",
    "pdf_pages",
    "print_pages",
    "outline",
    "scan_sha256",
    "bundle_sha256",
    "bundle_bytes",
    "bundle_pages",
)
DAYS = ("date", "signed_on")
FILES = ("pdf_id", "scan_id", "bundle_id")
FINAL = (LetterState.SIGNED, LetterState.SENT)


def keep(letter: Letter) -> None:
    """Puts what the edition was aside, sealed with the letter, before it becomes a draft."""
    if letter.pdf_id is None:
        return
    kept = {name: getattr(letter, name) for name in PLAIN}
    kept |= {name: _iso(getattr(letter, name)) for name in DAYS}
    kept |= {name: str(getattr(letter, name) or "") for name in FILES}
    kept |= {"approver": str(letter.approver_id or ""), "approved_at": _iso(letter.approved_at)}
    kept |= {name: letter.values[name] for name in ("frozen", "scan") if name in letter.values}
    past = letter.values.get("past", {})
    letter.values = {**letter.values, "past": {**past, str(letter.edition): kept}}


def _iso(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""


def holds(letter: Letter, edition: int) -> bool:
    """Whether the letter stands as that edition left the house."""
    return letter.edition == edition and letter.state in FINAL


def signed_on(letter: Letter, edition: int) -> datetime.date | None:
    """The day on which that edition was signed."""
    if letter.edition == edition and letter.signed_on:
        return letter.signed_on
    kept = letter.values.get("past", {}).get(str(edition), {})
    return _day(kept.get("signed_on"))


def bring_back(letter: Letter, edition: int) -> None:
    """The edition that had left is the letter again: its pages, cases and annexes; state sent.

    What was made of the letter since stays as an edition that did not leave.
    """
    _end_newer(letter, edition)
    if letter.edition != edition or letter.pdf_id is None:
        _restore(letter, edition, letter.values["past"][str(edition)])
    letter.editions.filter(edition=edition).update(ended_as="")
    letter.numbers.update(voided_at=None)
    letter.did_leave()


def _end_newer(letter: Letter, edition: int) -> None:
    if letter.edition == edition or letter.pdf_id is None:
        return
    keep(letter)
    letter.editions.filter(edition=letter.edition, ended_as="").update(ended_as="not_sent")


def _restore(letter: Letter, edition: int, kept: dict) -> None:
    for name in PLAIN:
        setattr(letter, name, kept[name])
    for name in DAYS:
        setattr(letter, name, _day(kept[name]))
    for name in FILES:
        setattr(letter, name, _file(kept[name]))
    letter.edition, letter.bundle_error = edition, ""
    letter.wording = kept["frozen"]["wording"]
    letter.approver_id = kept["approver"] or None
    letter.approved_at = parse_datetime(kept["approved_at"]) if kept["approved_at"] else None
    letter.bundle_progress = 100 if letter.bundle_id else 0
    told = {name: kept[name] for name in ("frozen", "scan") if name in kept}
    letter.values = {**letter.values, **told}
    _restore_rows(letter, kept["frozen"])


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _file(key: str):
    return StoredFile.objects.filter(pk=key).values_list("pk", flat=True).first() if key else None


def _restore_rows(letter: Letter, frozen: dict) -> None:
    references = [told["case"] for told in frozen["cases"]]
    letter.lines.update(included=False)
    letter.lines.filter(case__reference__in=references).update(included=True)
    letter.annexes.all().delete()
    Annex.objects.bulk_create(
        Annex(
            letter=letter,
            document_id=told["document"],
            number=told["number"],
            pages=told["pages"],
            sha256=told["sha256"],
        )
        for told in frozen["annexes"]
    )
