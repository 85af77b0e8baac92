"""Who works on a case, and how urgent it is."""

from django.utils.translation import gettext as _

from casework import access
from casework.models import Case, Staff
from casework.models.case import Priority

from . import acting
from .errors import Refused


def set_caseworker(case: Case, staff: Staff | None, *, by, seen=None, command=None) -> Case:
    """Gives the case to somebody who works in its office today, or to nobody in particular."""
    content = [str(case.pk), str(staff.pk) if staff else ""]
    with acting.acting(
        "assign", by=by, case=case, seen=seen, command=command, content=content
    ) as act:
        if act.done:
            return Case.objects.get(pk=case.pk)
        if staff and not access.roles_of(staff, act.case.office_id):
            raise Refused(
                _("Not possible: this person does not work in the office of the case."),
                code="not_of_office",
            )
        act.case.caseworker = staff
        acting.save(act.case)
        act.record("assign", target=act.case.reference, to=str(staff.pk) if staff else "")
    return act.case


def set_priority(case: Case, priority: str, *, by, seen=None, command=None) -> Case:
    """Marks the case as urgent, or as any other."""
    content = [str(case.pk), priority]
    with acting.acting(
        "prioritise", by=by, case=case, seen=seen, command=command, content=content
    ) as act:
        if act.done:
            return Case.objects.get(pk=case.pk)
        if priority not in Priority.values:
            raise Refused(_("Please say how urgent it is."), code="priority")
        act.case.priority = priority
        acting.save(act.case)
        act.record("prioritise", target=act.case.reference, to=priority)
    return act.case
