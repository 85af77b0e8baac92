"""Opening a closed case again: the coordinator asks, the protection officer agrees."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.actions import reopening

from ..case import find_case
from ..steps import attempt, command_of, fresh_command, press_of


def ask(request: HttpRequest, reference: str) -> HttpResponse:
    """The page and its answer are the same for every closed case."""
    case = find_case(request, reference, "ask_reopening")
    if request.method == "POST":
        attempt(
            request, reopening.ask_reopening, case, by=request.user, **press_of(request),
            done=_("Asked. You can reopen the case as soon as a protection officer has agreed."),
        )  # fmt: skip
        return redirect("case", case.reference)
    page = {
        "case": case,
        "title": _("Ask to reopen this case?"),
        "text": _("A protection officer looks at every case before it is opened again."),
        "cancel": reverse("case", args=[case.reference]),
        "fields": [("command", fresh_command()), ("seen", case.version)],
    }
    return render(request, "casework/sure.html", page)


def agree(request: HttpRequest, reference: str) -> HttpResponse:
    """Only protection agrees; leaving the page without a press tells nobody anything."""
    case = find_case(request, reference, "agree_reopening")
    if request.method == "POST":
        attempt(
            request, reopening.agree_reopening, case, by=request.user,
            command=command_of(request), done=_("The coordinator may reopen the case."),
        )  # fmt: skip
        return redirect("sealed_desk")
    page = {
        "case": case,
        "title": _("Agree that this case may be reopened?"),
        "text": _(
            "After a refusal, only if the person wishes it or you judge that nobody is put in "
            "danger. If you do not agree, leave this page: nothing is told to anybody."
        ),
        "cancel": reverse("sealed_desk"),
        "fields": [("command", fresh_command())],
    }
    return render(request, "casework/sure.html", page)
