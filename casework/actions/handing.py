"""What is open with somebody goes to a colleague: before a leave, or at the end of a post.

Dues belong to a role of an office and stay there; the page says where nobody else holds the role.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from casework import access, between, signals
from casework.models import IntakeDraft, Staff

from . import acting
from .errors import Refused


@dataclass(frozen=True)
class HandedOver:
    """How much went to the colleague."""

    cases: int
    drafts: int
    letters: int = 0


def hand_over(staff: Staff, to: Staff, *, by, command=None) -> HandedOver:
    """All running cases, unfinished requests and letters of somebody, in one step. What lies in an
    office in which the colleague does not work today stays. Refused where nothing is left.
    """
    offices = between.may_hand_over(by, staff)
    if not offices:
        raise PermissionDenied("hand_over")
    content = [str(staff.pk), str(to.pk)]
    with acting.acting("hand_over", by=by, command=command, content=content) as act:
        if act.done:
            return HandedOver(**act.result)
        if to.pk == staff.pk or to not in between.takers(by, staff):
            raise Refused(_("This colleague does not work there today."), code="taker")
        act.result = {
            "cases": _give_cases(staff, to, offices, by=by),
            "drafts": _give_drafts(staff, to, offices),
            "letters": _give_letters(staff, to, offices, by=by),
        }
        if not any(act.result.values()):
            raise Refused(_("There is nothing to hand over to this colleague."), code="nothing")
        act.record(target=staff.pk, to=str(to.pk), **act.result)
    return HandedOver(**act.result)


def _give_cases(staff: Staff, to: Staff, offices, *, by) -> int:
    where = offices & access.offices_for(to, "view_case")
    given = 0
    for case in between.open_cases(staff, where).order_by("pk"):
        held = acting.lock(case)
        if held.caseworker_id != staff.pk:
            continue
        held.caseworker = to
        acting.save(held)
        line = acting.Act("hand_over", by, case=held, office=held.office)
        line.record(target=held.reference, before=str(staff.pk), after=str(to.pk))
        given += 1
    return given


def _give_drafts(staff: Staff, to: Staff, offices) -> int:
    where = offices & access.offices_for(to, "log_request")
    rows = between.open_drafts(staff, where).values_list("pk", flat=True)
    return IntakeDraft.objects.filter(pk__in=list(rows)).update(staff=to)


def _give_letters(staff: Staff, to: Staff, offices, *, by) -> int:
    told = {"staff": staff, "to": to, "offices": offices, "by": by}
    return sum(count for _receiver, count in signals.handed_over.send(sender=Staff, **told))


def letters_open(staff: Staff, offices) -> int:
    """How many letters somebody has begun and not finished: they lie on the floor above."""
    answers = signals.things_open.send(sender=Staff, staff=staff, offices=offices)
    return sum(count for _receiver, count in answers)
