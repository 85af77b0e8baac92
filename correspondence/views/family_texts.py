"""Asking families by text message to call: who is asked, what went, what a person must decide."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from casework.actions.errors import Refused
from casework.models.office import Language
from casework.views.steps import attempt, command_of, fresh_command
from correspondence import access
from correspondence.actions import texts
from correspondence.channels import sms_gateway
from correspondence.models.family_text import TextKey

from .shared import as_uuid

SHOWN = 50


def family_texts(request: HttpRequest) -> HttpResponse:
    """The families to whom news is due and whose number is safe at any hour; a press asks them to
    call. Below it what went, and what is in doubt."""
    access.require(request.user, "write_family")
    on = sms_gateway.is_on()
    rows = access.families_to_write_to(request.user)
    waiting = texts.waiting(rows, timezone.localdate()) if on else []
    if request.method == "POST":
        if "settle" in request.POST:
            _settle(request)
        elif on:
            _ask(request, waiting)
        return redirect("family_texts")
    sent = access.family_texts(request.user).select_related("request__enquirer", "created_by")
    page = {
        "on": on,
        "families": waiting,
        "words": _words(request.user) if on else [],
        "doubts": sent.filter(state="unknown"),
        "sent": sent.exclude(state="unknown")[:SHOWN],
        "calls": reverse("call_list") + "?what=news",
        "command": fresh_command(),
    }
    return render(request, "correspondence/family_texts.html", page)


def _words(user) -> list[tuple[str, str]]:
    """What goes out, in each language, before anybody presses anything."""
    office = access.writing_office(user)
    try:
        return [
            (code, texts.words_of(TextKey.PLEASE_CALL, office, code)) for code in Language.values
        ]
    except Refused:
        return []


def _ask(request, waiting) -> None:
    key = as_uuid(request.POST.get("command"))
    ticked = set(request.POST.getlist("family"))
    chosen = [row for row in waiting if row.number in ticked]
    if key is None or not chosen:
        messages.error(request, _("Please choose at least one family."))
        return
    asked = texts.make(chosen, by=request.user, key=key)
    for number, why in asked.refused:
        messages.error(request, f"{number}: {why}")
    if asked.made:
        messages.success(request, _("The text messages wait to leave."))


def _settle(request) -> None:
    rows = access.family_texts(request.user).select_related("office")
    text = access.find(rows, pk=as_uuid(request.POST.get("settle")))
    attempt(
        request, texts.settle, text, arrived=request.POST.get("arrived") == "yes",
        by=request.user, command=command_of(request), done=_("Noted."),
    )  # fmt: skip
