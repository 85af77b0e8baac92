"""In which town a family lives: for the list of those to call."""

from casework.models import FamilyRequest
from families.names import tidy

from . import acting

LONGEST = 100


def set_town(request: FamilyRequest, town: str, *, by, command=None) -> FamilyRequest:
    """Notes the town as the family says it, or takes it away. The trail does not hold its name."""
    with acting.acting(
        "edit_people", by=by, office=request.office, command=command, content=[str(request.pk)]
    ) as act:
        if act.done:
            return request
        request = FamilyRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        request.town = tidy(town)[:LONGEST]
        request.save()
        act.record("set_town", target=request.number)
    return request
