"""Typed fields: all that a wording may ever merge.

A wording names fields, never objects: there is no attribute walking and no
call, so the whole of what a text can show is the registry it is parsed with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from families.calendars import PartialDate


class FieldType(StrEnum):
    TEXT = "text"
    NAME = "name"
    REFERENCE = "reference"
    DATE = "date"
    PARTIAL_DATE = "partial_date"
    PHONE = "phone"
    EMAIL = "email"
    COUNT = "count"
    ADDRESS = "address"
    FLAG = "flag"
    ROWS = "rows"


DATES = frozenset({FieldType.DATE, FieldType.PARTIAL_DATE})

# What a filter may be applied to. A new filter is a line here and one in values.py.
_DAYS = frozenset({FieldType.DATE})
FILTERS = MappingProxyType({"jalali": _DAYS, "gregorian": _DAYS})

Scalar = str | int | bool | date | PartialDate | None
Value = Scalar | Sequence[Scalar] | Sequence[Mapping[str, Scalar]]


@dataclass(frozen=True)
class Field:
    """One thing that a text may show.

    ``sensitivity`` is S1, S2 or S3 and ``purpose`` the consent without which the
    value may not leave (P3, P13 …; empty where none is needed). ``row`` are the
    columns of a ROWS field. ``description`` is a message id for gettext.
    """

    name: str
    type: FieldType
    description: str
    sensitivity: str = "S1"
    purpose: str = ""
    row: tuple[Field, ...] = ()

    def column(self, name: str) -> Field | None:
        return next((field for field in self.row if field.name == name), None)


Registry = Mapping[str, Field]


def registry(*fields: Field) -> Registry:
    """The fields by name; a name that stands there twice is an error of ours."""
    by_name: dict[str, Field] = {}
    for field in fields:
        if field.name in by_name:
            raise ValueError(f"field {field.name} is declared twice")
        by_name[field.name] = field
    return MappingProxyType(by_name)
