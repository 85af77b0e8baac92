"""The outgoing book: every number once, void ones struck through, chained and checked."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from casework.access import offices
from correspondence import access, queries, register
from correspondence.models.dispatch import DispatchState

PER_PAGE = 200


def outgoing_book(request: HttpRequest) -> HttpResponse:
    """The book by year, to be printed; says whether its chain is whole."""
    access.require(request.user, "view_register")
    numbers = access.outgoing(request.user)
    years = queries.years(numbers)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else None
    page = {
        "page": Paginator(_lines(numbers, year), PER_PAGE).get_page(request.GET.get("page")),
        "filters": _years(years, year),
        "books": [_book(office) for office in _offices(request.user)],
    }
    return render(request, "correspondence/outgoing_book.html", page)


def _offices(user):
    return offices(user).filter(pk__in=access.offices_for(user, "view_register")).order_by("code")


def _book(office) -> dict:
    return {"office": office, "problems": register.verify(office)}


def _years(years: list[int], year: int | None) -> list[dict]:
    every = {"url": "?", "label": _("All years"), "count": "", "current": year is None}
    return [every] + [
        {"url": f"?year={each}", "label": "", "count": each, "current": each == year}
        for each in years
    ]


class _Lines:
    """Lines with the ways on which their letters left, made when a page asks for them."""

    def __init__(self, rows):
        self._rows = rows

    def __len__(self):
        return self._rows.count()

    def __getitem__(self, part):
        return [_line(row) for row in self._rows[part]]


def _lines(numbers, year):
    return _Lines(queries.for_register(numbers, year))


def _line(number) -> dict:
    ways = [row for row in number.letter.dispatches.all() if row.state == DispatchState.SENT]
    return {"number": number, "letter": number.letter, "ways": ways}
