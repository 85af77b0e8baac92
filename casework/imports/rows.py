"""What becomes of each row of a register, decided before anything is written.

A key (the old number) that comes twice in one file never updates: the first row counts; a later
one with the same content is a duplicate, with other content a conflict, and both are reported.
Content is everything but the running number, the way the old number is written, and the papers;
a second row that names papers the first does not have is other content.

**Families.** One row is one request with one case, unless several rows tell of one visit: the
same enquirer (the same name in any spelling, and the same national code or telephone number) on
the same day, with the same answers to the notice and consents. Their rows are one request with
several cases, for that is what one family number is for. A shared telephone alone never joins:
two relatives who ask for the same man are two requests.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from casework.imports.cells import number_key
from casework.imports.deciding import APART, NOTHING, TOGETHER, Decisions, row_id
from casework.imports.headings import Column, Mapping
from casework.imports.people_in_cells import is_total
from casework.imports.register_row import RegisterRow
from casework.imports.row_reader import RowReader
from casework.imports.sheets import Reason, Row, Sheet
from casework.imports.splitting import Several, people_of
from casework.imports.words import fold
from families.names import fold_letters, normalise, tidy
from families.phones import normalise_phone

NEW, DRAFT, DUPLICATE, CONFLICT, REJECTED, EMPTY = (
    "new",
    "draft",
    "duplicate",
    "conflict",
    "rejected",
    "empty",
)
IMPORTED = (NEW, DRAFT)
_PLAIN = ("number", "key", "status", "content", "family", "part")
# Not content: what numbers the row, and what the row is told by or carries.
_NOT_CONTENT = ("row_number", "old_number", "documents", "ignored")


@dataclass(frozen=True)
class RowPlan:
    """One row: its number on the sheet, its key in the old book, what becomes of it and why.

    `family` is the row number of the first row of the same request. `content` is a hash of what
    the row says: equal rows of this or another file have equal hashes. `part` counts the people of
    a row that names several, from 0; `several` is what such a row asks a person to decide.
    """

    number: int
    key: str
    status: str
    values: RegisterRow
    reasons: tuple[Reason, ...] = ()
    content: str = ""
    family: int = 0
    part: int = 0
    several: Several | None = None
    original: tuple[str, ...] = field(default=(), repr=False)

    @property
    def id(self) -> str:
        """Its name among the decisions of a person."""
        return row_id(self.number, self.part)

    @property
    def is_imported(self) -> bool:
        return self.status in IMPORTED

    def as_json(self) -> dict:
        """JSON types only, without the cells; what `from_json` gives back asks the same."""
        several = self.several and {
            "names": self.several.names,
            "is_plain": self.several.is_plain,
            "uncertain": [[c.index, c.heading, c.field] for c in self.several.uncertain],
        }
        plain = {name: getattr(self, name) for name in _PLAIN}
        reasons = [reason.as_json() for reason in self.reasons]
        return {**plain, "values": self.values.as_json(), "several": several, "reasons": reasons}

    @classmethod
    def from_json(cls, held: dict) -> "RowPlan":
        told = held["several"]
        several = told and Several(
            tuple(told["names"]), (), told["is_plain"], tuple(Column(*c) for c in told["uncertain"])
        )
        return cls(
            **{name: held[name] for name in _PLAIN},
            values=RegisterRow.from_json(held["values"]),
            reasons=tuple(Reason(one["code"], one["detail"]) for one in held["reasons"]),
            several=several or None,
        )

    def with_reason(self, code: str, **detail: str) -> "RowPlan":
        return replace(self, reasons=(*self.reasons, Reason(code, detail)))


def plan(sheet: Sheet, mapping: Mapping, decided: Decisions = NOTHING) -> list[RowPlan]:
    """A plan for every row below the headings, in their order; changes nothing anywhere.

    A row that names several people has a plan for each of them, where it is plain or decided how.
    """
    reader = RowReader(sheet, mapping)
    planned = [made for row in sheet.rows for made in _read(reader, sheet, row, decided)]
    planned = _settle_repeats(planned)
    planned = _settle_papers(planned)
    return _settle_families(planned)


def _read(reader: RowReader, sheet: Sheet, row: Row, decided: Decisions) -> Sequence[RowPlan]:
    mapping = reader.mapping
    blank = RowPlan(row.number, "", EMPTY, RegisterRow(), original=row.cells)
    if row.is_empty:
        return [blank]
    if _repeats_headings(sheet, row):
        return [blank.with_reason("headings_again")]
    if is_total(row):
        total = replace(blank, status=REJECTED, content=_content(mapping, row))
        return [total.with_reason("is_a_total")]
    several = people_of(row, reader.columns)
    if several is not None:
        return _read_several(reader, row, several, decided.people.get(row_id(row.number), ""))
    return [_judge(_read_one(reader, row, row))]


def _read_one(reader: RowReader, row: Row, original: Row) -> RowPlan:
    values, reasons = reader.read(row)
    return RowPlan(
        row.number,
        number_key(values.old_number),
        EMPTY,
        values,
        reasons=tuple(reasons),
        content=_content(reader.mapping, row),
        original=original.cells,
    )


def _read_several(reader: RowReader, row: Row, several: Several, how: str) -> list[RowPlan]:
    """One plan for each person, or one that asks a person to decide."""
    if not several.is_plain and how not in (TOGETHER, APART):
        whole = replace(_read_one(reader, row, row), several=several)
        return [_judge(whole)]
    own = several.apart() if how == APART and not several.is_plain else several.rows
    kept = {tidy(c.heading) or c.letter: tidy(row.cell(c.index)) for c in several.uncertain}
    made = []
    for part, cells in enumerate(own):
        one = _read_one(reader, cells, row)
        extras = {**one.values.extras, **(kept if how == APART else {})}
        papers = one.values.documents if part == 0 else ()
        values = replace(one.values, extras=extras, documents=papers)
        judged = _judge(replace(one, values=values, part=part, several=several))
        told = judged.with_reason("one_of_several", row=str(row.number), name=several.names[part])
        made.append(told if judged.is_imported else judged)
    return made


def _judge(made: RowPlan) -> RowPlan:
    values = made.values
    missing = [name for name in ("enquirer_name", "sought_name") if not getattr(values, name)]
    if missing:
        for name in missing:
            made = made.with_reason(f"missing_{name}")
        return replace(made, status=REJECTED)
    if any(reason.code == "several_sought" for reason in made.reasons):
        undecided = made.with_reason("several_to_decide") if made.several else made
        return replace(undecided, status=REJECTED)
    if values.received_on is None or values.received_on.earliest is None:
        made = made.with_reason("received_on_missing")
    if not values.notice_given:
        return replace(made.with_reason("notice_not_given"), status=DRAFT)
    birth = values.sought_birth is not None and values.sought_birth.is_known
    if not (birth or values.sought_father or values.sought_mother):
        return replace(made.with_reason("birth_or_parent_missing"), status=DRAFT)
    return replace(made, status=NEW)


def _repeats_headings(sheet: Sheet, row: Row) -> bool:
    """Printed books repeat their headings on every page."""
    told = [
        (cell, sheet.headings[at])
        for at, cell in enumerate(row.cells)
        if cell.strip()
        if at < len(sheet.headings)
    ]
    return len(told) > 1 and all(fold(cell) == fold(heading) for cell, heading in told)


def _content(mapping: Mapping, row: Row) -> str:
    """A hash over the folded cells that say something about the family."""
    told = sorted(
        (column.field or _spoken(column), " ".join(fold(text)) or fold_letters(text).strip())
        for column in mapping.columns
        if column.field not in _NOT_CONTENT and (text := row.cell(column.index)).strip()
    )
    packed = json.dumps(told, ensure_ascii=False)
    return hashlib.sha256(packed.encode()).hexdigest()


def _spoken(column: Column) -> str:
    return " ".join(fold(column.heading)) or column.letter


def _settle_repeats(planned: list[RowPlan]) -> list[RowPlan]:
    by_key: dict[tuple[str, int], RowPlan] = {}
    by_content: dict[str, RowPlan] = {}
    settled = []
    for made in planned:
        if made.is_imported:
            first = by_key.get((made.key, made.part)) if made.key else None
            if not made.key:
                first = by_content.get(made.content)
            if first is not None:
                made = _repeat(made, first)
            else:
                if made.content in by_content:
                    same = by_content[made.content]
                    made = made.with_reason("same_content_as", row=str(same.number))
                by_key.setdefault((made.key, made.part), made)
                by_content.setdefault(made.content, made)
        settled.append(made)
    return settled


def _repeat(made: RowPlan, first: RowPlan) -> RowPlan:
    """A row whose key or content came before."""
    more = _names(made) - _names(first)
    if made.content == first.content and not (made.key and more):
        status, code = DUPLICATE, "duplicate_of"
    else:
        status, code = CONFLICT, "conflict_with"
    told = replace(made, status=status, reasons=(), family=first.number)
    told = told.with_reason(code, row=str(first.number), number=made.values.old_number)
    if more and status == DUPLICATE:
        told = told.with_reason("papers_not_taken", names=" · ".join(made.values.documents))
    return told


def _names(made: RowPlan) -> set[str]:
    return {paper_key(name) for name in made.values.documents}


def paper_key(name: str) -> str:
    """A file name for comparing: case, digits' script, letter variants and spaces do not matter."""
    return " ".join(fold_letters(name).split())


