"""Which lines of a book were asked for. Takes rows that somebody may see."""

from django.db.models import Max, Min, QuerySet

from casework.models import Office
from casework.references import office_year
from correspondence import queries
from correspondence.models import Incoming, OutgoingNumber
from correspondence.models.letter import LetterState

STANDING = {
    "to_sign": (LetterState.NUMBERED,),
    "signed": (LetterState.SIGNED,),
    "sent": (LetterState.SENT,),
    "taken_back": (LetterState.DRAFT, LetterState.IN_REVIEW, LetterState.APPROVED),
}
VOID = "void"


def outgoing_lines(numbers: QuerySet[OutgoingNumber], asked: dict) -> QuerySet[OutgoingNumber]:
    """The lines that fit what `forms.books` read, the newest first."""
    rows = _of_office(queries.for_register(numbers, asked.get("year")), asked)
    if "body" in asked:
        rows = rows.filter(letter__submission__recipient__body=asked["body"])
    if "kind" in asked:
        rows = rows.filter(letter__kind=asked["kind"])
    if "standing" in asked:
        rows = _standing(rows, asked["standing"])
    return rows


def _of_office(rows, asked: dict):
    return rows.filter(office=asked["office"]) if "office" in asked else rows


def _standing(rows, standing: str):
    if standing == VOID:
        return rows.exclude(voided_at=None)
    return rows.filter(voided_at=None, letter__state__in=STANDING[standing])


def incoming_lines(items: QuerySet[Incoming], asked: dict) -> QuerySet[Incoming]:
    """The lines that fit, the newest first. The year is the one that stands in the number."""
    rows = _of_office(queries.for_incoming(items, asked.get("q", "")), asked)
    if "year" in asked:
        rows = rows.filter(number__contains=f"-IN-{asked['year']}-")
    if "body" in asked:
        rows = rows.filter(body=asked["body"])
    if "way" in asked:
        rows = rows.filter(way=asked["way"])
    return rows


def may_be_printed(items: QuerySet[Incoming]) -> QuerySet[Incoming]:
    """Without what is kept closed: a paper or a sheet is read by more people than the one who
    made it, and is the same whoever makes it."""
    return items.filter(closed_to_others=False)


def outgoing_years(numbers: QuerySet[OutgoingNumber]) -> list[int]:
    """The years that the book knows, the newest first."""
    return queries.years(numbers)


def incoming_years(items: QuerySet[Incoming]) -> list[int]:
    """The years between the first and the last line, in the calendars of their offices, the
    newest first."""
    spans = (
        items.order_by()
        .values("office")
        .annotate(since=Min("received_on"), until=Max("received_on"))
    )
    offices = Office.objects.in_bulk([span["office"] for span in spans])
    years: set[int] = set()
    for span in spans:
        office = offices[span["office"]]
        first, last = office_year(office, span["since"]), office_year(office, span["until"])
        years |= set(range(first, last + 1))
    return sorted(years, reverse=True)
