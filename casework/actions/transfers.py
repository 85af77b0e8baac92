"""A family, or one case of it, goes to another office: offered by one coordinator, taken over by
another, with its numbers, letters and sealed side, and in the state in which it is.

Before: the other office sees at most the small card. While it waits: the same card, and what the
offer says. Afterwards it sees the file, and the first office the small card.
"""

import contextlib

from django.utils import timezone
from django.utils.translation import gettext as _

from casework import consent, signals
from casework.lifecycle import ACTIVE, TRANSFER
from casework.models import Case, Due, FamilyRequest, Loan, Office, Transfer, TransferState
from families.names import tidy

from . import acting, cases, dues
from .errors import Refused


def offer(
    case: Case, to: Office, *, by, reason, whole_family=True, words="", seen=None, command=None
) -> Transfer:
    """Offers the case, or with it all that its family has open in this office.

    Refused to the own office, without the family's yes (P2), and while another offer waits.
    """
    content = [str(case.pk), str(to.pk), reason, whole_family, words]
    with acting.acting(
        "offer_transfer", by=by, case=case, seen=seen, command=command, content=content
    ) as act:
        if act.done:
            return Transfer.objects.get(pk=act.result["transfer"])
        FamilyRequest.objects.select_for_update().get(pk=act.case.request_id)
        _check(act.case, to)
        alone = None if whole_family else act.case
        going = _going(act.case.request, act.case.office, alone)
        row = Transfer.objects.create(
            request=act.case.request, whole_family=whole_family, from_office=act.case.office,
            to_office=to, reason=reason, words=tidy(words)[:1000], offered_by=by,
        )  # fmt: skip
        row.cases.set(going)
        act.result = {"transfer": str(row.pk)}
        act.record("offer_transfer", target=act.case.reference, to=to.code, cases=len(going))
    return row


def may_be_offered(case: Case) -> bool:
    """Whether the family's yes (P2) lets another office hear of the case today."""
    return _facts(case.request, agreed=True)["shared_inside"]


def _going(request: FamilyRequest, office: Office, case: Case | None) -> list[Case]:
    """One case alone, or all that the family has in the office: what is ended goes along."""
    rows = Case.objects.filter(request=request, office=office)
    return list((rows.filter(pk=case.pk) if case else rows).order_by("reference"))


def _check(case: Case, to: Office) -> None:
    if to.pk == case.office_id:
        raise Refused(_("This case is in that office already."), code="same_office")
    if case.state not in ACTIVE:
        said = _("Not possible: this case is “%(state)s”.") % {"state": case.get_state_display()}
        raise Refused(said, code="wrong_state")
    if Transfer.objects.filter(request=case.request_id, state=TransferState.WAITING).exists():
        raise Refused(_("This family is offered to another office already."), code="waiting")
    cases.refuse_unmet(TRANSFER, case, _facts(case.request, agreed=True))


def _facts(request: FamilyRequest, *, agreed: bool) -> dict:
    inside = consent.book(request).granted("P2", request.office.today())
    return {"shared_inside": inside, "office_agrees": agreed}


def take_over(transfer: Transfer, *, by, words="", command=None) -> Transfer:
    """A coordinator of the other office takes it over: another person than the one who offered."""
    with _deciding(transfer, by, command, ["accept", words]) as act:
        if act.done:
            return act.row
        moving = _moving(act.row)
        if not any(case.state in ACTIVE for case in moving):
            raise Refused(
                _("A case of this family has changed since. It has to be offered anew."),
                code="changed",
            )
        cases.refuse_unmet(TRANSFER, moving[0], _facts(act.row.request, agreed=True))
        for case in moving:
            _move(act, case)
        if act.row.whole_family:
            _move_family(act.row)
        _close(act, TransferState.ACCEPTED, words)
    return act.row


def _moving(row: Transfer) -> list[Case]:
    """What goes now, locked: a case that was logged for the family since then goes along."""
    alone = None if row.whole_family else row.cases.get()
    return [acting.lock(case) for case in _going(row.request, row.from_office, alone)]


def refuse(transfer: Transfer, *, by, words: str, command=None) -> Transfer:
    """The other office does not take it over, and says why."""
    with _deciding(transfer, by, command, ["refuse", words]) as act:
        if not act.done:
            if not tidy(words):
                raise Refused(_("Please give the reason."), code="reason")
            _close(act, TransferState.REFUSED, words)
            act.office = act.row.from_office
            act.record("refuse_transfer", target=act.row.request.number)
    return act.row


def take_back(transfer: Transfer, *, by, command=None) -> Transfer:
    """The office that offered it keeps it, before the other has decided."""
    with acting.acting(
        "offer_transfer", by=by, office=transfer.from_office, command=command,
        content=[str(transfer.pk), "back"],
    ) as act:  # fmt: skip
        act.row = _lock(transfer)
        if not act.done:
            _require_waiting(act.row)
            _close(act, TransferState.TAKEN_BACK, "", decided_by=None)
            act.record("take_transfer_back", target=act.row.request.number)
    return act.row


@contextlib.contextmanager
def _deciding(transfer: Transfer, by, command, content):
    """What the other office's coordinator does with an offer that waits; never who made it."""
    with acting.acting(
        "decide_transfer", by=by, office=transfer.to_office, command=command,
        content=[str(transfer.pk), *content],
    ) as act:  # fmt: skip
        act.row = _lock(transfer)
        if not act.done:
            if act.row.offered_by_id == by.pk:
                raise Refused(
                    _("You offered it yourself: another person of that office decides."),
                    code="self",
                )
            _require_waiting(act.row)
        yield act


def _lock(transfer: Transfer) -> Transfer:
    rows = Transfer.objects.select_for_update(of=("self",))
    return rows.select_related("request__office", "from_office", "to_office").get(pk=transfer.pk)


def _require_waiting(row: Transfer) -> None:
    if row.state != TransferState.WAITING:
        said = _("This was decided already: %(state)s.") % {"state": row.get_state_display()}
        raise Refused(said, code="decided")


def _close(act, state, words, **more) -> None:
    row = act.row
    row.state, row.answer, row.decided_at = state, tidy(words)[:1000], timezone.now()
    row.decided_by = more.get("decided_by", act.by)
    row.save()


def _move(act, case: Case) -> None:
    """The case itself: office and whoever works on it; never its state, numbers or letters."""
    case.office, case.caseworker = act.row.to_office, None
    acting.save(case)
    dues.hand_over(Due.objects.filter(case=case), act.row.to_office)
    Loan.objects.filter(case=case, ended_at=None).update(ended_by=act.by, ended_at=timezone.now())
    signals.case_left.send(sender=Case, case=case, by=act.by)
    mine = acting.Act("transfer", act.by, case=case, office=case.office)
    mine.record(
        target=case.reference, before=act.row.from_office.code, after=act.row.to_office.code
    )


def _move_family(row: Transfer) -> None:
    """The family's own office: where its papers, answers and calls are kept from now on."""
    FamilyRequest.objects.filter(pk=row.request_id).update(office=row.to_office)
    dues.hand_over(Due.objects.filter(request=row.request_id, case=None), row.to_office)