def _settle_papers(planned: list[RowPlan]) -> list[RowPlan]:
    """A file named by two rows is stored once and stays with the first; the second says so."""
    claimed: dict[str, int] = {}
    settled = []
    for made in planned:
        if made.is_imported:
            for name in made.values.documents:
                first = claimed.setdefault(paper_key(name), made.number)
                if first != made.number:
                    made = made.with_reason("paper_claimed", name=name, row=str(first))
        settled.append(made)
    return settled


def _settle_families(planned: list[RowPlan]) -> list[RowPlan]:
    first_of: dict[tuple, int] = {}
    settled = []
    for made in planned:
        if made.is_imported:
            tells = _visits(made)
            family = next((first_of[tell] for tell in tells if tell in first_of), made.number)
            for tell in tells:
                first_of.setdefault(tell, family)
            made = replace(made, family=family)
        settled.append(made)
    return settled


def _visits(made: RowPlan) -> list[tuple]:
    """What tells one visit of one enquirer from all others: by national code, by telephone."""
    values = made.values
    if values.received_on is None or values.received_on.earliest is None:
        return []
    name = normalise(values.enquirer_name)
    answers = tuple(sorted(values.consents.items()))
    visit = (name, values.received_on.earliest, values.received_on.latest, made.status, answers)
    code = number_key(values.enquirer_national_code)
    tells = [("code", code, *visit)] if code else []
    phones = [key for phone in values.phones if (key := normalise_phone(phone))]
    return tells + [("phone", key, *visit) for key in phones]
