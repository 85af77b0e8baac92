"""One case, in its parts: story, people, documents, letters, timeline; messages stand apart."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import access, between, queries
from casework.actions import reading
from casework.alike import others_asking
from casework.disclosure.gate import public_status
from casework.lifecycle import State
from casework.models import Case
from families.identifiers import mask

from . import family_tree, standing, timeline
from .sharing_lines import what_is_shared
from .steps import fresh_command

PARTS = (
    ("case", gettext_lazy("Story"), "book"),
    ("case_people", gettext_lazy("People"), "family"),
    ("case_documents", gettext_lazy("Documents"), "doc"),
    ("case_letters", gettext_lazy("Letters"), "letter"),
    ("case_messages", gettext_lazy("Messages"), "inbox"),
    ("case_timeline", gettext_lazy("Timeline"), "clock"),
)


def find_case(request: HttpRequest, reference: str, verb: str = "view_case") -> Case:
    """The case with all that its pages show; 404 for whoever may not open it."""
    rows = queries.with_people(access.reachable(request.user))
    found = access.find(rows, reference=reference)
    if verb != "view_case":
        access.require_may(request.user, verb, found)
    return found


def show(request, case: Case, part: str, **more) -> HttpResponse:
    """A part of the case under its head."""
    user, status = request.user, public_status(case, on=case.office.today())
    reading.read("view_case", by=user, case=case)
    page = {
        "case": case,
        "family": case.request,
        "standing": status,
        "thread": standing.thread(case, status),
        "offer": standing.next_step(user, case),
        "other_steps": standing.other_steps(user, case),
        "tabs": _tabs(case, part),
        "siblings": _siblings(user, case),
        "visit": between.visit(user, case),
        "may": Rights(user, case),
        "command": fresh_command(),
        **more,
    }
    return render(request, f"casework/case/{part}.html", page)


class Rights:
    """What a template may ask: `may.attach`."""

    def __init__(self, user, case: Case):
        self._user, self._case = user, case

    def __getitem__(self, verb: str) -> bool:
        return access.may(self._user, verb, self._case)


def _siblings(user, case: Case):
    """The family's other cases that the user may open; one may have gone to another office."""
    return access.reachable(user).filter(request=case.request_id).exclude(pk=case.pk)


def _tabs(case: Case, part: str) -> list[dict]:
    return [
        {
            "url": reverse(name, args=[case.reference]),
            "label": label,
            "icon": icon,
            "current": name == part,
        }
        for name, label, icon in PARTS
    ]


def story(request: HttpRequest, reference: str) -> HttpResponse:
    """What the family told and what still helps."""
    case = find_case(request, reference)
    checked = case.state in (State.REGISTERED, State.UNDER_REVIEW)
    others = others_asking(request.user, case) if checked else ()
    return show(
        request,
        case,
        "case",
        sought=case.sought,
        news=next(iter(case.sought.news.all()), None),
        others=others,
        gaps=_gaps(case),
        contacts=access.contacts(request.user).filter(request=case.request)[:20],
        notes=access.notes(request.user).filter(request=case.request)[:20],
    )


def _gaps(case: Case) -> list[str]:
    """What would still help, though nothing waits for it."""
    gaps = []
    if not case.sought.mother:
        gaps.append(_("Mother's name is missing."))
    if not case.sought.latin_name:
        gaps.append(_("The name in Latin letters, as in the passport, is missing."))
    if not case.request.documents.filter(kind="photo", removed_at=None).exists():
        gaps.append(_("No photograph yet."))
    return gaps


def people(request: HttpRequest, reference: str) -> HttpResponse:
    """Who belongs to the case. Telephone and address open on a press that is noted."""
    case = find_case(request, reference)
    opened = request.method == "POST"
    if opened:
        access.require_may(request.user, "view_contacts", case)
        reading.read("view_contacts", by=request.user, case=case)
    family = case.request
    reachable = [family.enquirer, *family.co_enquirers.all()]
    if family.second_contact:
        reachable.append(family.second_contact)
    return show(
        request,
        case,
        "case_people",
        opened=opened,
        reachable=[_reach(person, opened) for person in reachable],
        identifiers=[_masked(i) for i in case.sought.identifiers.all()],
        told=what_is_shared(family),
        tree=family_tree.of(access.reachable(request.user).filter(request=family), family),
    )


def _reach(person, opened: bool) -> dict:
    points = list(person.contact_points.all()) if opened else []
    return {
        "person": person,
        "points": points,
        "count": person.contact_points.count(),
        "dead": person.life_status == "dead",
        "identifiers": [_masked(i) for i in person.identifiers.all()] if opened else [],
    }


def _masked(identifier) -> dict:
    """The kind and the last three characters: enough to compare, too little to use."""
    return {
        "kind": identifier.get_kind_display(),
        "value": mask(identifier.value),
        "warning": identifier.warning,
    }


def letters(request: HttpRequest, reference: str) -> HttpResponse:
    """What went out about the case and what came back."""
    return show(request, find_case(request, reference), "case_letters")


def timeline_page(request: HttpRequest, reference: str) -> HttpResponse:
    """What happened, in plain words, never its content; what is due stands on top."""
    case = find_case(request, reference)
    lines = timeline.lines(case, access.entries(request.user, case), case.dues.filter(done_at=None))
    return show(request, case, "case_timeline", lines=lines)
