"""Opening a closed case again: asked by a coordinator, agreed by a protection officer, always."""

from django.utils.translation import gettext as _

from casework.disclosure import desk
from casework.lifecycle import State
from casework.models import Case

from . import acting
from .errors import Refused


def ask_reopening(case: Case, *, by, seen=None, command=None) -> Case:
    """Asks once. The answer looks the same for every case until an officer agrees."""
    with acting.acting(
        "ask_reopening", by=by, case=case, seen=seen, command=command, content=[str(case.pk)]
    ) as act:
        if not act.done:
            if act.case.state != State.CLOSED:
                raise Refused(_("Not possible: this case is not closed."), code="wrong_state")
            desk.ask_reopening(act.case, by=by)
            act.record(target=act.case.reference)
    return case if act.done else act.case


def agree_reopening(case: Case, *, by, command=None) -> Case:
    """The protection officer agrees. Not agreeing needs no press and is never told."""
    with acting.acting(
        "agree_reopening", by=by, case=case, command=command, content=[str(case.pk)]
    ) as act:
        if not act.done:
            desk.agree_reopening(act.case, by=by)
            act.record(target=act.case.reference)
    return case if act.done else act.case
