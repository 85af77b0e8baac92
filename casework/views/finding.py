"""Finding cases: the search, and the list that replaces the old Excel book."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from casework import access, queries
from casework.disclosure import gate
from casework.forms.finding import TO_COMPLETE, FilterForm
from casework.search import Found
from casework.search import search as search_cases
from casework.wording.status import STATUS_CODES, status_words

PER_PAGE = 50
READY = "ready"


def search(request: HttpRequest) -> HttpResponse:
    """One hit opens the case; several make a list; none gets the same answer for everybody."""
    access.require(request.user, "view_case")
    words = request.GET.get("q", "")
    found = search_cases(words, within=access.cases(request.user))
    hits = list(queries.for_list(found.cases)[: PER_PAGE + 1])
    if len(hits) == 1 and found.how != "near":
        return redirect("case", hits[0].reference)
    if hits and found.how != "near":
        return redirect(f"{reverse('case_list')}?{urlencode({'q': words})}")
    return not_found(request, words, found)


def not_found(request, words: str, found: Found | None = None) -> HttpResponse:
    """The answer for what is not there and for what one may not see: the same in both cases."""
    page = {
        "query": words,
        "near": found.near if found else "",
        "coordinators": access.coordinators(request.user),
    }
    return render(request, "casework/nothing_here.html", page)


def case_list(request: HttpRequest) -> HttpResponse:
    """All cases one may see, filtered, sorted, fifty on a page; wide and printable."""
    access.require(request.user, "view_case")
    offices = access.offices(request.user)
    form = FilterForm(request.GET, offices=offices, language=get_language()[:2])
    asked = form.asked()
    rows, near = _filtered(request.user, asked)
    sort = request.GET.get("sort", "")
    pages = Paginator(queries.in_order(queries.for_list(rows), sort), PER_PAGE)
    shown = {
        "form": form,
        "page": pages.get_page(request.GET.get("page")),
        "sort": sort,
        "near": near,
        "may_accept": access.can(request.user, "accept"),
        "statuses": _statuses(access.cases(request.user), asked.get("status")),
    }
    return render(request, "casework/case_list.html", shown)


def _filtered(user, asked: dict):
    rows, near = access.cases(user), ""
    if "q" in asked:
        found = search_cases(asked["q"], within=rows)
        rows, near = found.cases, found.near
    if asked.get("status") == TO_COMPLETE:
        rows = queries.to_complete(rows)
    elif asked.get("status") == READY:
        rows = queries.ready(rows)
    elif "status" in asked:
        rows = queries.in_states(rows, gate.states_of(asked["status"]))
    if "office" in asked:
        rows = rows.filter(office=asked["office"])
    if "age" in asked:
        rows = queries.of_age(rows, int(asked["age"]), timezone.localdate())
    only = asked.get("only")
    if only == "overdue":
        rows = queries.overdue(rows, timezone.localdate())
    elif only == "mine":
        rows = queries.of_worker(rows, user)
    elif only == "stopped":
        rows = queries.stopped(rows)
    return rows, near


def _statuses(rows, current) -> list[dict]:
    """How many cases stand where: each number opens its list."""
    counts, language = queries.state_counts(rows), get_language()[:2]
    numbers = {
        code: sum(counts.get(str(state), 0) for state in gate.states_of(code))
        for code in STATUS_CODES
    } | {READY: queries.ready(rows).count()}
    return [
        {
            "url": f"?status={code}",
            "label": status_words(code, language),
            "count": numbers[code],
            "current": code == current,
        }
        for code in STATUS_CODES
    ]
