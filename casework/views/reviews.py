"""Looking at open cases again: those that wait for the same letter together, the rest by family."""

import uuid

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from casework import access, looking, queries
from casework.actions import reviewing

from .steps import command_of, fresh_command

PER_PAGE = 50
AT_ONCE = 500


def reviews(request: HttpRequest) -> HttpResponse:
    """What is to be looked at by now: letters first, then families not written about yet."""
    access.require(request.user, "review")
    rows, today = access.cases(request.user, "review"), timezone.localdate()
    families = Paginator(looking.by_family(rows, today), PER_PAGE)
    page = {
        "today": today,
        "letters": looking.by_letter(rows, today),
        "families": families.get_page(request.GET.get("page")),
    }
    return render(request, "casework/reviews.html", page)


def review_letter(request: HttpRequest, thread: uuid.UUID) -> HttpResponse:
    """The cases that wait for one letter."""
    access.require(request.user, "review")
    rows = access.cases(request.user, "review")
    return _together(request, looking.of_letter(rows, thread, timezone.localdate()))


def review_family(request: HttpRequest, number: str) -> HttpResponse:
    """The cases of one family about which nothing was written yet."""
    access.require(request.user, "review")
    rows = access.cases(request.user, "review")
    return _together(request, looking.of_family(rows, number, timezone.localdate()))


def _together(request, rows) -> HttpResponse:
    """GET shows them with a tick each; POST writes that somebody looked."""
    found = list(queries.for_list(rows))
    if request.method == "POST" and request.POST.getlist("pick"):
        return _look(request)
    if not found:
        raise Http404
    page = {"cases": found, "today": timezone.localdate(), "command": fresh_command()}
    return render(request, "casework/review_together.html", page)


def _look(request) -> HttpResponse:
    """A second press finds nothing due any more, and gets the first one's answer."""
    rows = access.cases(request.user, "review")
    picked = rows.filter(reference__in=request.POST.getlist("pick")[:AT_ONCE])
    outcome = reviewing.review_together(
        queries.for_list(picked),
        by=request.user,
        words=request.POST.get("words", "").strip()[:2000],
        command=command_of(request),
    )
    return render(request, "casework/review_outcome.html", {"outcome": outcome})
