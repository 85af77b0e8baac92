"""The answers of one family, in memory: what they say on a day about a fact, a paper, a body."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from casework.facts import Fact
from casework.models import Answer, Body, Consent, Document, Purpose
from casework.models.body import BodyKind
from casework.models.consent import PURPOSE_FOR, DataClass

from .clock import Clock, clock_of

# What leaves the house. P1 and P14 concern the office and the family alone; P2 stays in the house.
LEAVES = frozenset(Purpose) - {Purpose.P1, Purpose.P2, Purpose.P14}


class AnswerState(StrEnum):
    """What the newest answer to a question says on a day."""

    GRANTED = "granted"
    REFUSED = "refused"
    NOT_ASKED = "not_asked"
    EXPIRED = "expired"
    UNCONFIRMED = "unconfirmed"  # 24 months without contact and 90 days without an answer


@dataclass(frozen=True)
class Coverage:
    """Yes, or the reason why not: a code with the purpose that is missing."""

    holds: bool
    code: str = ""
    purpose: str = ""

    def __bool__(self):
        return self.holds


@dataclass(frozen=True)
class Question:
    """What was asked: a purpose, perhaps for one named body, for one paper."""

    purpose: str
    body_id: object = None
    document_id: object = None


@dataclass(frozen=True)
class Standing:
    """An answer that counts, and for which classes of data; none named: for all."""

    question: Question
    row: Consent
    data_classes: tuple[str, ...] = ()


class ConsentBook:
    """The answers of one person: the enquirer, or a co-enquirer for what is his or her own.

    Holds all rows of the family's request; `heard_on` are the days on which somebody of the office
    talked with the family.
    """

    def __init__(self, rows: Iterable[Consent], *, person_id, heard_on=()):
        self._all = sorted(rows, key=lambda row: (row.given_on, row.sequence))
        self._rows = [row for row in self._all if row.person_id == person_id]
        self._heard_on = {*heard_on, *(row.given_on for row in self._all)}
        self.person_id = person_id

    def of(self, person_id) -> "ConsentBook":
        """The answers of another person of the same request."""
        return ConsentBook(self._all, person_id=person_id, heard_on=self._heard_on)

    def newest(
        self, purpose: str, *, body=None, document=None, data_class: str = ""
    ) -> Consent | None:
        """The newest answer to exactly this question; with a class of data, the newest that
        speaks of that class (an answer without classes speaks of all)."""
        return self._newest(
            Question(purpose, body.pk if body else None, document.pk if document else None),
            data_class,
        )

    def _newest(self, question: Question, data_class: str) -> Consent | None:
        for row in reversed(self._rows):
            if _question(row) == question and _speaks_of(row, data_class):
                return row
        return None

    def answer(self, purpose: str, on: datetime.date, **about) -> AnswerState:
        """What the newest answer to exactly this question says on a day."""
        return self.state_of(self.newest(purpose, **about), on)

    def state_of(self, row: Consent | None, on: datetime.date) -> AnswerState:
        """What a row says on a day, were it the newest of its question."""
        if row is None:
            return AnswerState.NOT_ASKED
        if row.answer != Answer.GRANTED:
            return AnswerState(row.answer)
        if row.until and on > row.until:
            return AnswerState.EXPIRED
        if row.purpose in LEAVES and self.clock(row).has_stopped(on):
            return AnswerState.UNCONFIRMED
        return AnswerState.GRANTED

    def clock(self, row: Consent) -> Clock:
        """When a yes must be confirmed, and when nothing goes any more without that."""
        return clock_of(row.given_on, self._heard_on)

    def granted(self, purpose: str, on: datetime.date) -> bool:
        """Whether the family said yes to a purpose as a whole (no body named)."""
        return self.answer(purpose, on, data_class=DataClass.WHO) == AnswerState.GRANTED

    def covers(self, item: Document | Fact | str, body: Body, on: datetime.date) -> Coverage:
        """May this go to the body on that day: a paper, a fact, or a class of data?"""
        if isinstance(item, Document):
            return self.covers_document(item, body, on)
        data_class = item.data_class if isinstance(item, Fact) else str(item)
        purpose = PURPOSE_FOR[BodyKind(body.kind)]
        named = self.newest(purpose, body=body, data_class=data_class)
        return _coverage(
            self.state_of(named or self.newest(purpose, data_class=data_class), on), purpose
        )

    def covers_body(self, body: Body, on: datetime.date) -> Coverage:
        """May the body be told at all who is sought and who asks?"""
        return self.covers(DataClass.WHO, body, on)

    def covers_document(self, document: Document, body: Body, on: datetime.date) -> Coverage:
        """May a copy of this paper go to this body? Needs the body's own consent too."""
        to_body = self.covers_body(body, on)
        if not to_body:
            return to_body
        own = self.newest(Purpose.P13, document=document, body=body) or self.newest(
            Purpose.P13, document=document
        )
        general = self.newest(Purpose.P13, body=body) or self.newest(Purpose.P13)
        if _refuses_later(general, own):
            return Coverage(False, AnswerState.REFUSED, Purpose.P13)
        return _coverage(self.state_of(own, on), Purpose.P13)

    def standing(self) -> list[Standing]:
        """The answers that count now, by question: one for all classes of data, or one for each
        group of classes that was answered apart."""
        found = []
        for question in dict.fromkeys(_question(row) for row in self._rows):
            by_row: dict[Consent, list[str]] = {}
            for data_class in DataClass:
                if row := self._newest(question, data_class):
                    by_row.setdefault(row, []).append(str(data_class))
            for row, classes in by_row.items():
                whole = len(classes) == len(DataClass)
                found.append(Standing(question, row, () if whole else tuple(classes)))
        return found

    def live(self, on: datetime.date) -> list[Standing]:
        """The answers that are a yes on a day."""
        return [s for s in self.standing() if self.state_of(s.row, on) == AnswerState.GRANTED]

    def to_confirm(self) -> list[Standing]:
        """Every yes to what leaves the house, also where it has stopped: what a review asks."""
        return [
            s for s in self.standing() if s.row.answer == Answer.GRANTED and s.row.purpose in LEAVES
        ]

    def first_review(self) -> Clock | None:
        """The clock that runs out first; None while nothing may leave."""
        clocks = [self.clock(standing.row) for standing in self.to_confirm()]
        return min(clocks, key=lambda clock: clock.review_on, default=None)


def _question(row: Consent) -> Question:
    return Question(row.purpose, row.body_id, row.document_id)


def _speaks_of(row: Consent, data_class: str) -> bool:
    return not data_class or not row.data_classes or data_class in row.data_classes


def _refuses_later(general: Consent | None, own: Consent | None) -> bool:
    """A no to all copies ends an earlier yes to one; a later yes to one paper stands."""
    if general is None or general.answer != Answer.REFUSED:
        return False
    return own is None or (own.given_on, own.sequence) < (general.given_on, general.sequence)


def _coverage(state: AnswerState, purpose: str) -> Coverage:
    holds = state == AnswerState.GRANTED
    return Coverage(holds, "" if holds else str(state), purpose)
