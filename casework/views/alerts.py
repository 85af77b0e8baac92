"""What was noticed, for those who must look at it; and the invented cases, for who keeps them."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casework import access, watching
from casework.actions import alerts, canaries
from casework.forms.between import AcknowledgeForm, CanaryForm

from .steps import attempt, command_of, fresh_command

PER_PAGE = 50


def alert_list(request: HttpRequest) -> HttpResponse:
    """The newest first; those that nobody has looked at yet stand on top."""
    access.require(request.user, "see_alerts")
    rows = watching.alerts(request.user)
    page = {
        "waiting": rows.filter(acknowledged_at=None),
        "seen": Paginator(rows.exclude(acknowledged_at=None), PER_PAGE).get_page(
            request.GET.get("page")
        ),
    }
    return render(request, "casework/watch/alerts.html", page)


def alert(request: HttpRequest, pk) -> HttpResponse:
    """One alert: what, who, when; that somebody has looked at it is noted."""
    access.require(request.user, "see_alerts")
    row = access.find(watching.alerts(request.user), pk=pk)
    form = AcknowledgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        seen, _refusal = attempt(
            request, alerts.acknowledge, row, by=request.user, words=form.cleaned_data["words"],
            command=command_of(request), done=_("Noted that you have looked at it."),
        )  # fmt: skip
        if seen is not None:
            return redirect("alert_list")
    page = {
        "alert": row,
        "case": row.case if row.case and access.can(request.user, "see_sealed_alerts") else None,
        "openings": watching.readings_on(request.user, row),
        "form": form,
        "mine": row.about_id == request.user.pk,
        "command": fresh_command(),
    }
    return render(request, "casework/watch/alert.html", page)


def canary_list(request: HttpRequest) -> HttpResponse:
    """The invented cases, and a new one."""
    access.require(request.user, "keep_canaries")
    offices = watching.offices_with_desk(request.user)
    form = CanaryForm(
        request.POST or None, offices=offices, colleagues=watching.desk_staff(request.user)
    )
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        office, by = said.pop("office"), said.pop("written_down_by")
        made, _refusal = attempt(
            request, canaries.make, canaries.Invented(**said), office=office, written_down_by=by,
            by=request.user, command=command_of(request), done=_("The invented case is there."),
        )  # fmt: skip
        if made is not None:
            return redirect("canary_list")
    page = {
        "canaries": watching.canaries(request.user),
        "form": form,
        "command": fresh_command(),
    }
    return render(request, "casework/watch/canaries.html", page)
