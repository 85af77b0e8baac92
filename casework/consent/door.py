"""From the rows of the database to the one question."""

import datetime

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from casework.facts import FACTS
from casework.models import Answer, Body, Case, Consent, Contact, Document, FamilyRequest, Purpose
from casework.models.consent import DataClass
from casework.models.contact import Result

from .book import ConsentBook, Coverage

HEARD = Q(result__in=(Result.TALKED, Result.TOLD), taken_back_at=None)
NEWEST_FIRST = ("-given_on", "-sequence")


def covers(item: Case | Document, body: Body, on: datetime.date, *, fact: str = "") -> Coverage:
    """The one question, for one case, one of its facts (a key of `facts`), or one paper."""
    answers = book(item.request)
    if isinstance(item, Document):
        return answers.covers(item, body, on)
    return answers.covers(FACTS[fact] if fact else DataClass.WHO, body, on)


def book(request: FamilyRequest, person=None) -> ConsentBook:
    """The answers of the enquirer, or of a co-enquirer about what is his or her own. Uses what
    `with_answers` fetched, and asks for it otherwise."""
    return ConsentBook(
        request.consents.all(),
        person_id=person.pk if person else request.enquirer_id,
        heard_on=_heard_on(request),
    )


def with_answers(rows: QuerySet, request: str = "request") -> QuerySet:
    """Rows with all that a book needs, in two queries however many there are."""
    heard = Contact.objects.filter(HEARD).only("request_id", "on")
    prefix = f"{request}__" if request else ""
    return rows.prefetch_related(
        Prefetch(f"{prefix}consents", Consent.objects.order_by("sequence")),
        Prefetch(f"{prefix}contacts", heard.order_by("on"), to_attr="talks"),
    )


def _heard_on(request: FamilyRequest) -> list[datetime.date]:
    if hasattr(request, "talks"):
        return [contact.on for contact in request.talks]
    return list(request.contacts.filter(HEARD).values_list("on", flat=True))


def history(request: FamilyRequest) -> list[Consent]:
    """All answers that were ever given, the newest first."""
    rows = request.consents.select_related("recorded_by", "body", "document", "person")
    return list(rows.order_by(*NEWEST_FIRST))


def as_told(request: FamilyRequest) -> list:
    """Who answers for the request: the enquirer, then each co-enquirer for himself or herself."""
    return [request.enquirer, *request.co_enquirers.all()]


def has_basis(request: FamilyRequest) -> bool:
    """P1: the newest answer of the enquirer lets the office log and keep the request."""
    rows = [r for r in request.consents.all() if _is_basis(r, request)]
    newest = max(rows, key=lambda row: (row.given_on, row.sequence), default=None)
    return newest is not None and newest.answer == Answer.GRANTED


def _is_basis(row: Consent, request: FamilyRequest) -> bool:
    return row.purpose == Purpose.P1 and row.person_id == request.enquirer_id


def open_to_our_offices(on: datetime.date) -> QuerySet[FamilyRequest]:
    """The requests whose family lets our other offices see where they stand (P2).

    The same answer as `book(request).granted("P2", on)`, asked once for a list of many cases.
    """
    newest = Consent.objects.filter(
        request=OuterRef("pk"),
        person=OuterRef("enquirer"),
        purpose=Purpose.P2,
        body=None,
        document=None,
    ).order_by(*NEWEST_FIRST)
    alive = Q(p2_until=None) | Q(p2_until__gte=on)
    answered = FamilyRequest.objects.annotate(
        p2=Subquery(newest.values("answer")[:1]), p2_until=Subquery(newest.values("until")[:1])
    )
    return answered.filter(alive, p2=Answer.GRANTED)
