"""The cells of a row become values, with what could not be read said beside them."""

import re
from collections.abc import Iterator

from casework.imports import cells
from casework.imports.dated import age_at, calendar_of, date_in_news, date_of
from casework.imports.headings import CONSENT_FIELDS, Mapping
from casework.imports.leftovers import is_lost, may_be_lost
from casework.imports.people_in_cells import (
    is_unknown,
    no_name,
    several_names,
    shortened,
    zero_lost,
)
from casework.imports.register_row import RegisterRow
from casework.imports.remarks import Offer, offer_from_column, offers
from casework.imports.sheets import FORMULA, Reason, Row, Sheet
from families.calendars import PartialDate, parse
from families.names import tidy

_NUMBERS = ("old_number", "enquirer_phone", "second_phone", "sought_phone",
            "enquirer_national_code", "sought_national_code")  # fmt: skip
GRANTED, REFUSED = "granted", "refused"
_SOUGHT_LINES = (
    "latin_name",
    "alias",
    "father",
    "grandfather",
    "mother",
    "birth_place",
    "nationality",
    "national_code",
    "phone",
)


class RowReader:
    """Reads the rows of one sheet under one mapping; what an x means is asked once per column."""

    def __init__(self, sheet: Sheet, mapping: Mapping):
        self.mapping = mapping
        self.columns = {column.field: column for column in mapping.columns if column.field}
        self.calendar = calendar_of(sheet)
        asked = [name for name in (*CONSENT_FIELDS, "notice") if name in self.columns]
        told = {name: sheet.column(self.columns[name].index) for name in asked}
        ticks = any(cells.has_ticks(column) for column in told.values())
        self.crosses = {
            name: cells.crosses_of(column, ticks=ticks) for name, column in told.items()
        }

    def read(self, row: Row) -> tuple[RegisterRow, list[Reason]]:
        """The values of a row and what was noticed; never raises, whatever the cells hold."""
        reasons = [*self._formulas(row), *self._shortened(row)]
        if several_names(self.raw(row, "sought_name")):
            reasons.append(Reason("several_sought"))
        values = {
            "row_number": self.text(row, "row_number"),
            "old_number": cells.number(self.line(row, "old_number")),
            **self._enquirer(row, reasons),
            **self._sought(row, reasons),
            "consents": self._consents(row, reasons),
            "notice_given": self._notice_given(row, reasons),
            "documents": cells.file_names(self.raw(row, "documents")),
            "remarks": self.text(row, "remarks"),
            "extras": self._extras(row),
            "offers": self._offers(row),
        }
        return RegisterRow(**values), reasons

    def raw(self, row: Row, name: str) -> str:
        column = self.columns.get(name)
        return row.cell(column.index) if column else ""

    def text(self, row: Row, name: str) -> str:
        raw = self.raw(row, name)
        return tidy(raw) if raw else ""

    def line(self, row: Row, name: str) -> str:
        """A cell that is one line by nature: a name, a place; "" where it says "unknown"."""
        text = re.sub(r"\s*[\r\n\t]+\s*", " ", self.text(row, name))
        return "" if is_unknown(text) else text

    def _enquirer(self, row: Row, reasons: list[Reason]) -> dict:
        received = self._date(row, "received_on", reasons)
        said = tuple(
            phone
            for name in ("enquirer_phone", "second_phone")
            for phone in cells.phones(self.raw(row, name))
        )
        return {
            "received_on": received,
            "enquirer_name": self._name(row, "enquirer"),
            "enquirer_latin_name": self.line(row, "enquirer_latin_name"),
            "enquirer_father": self.line(row, "enquirer_father"),
            "enquirer_birth": self._date(row, "enquirer_birth", reasons),
            "enquirer_sex": cells.sex(self.raw(row, "enquirer_sex")),
            "enquirer_nationality": self.line(row, "enquirer_nationality"),
            "enquirer_national_code": self.line(row, "enquirer_national_code"),
            "enquirer_address": self.text(row, "enquirer_address"),
            "enquirer_town": self.line(row, "enquirer_town"),
            "enquirer_email": self.line(row, "enquirer_email"),
            "enquirer_language": cells.language(self.raw(row, "enquirer_language")),
            "phones": tuple(dict.fromkeys(said)),
            "relationship": cells.relationship(self.raw(row, "relationship")),
        }

    def _sought(self, row: Row, reasons: list[Reason]) -> dict:
        held = {f"sought_{name}": self.line(row, f"sought_{name}") for name in _SOUGHT_LINES}
        news = self.text(row, "last_news")
        return {
            **held,
            "sought_name": self._name(row, "sought"),
            "sought_sex": cells.sex(self.raw(row, "sought_sex")),
            "sought_birth": self._birth(row, reasons),
            "last_place": self.text(row, "last_place"),
            "last_news_on": self._date(row, "last_news_on", reasons) or date_in_news(news),
            "last_news": news,
            "circumstances": self.text(row, "circumstances"),
        }

    def _name(self, row: Row, who: str) -> str:
        """The whole name, where a register keeps the family name in a column of its own."""
        name, family = self.line(row, f"{who}_name"), self.line(row, f"{who}_family")
        if no_name(name) or self._is_formula(row, f"{who}_name"):
            return ""
        return f"{name} {family}".strip() if family and not name.endswith(family) else name

    def _is_formula(self, row: Row, name: str) -> bool:
        """A formula of which the file does not say what it comes to names nobody."""
        column = self.columns.get(name)
        is_formula = column is not None and row.kind(column.index) == FORMULA
        return is_formula and self.raw(row, name).startswith("=")

    def _date(self, row: Row, name: str, reasons: list[Reason]) -> PartialDate | None:
        text = self.text(row, name)
        if not text:
            return None
        column = self.columns[name]
        date, code = date_of(text, row.kind(column.index), self.calendar)
        if code and not is_unknown(text):
            detail = {"heading": column.heading, "text": text, "problem": date.problem}
            reasons.append(Reason(code, detail))
        return date

    def _birth(self, row: Row, reasons: list[Reason]) -> PartialDate | None:
        birth = self._date(row, "sought_birth", reasons)
        age = self.text(row, "sought_age")
        if birth or not age:
            return birth
        when = parse(self.text(row, "received_on"), calendar_hint=self.calendar)
        return age_at(age, when, self.calendar)

    def _consents(self, row: Row, reasons: list[Reason]) -> dict[str, str]:
        given = {}
        for name in CONSENT_FIELDS:
            said = self._answer(row, name, reasons)
            if said in (cells.YES, cells.NO):
                purpose = name.removeprefix("consent_")
                given[purpose] = GRANTED if said == cells.YES else REFUSED
        return given

    def _notice_given(self, row: Row, reasons: list[Reason]) -> bool:
        """Yes, or the date on which it was given."""
        text = self.text(row, "notice")
        if not text:
            return False
        if cells.answer(text) == cells.UNCLEAR:
            date = parse(text, calendar_hint=self.calendar)
            if date.precision in ("day", "month") and not date.problem:
                return True
        return self._answer(row, "notice", reasons) == cells.YES

    def _answer(self, row: Row, name: str, reasons: list[Reason]) -> str:
        text = self.raw(row, name)
        if not text.strip():
            return cells.NOT_ASKED
        said = cells.answer(text, crosses=self.crosses[name])
        if said == cells.UNCLEAR:
            detail = {"heading": self.columns[name].heading, "text": tidy(text)}
            reasons.append(Reason("answer_unclear", detail))
        return said

    def _extras(self, row: Row) -> dict[str, str]:
        """Every cell that no field holds in full, so that nothing of the register is lost."""
        kept: dict[str, str] = {}
        for column in self.mapping.columns:
            raw = row.cell(column.index)
            text = tidy(raw) if raw and may_be_lost(column.field) else ""
            if text and (not column.field or is_lost(column.field, text)):
                heading = tidy(column.heading) or column.letter
                kept[heading if heading not in kept else f"{heading} ({column.letter})"] = text
        return kept

    def _offers(self, row: Row) -> tuple[Offer, ...]:
        found = offers(self.raw(row, "remarks"))
        column = self.columns.get("earlier")
        own = offer_from_column(row.cell(column.index), column.heading) if column else None
        if own and not any(offer.kind == own.kind for offer in found):
            return (*found, own)
        return found

    def _shortened(self, row: Row) -> Iterator[Reason]:
        for name in _NUMBERS:
            text = self.raw(row, name)
            if text and shortened(text, row.kind(self.columns[name].index)):
                detail = {"heading": self.columns[name].heading, "text": text}
                yield Reason("number_shortened", detail)
            elif text and zero_lost(text, row.kind(self.columns[name].index)):
                detail = {"heading": self.columns[name].heading, "text": text}
                yield Reason("zero_lost", detail)

    def _formulas(self, row: Row) -> Iterator[Reason]:
        for column in self.mapping.columns:
            if row.kind(column.index) == FORMULA:
                text = row.cell(column.index)
                detail = {"heading": column.heading, "column": column.letter, "text": text}
                yield Reason("formula_as_text" if text.startswith("=") else "formula_shown", detail)
