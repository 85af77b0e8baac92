"""Registers kept as XLSX: opened without trusting them, and read as text."""

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from casework.imports.sheets import (
    DATE,
    EMPTY,
    FORMULA,
    NUMBER,
    TEXT,
    TRUTH,
    RegisterError,
    Row,
    row_of,
)

# A register of 10,000 rows and 30 columns unpacks to about 20 MB.
MAX_UNPACKED_BYTES = 250_000_000
MAX_PARTS = 5_000
MAX_ROWS = 100_000
# One family over more rows than this is a decoration.
MOST_MERGED = 100
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?\bref=["']([A-Z]+[0-9]+:[A-Z]+[0-9]+)["']""")
_PIECE, _LONGEST_TAG = 1_000_000, 1_000
_ONLY_ZEROS = re.compile(r"0{2,}")
_TAB_ATTEMPTS = (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, EOFError)


def check_package(data: bytes) -> None:
    """Refuse what only looks like an XLSX, before openpyxl sees it.

    Raises RegisterError: "not_a_register" for another kind of package, "old_format" for
    OpenDocument and binary workbooks, "hostile" for parts that unpack beyond
    MAX_UNPACKED_BYTES or declare document types (no part of ECMA-376 has any), "damaged".
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_kind(package)
            _check_size(package)
            _check_entities(package)
    except (zipfile.BadZipFile, ParseError, NotImplementedError, RuntimeError, EOFError) as error:
        raise RegisterError("damaged") from error


def _check_kind(package: zipfile.ZipFile) -> None:
    names = set(package.namelist())
    if "xl/workbook.xml" in names or any(name.endswith("workbook.xml") for name in names):
        return
    if "mimetype" in names or any(name.endswith("workbook.bin") for name in names):
        raise RegisterError("old_format")
    raise RegisterError("not_a_register")


def _check_size(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise RegisterError("hostile")


def _check_entities(package: zipfile.ZipFile) -> None:
    """Read every XML part as far as its first element: a document type can only stand before it."""
    for part in package.infolist():
        if part.filename.lower().endswith((".xml", ".rels", ".vml")):
            with package.open(part) as stream:
                _first_element(stream)


def _first_element(stream) -> None:
    try:
        next(iter(iterparse(stream, events=("start",), forbid_dtd=True)), None)
    except DefusedXmlException as error:
        raise RegisterError("hostile") from error


def tabs(data: bytes) -> Iterator[tuple[str, bool, list[Row]]]:
    """Each worksheet with its name, whether it is visible, and its rows; no chart sheets.

    Nothing is computed: a formula reads as what the office's program last showed for it, which
    stands beside it in the file, or else stays text. Rows hidden or filtered away are rows.
    Raises RegisterError "damaged", "too_many_rows", or those of `check_package`.
    """
    check_package(data)
    with warnings.catch_warnings():
        # What openpyxl does not keep (validation, drawings) matters only to those who write it.
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
            package = zipfile.ZipFile(io.BytesIO(data))
            for worksheet in book.worksheets:
                visible = worksheet.sheet_state == "visible"
                rows = list(_rows(worksheet))
                if any(FORMULA in row.kinds for row in rows):
                    rows = _as_last_shown(rows, data, worksheet.title)
                merged = merged_down(package, worksheet)
                yield worksheet.title, visible, _all_filled_down(rows, merged)
            book.close()
            package.close()
        except (DefusedXmlException, ParseError, zipfile.BadZipFile, *_TAB_ATTEMPTS) as error:
            raise RegisterError("damaged") from error


def _rows(worksheet) -> Iterator[Row]:
    # The size a file claims is often wrong; without it openpyxl reads what is there.
    worksheet.reset_dimensions()
    filled = 0
    for number, cells in enumerate(worksheet.iter_rows(), start=1):
        row = row_of(number, [_text_and_kind(cell) for cell in cells])
        if not row.cells:
            continue
        filled += 1
        if filled > MAX_ROWS:
            raise RegisterError("too_many_rows", {"limit": str(MAX_ROWS)})
        yield row


def _as_last_shown(rows: list[Row], data: bytes, title: str) -> list[Row]:
    """The rows with what each formula last came to, where the file says it; it stays a formula."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    shown = {row.number: row for row in _rows(book[title])}
    book.close()
    return [_row_as_shown(row, shown.get(row.number, Row(row.number, (), ()))) for row in rows]


def _row_as_shown(row: Row, shown: Row) -> Row:
    texts = (
        shown.cell(at) or text if kind == FORMULA else text
        for at, (text, kind) in enumerate(zip(row.cells, row.kinds, strict=True))
    )
    return Row(row.number, tuple(texts), row.kinds)


def _all_filled_down(rows: list[Row], merged: dict[tuple[int, int], int]) -> list[Row]:
    above: dict = {}
    return [_filled_down(row, merged, above) for row in rows] if merged else rows


def _filled_down(row: Row, merged: dict[tuple[int, int], int], above: dict) -> Row:
    """The row with what a cell merged over several rows says in each of them."""
    cells = list(zip(row.cells, row.kinds, strict=True))
    for column in sorted({column for number, column in merged if number == row.number}):
        first = merged[row.number, column]
        if first == row.number:
            above[first, column] = cells[column] if column < len(cells) else ("", EMPTY)
        elif above.get((first, column), ("",))[0]:
            cells += [("", EMPTY)] * (column + 1 - len(cells))
            cells[column] = above[first, column]
    return row_of(row.number, cells)


def merged_down(package: zipfile.ZipFile, worksheet) -> dict[tuple[int, int], int]:
    """(row, column from 0) -> the first row of the merged cell it belongs to, for cells merged
    over several rows of one sheet (ECMA-376, part 1, 18.3.1.54)."""
    merged: dict[tuple[int, int], int] = {}
    for ref in _merged_refs(package, worksheet._worksheet_path):
        left, top, _right, bottom = range_boundaries(ref)
        if top < bottom <= top + MOST_MERGED:
            merged |= {(row, left - 1): top for row in range(top, bottom + 1)}
    return merged


def _merged_refs(package: zipfile.ZipFile, part: str) -> Iterator[str]:
    """They stand behind all rows: the part is read through, piece by piece, not parsed again."""
    held = b""
    with package.open(part) as stream:
        while piece := stream.read(_PIECE):
            held += piece
            whole = held.rfind(b">") + 1
            yield from (found[1].decode() for found in _MERGED.finditer(held[:whole]))
            held = held[whole:][-_LONGEST_TAG:]


def _text_and_kind(cell) -> tuple[str, str]:
    value = cell.value
    if value is None:
        return "", EMPTY
    if isinstance(value, ArrayFormula | DataTableFormula):
        return str(getattr(value, "text", None) or "="), FORMULA
    if cell.data_type == "f":
        return str(value), FORMULA
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), TRUTH
    if isinstance(value, datetime.datetime | datetime.date | datetime.time | datetime.timedelta):
        return _date_text(value), DATE
    if isinstance(value, int | float):
        return _number_text(value, cell.number_format), NUMBER
    return str(value), TEXT


def _date_text(value) -> str:
    """A true date cell as ISO 8601; the time only where there is one."""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return value.isoformat(sep=" ") if isinstance(value, datetime.datetime) else str(value)


def _number_text(value: int | float, number_format: str | None) -> str:
    """A number as the office sees it: no exponent, no ".0", the zeros of a format such as 0000."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, int):
        shown = _ONLY_ZEROS.fullmatch(number_format or "")
        return str(value).zfill(len(shown[0])) if shown else str(value)
    return repr(value)
