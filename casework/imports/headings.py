"""Which column of a register is which field, recognised by headings and correctable by a person.

A heading says at most whose it is; where it does not ("Name", "Father's name"), its neighbours and
what such registers usually mean decide. A heading that comes twice is never used twice without a
word, and a column nobody recognises is kept: its cells become a note.
"""

from dataclasses import dataclass, replace

from openpyxl.utils import get_column_letter

from casework.imports.evidence import fits_values, from_values
from casework.imports.phrases import ENQUIRER, SOUGHT, Guess, guess, speaks_of_consent
from casework.imports.sheets import Reason, RegisterError, Sheet
from casework.imports.words import fold

PURPOSES = tuple(f"P{number}" for number in range(1, 15))
CONSENT_FIELDS = tuple(f"consent_{purpose}" for purpose in PURPOSES)

_BY_ROLE = {
    ENQUIRER: {
        "name": "enquirer_name",
        "given": "enquirer_name",
        "family": "enquirer_family",
        "latin_name": "enquirer_latin_name",
        "father": "enquirer_father",
        "birth": "enquirer_birth",
        "sex": "enquirer_sex",
        "nationality": "enquirer_nationality",
        "national_code": "enquirer_national_code",
        "address": "enquirer_address",
        "email": "enquirer_email",
        "phone": "enquirer_phone",
        "language": "enquirer_language",
    },
    SOUGHT: {
        "name": "sought_name",
        "given": "sought_name",
        "family": "sought_family",
        "latin_name": "sought_latin_name",
        "alias": "sought_alias",
        "father": "sought_father",
        "grandfather": "sought_grandfather",
        "mother": "sought_mother",
        "national_code": "sought_national_code",
        "phone": "sought_phone",
        "address": "last_place",
        "birth": "sought_birth",
        "age": "sought_age",
        "birth_place": "sought_birth_place",
        "sex": "sought_sex",
        "nationality": "sought_nationality",
    },
}
# Whose a column is when its heading does not say: tracing registers describe the sought person
# and hold the enquirer's telephone.
_USUALLY = {
    "phone": ENQUIRER,
    "email": ENQUIRER,
    "language": ENQUIRER,
    "address": ENQUIRER,
    "alias": SOUGHT,
    "father": SOUGHT,
    "grandfather": SOUGHT,
    "mother": SOUGHT,
    "birth": SOUGHT,
    "age": SOUGHT,
    "birth_place": SOUGHT,
    "sex": SOUGHT,
    "nationality": SOUGHT,
}
_PLAIN_FIELDS = (
    "row_number",
    "old_number",
    "received_on",
    "enquirer_town",
    "relationship",
    "second_phone",
    "last_place",
    "last_news_on",
    "last_news",
    "circumstances",
    "notice",
    "documents",
    "remarks",
    "earlier",
    "ignored",
)
FIELDS = tuple(
    dict.fromkeys(
        (*_PLAIN_FIELDS, *_BY_ROLE[ENQUIRER].values(), *_BY_ROLE[SOUGHT].values(), *CONSENT_FIELDS)
    )
)
# What a second column of the same kind is.
_INSTEAD = {"enquirer_phone": "second_phone", "old_number": "row_number"}
REQUIRED = ("enquirer_name", "sought_name")
MOST_COLUMNS = 400


@dataclass(frozen=True)
class Column:
    """One column: its place (from 0), its heading, the field it stands for or "", how surely."""

    index: int
    heading: str
    field: str
    score: float

    @property
    def letter(self) -> str:
        return get_column_letter(self.index + 1)


