"""The one question that everything which leaves the house asks: does a live consent cover this?

Rows are only ever added; for each question the newest row counts. A row that names a body
stands before rows for its kind. "Ask later" and "never asked" are not a yes.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from casework.models import Answer, Body, Consent, Document, FamilyRequest, Purpose
from casework.models.body import BodyKind
from casework.models.consent import PURPOSE_FOR


@dataclass(frozen=True)
class Coverage:
    """Yes, or the reason why not: a code with the purpose that is missing."""

    holds: bool
    code: str = ""
    purpose: str = ""

    def __bool__(self):
        return self.holds


class ConsentBook:
    """The answers of one family, read once, asked many times."""

    def __init__(self, rows: Iterable[Consent]):
        self._rows = sorted(rows, key=lambda row: row.sequence)

    def newest(self, purpose: str, *, body=None, document=None) -> Consent | None:
        for row in reversed(self._rows):
            if (
                row.purpose == purpose
                and row.body_id == (body.pk if body else None)
                and row.document_id == (document.pk if document else None)
            ):
                return row
        return None

    def answer(self, purpose: str, on: datetime.date, **about) -> str:
        """granted, refused, not_asked, expired: what the newest row says on a day."""
        row = self.newest(purpose, **about)
        if row is None:
            return Answer.NOT_ASKED
        if row.answer == Answer.GRANTED and row.until and on > row.until:
            return "expired"
        return row.answer

    def covers_body(self, body: Body, on: datetime.date) -> Coverage:
        """May what the family told us go to this body?"""
        purpose = PURPOSE_FOR[BodyKind(body.kind)]
        named = self.newest(purpose, body=body)
        answer = self.answer(purpose, on, body=body if named else None)
        return Coverage(answer == Answer.GRANTED, _code(answer), purpose)

    def covers_document(self, document: Document, body: Body, on: datetime.date) -> Coverage:
        """May a copy of this paper go to this body? Needs the body's own consent too."""
        to_body = self.covers_body(body, on)
        if not to_body:
            return to_body
        general = self.newest(Purpose.P13)
        own = self.newest(Purpose.P13, document=document)
        refused = general is not None and general.answer == Answer.REFUSED
        if refused and (own is None or own.sequence < general.sequence):
            return Coverage(False, "refused", Purpose.P13)
        answer = self.answer(Purpose.P13, on, document=document)
        return Coverage(answer == Answer.GRANTED, _code(answer), Purpose.P13)

    def granted(self, purpose: str, on: datetime.date) -> bool:
        return self.answer(purpose, on) == Answer.GRANTED


def _code(answer: str) -> str:
    return "" if answer == Answer.GRANTED else str(answer)


def book(request: FamilyRequest) -> ConsentBook:
    """The enquirer's answers, who speaks for the request; uses what was prefetched as `consents`.

    Those who ask together with the enquirer answered for themselves alone (`person`).
    """
    rows = request.consents.all()
    return ConsentBook(row for row in rows if row.person_id == request.enquirer_id)


def history(request: FamilyRequest) -> list[Consent]:
    """All answers that were ever given, the newest first."""
    rows = request.consents.select_related("recorded_by", "body", "document")
    return list(rows.order_by("-sequence"))


def covers(case, body: Body, on: datetime.date, document: Document | None = None) -> Coverage:
    """The question in one line, for one case."""
    answers = book(case.request)
    if document is None:
        return answers.covers_body(body, on)
    return answers.covers_document(document, body, on)
