"""Risk: the impression after a visit, the co-signature, and the stop of everything."""

from casework import signals
from casework.models import Case, FamilyRequest
from casework.models.case import Risk

from . import acting


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
            acting.save(one)
        act.record("note_risk", target=request.number)


def co_sign(case: Case, *, by, seen=None, command=None) -> Case:
    """A protection officer agrees that a case of high risk may be accepted."""
    with acting.acting(
        "co_sign", by=by, case=case, seen=seen, command=command, content=[str(case.pk)]
    ) as act:
        if act.done:
            return Case.objects.get(pk=case.pk)
        act.case.co_signed_by = by
        acting.save(act.case)
        act.record("co_sign", target=act.case.reference)
    return act.case
