"""Calling back what has not left: queued dispatches stop, unsent letters return to draft.

Runs inside the transaction of the action that caused it. What was sent stays sent and is listed
by `sent_about`.
"""

from django.utils import timezone

from casework import audit
from correspondence import editions
from correspondence.models import Dispatch, Letter
from correspondence.models.dispatch import DispatchState
from correspondence.models.letter import LetterState
from correspondence.wording import letter_kinds

RETURNS = (
    LetterState.IN_REVIEW,
    LetterState.APPROVED,
    LetterState.NUMBERED,
    LetterState.SIGNED,
)


def call_back_case(case, *, by, reason: str) -> None:
    """Every unsent letter that carries the case goes back to draft, its dispatches stop."""
    _call_back(Letter.objects.filter(lines__case=case, lines__included=True), by, reason)


def call_back_to(case, audience: str, *, by, reason: str) -> None:
    """The same for letters to one kind of reader alone: the sought person's follow the newest
    wish, the family's stop when somebody who asks has died."""
    kinds = [code for code, kind in letter_kinds.kinds().items() if kind.audience == audience]
    rows = Letter.objects.filter(lines__case=case, lines__included=True, kind__in=kinds)
    _call_back(rows, by, reason)


def _call_back(rows, by, reason: str) -> None:
    for letter in rows.select_for_update(of=("self",)).filter(state__in=RETURNS):
        return_to_draft(letter)
        audit.record(
            "call_back", by=by, office=letter.office, target=letter.pk, details={"reason": reason}
        )
    for letter in rows.filter(state=LetterState.SENT):
        stop_dispatches(letter)


def return_to_draft(letter) -> None:
    """To draft again: what was numbered stays as an edition that was not sent, and so does the
    number. Dispatches that wait are stopped."""
    stop_dispatches(letter)
    editions.keep(letter)
    ended = "not_sent" if letter.state == LetterState.SIGNED else "not_signed"
    letter.editions.filter(edition=letter.edition, ended_as="").update(
        ended_as=ended, scan=letter.scan
    )
    letter.take_back()
    letter.pdf = letter.scan = letter.bundle = letter.office_copy = letter.signed_on = None
    letter.pdf_sha256 = letter.scan_sha256 = letter.bundle_sha256 = letter.bundle_error = ""
    letter.bundle_bytes = letter.bundle_pages = letter.bundle_progress = 0
    letter.version += 1
    letter.save()


def stop_dispatches(letter) -> int:
    """Stops what waits. What is on its way this very moment is asked again by the outbox."""
    return Dispatch.objects.filter(letter=letter, state=DispatchState.PENDING).update(
        state=DispatchState.RECALLED, stopped_at=timezone.now()
    )


def sent_about(case):
    """The letters about the case that have left: what cannot be called back any more."""
    return Letter.objects.filter(lines__case=case, lines__included=True, state=LetterState.SENT)
