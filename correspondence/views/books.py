"""The two books on paper and as a sheet: of one office, filtered as on the screen."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from casework import audit
from casework.access import bodies, offices
from casework.exports.sheets import TYPES
from casework.models.export import ExportForm
from casework.views.steps import attempt
from correspondence import access, books
from correspondence.actions import books as actions
from correspondence.books.paper import MOST_LINES
from correspondence.forms.books import BookForm, IncomingBookForm, OutgoingBookForm, SheetForm


@dataclass(frozen=True)
class Book:
    """One of the two: its pages, its form, its columns."""

    code: str
    title: str
    page: str
    form: type[BookForm]
    columns: tuple[books.Column, ...]

    def rows(self, user):
        """What the user may see of it."""
        return access.outgoing(user) if self.code == "outgoing" else access.incoming(user)

    def years(self, rows) -> list[int]:
        found = books.outgoing_years if self.code == "outgoing" else books.incoming_years
        return found(rows)

    def lines(self, rows, asked: dict):
        found = books.outgoing_lines if self.code == "outgoing" else books.incoming_lines
        return found(rows, asked)

    def to_print(self, rows):
        """What may stand on paper or in a sheet."""
        return rows if self.code == "outgoing" else books.may_be_printed(rows)


BOOKS = {
    book.code: book
    for book in (
        Book(
            "outgoing", gettext_lazy("Outgoing book"), "outgoing_book", OutgoingBookForm,
            books.OUTGOING,
        ),
        Book(
            "incoming", gettext_lazy("Incoming book"), "incoming_list", IncomingBookForm,
            books.INCOMING,
        ),
    )
}  # fmt: skip


def form_of(book: Book, request: HttpRequest, verb: str = "view_register") -> BookForm:
    """The boxes above a book, as they were filled in."""
    held = offices(request.user).filter(pk__in=access.offices_for(request.user, verb))
    years = book.years(book.rows(request.user))
    return book.form(
        request.GET, offices=held.order_by("code"), years=years, bodies=bodies(request.user)
    )


def book_paper(request: HttpRequest, book: str) -> HttpResponse:
    """The book of one office as a PDF; that it was made is noted."""
    found = BOOKS[book]
    access.require(request.user, "view_register")
    office, rows, form = _chosen(found, request, "view_register")
    if rows.count() > MOST_LINES:
        messages.error(request, _("These are too many lines for one paper. Choose a year."))
        return redirect(_address(found.page, form))
    language = get_language()[:2]
    paper = books.book_on_paper(
        reversed(rows), found.columns, office, language, title=found.title, about=form.in_words()
    )
    audit.record("print_register", by=request.user, office=office, target=book, reading=True)
    answer = HttpResponse(paper.pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{book}-book.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def book_sheet(request: HttpRequest, book: str) -> HttpResponse:
    """Asks for the reason, then gives the book of one office as a spreadsheet."""
    found = BOOKS[book]
    access.require(request.user, "export_register")
    office, rows, form = _chosen(found, request, "export_register")
    asking = SheetForm(request.POST or None)
    if request.method == "POST" and asking.is_valid():
        answer = _sheet(request, found, office, rows, asking.cleaned_data["reason"])
        if answer is not None:
            return answer
    page = {
        "book": found,
        "office": office,
        "asked": form.in_words(),
        "count": rows.count(),
        "form": asking,
        "back": _address(found.page, form),
    }
    return render(request, "correspondence/book_sheet.html", page)


def _chosen(book: Book, request: HttpRequest, verb: str):
    """The office, the lines that may leave, and the boxes: one book is one office's."""
    form = form_of(book, request, verb)
    asked = form.asked()
    office = asked.get("office") or access.first_office(request.user, verb)
    if office is None:
        raise Http404
    rows = book.to_print(book.rows(request.user))
    return office, book.lines(rows, asked | {"office": office}), form


def _sheet(request, book: Book, office, rows, reason: str) -> HttpResponse | None:
    lines = list(reversed(rows))
    given, _refusal = attempt(
        request, actions.take_sheet, book.code, by=request.user, office=office, reason=reason,
        lines=len(lines),
    )  # fmt: skip
    if given is None:
        return None
    pieces = books.book_as_sheet(
        lines, book.columns, office, get_language()[:2], title=book.title, by=request.user,
        reason=given,
    )  # fmt: skip
    answer = StreamingHttpResponse(pieces, content_type=TYPES[ExportForm.XLSX])
    answer.headers["Content-Disposition"] = f'attachment; filename="{book.code}-book.xlsx"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _address(name: str, form: BookForm) -> str:
    asked = form.address()
    return f"{reverse(name)}?{asked}" if asked else reverse(name)
