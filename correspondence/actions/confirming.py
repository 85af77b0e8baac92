"""What follows when it is certain that a letter left: marks, steps, states, in one transaction."""

from django.utils import timezone

from casework import audit
from casework.actions import outward
from casework.models.body import StepKind
from correspondence import submissions, wording
from correspondence.models import Dispatch, Letter, SubmissionCase
from correspondence.models.dispatch import DispatchState, Receipt
from correspondence.models.letter import AddresseeRole, LetterState


def confirm(dispatch: Dispatch, *, by, receipt: str, on=None, **proof) -> Dispatch:
    """Marks a locked dispatch as sent and everything that follows from it.

    `proof`: tracking_number, bearer, received_by, witness, words, proof. Must stand inside a
    transaction. A second confirmation changes nothing.
    """
    if dispatch.state == DispatchState.SENT:
        return dispatch
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=dispatch.letter_id)
    day = on or letter.office.today()
    dispatch.state, dispatch.receipt, dispatch.sent_on = DispatchState.SENT, receipt, day
    dispatch.finished_at, dispatch.lease_until, dispatch.error = timezone.now(), None, ""
    for name, value in proof.items():
        setattr(dispatch, name, value)
    dispatch.save()
    if letter.state == LetterState.SIGNED:
        letter.send()
        letter.version += 1
        letter.save()
    _tell_the_cases(letter, dispatch, day, by=by)
    if receipt == Receipt.SIGNED:
        mark_delivered(dispatch, day, by=by)
    audit.record(
        "dispatched",
        by=by,
        office=letter.office,
        target=letter.pk,
        details={"channel": dispatch.channel, "receipt": receipt},
    )
    return dispatch


def _tell_the_cases(letter: Letter, dispatch: Dispatch, day, *, by) -> None:
    cases = submissions.cases_of(letter)
    addressed = dispatch.addressee.role == AddresseeRole.TO
    if addressed:
        submissions.carry(letter, cases, day)
    kind = wording.kind(letter.kind).step if addressed else StepKind.OTHER
    for case in cases:
        outward.record_step(
            case,
            by=by,
            body=dispatch.addressee.recipient.body,
            kind=kind,
            on=day,
            letter=letter.pk,
            thread=letter.submission_id,
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
