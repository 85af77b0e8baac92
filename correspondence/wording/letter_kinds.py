"""Kinds of letters: a folder of ``templates/letters`` each. A new folder is a new kind.

``kind.toml`` says to whom a kind may go, what it is about and what it needs;
``en.txt`` ``fa.txt`` ``ar.txt`` ``sq.txt`` are its first wording. A kind with ``paper``
takes the texts of that paper instead of its own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from casework.wording.fields import Field, Registry
from casework.wording.papers import PAPERS_HOME
from correspondence.wording.fields import COMMON_FIELDS, LETTER_FIELDS

LETTERS_HOME = Path(__file__).resolve().parents[2] / "templates" / "letters"

AUDIENCES = ("body", "family", "sought_person", "paper")
RECIPIENTS = (
    "icrc",
    "national_society",
    "host_state",
    "own_state",
    "embassy",
    "un",
    "coe",
    "host_org",
    "ngo",
    "enquirer",
    "sought_person",
)
HOW_MANY = ("none", "one", "many")
CITES = ("none", "follows", "earlier")
LAYOUTS = ("letter", "sheet")
SAYS = ("all", "new", "changed", "nothing")
COLUMNS = (
    "row", "reference", "name", "father", "birth", "last_place", "their_reference", "annexes",
)  # fmt: skip


@dataclass(frozen=True)
class LetterKind:
    """What a kind of letter is.

    audience: one of AUDIENCES. recipients: kinds of bodies, "enquirer" or
    "sought_person". cases: how many it is about. facts: keys of the facts of a case
    that it may show, ``documents`` and ``portrait`` included. schedule, sheets: whether a
    list of the cases, a sheet per case, must go with it. cites: "follows" (our own
    numbered letter), "earlier" (what was handed in before) or "none". step: how the
    step that it makes is booked. follow_up: the plan of reminders. required, optional:
    names of fields. layout: "letter" has heading block, subject and signature; a "sheet"
    is printed as it stands. offered: whether the letter desk offers it. says: of each
    case all that consent covers, only what is "new" or was "changed" since the letters of
    ours that it follows, or "nothing" that the body does not know (then the case need not be
    open and nobody is asked). asks: fields whose values only a person knows. columns: of the
    list of cases. signatures: whether the families sign a sheet at its end.
    """

    code: str
    title: Mapping[str, str]
    audience: str
    recipients: tuple[str, ...]
    cases: str
    facts: tuple[str, ...]
    schedule: bool
    sheets: bool
    annexes: bool
    cites: str
    step: str
    follow_up: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    layout: str
    offered: bool
    folder: Path
    says: str = "all"
    asks: tuple[str, ...] = ()
    columns: tuple[str, ...] = COLUMNS
    signatures: bool = False

    @property
    def has_subject(self) -> bool:
        return self.layout == "letter"

    @property
    def fields(self) -> Registry:
        """The fields that a wording of this kind may name."""
        allowed = COMMON_FIELDS.union(self.required, self.optional)
        return {name: field for name, field in LETTER_FIELDS.items() if name in allowed}

    def required_fields(self) -> list[Field]:
        return [LETTER_FIELDS[name] for name in self.required]


@cache
def kinds() -> Mapping[str, LetterKind]:
    """All kinds by code, in the order of their folders."""
    folders = sorted(path.parent for path in LETTERS_HOME.glob("*/kind.toml"))
    return {folder.name: _read(folder) for folder in folders}


def kind(code: str) -> LetterKind:
    """One kind; KeyError when there is no such folder."""
    return kinds()[code]


def offered_kinds() -> list[LetterKind]:
    return [each for each in kinds().values() if each.offered]


def _read(folder: Path) -> LetterKind:
    with (folder / "kind.toml").open("rb") as file:
        data = tomllib.load(file)
    paper = data.pop("paper", "")
    return LetterKind(
        code=folder.name,
        folder=PAPERS_HOME / paper if paper else folder,
        **{key: _frozen(value) for key, value in data.items()},
    )


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
