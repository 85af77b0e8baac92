"""Messages on the sealed side of a case: what waits, what the person says, what was handed over."""

from django.contrib import messages as notices
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casework import access
from casework.actions import carrying
from casework.actions.errors import Refused
from casework.disclosure import messages, tracks
from casework.disclosure.messages import CarriedState
from casework.forms.messages import HandOverForm, PersonsMessageForm, ReadForm
from casework.wording import neutrality

from ..messages import marked
from ..steps import attempt, fresh_command, press_of
from .case import Place, find_place


def listing(request: HttpRequest, reference: str) -> HttpResponse:
    """All messages of the case in both directions, without their words."""
    place = find_place(request, reference)
    today = place.case.office.today()
    rows = [row for row in messages.of_case(place.case) if place.own or _to_second(row)]
    lines = [
        {
            "message": row,
            "may_go": row.state == CarriedState.READY and not messages.objections(row, today),
            "over": row.state == CarriedState.READY and row.kept_until < today,
        }
        for row in rows
    ]
    return render(request, "casework/sealed/messages.html", {"place": place, "lines": lines})


def _to_second(row) -> bool:
    return row.state == CarriedState.CHECKING


def new(request: HttpRequest, reference: str) -> HttpResponse:
    """Writes down what the person wants to say to one of those who ask."""
    place = find_place(request, reference)
    if not place.own or place.track is None:
        raise Http404
    people = tracks.enquirers(place.track)
    first = {"language": place.case.request.language}
    form = PersonsMessageForm(request.POST or None, people=people, initial=first)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        _track, refusal = attempt(
            request, carrying.write_down, place.track, told.pop("toward"), by=request.user,
            **told, **press_of(request), done=_("Written down. A second officer reads it first."),
        )  # fmt: skip
        if refusal is None:
            return redirect("sealed_messages", reference)
    page = {"place": place, "form": form, "command": fresh_command()}
    return render(request, "casework/sealed/message_new.html", page)


def message(request: HttpRequest, pk) -> HttpResponse:
    """One message: its words where they may be read today, and the form for what comes next."""
    place, row = find_message(request, pk)
    form = _form(request, place, row)
    if request.method == "POST" and form is not None and form.is_valid():
        _track, refusal = _pressed(request, row, form.cleaned_data)
        if refusal is None:
            notices.success(request, _("Written down."))
            return _after(request, place)
        row = messages.find(pk)
    text, objections = _words(request, row)
    found = neutrality.hints(text)
    page = {
        "place": place,
        "message": row,
        "form": form,
        "reads": isinstance(form, ReadForm),
        "objections": objections,
        "parts": marked(text, found if isinstance(form, ReadForm) else []),
        "attempts": row.attempts.select_related("by") if place.own else (),
        "command": fresh_command(),
    }
    return render(request, "casework/sealed/message.html", page)


def find_message(request: HttpRequest, pk) -> tuple[Place, object]:
    """404 for whoever may not see the case's sealed side, or this message of another office."""
    access.require(request.user, "keep_sealed")  # before any row: 403 whether there is one or not
    row = messages.find(pk)
    if row is None:
        raise Http404
    place = find_place(request, row.case.reference)
    if place.track is None or not (place.own or _to_second(row)):
        raise Http404
    return place, row


def _form(request, place: Place, row):
    """A second officer reads; the officer of the office hands over; else there is nothing to do."""
    typed = request.POST or None
    if row.state == CarriedState.CHECKING and row.written_by_id != request.user.pk:
        return ReadForm(typed)
    if row.state == CarriedState.READY and place.own:
        return HandOverForm(typed)
    return None


def _pressed(request, row, told: dict):
    press = {"by": request.user, **press_of(request)}
    if "found" not in told:
        return attempt(request, carrying.hand_over, row, **told, **press)
    if told["found"] == "neutral":
        return attempt(request, carrying.accept, row, **press)
    return attempt(request, carrying.send_back, row, told["reason"], words=told["words"], **press)


def _after(request, place: Place) -> HttpResponse:
    if place.own or tracks.visible(request.user, place.case.reference):
        return redirect("sealed_messages", place.case.reference)
    return redirect("sealed_desk")


def _words(request, row) -> tuple[str, list]:
    """The words, noted as read; or none, and why not today."""
    if row.erased_on:
        return "", []
    try:
        carrying.open_message(row, by=request.user)
    except Refused as refusal:
        return "", refusal.reasons
    return row.text, []
