"""Rows that were not taken over go back to whoever keeps the register, each with its reasons."""

import io
import re
from collections.abc import Iterable, Sequence

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from casework.imports.rows import CONFLICT, REJECTED, RowPlan
from casework.imports.sentences import sentence
from casework.imports.sheets import Reason, Sheet
from casework.wording.cells import cell_text, looks_like_formula

_ISOLATES = re.compile("[\u2068\u2069]")
_LONGEST_TAB = 31


def returned_rows(
    headings: Sequence[str], rows: Iterable[tuple[Sequence[str], Sequence[Reason]]]
) -> bytes:
    """An XLSX with the rows as they came and a last column of reasons in the language in use.

    Every cell is text: what looks like a formula, also behind spaces or in full-width signs, is
    marked as text, so that no program ever runs it. Corrected, the sheet can be imported again:
    the column of reasons is passed over.
    """
    book = Workbook(write_only=False)
    tab = book.active
    tab.title = re.sub(r"[\[\]:*?/\\]", " ", _("Rows to correct"))[:_LONGEST_TAB]
    tab.sheet_view.rightToLeft = get_language_bidi()
    width = len(headings)
    _write(tab, 1, [*headings, _("Why this row was returned")], bold=True)
    for number, (cells, reasons) in enumerate(rows, start=2):
        why = " ".join(_ISOLATES.sub("", sentence(r.code, r.detail)) for r in reasons)
        filled = [*cells, *[""] * (width - len(cells))]
        _write(tab, number, [*filled[:width], why])
    tab.freeze_panes = "A2"
    for column in range(1, width + 2):
        tab.column_dimensions[get_column_letter(column)].width = 60 if column > width else 18
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def returned_sheet(sheet: Sheet, planned: Iterable[RowPlan]) -> bytes:
    """The rejected and conflicting rows of a plan, as `returned_rows`."""
    back = [row for row in planned if row.status in (REJECTED, CONFLICT)]
    return returned_rows(sheet.headings, [(row.original, row.reasons) for row in back])


def _write(tab, number: int, texts: Sequence[str], *, bold: bool = False) -> None:
    for column, text in enumerate(texts, start=1):
        if not text:
            continue
        cell = tab.cell(number, column)
        cell.value = cell_text(text)
        cell.data_type = "s"
        cell.quotePrefix = looks_like_formula(cell_text(text))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if bold:
            cell.font = Font(bold=True)
