"""Finding cases: the search, and the list that replaces the old Excel book."""

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from casework import access, queries, typed
from casework.actions import lists
from casework.disclosure import searched
from casework.exports import columns, listing
from casework.forms.finding import ColumnsShownForm, FilterForm
from casework.models import SavedList
from casework.models.bulk import BulkStep
from casework.search import Found
from casework.search import search as search_cases
from casework.wording.status import STATUS_CODES, status_words

from .steps import attempt

PER_PAGE = listing.PER_PAGE
CARRIED = ("q", typed.TOKEN, "list")
GONE = gettext_lazy("What you searched for is no longer kept. Please type it again.")


def search(request: HttpRequest) -> HttpResponse:
    """One hit opens the case; several make a list; none gets the same answer for everybody. What
    was typed comes by POST and goes on without standing in an address."""
    access.require(request.user, "view_case")
    if request.method == "POST":
        return redirect(typed.address(request, "search", {"q": request.POST.get("q", "")}))
    words = asked_of(request)[1].get("q", "")
    searched.note(words, by=request.user)
    found = search_cases(words, within=access.cases(request.user))
    hits = list(queries.for_list(found.cases)[: PER_PAGE + 1])
    if len(hits) == 1 and found.how != "near":
        return redirect("case", hits[0].reference)
    if hits and found.how != "near":
        return redirect(typed.address(request, "case_list", {"q": words}))
    return not_found(request, words, found)


def asked_of(request) -> tuple[SavedList | None, dict[str, str]]:
    """The list with a name that an address opens, and all that it asks for."""
    wanted = request.GET.get("list")
    lists_of = access.saved_lists(request.user)
    saved = access.find(lists_of, pk=_uuid(wanted)) if wanted else None
    return saved, (saved.asked if saved else {}) | typed_of(request)


def typed_of(request) -> dict[str, str]:
    """What the address asks for with the words that were typed; says where they are gone."""
    if typed.is_gone(request):
        messages.warning(request, GONE)
    return typed.asked(request)


def on_with(request, kept: dict) -> str:
    """What a list asks for, as another address takes it: never the words themselves, unless they
    stood in this one already."""
    if request.method == "POST":
        return typed.query(kept, typed.keep(request, kept.get("q", "")))
    carried = {name: request.GET[name] for name in CARRIED if name in request.GET}
    return urlencode({name: kept[name] for name in kept if name != "q"} | carried)


def not_found(request, words: str, found: Found | None = None) -> HttpResponse:
    """The answer for what is not there and for what one may not see: the same in both cases."""
    page = {
        "query": words,
        "near": found.near if found else "",
        "coordinators": access.coordinators(request.user),
    }
    return render(request, "casework/nothing_here.html", page)


def case_list(request: HttpRequest) -> HttpResponse:
    """All cases one may see, filtered, sorted, fifty on a page; wide and printable. A POST brings
    what was typed over the list and goes on without it in the address."""
    access.require(request.user, "view_case")
    if request.method == "POST":
        return redirect(_address(request, _posted(request)))
    saved, asked_for = asked_of(request)
    searched.note(asked_for.get("q", ""), by=request.user)
    form = filter_form(request.user, asked_for)
    rows, near = listing.lines_for(request.user, form.asked())
    sort = asked_for.get("sort", "")
    shown = columns.chosen(access.columns_of(request.user))
    page = listing.page_of(
        rows,
        sort or listing.order_of(form.asked()),
        shown,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
        size=listing.PRINTED if "all" in request.GET else PER_PAGE,
    )
    context = {
        "form": form,
        "page": page,
        "columns": shown,
        "columns_form": ColumnsShownForm(initial={"columns": [c.key for c in shown]}),
        "sort": sort,
        "near": near,
        "whole": "all" in request.GET,
        "printed_on": timezone.now(),
        "may_accept": access.can(request.user, "accept"),
        "bulk_steps": BulkStep.choices,
        "may_export": access.can(request.user, "export"),
        "statuses": _statuses(access.lines(request.user), form.asked().get("status")),
        "saved": saved,
        "saved_lists": access.saved_lists(request.user),
        "kept": form.plain() | _sort(asked_for),
        "on_with": on_with(request, form.plain() | _sort(asked_for)),
    }
    return render(request, "casework/case_list.html", context)


def filter_form(user, data) -> FilterForm:
    """The boxes over the list, for what this person may see."""
    return FilterForm(
        data,
        offices=access.offices(user),
        bodies=access.bodies(user),
        language=get_language()[:2],
    )


def list_keep(request: HttpRequest) -> HttpResponse:
    """Remembers columns, gives the list a name, or takes a name away."""
    access.require(request.user, "view_case")
    if request.method != "POST":
        return redirect("case_list")
    kept = _posted(request)
    match request.POST.get("do"):
        case "columns":
            lists.choose_columns(request.POST.getlist("columns"), by=request.user)
        case "save":
            return _save(request, kept)
        case "drop":
            held = access.find(access.saved_lists(request.user), pk=_uuid(request.POST.get("list")))
            lists.drop_list(held, by=request.user)
            messages.success(request, _("The name was taken away; the cases stay as they are."))
            kept = {}
    return redirect(_address(request, kept))


def _posted(request) -> dict:
    """What stands in the boxes over the list, and its order."""
    return filter_form(request.user, request.POST).plain() | _sort(request.POST)


def _save(request, kept):
    office = listing.first_office_of(request.user, "view_case")
    saved, refusal = attempt(
        request,
        lists.save_list,
        request.POST.get("name", ""),
        kept,
        by=request.user,
        office=office,
        done=_("The list has a name now; its address can be given to colleagues."),
    )
    return redirect(_address(request, kept if refusal else {"list": saved.pk}))


def _address(request, asked: dict) -> str:
    return typed.address(request, "case_list", asked)


def _sort(data) -> dict:
    return {"sort": data["sort"]} if data.get("sort") else {}


def _uuid(text) -> uuid.UUID:
    """The id, or one that no row has."""
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return uuid.UUID(int=0)


def _statuses(rows, current) -> list[dict]:
    """How many cases stand where: each number opens its list."""
    counts, language = listing.status_counts(rows), get_language()[:2]
    return [
        {
            "url": f"?status={code}",
            "label": status_words(code, language),
            "count": counts[code],
            "current": code == current,
        }
        for code in STATUS_CODES
    ]
