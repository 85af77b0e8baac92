"""Deputies: who stands in for whom, today, later and lately; naming one and ending it."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from casework import access
from casework.actions import deputies as actions
from casework.forms.deputies import DeputyForm

from .steps import attempt, command_of, fresh_command

LATELY = datetime.timedelta(days=90)


def deputy_list(request: HttpRequest) -> HttpResponse:
    """The deputies of the own offices, and the form for those who hold a post of their own."""
    access.require(request.user, "name_deputy")
    posts = access.posts_to_stand_in_for(request.user)
    form = DeputyForm(
        request.POST or None, posts=posts, people=access.possible_deputies(request.user)
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        row, _refusal = attempt(
            request, actions.name_deputy, given["post"], given["deputy"], by=request.user,
            since=given["since"], until=given["until"], command=command_of(request),
            done=_("The deputy is named."),
        )  # fmt: skip
        if row is not None:
            return redirect("deputy_list")
    page = {
        "form": form if posts else None,
        "rows": [_line(row, request.user) for row in access.deputies(request.user)],
        "command": fresh_command(),
    }
    page["rows"] = [line for line in page["rows"] if line["shown"]]
    return render(request, "casework/deputies.html", page)


def _line(row, user) -> dict:
    today = row.office.today()
    return {
        "post": row,
        "standing": "today" if row.counts_on(today) else "later" if row.since > today else "over",
        "may_end": row.until >= today and user.pk in (row.staff_id, row.deputy_of.staff_id),
        "shown": row.until >= today - LATELY,
    }


@require_POST
def deputy_end(request: HttpRequest, pk: int) -> HttpResponse:
    access.require(request.user, "name_deputy")
    row = access.find(access.deputies(request.user), pk=pk)
    attempt(request, actions.end_deputy, row, by=request.user, done=_("The deputy’s days end."))
    return redirect("deputy_list")
