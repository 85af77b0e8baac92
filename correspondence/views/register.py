"""The outgoing book: every number once, void ones struck through, chained and checked."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casework.access import offices
from correspondence import access, books, register
from correspondence.models.dispatch import DispatchState

from .books import BOOKS, form_of

PER_PAGE = 200


def outgoing_book(request: HttpRequest) -> HttpResponse:
    """The book as it was asked for, to be printed; says whether its chain is whole."""
    access.require(request.user, "view_register")
    form = form_of(BOOKS["outgoing"], request)
    rows = books.outgoing_lines(access.outgoing(request.user), form.asked())
    page = {
        "page": Paginator(_Lines(rows), PER_PAGE).get_page(request.GET.get("page")),
        "form": form,
        "asked": form.address(),
        "books": [_book(office) for office in _offices(request.user)],
        "may_export": access.can(request.user, "export_register"),
    }
    return render(request, "correspondence/outgoing_book.html", page)


def _offices(user):
    return offices(user).filter(pk__in=access.offices_for(user, "view_register")).order_by("code")


def _book(office) -> dict:
    return {"office": office, "problems": register.verify(office)}


class _Lines:
    """Lines with the ways on which their letters left, made when a page asks for them."""

    def __init__(self, rows):
        self._rows = rows

    def __len__(self):
        return self._rows.count()

    def __getitem__(self, part):
        return [_line(row) for row in self._rows[part]]


def _line(number) -> dict:
    ways = [row for row in number.letter.dispatches.all() if row.state == DispatchState.SENT]
    return {"number": number, "letter": number.letter, "ways": ways}
