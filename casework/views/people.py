"""One person of a case: all that was told, corrected with its history; one's last step undone."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import access
from casework.actions import correcting, linking, reading, undoing
from casework.models import Case
from casework.models.correction import Part
from families.forms import (
    ContactPointForm,
    DetailsForm,
    IdentifierForm,
    NameForm,
    NewsForm,
    TieForm,
)
from families.identifiers import mask
from families.models import Person
from families.models.doubts import doubts

from . import before_after
from .case import Rights, find_case
from .steps import attempt, command_of, fresh_command, press_of
from .timeline import in_words

FORMS = {
    Part.NAME: NameForm,
    Part.CONTACT: ContactPointForm,
    Part.IDENTIFIER: IdentifierForm,
    Part.NEWS: NewsForm,
    Part.TIE: TieForm,
}
LISTS = {
    Part.NAME: "names",
    Part.CONTACT: "contact_points",
    Part.IDENTIFIER: "identifiers",
    Part.NEWS: "news",
    Part.TIE: "relationships",
}
CLOSED = (Part.CONTACT, Part.IDENTIFIER)  # opened by a press that is noted


def find_person(request: HttpRequest, reference: str, pk, verb="view_case") -> tuple[Case, Person]:
    case = find_case(request, reference, verb)
    return case, access.find(access.people_of(request.user, case), pk=pk)


def person(request: HttpRequest, reference: str, pk) -> HttpResponse:
    """All that was told about one person; numbers open on a press that is noted."""
    case, someone = find_person(request, reference, pk)
    opened = request.method == "POST"
    if opened:
        _note_opening(request, case, someone)
    page = {
        **frame(request, case, someone),
        "opened": opened,
        "names": [{"name": name, "parts": _parts(name)} for name in someone.names.all()],
        "is_sought": case.sought_id == someone.pk,
        "points": someone.contact_points.all() if opened else (),
        "former": access.former_contact_points(someone) if opened else (),
        "closed_points": someone.contact_points.count(),
        "identifiers": [_identifier(row, opened) for row in someone.identifiers.all()],
        "doubts": [before_after.doubt(code) for code in doubts(someone)],
        "spoken": before_after.languages(someone.languages),
        "read": before_after.languages(someone.reads),
        "photos": access.documents(request.user).filter(request=case.request, kind="photo"),
        "links": linking.links_of(someone).count(),
    }
    return render(request, "casework/person.html", page)


def _parts(name) -> list[tuple[str, str]]:
    """The parts of a name that were given apart, with what each is."""
    parts = ("honorific", "given", "family", "father", "grandfather", "mother")
    labels = NameForm.base_fields
    return [(labels[part].label, getattr(name, part)) for part in parts if getattr(name, part)]


def frame(request, case: Case, someone: Person, **more) -> dict:
    """What every page about a person shows."""
    return {
        "case": case,
        "person": someone,
        "may": Rights(request.user, case),
        "command": fresh_command(),
        **more,
    }


def _note_opening(request, case: Case, someone: Person) -> None:
    access.require_may(request.user, "view_contacts", case)
    reading.read("view_contacts", by=request.user, case=case, person=str(someone.pk))


def _identifier(row, opened: bool) -> dict:
    return {"row": row, "value": row.value if opened else mask(row.value)}


def details(request: HttpRequest, reference: str, pk) -> HttpResponse:
    """Corrects sex, birth, languages …; what stood before stays in the history."""
    case, someone = find_person(request, reference, pk, "edit_people")
    initial = DetailsForm.of(someone)
    form = DetailsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = _kept_where_unchanged(form.cleaned_data, initial)
        done = _press(request, correcting.correct_details, case, someone, said)
        if done:
            return redirect("person", case.reference, someone.pk)
    return _form(request, case, someone, form, title=_("Correct the details"))


def _kept_where_unchanged(said: dict, initial: dict) -> dict:
    """A date that was shown as it was given and sent back so is the same date."""
    for name, held in initial.items():
        again = said.get(name)
        if getattr(again, "as_given", None) and getattr(held, "as_given", "") == again.as_given:
            said[name] = held
    return said


def _press(request, action, *args, **more) -> bool:
    _row, refusal = attempt(
        request,
        action,
        *args,
        by=request.user,
        done=_("Saved. What stood before stays in the history."),
        **press_of(request),
        **more,
    )
    return refusal is None


def _form(request, case, someone, form, **more) -> HttpResponse:
    return render(
        request, "casework/person_form.html", frame(request, case, someone, form=form, **more)
    )


def _part_form(request, case: Case, someone: Person, part: str, row=None):
    kind = _kind(part)
    form_class, more = FORMS[kind], {}
    if kind == Part.TIE:
        more["others"] = access.people_of(request.user, case).exclude(pk=someone.pk)
    initial = form_class.of(row) if row else None
    return form_class(request.POST or None, initial=initial, **more)


def _kind(part: str) -> Part:
    if part not in FORMS:
        raise Http404
    return Part(part)


def _said(form, part: str) -> dict:
    said = _kept_where_unchanged(dict(form.cleaned_data), form.initial)
    if part == Part.TIE:
        said["other_id"] = said.pop("other").pk
    return said


def add(request: HttpRequest, reference: str, pk, part: str) -> HttpResponse:
    """One more name, number, way to reach, piece of news, relationship."""
    case, someone = find_person(request, reference, pk, "edit_people")
    form = _part_form(request, case, someone, part)
    if request.method == "POST" and form.is_valid():
        said = _said(form, part)
        if _press(request, correcting.write_part, case, someone, part, said):
            return redirect("person", case.reference, someone.pk)
    title = _("Add: %(what)s") % {"what": Part(part).label}
    return _form(request, case, someone, form, title=title)


def edit(request: HttpRequest, reference: str, pk, part: str, row: str) -> HttpResponse:
    """Corrects one row; opening a number to correct it is noted."""
    case, someone = find_person(request, reference, pk, "edit_people")
    standing = _row(someone, part, row)
    form = _part_form(request, case, someone, part, standing)
    if request.method == "POST" and form.is_valid():
        said = _said(form, part)
        if _press(request, correcting.write_part, case, someone, part, said, row=standing):
            return redirect("person", case.reference, someone.pk)
    elif part in CLOSED:
        _note_opening(request, case, someone)
    title = _("Correct: %(what)s") % {"what": Part(part).label}
    return _form(request, case, someone, form, title=title, part=part, row=standing)


def _row(someone: Person, part: str, row: str):
    """The row that stands; 404 for another person's, an ended one, or no row at all."""
    rows = getattr(someone, LISTS[_kind(part)]).all()
    try:
        return access.find(rows, pk=row)
    except (ValueError, ValidationError) as error:
        raise Http404 from error


