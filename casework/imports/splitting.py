"""A cell that names several sought people: a row for each, where it is plain how the cells belong.

Plain is: names parted by numbers, semicolons or "and", each of two words or more; every other cell
about the person is empty, holds as many parts as there are names, or says something that a family
looks for together (where they were, what was heard, what the person who asks is to them). All else
is decided by a person, who sees the names as they would stand.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from casework.imports.headings import Column
from casework.imports.people_in_cells import BETWEEN, ITEM, no_name, several_names
from casework.imports.sheets import TEXT, Row
from casework.imports.words import fold
from families.names import tidy

# One cell for all of them is as plain as it is for one.
_SHARED = (
    "relationship",
    "last_place",
    "last_news_on",
    "last_news",
    "circumstances",
    "sought_nationality",
    "sought_birth_place",
    "sought_family",
)
_OF_EACH = (
    *_SHARED,
    "sought_latin_name",
    "sought_alias",
    "sought_father",
    "sought_grandfather",
    "sought_mother",
    "sought_birth",
    "sought_age",
    "sought_sex",
    "sought_national_code",
    "sought_phone",
)
_SURE = re.compile(r"[;؛]+|\s+(?:و|and|dhe|&|\+)\s+", re.IGNORECASE)
_JOINED = re.compile(r"\s+(?:و|and|dhe|&|\+)\s+", re.IGNORECASE)
_MOST = 20


@dataclass(frozen=True)
class Several:
    """The people of one row. `rows` are its cells for each of them; `is_plain` says that no
    decision is needed; `uncertain` are the columns of which nobody knows whose they are."""

    names: tuple[str, ...]
    rows: tuple[Row, ...]
    is_plain: bool
    uncertain: tuple[Column, ...]

    def apart(self) -> tuple[Row, ...]:
        """The rows without the cells that are uncertain: those stay notes."""
        return tuple(_without(row, self.uncertain) for row in self.rows)


def people_of(row: Row, columns: dict[str, Column]) -> Several | None:
    """The people whom the cell of the sought person names; None for one or none."""
    column = columns.get("sought_name")
    text = row.cell(column.index) if column else ""
    if column is None or not several_names(text):
        return None
    names, sure = _names(text)
    if not 1 < len(names) <= _MOST:
        return None
    cells: dict[int, Sequence[str]] = {column.index: names}
    uncertain, pairs = [], False
    for field in _OF_EACH:
        held = columns.get(field)
        said = row.cell(held.index) if held else ""
        if held is None or not said.strip():
            continue
        parts = _parts(said)
        if len(parts) == len(names):
            cells[held.index], pairs = parts, True
        elif field not in _SHARED or len(parts) > 1:
            uncertain.append(held)
    rows = tuple(_part_of(row, cells, at) for at in range(len(names)))
    plain = not uncertain and (sure or pairs)
    return Several(tuple(names), rows, plain, tuple(uncertain))


def _names(text: str) -> tuple[list[str], bool]:
    """The names, and whether their cell parts them beyond doubt."""
    numbered = len(ITEM.findall(text)) > 1
    if numbered:
        return _clean(ITEM.split(text)), True
    parts = _clean(_SURE.split(text))
    if len(parts) > 1 and all(len(fold(part)) > 1 for part in parts):
        return parts, not re.search(r"[\r\n،,]", text)
    joined = _clean(_JOINED.split(tidy(text)))
    if len(joined) > 1 and len(fold(joined[-1])) > 1:
        return _with_family_name(joined), False
    return _clean(BETWEEN.split(text)), False


def _with_family_name(joined: list[str]) -> list[str]:
    """«علی و رضا نمونه»: the family name is said once, behind the last of them."""
    family = joined[-1].split(None, 1)[-1]
    return [name if len(fold(name)) > 1 else f"{name} {family}" for name in joined]


def _parts(text: str) -> list[str]:
    if len(ITEM.findall(text)) > 1:
        return _clean(ITEM.split(text))
    return _clean(BETWEEN.split(text), names=False)


def _clean(parts: Sequence[str], *, names: bool = True) -> list[str]:
    kept = (tidy(part).strip(" ،,;؛") for part in parts)
    return [part for part in kept if part and not (names and no_name(part))]


def _part_of(row: Row, cells: dict[int, Sequence[str]], at: int) -> Row:
    texts = tuple(
        cells[index][at] if index in cells else text for index, text in enumerate(row.cells)
    )
    kinds = tuple(TEXT if index in cells else kind for index, kind in enumerate(row.kinds))
    return Row(row.number, texts, kinds)


def _without(row: Row, columns: Sequence[Column]) -> Row:
    gone = {column.index for column in columns}
    texts = tuple("" if index in gone else text for index, text in enumerate(row.cells))
    return Row(row.number, texts, row.kinds)
