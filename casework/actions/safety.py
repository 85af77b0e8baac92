"""Risk: the impression after a visit, the co-signature, and the stop of everything."""

from django.utils.translation import gettext as _

from casework import signals
from casework.lifecycle import State
from casework.models import Case, Due, DueKind, FamilyRequest
from casework.models.case import Risk

from . import acting, dues
from .errors import Refused


def stop(request: FamilyRequest, *, by, command=None) -> None:
    """Sets the flag on all cases of the family; what is about to leave is called back at once."""
    _flag(request, "set_safety_stop", True, by=by, command=command)


def lift_stop(request: FamilyRequest, *, by, command=None) -> None:
    """Only a protection officer lifts it; nothing that was called back goes out by itself."""
    _flag(request, "lift_safety_stop", False, by=by, command=command)


def _flag(request, verb, value, *, by, command) -> None:
    with acting.acting(
        verb, by=by, family=request, command=command, content=[str(request.pk)]
    ) as act:
        if act.done:
            return
        for case in Case.objects.filter(request=request).order_by("pk"):
            one = acting.lock(case)
            if one.safety_stop != value:
                one.safety_stop = value
                acting.save(one)
                if value:
                    signals.stopped.send(sender=Case, case=one, by=by)
        act.record(verb, target=request.number)


TO_CHECK = (State.REGISTERED, State.UNDER_REVIEW)
RISK_OF_IMPRESSION = {"no_sign": Risk.NO_SIGN, "perhaps": Risk.HIGH, "yes": Risk.STOP}


def note_risk(request: FamilyRequest, impression: str, *, by, words="", command=None) -> None:
    """The impression of who spoke with the family, asked when it has left; on all its cases."""
    with acting.acting(
        "note_risk",
        by=by,
        family=request,
        command=command,
        content=[str(request.pk), impression],
    ) as act:
        if act.done:
            return
        for case in Case.objects.filter(request=request).order_by("pk"):
            one = acting.lock(case)
            one.risk, one.risk_words = RISK_OF_IMPRESSION[impression], words
            one.co_signed_by = None  # it was given to what was known before
            acting.save(one)
            dues.settle(Due.objects.filter(case=one, kind=DueKind.CO_SIGN), by=by)
            if one.risk == Risk.HIGH and one.state in TO_CHECK:
                dues.begin(DueKind.CO_SIGN, one.office.today(), case=one)
        act.record("note_risk", target=request.number)


def ask_co_sign(case: Case, *, by) -> None:
    """Somebody wanted to accept a case to which the protection officer must agree first."""
    with acting.acting("accept", by=by, case=case) as act:
        asked = Due.objects.filter(case=act.case, kind=DueKind.CO_SIGN, done_at=None)
        if not asked.exists():
            dues.begin(DueKind.CO_SIGN, act.case.office.today(), case=act.case)
            act.record("ask_co_sign", target=act.case.reference)


def co_sign(case: Case, *, by, seen=None, command=None) -> Case:
    """A protection officer agrees that a case may be accepted: one of high risk, or about somebody
    who may be under 18. Refused to whoever accepted it."""
    with acting.acting(
        "co_sign", by=by, case=case, seen=seen, command=command, content=[str(case.pk)]
    ) as act:
        if act.done:
            return Case.objects.get(pk=case.pk)
        if act.case.accepted_by_id == by.pk:
            sentence = _("You accepted this case: another protection officer must agree.")
            raise Refused(sentence, code="accepter")
        act.case.co_signed_by = by
        acting.save(act.case)
        dues.settle(Due.objects.filter(case=act.case, kind=DueKind.CO_SIGN), by=by)
        act.record("co_sign", target=act.case.reference)
    return act.case
