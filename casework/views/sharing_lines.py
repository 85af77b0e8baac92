"""The answers of a family in plain lines: for each person, purpose, body and paper."""

from dataclasses import dataclass

from casework import consent
from casework.consent import AnswerState, Clock, ConsentBook, Standing
from casework.models import Document, FamilyRequest, Purpose
from casework.models.consent import DataClass
from families.models import Person


@dataclass(frozen=True)
class Line:
    """One answer, or that there is none. `details` names the classes of data it is about."""

    state: AnswerState
    row: object = None
    details: str = ""

    @property
    def is_live(self) -> bool:
        return self.state == AnswerState.GRANTED


@dataclass(frozen=True)
class Group:
    """A purpose or a paper with its lines; `named` holds those about one body."""

    label: str
    lines: tuple[Line, ...]
    named: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Told:
    """What one person answered, and when it must be confirmed."""

    person: Person
    groups: tuple[Group, ...]
    papers: tuple[Group, ...]
    clock: Clock | None
    clock_state: str

    @property
    def has_yes(self) -> bool:
        return self.clock is not None


def what_is_shared(request: FamilyRequest) -> list[Told]:
    """The enquirer first, then the co-enquirers, each for himself or herself."""
    first = consent.book(request)
    papers = list(request.documents.filter(removed_at=None))
    return [_told(first.of(who.pk), who, papers, request) for who in consent.as_told(request)]


def _told(book: ConsentBook, who, papers: list[Document], request) -> Told:
    today = request.office.today()
    by_question: dict = {}
    for standing in book.standing():
        by_question.setdefault(standing.question, []).append(standing)

    def group(label, purpose, document=None):
        mine = [q for q in by_question if (q.purpose, q.document_id) == (purpose, document)]
        whole = [s for q in mine if q.body_id is None for s in by_question[q]]
        named = [s for q in mine if q.body_id is not None for s in by_question[q]]
        lines = [_line(book, s, today) for s in whole] or [Line(AnswerState.NOT_ASKED)]
        return Group(label, tuple(lines), tuple(_line(book, s, today) for s in named))

    clock = book.first_review()
    return Told(
        who,
        tuple(group(purpose.label, purpose) for purpose in Purpose),
        tuple(group(paper, Purpose.P13, paper.pk) for paper in papers),
        clock,
        _clock_state(clock, today),
    )


def _clock_state(clock: Clock | None, today) -> str:
    if clock is None:
        return ""
    if clock.has_stopped(today):
        return "stopped"
    return "open" if clock.is_open(today) else "holds"


def _line(book: ConsentBook, standing: Standing, today) -> Line:
    details = " · ".join(str(DataClass(name).label) for name in standing.data_classes)
    return Line(book.state_of(standing.row, today), standing.row, details)