def end(request: HttpRequest, reference: str, pk, part: str, row: str) -> HttpResponse:
    """The row no longer counts, after a page that asks; it stays in the history."""
    case, someone = find_person(request, reference, pk, "edit_people")
    standing = _row(someone, part, row)
    if request.method == "POST":
        why = request.POST.get("why", "")
        _press(request, correcting.end_part, case, someone, part, standing, why=why)
        return redirect("person", case.reference, someone.pk)
    page = {
        "case": case,
        "title": _("This no longer counts?"),
        "text": _("It is no longer used anywhere. It stays in the history, with your name."),
        "cancel": reverse("person", args=[case.reference, someone.pk]),
        "fields": [("command", fresh_command()), ("seen", someone.version)],
    }
    return render(request, "casework/sure.html", page)


def history(request: HttpRequest, reference: str, pk) -> HttpResponse:
    """Who changed what when, before and after; numbers open on a press that is noted."""
    case, someone = find_person(request, reference, pk)
    opened = request.method == "POST"
    if opened:
        _note_opening(request, case, someone)
    rows = access.corrections(request.user, someone).select_related("by", "person")
    steps = [before_after.told(row, opened=opened) for row in rows]
    return render(
        request,
        "casework/person_history.html",
        frame(request, case, someone, steps=steps, opened=opened),
    )


def undo(request: HttpRequest, reference: str) -> HttpResponse:
    """One's own last step, taken back within the hour with a reason; or why it cannot be."""
    case = find_case(request, reference, "undo_own_step")
    step = undoing.last_step(case, by=request.user)
    if request.method == "POST":
        _none, refusal = attempt(
            request,
            undoing.undo_last_step,
            case,
            request.POST.get("step", ""),
            by=request.user,
            reason=request.POST.get("reason", ""),
            command=command_of(request),
            done=_("Taken back. The trail keeps both."),
        )
        if refusal is None:
            return redirect("case", case.reference)
    can = undoing.can_be_undone(step)
    page = {
        "case": case,
        "step": step,
        "what": in_words(step) if step else "",
        "can": can,
        "why_not": undoing.cannot(step) if step and not can else "",
        "reason": request.POST.get("reason", ""),
        "command": fresh_command(),
    }
    return render(request, "casework/undo.html", page)
