"""A value as it is shown in a text: by the type of its field and the language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from casework.wording.digits import figures
from casework.wording.fields import Field, FieldType, Scalar, Value
from casework.wording.isolates import isolated, without_controls
from families.calendars import PartialDate, format_day, format_partial
from families.display import comma

Row = Mapping[str, Value]

_CALENDARS = {"jalali": "solar", "gregorian": "gregorian"}


def is_missing(value: Value) -> bool:
    """Nothing to show. Zero is something to show; an empty list is not."""
    if isinstance(value, bool | int):
        return False
    if isinstance(value, str):
        return not without_controls(value).strip()
    return value is None or (isinstance(value, Sequence) and not value)


def holds(value: Value) -> bool:
    """Whether ``{{#if}}`` lets its sentence stand: there is a value, and it is not 0 or no."""
    return not is_missing(value) and value is not False and value != 0


def rows(value: Value) -> list[Row]:
    """The rows of a table, numbered from 1 in the column ``row`` unless they say otherwise."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        return []
    return [
        {"row": number, **row} for number, row in enumerate(value, 1) if isinstance(row, Mapping)
    ]


def shown(value: Value, field: Field, filter_: str, language: str) -> list[str]:
    """The lines of a value, each isolated; several values stand in one line."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        return isolated(_text(value, field, filter_, language), field.type)
    each = [
        isolated(_text(one, field, filter_, language), field.type)
        for one in value
        if one is not None and not isinstance(one, Mapping)
    ]
    joined = comma(language).join(" ".join(lines) for lines in each if lines)
    return [joined] if joined else []


def _text(value: Scalar, field: Field, filter_: str, language: str) -> str:
    calendar = _CALENDARS.get(filter_)
    if isinstance(value, PartialDate):
        return format_partial(value, language)
    if isinstance(value, date):
        # A Persian letter gives both calendars unless the wording asks for one
        both = language == "fa" and calendar is None
        return format_day(value, language, calendar=calendar, both=both)
    if field.type is FieldType.COUNT:
        return figures(str(value), language)
    return str(value)
