"""Which cases a new letter is about: filtered, page by page; what was ticked stays ticked."""

from dataclasses import dataclass, field

from django.db.models import QuerySet

from casework import access as case_access
from casework import queries as case_queries
from casework.exports import listing
from casework.forms.finding import FilterForm
from casework.models import Case
from casework.search import search
from casework.views.finding import filter_form
from correspondence import access
from correspondence.drafting.desk import WRITABLE
from correspondence.forms.letters import READY, CasesForm
from correspondence.forms.letters import WRITABLE as MAY_BE_WRITTEN

PER_PAGE = 100
OWN_BOXES = frozenset({"office", "q", "status", "only"})
"""What the boxes of this page ask themselves, in their own way."""


@dataclass
class Picking:
    """The cases that were picked, and those that the boxes ask for.

    `office` is the one that writes; `page` counts from 1; `too_many` says how many all would be
    where a letter cannot hold them.
    """

    office: object
    cases_form: CasesForm
    filter_form: FilterForm
    saved: object = None
    picked: list[Case] = field(default_factory=list)
    page: int = 1
    too_many: int = 0


def picking(user, data, most: int) -> Picking:
    """What the page sent; with `all`, everything that fits, where a letter can hold it."""
    picked = _picked(user, data)
    form, office = _cases_form(user, data, picked)
    saved = _saved(user, data.get("list", ""))
    asked = saved.asked if saved else {k: v for k, v in data.items() if k not in OWN_BOXES}
    found = Picking(office, form, filter_form(user, asked), saved, picked, _page(data))
    if data.get("all"):
        _take_all(user, found, most)
    return found


def _take_all(user, found: Picking, most: int) -> None:
    known = [case.pk for case in found.picked]
    rows = fitting(user, found).exclude(pk__in=known)
    number = rows.count() + len(known)
    if number > most:
        found.too_many = number
    else:
        found.picked += list(rows)


def _picked(user, data) -> list[Case]:
    references = [*data.getlist("pick"), *data.getlist("case")]
    rows = access.cases_to_write_about(user).filter(reference__in=references)
    return list(_listed(rows))


def _listed(rows) -> QuerySet[Case]:
    return case_queries.for_list(rows).order_by("request__number", "reference")


def _cases_form(user, data, picked) -> tuple[CasesForm, object]:
    writing = access.offices_for(user, "draft_letter")
    offices = case_access.offices(user).filter(pk__in=writing)
    first = offices.first()
    told = {"state": READY, **data.dict()}
    office = picked[0].office_id if picked else first.pk
    told["office"] = told.get("office") or str(office)
    form = CasesForm(told, offices=offices)
    form.is_valid()
    return form, form.cleaned_data.get("office") or first


def _saved(user, key: str):
    """A list that somebody of the office gave a name; an odd key is none."""
    return next((one for one in case_access.saved_lists(user) if str(one.pk) == key), None)


def _page(data) -> int:
    page = data.get("turn", "")
    return max(int(page), 1) if page.isascii() and page.isdigit() and len(page) < 5 else 1


def fitting(user, found: Picking) -> QuerySet[Case]:
    """All cases of the office that the boxes and the kept list ask for, in the letter's order."""
    rows = access.cases_to_write_about(user).filter(office=found.office)
    asked = found.cases_form.cleaned_data
    state = asked.get("state") or READY
    if state == READY:
        rows = case_queries.ready(rows)
    elif state == MAY_BE_WRITTEN:
        rows = rows.filter(state__in=WRITABLE)
    for words in (asked.get("family"), asked.get("q")):
        if words:
            rows = rows.filter(pk__in=search(words, within=rows).cases.order_by().values("pk"))
    if narrowed := found.filter_form.asked():
        lines, _near = listing.lines_for(user, narrowed, "draft_letter")
        rows = rows.filter(pk__in=lines.order_by().values("case"))
    return _listed(rows)


def shown(user, found: Picking) -> dict:
    """The rows of this page: first all that are ticked, then a page of the others."""
    others = fitting(user, found).exclude(pk__in=[case.pk for case in found.picked])
    total = others.count()
    last = max((total + PER_PAGE - 1) // PER_PAGE, 1)
    page = min(found.page, last)
    first = (page - 1) * PER_PAGE
    listed = others[first : first + PER_PAGE]
    return {
        "rows": [*((case, True) for case in found.picked), *((case, False) for case in listed)],
        "total": total,
        "page": page,
        "pages": last,
        "saved_lists": case_access.saved_lists(user),
    }
