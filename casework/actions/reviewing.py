"""Looking at open cases again, many together: the same letter, the same family."""

import datetime
import uuid
from collections.abc import Iterable

from django.utils.translation import gettext as _

from casework import dates
from casework.lifecycle import ACTIVE, State
from casework.models import Case, Note

from . import acting
from .errors import Refused


def review(case: Case, *, by, words="", seen=None, command=None) -> Case:
    """Somebody looked: the next look is the next of the fixed days (rule 39: they follow from the
    acceptance alone); for a paused case ninety days on."""
    with acting.acting(
        "review", by=by, case=case, seen=seen, command=command, content=[str(case.pk)]
    ) as act:
        if act.done:
            return Case.objects.get(pk=case.pk)
        held, today = act.case, act.case.office.today()
        if held.state not in ACTIVE:
            raise Refused(
                _("Not possible: this case is “%(state)s”.") % {"state": held.get_state_display()},
                code="wrong_state",
            )
        held.next_review = next_look(held, today)
        acting.save(held)
        if words:
            Note.objects.create(request=held.request, case=held, words=words, by=by)
        act.record("review", target=held.reference, next=str(held.next_review))
    return held


def next_look(case: Case, today: datetime.date) -> datetime.date:
    if case.state == State.ON_HOLD:
        return today + datetime.timedelta(days=dates.FIRST_YEAR)
    looked_at = max(today, case.next_review or today)
    return dates.review_after(dates.review_anchor(case, today), looked_at)


def review_together(cases: Iterable[Case], *, by, words="", command=None) -> list[dict]:
    """One outcome line for each; a case that cannot be reviewed stops no other."""
    return [_one(case, by=by, words=words, command=command) for case in cases]


def _one(case: Case, *, by, words, command) -> dict:
    own = uuid.uuid5(uuid.UUID(str(command)), str(case.pk)) if command else None
    try:
        return {"case": review(case, by=by, words=words, command=own), "done": True, "reasons": []}
    except Refused as refusal:
        return {"case": case, "done": False, "reasons": refusal.reasons}
