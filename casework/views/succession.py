"""The death of somebody who asks, and who asks instead."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casework import consent, quiet
from casework.actions import succession as actions
from casework.forms.succession import DeathForm, SuccessorForm
from casework.models import FamilyRequest
from families.models.person import LifeStatus

from .case import find_case
from .steps import attempt, command_of, fresh_command


def _alive(family: FamilyRequest) -> list:
    """Those of the request who are not marked as dead: who asks, asks too, is called second."""
    people = [*consent.as_told(family), family.second_contact]
    return [p for p in people if p is not None and p.life_status != LifeStatus.DEAD]


def death(request: HttpRequest, reference: str) -> HttpResponse:
    """Notes a death: calls, letters and messages to that person stop at once."""
    case = find_case(request, reference, "mark_death")
    people = _alive(case.request)
    form = DeathForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        person = next(p for p in people if str(p.pk) == said["who"])
        row, _refusal = attempt(
            request, actions.mark_death, case.request, person, by=request.user,
            source=said["source"], died_on=said["died_on"], words=said["words"],
            command=command_of(request), done=_("Noted. Nothing goes to this person any more."),
        )  # fmt: skip
        if row is not None:
            return redirect("case", case.reference)
    page = {"case": case, "form": form, "people": people, "command": fresh_command()}
    return render(request, "casework/succession/death.html", page)


def successor(request: HttpRequest, reference: str) -> HttpResponse:
    """Who asks from now on; the quiet days of the family are shown and kept."""
    case = find_case(request, reference, "name_successor")
    family, people = case.request, _alive(case.request)
    quiet_until = quiet.until(family, case.office.today())
    cases = family.cases.select_related("sought").order_by("reference")
    form = SuccessorForm(
        request.POST or None, people=people, cases=cases, quiet=quiet_until is not None
    )
    if request.method == "POST" and form.is_valid():
        person = next((p for p in people if str(p.pk) == form.cleaned_data["who"]), None)
        row, _refusal = attempt(
            request, actions.name_successor, family,
            actions.Successor(person=person, **form.told()), by=request.user,
            command=command_of(request), done=_("This person asks from now on."),
        )  # fmt: skip
        if row is not None:
            return redirect("case", case.reference)
    page = {
        "case": case,
        "family": family,
        "form": form,
        "dead": family.enquirer.life_status == LifeStatus.DEAD,
        "quiet_until": quiet_until,
        "command": fresh_command(),
    }
    return render(request, "casework/succession/successor.html", page)
