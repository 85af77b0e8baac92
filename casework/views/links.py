"""Records of one human being: which are linked, by whom and why; linking and unlinking."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casework import access, references
from casework.actions import linking
from casework.models import Case
from families.models import Person

from .people import find_person, frame
from .steps import attempt, command_of


def links(request: HttpRequest, reference: str, pk) -> HttpResponse:
    """Links this record to one of another case that one may open, or takes a link back."""
    case, someone = find_person(request, reference, pk)
    if request.method == "POST":
        access.require(request.user, "link_people", case.office)
        if _linked(request, case, someone):
            return redirect("person_links", case.reference, someone.pk)
    shown = [
        line for row in linking.links_of(someone) if (line := _line(request.user, row, someone))
    ]
    page = frame(request, case, someone, links=shown, typed=request.POST)
    return render(request, "casework/person_links.html", page)


def _line(user, row, someone: Person) -> dict | None:
    """A link to a record that one may see; of others there is no sign."""
    other = row.second if row.first_id == someone.pk else row.first
    case = _case_of(user, other)
    return {"row": row, "other": other, "case": case} if case else None


def _case_of(user, other: Person) -> Case | None:
    seen = access.cases(user)
    return seen.filter(sought=other).first() or seen.filter(request__enquirer=other).first()


def _linked(request, case: Case, someone: Person) -> bool:
    said = request.POST
    press = {"by": request.user, "reason": said.get("reason", ""), "command": command_of(request)}
    row = next((r for r in linking.links_of(someone) if str(r.pk) == said.get("unlink")), None)
    if row is not None:
        other = row.second if row.first_id == someone.pk else row.first
        home = _case_of(request.user, other)
        done = _("The link was taken back.")
        action, args = linking.unlink, (case, someone, row, home)
    else:
        number = references.tidy(said.get("other", ""))
        home = access.cases(request.user).filter(reference=number).first()
        if home is None:
            messages.error(request, _("There is no case with this number that you may open."))
            return False
        other = home.request.enquirer if said.get("who") == "asks" else home.sought
        done = _("The two records are linked as one human being.")
        action, args = linking.link, (case, someone, home, other)
    _row, refusal = attempt(request, action, *args, done=done, **press)
    return refusal is None