@dataclass(frozen=True)
class Mapping:
    """What every column stands for, and what was noticed while finding out."""

    columns: tuple[Column, ...]
    notices: tuple[Reason, ...] = ()

    def index_of(self, field: str) -> int | None:
        return next((column.index for column in self.columns if column.field == field), None)

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields without which no row can be imported and that no column stands for."""
        return tuple(field for field in REQUIRED if self.index_of(field) is None)

    def corrected(self, changes: dict[int, str]) -> "Mapping":
        """The mapping with columns reassigned by a person; "" keeps a column as a note only.

        A field given to a column is taken from any other. Raises ValueError for an unknown field.
        """
        unknown = set(changes.values()) - {*FIELDS, ""}
        if unknown:
            raise ValueError(f"Unknown fields: {sorted(unknown)}")
        given = {field for field in changes.values() if field}
        columns = []
        for column in self.columns:
            if column.index in changes:
                columns.append(replace(column, field=changes[column.index], score=1.0))
            elif column.field in given:
                columns.append(replace(column, field="", score=0.0))
            else:
                columns.append(column)
        return replace(self, columns=tuple(columns))

    def as_json(self) -> dict:
        columns = [[c.index, c.heading, c.field, round(c.score, 2)] for c in self.columns]
        return {"columns": columns, "notices": [notice.as_json() for notice in self.notices]}

    @classmethod
    def from_json(cls, data: dict) -> "Mapping":
        return cls(
            tuple(Column(*entry) for entry in data["columns"]),
            tuple(Reason(entry["code"], entry["detail"]) for entry in data["notices"]),
        )


def recognise(sheet: Sheet) -> Mapping:
    """The fields that the headings of a sheet stand for; what is not sure stays unassigned.

    Columns without any text are passed over. Raises RegisterError "too_many_columns".
    """
    width = max([len(sheet.headings), *(len(row.cells) for row in sheet.rows)])
    headings = [*sheet.headings, *[""] * (width - len(sheet.headings))]
    guesses = [fits_values(guess(text), sheet.column(at)) for at, text in enumerate(headings)]
    guesses = _whose(guesses)
    fields, notices = _one_column_each(headings, guesses)
    fields = from_values(fields, sheet)
    columns = tuple(
        Column(at, text, field, guesses[at].score if field else 0.0)
        for at, (text, field) in enumerate(zip(headings, fields, strict=True))
        if text.strip() or sheet.column(at)
    )
    if len(columns) > MOST_COLUMNS:
        raise RegisterError("too_many_columns", {"limit": str(MOST_COLUMNS)})
    return Mapping(columns, tuple(notices))


def _whose(guesses: list[Guess]) -> list[Guess]:
    """Give every attribute without a role the one it has here."""
    guesses = _name_roles(guesses)
    block, settled = "", []
    for at, reading in enumerate(guesses):
        if reading.is_attribute and not reading.role and reading.target != "name":
            reading = replace(reading, role=_role_here(guesses, at, block))
        elif reading.role:
            block = reading.role
        settled.append(reading)
    return settled


def _name_roles(guesses: list[Guess]) -> list[Guess]:
    """A bare "Name" is that of the one person whose name no other column gives."""
    named = {reading.role for reading in guesses if reading.target in ("name", "given")}
    bare = [at for at, reading in enumerate(guesses) if reading == _bare(reading)]
    free = {ENQUIRER, SOUGHT} - named
    if not bare or len(free) != 1:
        return guesses
    return [
        replace(reading, role=next(iter(free))) if at == bare[0] else reading
        for at, reading in enumerate(guesses)
    ]


def _bare(reading: Guess) -> Guess | None:
    return reading if reading.target in ("name", "given") and not reading.role else None


def _role_here(guesses: list[Guess], at: int, block: str) -> str:
    target = guesses[at].target
    explicit = {reading.role for reading in guesses if reading.target == target and reading.role}
    usual = _USUALLY.get(target)
    others = [i for i, reading in enumerate(guesses) if reading.target == target and i != at]
    twice = usual == SOUGHT and len(others) == 1 and not explicit
    if usual is None or (twice and _blocks_differ(guesses, at, others)):
        return block or usual or ENQUIRER
    if usual in explicit and target != "phone":
        other = SOUGHT if usual == ENQUIRER else ENQUIRER
        return other if other not in explicit else usual
    return usual


def _blocks_differ(guesses: list[Guess], at: int, others: list[int]) -> bool:
    blocks = {_block_before(guesses, place) for place in (at, *others)}
    return blocks == {ENQUIRER, SOUGHT}


def _block_before(guesses: list[Guess], at: int) -> str:
    roles = [reading.role for reading in guesses[:at] if reading.role]
    return roles[-1] if roles else ""


def _one_column_each(headings: list[str], guesses: list[Guess]) -> tuple[list[str], list[Reason]]:
    """One column per field: the surer, then the first; the other is said and kept as a note."""
    fields, notices = [""] * len(guesses), _repeated_headings(headings)
    wanted = [_field(reading) for reading in guesses]
    order = sorted(range(len(guesses)), key=lambda at: (-guesses[at].score, at))
    for at in order:
        field = wanted[at]
        if field in fields and not _is_repeat(headings, at):
            field = _INSTEAD.get(field, field)
        if not field:
            if speaks_of_consent(headings[at]):
                notices.append(_notice("consent_unclear", headings, at))
        elif field in fields:
            if not (_is_repeat(headings, at) or guesses[at].is_weak):
                notices.append(_notice("field_twice", headings, at))
        else:
            fields[at] = field
    return fields, notices


def _field(reading: Guess) -> str:
    if reading.is_attribute:
        return _BY_ROLE.get(reading.role, {}).get(reading.target, "")
    return reading.target


def _repeated_headings(headings: list[str]) -> list[Reason]:
    return [
        _notice("heading_twice", headings, at)
        for at in range(len(headings))
        if _is_repeat(headings, at)
    ]


def _is_repeat(headings: list[str], at: int) -> bool:
    words = fold(headings[at])
    return bool(words) and any(fold(text) == words for text in headings[:at])


def _notice(code: str, headings: list[str], at: int) -> Reason:
    return Reason(code, {"heading": headings[at], "column": get_column_letter(at + 1)})
