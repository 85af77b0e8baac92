"""The stop of everything, lifting it, and the agreement of the protection officer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import access
from casework.actions import safety

from .case import find_case
from .steps import attempt, command_of, fresh_command, press_of


def stop(request: HttpRequest, reference: str) -> HttpResponse:
    """Anyone who may open the case may stop everything for its family."""
    return _sure(
        request,
        reference,
        verb="set_safety_stop",
        action=safety.stop,
        title=_("Stop everything for this family?"),
        text=_(
            "Letters, calls and messages stop at once, those in the queue too. "
            "Only the protection officer starts them again."
        ),
        done=_("Everything for this family is stopped."),
        grave=True,
    )


def lift(request: HttpRequest, reference: str) -> HttpResponse:
    """Only protection lifts a stop; what was called back stays called back."""
    return _sure(
        request,
        reference,
        verb="lift_safety_stop",
        action=safety.lift_stop,
        title=_("Lift the stop?"),
        text=_("Nothing that was called back goes out by itself: each letter is approved anew."),
        done=_("The stop was lifted."),
    )


def _sure(request, reference, *, verb, action, title, text, done, grave=False):
    case = find_case(request, reference, verb)
    if request.method == "POST":
        attempt(
            request, action, case.request, by=request.user, command=command_of(request), done=done
        )
        return redirect("case", case.reference)
    page = {"case": case, "title": title, "text": text, "grave": grave, "cancel": _back(case)}
    return render(request, "casework/sure.html", page | {"fields": _fields(case)})


def co_sign(request: HttpRequest, reference: str) -> HttpResponse:
    """A case of high risk is accepted only after the protection officer has agreed."""
    case = find_case(request, reference)
    mine = access.may(request.user, "co_sign", case)
    if request.method == "POST":
        access.require(request.user, "co_sign", case.office)
        attempt(
            request,
            safety.co_sign,
            case,
            by=request.user,
            **press_of(request),
            done=_("You agreed that this case may be accepted."),
        )
        return redirect("case", case.reference)
    page = {
        "case": case,
        "title": _("Agree that this case may be accepted?"),
        "text": _("The risk was noted as high. Only the protection officer can agree."),
        "cancel": _back(case),
        "fields": _fields(case),
        "closed": not mine,
    }
    return render(request, "casework/sure.html", page)


def _back(case) -> str:
    return reverse("case", args=[case.reference])


def _fields(case) -> list[tuple]:
    return [("command", fresh_command()), ("seen", case.version)]
