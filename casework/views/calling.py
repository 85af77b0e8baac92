"""The list of families to call, town by town: whom, when it is safe, what may be said."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import access, calling
from casework.actions import contacts, reading, towns
from casework.disclosure.gate import public_status
from casework.forms.calling import TownForm
from casework.models import FamilyRequest
from casework.models.contact import Result
from families.identifiers import mask
from families.models.contact_point import ContactKind, Works
from families.names import sort_key

from .look_up import OUTCOMES, may_say
from .steps import attempt, command_of, fresh_command

TOGETHER = 40  # families on one page
WHAT = {
    "all": gettext_lazy("All to call"),
    "tell": gettext_lazy("Families to tell"),
    "news": gettext_lazy("News due to a family"),
    "ask": gettext_lazy("Something to ask"),
}


def call_list(request: HttpRequest) -> HttpResponse:
    """GET shows whom to call. A press opens one family's numbers, or all of the page for paper;
    each opening is noted. A call is recorded in its line."""
    access.require(request.user, "tell_family")
    if request.method == "POST" and request.POST.get("do") == "told":
        _told(request)
    today = timezone.localdate()
    rows = access.requests(request.user, "tell_family")
    what = request.GET.get("what") if request.GET.get("what") in calling.KINDS else "all"
    due = calling.to_call(rows, today, calling.KINDS.get(what, calling.ALL))
    places = _places(due)
    place = _place(places, request.GET.get("town"))
    page = Paginator(due.filter(town_key=place) if place is not None else due, TOGETHER).get_page(
        request.GET.get("page")
    )
    families = calling.for_call(page, today)
    opened = _opened(request, families)
    shown = {
        "what": what,
        "filters": [_filter(code, label, what) for code, label in WHAT.items()],
        "towns": _town_links(places, place, what),
        "groups": _groups(families, places, opened, today),
        "page": page,
        "all_open": len(opened) == len(families) > 0,
        "may_open": access.can(request.user, "view_contacts"),
        "outcomes": [(value, Result(value).label) for value in OUTCOMES],
        "left_in_peace": calling.in_peace(rows, today),
        "on": timezone.now(),
    }
    return render(request, "casework/calls.html", shown)


def _places(due) -> list[tuple[str, str, int]]:
    """The towns in the order of their names; those without one last."""
    return sorted(calling.towns(due), key=lambda town: (not town[0], sort_key(town[1])))


def _place(places, wanted: str | None) -> str | None:
    """The town that was asked for; none where all families fit on one page."""
    keys = [key for key, _name, _n in places]
    if wanted in keys:
        return wanted
    many = sum(n for _key, _name, n in places) > TOGETHER
    return keys[0] if many and wanted is None else None


def _filter(code: str, label, current: str) -> dict:
    return {"url": f"?what={code}", "label": label, "current": code == current}


def _town_links(places, place, what: str) -> list[dict]:
    return [
        {
            "url": f"?what={what}&town={key}",
            "label": name or _("Town not noted"),
            "count": n,
            "current": key == place,
        }
        for key, name, n in places
    ]


def _opened(request, families) -> set:
    """Whose numbers a press opened; each opening is noted with the person's name."""
    if request.method != "POST" or request.POST.get("do") not in ("open", "open_all"):
        return set()
    access.require(request.user, "view_contacts")
    number = request.POST.get("number")
    chosen = [f for f in families if request.POST["do"] == "open_all" or f.number == number]
    for family in chosen:
        reading.read("view_contacts", by=request.user, family=family)
    return {family.pk for family in chosen}


def _told(request) -> None:
    """One call, noted once; the family's line goes when nothing is due any more."""
    rows = access.requests(request.user, "tell_family").select_related("office", "enquirer")
    family = access.find(rows, number=request.POST.get("number"))
    result = request.POST.get("result")
    if result not in OUTCOMES:
        return
    points = family.enquirer.contact_points.all()
    point = next((p for p in points if str(p.pk) == request.POST.get("point")), None)
    attempt(
        request, contacts.tell_family, family, by=request.user, result=result, point=point,
        command=command_of(request), done=_("Noted: %(what)s.") % {"what": Result(result).label},
    )  # fmt: skip


def _groups(families, places, opened: set, today) -> list[dict]:
    """The families under their towns, in the order of the towns."""
    names = {key: name for key, name, _n in places}
    groups = {key: {"town": names[key], "lines": []} for key in names}
    for family in families:
        groups[family.town_key]["lines"].append(_line(family, family.pk in opened, today))
    return [group for group in groups.values() if group["lines"]]


def _line(family: FamilyRequest, opened: bool, today) -> dict:
    cases = list(family.cases.all())
    for case in cases:
        case.request, case.office = family, family.office
    points = list(family.enquirer.contact_points.all())
    phones = [p for p in points if p.kind == ContactKind.PHONE and p.works not in _DEAD]
    safe = [p for p in phones if p.usable]
    return {
        "family": family,
        "since": family.due_now[0].on,
        "case": cases[0] if cases else None,
        "why": list(dict.fromkeys(due.get_kind_display() for due in family.due_now)),
        "points": safe if opened else [],
        "opened": opened,
        "numbers": [{"id": str(p.pk), "shown": mask(p.value)} for p in safe],
        "unsafe": len(phones) - len(safe),
        "says": [_says(case, today) for case in cases],
        "tried": family.calls[0] if family.calls else None,
        "command": fresh_command(),
    }


_DEAD = (Works.WRONG, Works.GONE)


def _says(case, today) -> dict:
    said = may_say(case, public_status(case, on=today), case.request.language)
    return {"case": case, "status": said["status"], "always": said["always"]}


def town_edit(request: HttpRequest, number: str) -> HttpResponse:
    """In which town a family lives."""
    access.require(request.user, "edit_people")
    family = access.find(access.requests(request.user, "edit_people"), number=number)
    first = {"town": family.town}
    form = TownForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        attempt(
            request, towns.set_town, family, form.cleaned_data["town"], by=request.user,
            command=command_of(request), done=_("The town is noted."),
        )  # fmt: skip
        return redirect("call_list")
    page = {"family": family, "form": form, "command": fresh_command()}
    return render(request, "casework/town.html", page)
