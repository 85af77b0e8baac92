"""The quiet days of a family: mourning, days it asks for, Muharram."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casework import access, quiet
from casework.actions import quieting
from casework.forms.dues import QuietForm

from .case import find_case
from .steps import attempt, command_of, fresh_command


def quiet_days(request: HttpRequest, reference: str) -> HttpResponse:
    """GET shows them; POST adds days, ends them, or notes the family's wish about Muharram."""
    case = find_case(request, reference, "keep_quiet")
    family, form = case.request, QuietForm(initial={"kind": "mourning"})
    if request.method == "POST":
        press = {"by": request.user, "command": command_of(request), "done": _("Noted.")}
        if "end" in request.POST:
            rows = access.quiet_times(request.user).filter(request=family)
            attempt(request, quieting.end_quiet, access.find(rows, pk=request.POST["end"]), **press)
            return redirect("quiet_days", reference)
        if "muharram" in request.POST:
            wishes = request.POST["muharram"] == "yes"
            attempt(request, quieting.keep_muharram, family, wishes, **press)
            return redirect("quiet_days", reference)
        form = QuietForm(request.POST)
        if form.is_valid():
            done, _refusal = attempt(
                request, quieting.keep_quiet, family, **press, **form.cleaned_data
            )
            if done:
                return redirect("quiet_days", reference)
    page = {
        "case": case,
        "family": family,
        "form": form,
        "until": quiet.until(family, case.office.today()),
        "times": quiet.times(family),
        "command": fresh_command(),
    }
    return render(request, "casework/quiet_days.html", page)
