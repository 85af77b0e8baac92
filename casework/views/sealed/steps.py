"""Writing something down on the sealed side: one page for each thing, one table for all pages."""

from collections.abc import Callable
from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from casework import access
from casework.actions import opening, protecting, wishing
from casework.disclosure import leads, tracks
from casework.disclosure import track as table
from casework.forms import sealed as sealed_forms

from ..steps import attempt, fresh_command, press_of
from .case import PAGE_OF_STEP, Place, find_place


class Page(NamedTuple):
    """What is asked, what is done with it, and its words. `about`: what else the form needs."""

    title: str
    form: type[forms.Form]
    action: Callable
    about: str = ""
    second: bool = False
    text: str = ""


PAGES = {
    "trace": Page(_("Note a trace"), sealed_forms.TraceForm, protecting.note_trace, "news"),
    "reject": Page(
        _("It is not the person"), sealed_forms.RejectForm, protecting.reject_trace
    ),
    "check": Page(_("Note a check"), sealed_forms.CheckForm, protecting.add_check),
    "identity": Page(
        _("Confirm who it is"), forms.Form, protecting.confirm_identity, second=True,
        text=_("You have read the checks and made none of them yourself. Nothing is told by it."),
    ),
    "death": Page(
        _("Confirm the death"), forms.Form, protecting.confirm_death, second=True,
        text=_(
            "You have seen the written proof and did not bring it yourself. The family is told in "
            "person and in no other way."
        ),
    ),
    "ask": Page(_("Note that the person was asked"), sealed_forms.AskForm, wishing.ask_wish),
    "wish": Page(
        _("Write down the wish"), sealed_forms.WishForm, wishing.record_wish, "people"
    ),
    "decide": Page(
        _("Decide what is told"), sealed_forms.DecisionForm, wishing.decide, "people"
    ),
    "contact": Page(
        _("Begin the contact"), sealed_forms.ContactBeginsForm, wishing.start_contact,
        text=_(
            "The program notes that contact begins, and how. Messages of the two sides go through "
            "the page “Messages” of this case, as the person wished."
        ),
    ),
    "told": Page(_("Note how the death was told"), sealed_forms.ToldForm, wishing.note_told),
    "settle": Page(_("Settle"), sealed_forms.SettleForm, protecting.settle),
    "whereabouts": Page(
        _("Write down how to reach the person"), sealed_forms.WhereaboutsForm,
        opening.keep_whereabouts,
        text=_(
            "It is sealed with the keys of the protection officers. Reading it needs a reason, a "
            "second officer and a passphrase."
        ),
    ),
    "opening": Page(
        _("Ask to open what is sealed"), sealed_forms.ReasonForm, opening.ask_opening
    ),
}  # fmt: skip


def step(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """GET asks, POST writes down. A refusal keeps what was typed."""
    page = PAGES.get(name)
    place = find_place(request, reference)
    if page is None or not (place.own or page.second):
        raise Http404
    if place.track is None and name != "trace":
        return _nothing_yet(request, place)
    typed = request.POST if request.method == "POST" else None
    form = page.form(typed, **_about(page, request.user, place))
    conditions, codes = _conditions(name), []
    if request.method == "POST" and form.is_valid():
        subject = place.case if name == "trace" else place.track
        done, refusal = attempt(
            request, page.action, subject, by=request.user, shown=conditions, **press_of(request),
            **_told(name, form.cleaned_data),
        )  # fmt: skip
        if done is not None:
            messages.success(request, _("Written down."))
            return redirect("sealed_case", place.case.reference)
        codes = refusal.codes
    shown = {"place": place, "page": page, "form": form, "command": fresh_command()}
    shown["obstacles"] = [_obstacle(place, c) for code, c in conditions.items() if code in codes]
    return render(request, "casework/sealed/step.html", shown)


def _conditions(name: str) -> dict:
    """The conditions of the step that a page takes, by their code; other pages take none."""
    steps = (step for step in table.STEPS.values() if PAGE_OF_STEP[step.name] == name)
    return {condition.code: condition for step in steps for condition in step.conditions}


def _obstacle(place: Place, condition) -> dict:
    """A condition that does not hold as a sentence, with the place where it can be met."""
    where, reference = condition.place, place.case.reference
    if where in PAGES:
        where = reverse("sealed_step", args=[reference, where])
    elif where and not where.startswith("#"):
        where = reverse(where, args=[reference])
    return {"text": condition.refusal, "url": where}


def _about(page: Page, user, place: Place) -> dict:
    if page.about == "people":
        return {"people": tracks.enquirers(place.track)}
    if page.about == "news":
        return {"news": leads.news_for(user)[:100]}
    return {}


RENAMED = {"decide": {"toward": "to"}}


def _told(name: str, told: dict) -> dict:
    names = RENAMED.get(name, {})
    return {names.get(key, key): value for key, value in told.items()}


def _nothing_yet(request, place: Place) -> HttpResponse:
    messages.error(request, _("Note a trace first."))
    return redirect("sealed_case", place.case.reference)


SECONDS = {
    "wish": (tracks.waiting_wishes, wishing.countersign_wish),
    "decision": (tracks.waiting_decisions, wishing.approve_decision),
    "opening": (tracks.waiting_openings, opening.agree_opening),
}


@require_POST
def second(request: HttpRequest, reference: str, kind: str, pk) -> HttpResponse:
    """The second person agrees to one thing that waits."""
    access.require(request.user, "second_sealed")
    place = find_place(request, reference)
    if kind not in SECONDS or place.track is None:
        raise Http404
    waiting, action = SECONDS[kind]
    row = next((row for row in waiting(place.track) if row.pk == pk), None)
    if row is None:
        messages.info(request, _("Nothing waits here any more."))
    else:
        attempt(request, action, row, by=request.user, **press_of(request), done=_("Agreed."))
    if place.own or tracks.visible(request.user, reference):
        return redirect("sealed_case", reference)
    return redirect("sealed_desk")
