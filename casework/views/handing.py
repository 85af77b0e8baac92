"""Handing over what is open: seen first, then given to a colleague in one step."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import access, between
from casework.actions import handing

from .steps import attempt, command_of, fresh_command

SHOWN = 100


def hand_over(request: HttpRequest) -> HttpResponse:
    """One's own things; for a coordinator also those of a colleague who is away or has left."""
    user = request.user
    access.require(user, "hand_over")
    colleagues = between.colleagues_of(user)
    asked = request.POST.get("from") or request.GET.get("from") or str(user.pk)
    staff = next((one for one in colleagues if str(one.pk) == asked), user)
    takers = between.takers(user, staff)
    if request.method == "POST":
        to = next((one for one in takers if str(one.pk) == request.POST.get("to")), None)
        if to is None:
            messages.error(request, _("Please choose a colleague."))
        elif _give(request, staff, to):
            return redirect(f"{reverse('hand_over')}?from={staff.pk}")
    offices = between.may_hand_over(user, staff)
    cases = between.open_cases(staff, offices)
    page = {
        "staff": staff,
        "colleagues": colleagues if len(colleagues) > 1 else (),
        "takers": takers,
        "cases": cases[:SHOWN],
        "cases_count": cases.count(),
        "drafts_count": between.open_drafts(staff, offices).count(),
        "letters_count": handing.letters_open(staff, offices),
        "alone": between.roles_left_alone(staff, offices),
        "command": fresh_command(),
    }
    return render(request, "casework/handing_over.html", page)


def _give(request, staff, to) -> bool:
    given, _refusal = attempt(
        request, handing.hand_over, staff, to, by=request.user, command=command_of(request)
    )
    if given is None:
        return False
    said = _(
        "%(name)s has taken over. Cases: %(cases)s. Unfinished requests: %(drafts)s. "
        "Letters begun: %(letters)s."
    )
    messages.success(request, said % {"name": to, **asdict(given)})
    return True
