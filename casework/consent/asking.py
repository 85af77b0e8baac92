"""Whom to ask what: the families whose answer a body needs and who were never asked."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from casework.lifecycle import State
from casework.models import Answer, Body, Case, Consent, Document, FamilyRequest, Purpose
from casework.models.body import BodyKind
from casework.models.consent import PURPOSE_FOR
from families.models.person import LifeStatus

from .book import AnswerState, ConsentBook
from .door import book, with_answers

WRITTEN_FOR = (State.REGISTERED, State.UNDER_REVIEW, State.ACCEPTED, State.SUBMITTED,
               State.ANSWERED)  # fmt: skip
TO_ASK = (AnswerState.NOT_ASKED, AnswerState.EXPIRED, AnswerState.UNCONFIRMED)


@dataclass(frozen=True)
class Asking:
    """What to ask one family: the bodies for each purpose, and the papers nobody spoke about."""

    request: FamilyRequest
    questions: tuple[tuple[str, tuple[Body, ...]], ...]
    papers: tuple[Document, ...]


def to_ask(requests: QuerySet[FamilyRequest], bodies: Iterable[Body]) -> QuerySet[FamilyRequest]:
    """The families with an open case that never answered for one of these bodies, or for one of
    their papers. Nobody is asked after his or her death."""
    papers = Document.objects.filter(
        ~Exists(Consent.objects.filter(_IS_AN_ANSWER, document=OuterRef("pk"))),
        request=OuterRef("pk"),
        removed_at=None,
    )
    missing = Q(Exists(papers))
    for body in bodies:
        asked = Consent.objects.filter(Q(body=None) | Q(body=body), document=None)
        missing |= ~_answered(asked, PURPOSE_FOR[BodyKind(body.kind)])
    open_cases = Case.objects.filter(request=OuterRef("pk"), state__in=WRITTEN_FOR)
    alive = requests.exclude(enquirer__life_status=LifeStatus.DEAD)
    return alive.filter(missing, Exists(open_cases)).order_by("number")


_IS_AN_ANSWER = Q(answer__in=(Answer.GRANTED, Answer.REFUSED))


def _answered(rows: QuerySet[Consent], purpose: str) -> Exists:
    return Exists(
        rows.filter(
            _IS_AN_ANSWER,
            request=OuterRef("pk"),
            person=OuterRef("enquirer"),
            purpose=purpose,
        )
    )


def asking(requests: QuerySet[FamilyRequest], bodies: list[Body], on: datetime.date):
    """The questions for each of these families, in a fixed number of queries."""
    rows = with_answers(requests, "").select_related("enquirer", "office")
    rows = rows.prefetch_related("enquirer__names", "cases", "documents")
    return [_asking(request, bodies, on) for request in rows]


def _asking(request: FamilyRequest, bodies: list[Body], on: datetime.date) -> Asking:
    answers = book(request)
    by_purpose: dict[str, list[Body]] = {}
    for body in bodies:
        covered = answers.covers_body(body, on)
        if covered.code in TO_ASK:
            by_purpose.setdefault(covered.purpose, []).append(body)
    return Asking(
        request,
        tuple((purpose, tuple(by_purpose[purpose])) for purpose in sorted(by_purpose)),
        tuple(d for d in request.documents.all() if _not_asked(answers, d, on)),
    )


def _not_asked(answers: ConsentBook, document: Document, on: datetime.date) -> bool:
    if document.removed_at is not None:
        return False
    return answers.answer(Purpose.P13, on, document=document) in TO_ASK
