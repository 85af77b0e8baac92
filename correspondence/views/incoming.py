"""The incoming book, and one item of it. What is closed to somebody does not exist for them."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casework import audit
from correspondence import access, books
from correspondence.models import Incoming

from .arrived_papers import papers_of
from .books import BOOKS, form_of
from .shared import hand_out

PER_PAGE = 50


def incoming_list(request: HttpRequest) -> HttpResponse:
    """What came back, the newest first; found by their reference in any digits."""
    access.require(request.user, "view_register")
    form = form_of(BOOKS["incoming"], request)
    rows = books.incoming_lines(access.incoming(request.user), form.asked())
    page = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "form": form,
        "asked": form.address(),
        "may_reply": access.can(request.user, "record_reply"),
        "may_export": access.can(request.user, "export_register"),
    }
    return render(request, "correspondence/incoming_list.html", page)


def incoming(request: HttpRequest, pk) -> HttpResponse:
    """One item: who, when, the words as they were said, and what it says on each case."""
    item = _opened(request, pk)
    lines = access.incoming_lines(request.user).filter(incoming=item)
    page = {
        "item": item,
        "papers": [each for mail in item.mails.all() for each in papers_of(mail)],
        "lines": lines.select_related("case", "submission__recipient__body"),
    }
    return render(request, "correspondence/incoming.html", page)


def incoming_file(request: HttpRequest, pk) -> HttpResponse:
    """The scan or the mail as it came, to be saved."""
    item = _opened(request, pk)
    return hand_out(item.raw, item.number)


def _opened(request, pk) -> Incoming:
    """The item, and a line in the trail that says who opened it."""
    rows = access.incoming(request.user).select_related("body", "office", "filed_by", "raw")
    item = access.find(rows, pk=pk)
    audit.record(
        "view_incoming", by=request.user, office=item.office, target=item.number, reading=True
    )
    return item
