"""What a register looks like once it is read: rows of text, numbered as on the sheet."""

from dataclasses import dataclass, field
from typing import Any

TEXT, NUMBER, DATE, TRUTH, FORMULA, EMPTY = "text", "number", "date", "truth", "formula", "empty"


class RegisterError(Exception):
    """A register that cannot be read at all: a code and its detail, for `report.sentence`."""

    def __init__(self, code: str, detail: dict[str, str] | None = None):
        super().__init__(code)
        self.code = code
        self.detail = detail or {}


@dataclass(frozen=True)
class Reason:
    """Why something is as it is, said about a row or a sheet: a code and its detail."""

    code: str
    detail: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict:
        return {"code": self.code, "detail": self.detail}


@dataclass(frozen=True)
class Row:
    """One row as stored: its number on the sheet, the text of each cell, what each cell was."""

    number: int
    cells: tuple[str, ...]
    kinds: tuple[str, ...]

    def cell(self, column: int) -> str:
        return self.cells[column] if column < len(self.cells) else ""

    def kind(self, column: int) -> str:
        return self.kinds[column] if column < len(self.kinds) else EMPTY

    @property
    def is_empty(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True)
class Sheet:
    """A register: titles, one row of headings, and the rows below it.

    `form` is "xlsx" or "csv"; `encoding` and `delimiter` are those of a CSV; `sha256` is that of
    the file as it came, so that a second run of the same file is known.
    """

    name: str
    form: str
    sha256: str
    titles: tuple[str, ...]
    heading_row: int
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    notices: tuple[Reason, ...] = ()
    tab: str = ""
    encoding: str = ""
    delimiter: str = ""

    @property
    def filled_rows(self) -> int:
        """How many rows hold anything."""
        return sum(not row.is_empty for row in self.rows)

    def column(self, index: int) -> list[str]:
        """The non-empty cells of one column, from the top."""
        return [cell for row in self.rows if (cell := row.cell(index).strip())]


def row_of(number: int, cells: list[tuple[str, str]]) -> Row:
    """A row from (text, kind) pairs, without the empty cells after its last filled one."""
    while cells and not cells[-1][0].strip():
        cells.pop()
    return Row(number, tuple(text for text, _ in cells), tuple(kind for _, kind in cells))
