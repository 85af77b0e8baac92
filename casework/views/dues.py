"""One thing that is due: how its day was worked out, to whom it climbs, and doing it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import access, deadlines
from casework.actions import dues as due_actions
from casework.forms.dues import FORMS
from casework.models import Due

from .steps import attempt, command_of, fresh_command

ACTIONS = {"done": due_actions.finish, "stop": due_actions.stop, "extend": due_actions.extend}
SAID = {
    "done": gettext_lazy("Done."),
    "stop": gettext_lazy("Its clock stands still."),
    "extend": gettext_lazy("It has a new last day."),
}


def due(request: HttpRequest, code) -> HttpResponse:
    """GET shows it; POST does it, stops or starts its clock, or gives it another last day."""
    row = _find(request, code)
    if request.method == "POST":
        return _change(request, row)
    return _page(request, row)


def _find(request, code) -> Due:
    rows = access.office_dues(request.user, every=True)
    rows = rows.select_related("office", "case__request", "request__enquirer")
    return access.find(rows.prefetch_related("changes__by", "request__quiet_times"), code=code)


def _change(request, row: Due) -> HttpResponse:
    step = request.POST.get("step", "")
    access.require(request.user, "change_due", row.office)
    if step == "go_on":
        attempt(
            request, due_actions.go_on, row, by=request.user, command=command_of(request),
            done=_("Its clock runs again."),
        )  # fmt: skip
        return redirect("due", row.code)
    if step not in ACTIONS:
        return _page(request, row)
    form = FORMS[step](request.POST)
    if form.is_valid():
        _result, refusal = attempt(
            request, ACTIONS[step], row, by=request.user, command=command_of(request),
            done=SAID[step], **form.told(),
        )  # fmt: skip
        if refusal is None:
            return redirect("my_day") if step == "done" else redirect("due", row.code)
    return _page(request, row, **{step: form})


def _page(request, row: Due, **forms) -> HttpResponse:
    today = row.office.today()
    page = {
        "due": row,
        "today": today,
        "steps": deadlines.work_out(row),
        "climbs": deadlines.climbed_to(row, today),
        "stands": row.stopped_until and row.stopped_until > today,
        "forms": {name: forms.get(name) or FORMS[name]() for name in FORMS},
        "open": next(iter(forms), ""),
        "command": fresh_command(),
        "help_url": _where(row),
    }
    return render(request, "casework/due.html", page)


def _where(row: Due) -> str:
    """The page on which it is done, as a rule."""
    case = row.case or row.request.cases.order_by("reference").first()
    if case is None:
        return ""
    told = row.kind in deadlines.TO_FAMILY and row.kind != "closing"
    return reverse("status_card" if told else "case", args=[case.reference])
