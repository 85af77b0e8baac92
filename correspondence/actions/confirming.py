"""What follows when it is certain that a letter left: marks, steps, states, in one transaction."""

from django.utils import timezone

from casework import audit
from casework.actions import dues, outward
from casework.models.body import StepKind
from casework.models.due import DueKind
from casework.roles import Role
from correspondence import editions, gatekeeping, submissions, wording
from correspondence.drafting.desk import WITH_ANNEXES
from correspondence.models import Dispatch, Letter, SubmissionCase
from correspondence.models.dispatch import DispatchState, Receipt
from correspondence.models.letter import AddresseeRole, LetterState


def confirm(dispatch: Dispatch, *, by, receipt: str, on=None, **proof) -> Dispatch:
    """Marks a locked dispatch as sent and everything that follows from it.

    What happened is always recorded: a letter that had been called back is again what had left,
    and those who must know get a due.

    `proof`: tracking_number, bearer, received_by, witness, words, proof. Must stand inside a
    transaction. A second confirmation changes nothing.
    """
    if dispatch.state == DispatchState.SENT:
        return dispatch
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=dispatch.letter_id)
    against = _against(dispatch, letter)
    if not editions.holds(letter, dispatch.edition):
        editions.bring_back(letter, dispatch.edition)
        _saved(letter)
    day = on or letter.office.today()
    dispatch.state, dispatch.receipt, dispatch.sent_on = DispatchState.SENT, receipt, day
    dispatch.finished_at, dispatch.lease_until, dispatch.error = timezone.now(), None, ""
    for name, value in proof.items():
        setattr(dispatch, name, value)
    dispatch.save()
    if letter.state == LetterState.SIGNED:
        letter.send()
        _saved(letter)
    dispatch.letter = letter
    if all_left(dispatch):
        _tell_the_cases(letter, dispatch, day, by=by)
    if receipt == Receipt.SIGNED:
        mark_delivered(dispatch, day, by=by)
    _say_what_should_not_have_left(letter, against, by=by)
    audit.record(
        "dispatched",
        by=by,
        office=letter.office,
        target=letter.pk,
        details={
            "channel": dispatch.channel,
            "receipt": receipt,
            "although": bool(against),
            **({"part": dispatch.part, "parts": dispatch.parts} if dispatch.parts > 1 else {}),
        },
    )
    return dispatch


def all_left(dispatch: Dispatch) -> bool:
    """Whether every part of the letter has left on this way: only then is it sent for its cases."""
    left = dispatch.siblings().filter(state=DispatchState.SENT)
    return left.values("part").distinct().count() == dispatch.parts


def all_arrived(dispatch: Dispatch) -> bool:
    """Whether every part is in their mail box."""
    there = dispatch.siblings().filter(state=DispatchState.SENT).exclude(delivered_at=None)
    return there.values("part").distinct().count() == dispatch.parts


def _saved(letter: Letter) -> None:
    letter.version += 1
    letter.save()


def _against(dispatch: Dispatch, letter: Letter) -> list:
    """The cases for which it should not have left, as far as the record says now; for a letter
    that was called back for another reason, its first case stands for all."""
    dispatch.letter = letter
    found = gatekeeping.cases_against(dispatch)
    if found or (dispatch.stopped_at is None and editions.holds(letter, dispatch.edition)):
        return found
    return submissions.cases_of(letter)[:1]


def _say_what_should_not_have_left(letter: Letter, against, *, by) -> None:
    """A coordinator and the protection officer look at it: it cannot be called back any more."""
    for case in against:
        for role in (Role.COORDINATOR, Role.PROTECTION):
            dues.write(DueKind.LEFT_ANYWAY, role, letter.office.today(), case=case)


def _tell_the_cases(letter: Letter, dispatch: Dispatch, day, *, by) -> None:
    carried = submissions.cases_of(letter)
    addressed = dispatch.addressee.role == AddresseeRole.TO
    if addressed:
        submissions.carry(letter, carried, day)
        if wording.kind(letter.kind).says == "nothing":
            submissions.end(letter, day)
    kind = wording.kind(letter.kind).step if addressed else StepKind.OTHER
    for case in carried:
        outward.record_step(
            case,
            by=by,
            body=dispatch.addressee.recipient.body,
            kind=kind,
            on=day,
            letter=letter.pk,
            thread=letter.submission_id,
        )
    if dispatch.addressee.role in WITH_ANNEXES:
        outward.record_papers(
            [annex.document for annex in letter.annexes.select_related("document")],
            body=dispatch.addressee.recipient.body,
            on=day,
            letter=letter.pk,
        )


def mark_delivered(dispatch: Dispatch, on, *, by) -> None:
    """Delivered, for every case that the letter carried to its addressee; a first day stays.

    A copy that arrives says nothing about the addressee. Must stand inside a transaction.
    """
    if dispatch.addressee.role != AddresseeRole.TO:
        return
    letter = dispatch.letter
    marks = SubmissionCase.objects.select_for_update(of=("self",)).filter(
        submission=letter.submission_id, case__in=submissions.cases_of(letter), delivered_on=None
    )
    for mark in marks.select_related("case"):
        mark.delivered_on = on
        mark.save(update_fields=["delivered_on"])
        outward.record_mark(
            mark.case, by=by, thread=letter.submission_id, mark="delivered_on", on=on
        )
