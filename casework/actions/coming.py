"""How a request came and who spoke with the family, put right later."""

from dataclasses import dataclass

from casework.models import Case, FamilyRequest, Staff
from families.names import tidy

from . import acting, people
from .told import NameTold, PersonTold

PLAIN = ("channel", "interviewer", "interpreter", "paper_place")


@dataclass(frozen=True)
class Came:
    """All that stands from now on; a second contact person is only added, where there was none."""

    channel: str
    interviewer: Staff | None = None
    interpreter: str = ""
    paper_place: str = ""
    second_name: str = ""
    second_phone: str = ""


def describe_coming(case: Case, came: Came, *, by, seen=None, command=None) -> FamilyRequest:
    """Puts right how the request of a case came, for all cases of the family.

    The trail names the fields, never their content. Raises Stale when somebody changed the case
    meanwhile.
    """
    content = [str(case.pk), sorted(map(str, vars(came).values()))]
    with acting.acting(
        "complete", by=by, case=case, seen=seen, command=command, content=content
    ) as act:
        request = FamilyRequest.objects.select_for_update(of=("self",)).get(pk=case.request_id)
        if act.done:
            return request
        changed = _changed(request, came) + _second_contact(request, came)
        if changed:
            request.save(update_fields=changed)
            acting.save(act.case)
            act.record("describe_coming", target=request.number, fields=changed)
    return request


def _changed(request: FamilyRequest, came: Came) -> list[str]:
    changed = []
    for name in PLAIN:
        said = getattr(came, name)
        said = tidy(said)[:200] if isinstance(said, str) else said
        if getattr(request, name) != said:
            setattr(request, name, said)
            changed.append(name)
    return changed


def _second_contact(request: FamilyRequest, came: Came) -> list[str]:
    if request.second_contact_id or not tidy(came.second_name):
        return []
    told = PersonTold(names=[NameTold(came.second_name)], phones=[came.second_phone])
    request.second_contact = people.write_person(told)
    return ["second_contact"]
