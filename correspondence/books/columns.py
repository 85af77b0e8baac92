"""The columns of both books, each once: what it says on paper and in a sheet."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.wording import FieldType, in_one_line
from correspondence import wording
from correspondence.drafting.words import day_isolated
from correspondence.models.dispatch import DispatchState
from correspondence.wording import labels

SHORT_HASH = 8


@dataclass(frozen=True)
class Column:
    """`kind`: number (of a letter), reference, text, day, count or hash. `share` is its part of
    the width of a page; 0 where it stands in a sheet alone."""

    label: str
    kind: str
    share: float
    get: Callable[[object, str], object]

    def on_paper(self, row, language: str) -> str:
        """In the language's digits, isolated by its type."""
        return ON_PAPER[self.kind](self.get(row, language), language)

    def in_sheet(self, row, language: str) -> str:
        """Plain, with Latin digits. Days are written by `sheet`, which gives them two cells."""
        value = self.get(row, language)
        return "" if value is None else str(value)


def _lines(text: str, _language: str) -> str:
    return "\n".join(in_one_line(line, FieldType.TEXT) for line in str(text).split("\n"))


def _day(day: datetime.date | None, language: str) -> str:
    return day_isolated(day, language)


ON_PAPER = {
    "number": lambda value, language: in_one_line(
        labels.letter_number(value, language), FieldType.REFERENCE
    ),
    "reference": lambda value, _language: in_one_line(value, FieldType.REFERENCE),
    "text": _lines,
    "day": _day,
    "count": lambda value, language: labels.figures(value, language),
    "hash": lambda value, _language: in_one_line(value[:SHORT_HASH], FieldType.REFERENCE),
}


def _ways(number, _language: str) -> str:
    """How the letter left, a line for each way."""
    return "\n".join(
        " ".join(part for part in (way.way(), way.tracking_number) if part)
        for way in number.letter.dispatches.all()
        if way.state == DispatchState.SENT
    )


def _standing(number, _language: str) -> str:
    """Why it is void are words of a person, which stay on the screen."""
    return _("Void") if number.voided_at else number.letter.get_state_display()


def _kind(number, language: str) -> str:
    kind = wording.kinds().get(number.letter.kind)
    return kind.title[language] if kind else ""


def _addressee(number, language: str) -> str:
    return number.letter.submission.recipient.name(language)


def _body(item, language: str) -> str:
    return item.body.name(language)


OUTGOING = (
    Column(gettext_lazy("Number"), "number", 1.3, lambda row, _l: row.text),
    Column(gettext_lazy("Date"), "day", 2.0, lambda row, _l: row.letter.date),
    Column(gettext_lazy("To"), "text", 3.0, _addressee),
    Column(gettext_lazy("Kind"), "text", 2.0, _kind),
    Column(gettext_lazy("Cases"), "count", 0.8, lambda row, _l: row.cases),
    Column(gettext_lazy("Enclosures"), "count", 1.5, lambda row, _l: row.annexes),
    Column(gettext_lazy("How it left"), "text", 1.6, _ways),
    Column(gettext_lazy("State"), "text", 1.7, _standing),
    Column(
        gettext_lazy("Fingerprint"), "hash", 1.5,
        lambda row, _l: row.letter.scan_sha256 or row.letter.pdf_sha256,
    ),
)  # fmt: skip

INCOMING = (
    Column(gettext_lazy("Number"), "number", 1.6, lambda row, _l: row.number),
    Column(gettext_lazy("Received"), "day", 2.0, lambda row, _l: row.received_on),
    Column(gettext_lazy("From"), "text", 3.4, _body),
    Column(gettext_lazy("How it came"), "text", 1.3, lambda row, _l: row.get_way_display()),
    Column(gettext_lazy("Their reference"), "reference", 2.0, lambda row, _l: row.their_reference),
    Column(gettext_lazy("Dated"), "day", 2.0, lambda row, _l: row.dated),
    Column(gettext_lazy("Cases"), "count", 0.8, lambda row, _l: row.cases),
)  # fmt: skip
