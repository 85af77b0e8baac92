"""What a person said about a heading is known the next time that office sends such a register."""

from collections import Counter

from casework.imports.headings import FIELDS, Mapping
from casework.imports.sheets import Reason
from casework.imports.words import fold
from casework.models import KnownColumn, Office, Staff
from families.sealing import fingerprint


def heading_key(heading: str) -> str:
    """The keyed hash of a heading; case, digits' script and letter variants do not matter."""
    words = " ".join(fold(heading))
    return fingerprint("heading of a register", words) if words else ""


def as_remembered(mapping: Mapping, office: Office) -> Mapping:
    """The mapping with what people of the office said about these headings before, and says so.

    A heading that stands twice in the register is read anew: nobody said which of them was meant.
    """
    keys = _keys(mapping)
    known = dict(
        KnownColumn.objects.filter(office=office, heading__in=keys.values()).values_list(
            "heading", "field"
        )
    )
    fields = {column.index: column.field for column in mapping.columns}
    changes = {
        index: known[key]
        for index, key in keys.items()
        if key in known and known[key] != fields[index] and known[key] in (*FIELDS, "")
    }
    given = Counter(field for field in changes.values() if field)
    changes = {at: field for at, field in changes.items() if given[field] < 2}
    if not changes:
        return mapping
    made = mapping.corrected(changes)
    told = tuple(
        Reason("column_remembered", {"heading": column.heading, "column": column.letter})
        for column in made.columns
        if column.index in changes
    )
    return Mapping(made.columns, (*made.notices, *told))


def remember(mapping: Mapping, changes: dict[int, str], *, office: Office, by: Staff) -> None:
    """Keep what was corrected, inside an open action."""
    keys = _keys(mapping)
    for index, field in changes.items():
        if index in keys:
            KnownColumn.objects.update_or_create(
                office=office, heading=keys[index], defaults={"field": field, "by": by}
            )


def _keys(mapping: Mapping) -> dict[int, str]:
    keys = {column.index: heading_key(column.heading) for column in mapping.columns}
    often = Counter(keys.values())
    return {index: key for index, key in keys.items() if key and often[key] == 1}
