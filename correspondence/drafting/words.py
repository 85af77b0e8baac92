"""A fact of a case as it stands on paper: in the letter's language, nothing added."""

from datetime import date

from casework import facts
from casework.models import Body, Case
from casework.wording import FieldType, in_one_line, isolated
from correspondence.wording import labels
from families.calendars import PartialDate, format_day, format_partial

TYPES = {
    "name": FieldType.NAME,
    "text": FieldType.TEXT,
    "date": FieldType.PARTIAL_DATE,
    "reference": FieldType.REFERENCE,
    "choice": FieldType.TEXT,
}


def fact_text(case: Case, key: str, language: str, body: Body) -> str:
    """The fact, isolated by its type; empty when the record does not hold it.

    A file number is shown only to the body that gave it.
    """
    fact = facts.FACTS[key]
    value = _their_reference(case, body) if key == "their_reference" else fact.get(case)
    if not value:
        return ""
    return "\n".join(isolated(_plain(value, key, language), TYPES[fact.kind]))


def _plain(value, key: str, language: str) -> str:
    if isinstance(value, PartialDate):
        return partial_text(value, language)
    if key == "sex":
        return labels.sex(str(value), language)
    return str(value)


def partial_text(value: PartialDate, language: str) -> str:
    """As precisely as it was given; readers of other calendars find theirs in brackets."""
    foreign = value.calendar == "solar" and language != "fa"
    return format_partial(value, language, both=foreign)


def day_text(day: date, language: str) -> str:
    """The date of a letter: both calendars in a Persian one."""
    return format_day(day, language, both=language == "fa")


def day_isolated(day: date | None, language: str) -> str:
    """The same as a value in a line of other words; "" where there is no day."""
    return in_one_line(day_text(day, language), FieldType.DATE) if day else ""


def _their_reference(case: Case, body: Body) -> str:
    held = [n.value for n in case.numbers.all() if n.kind == "theirs" and n.body_id == body.pk]
    return " / ".join(held)
