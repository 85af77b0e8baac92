"""The rows of an export, some hundred cases at a time: bounded memory whatever the number.

Dates stand as they were said, in the calendar and digits of the office, and beside it as the first
and last Gregorian day they can mean (ISO 8601). Who fetched it, when and why stands in the file.
"""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from casework.models import Export
from casework.models.export import ExportForm
from casework.wording.cells import guarded
from families import display
from families.calendars import format_partial
from families.models.person import Sex

from .columns import COLUMNS, Column
from .listing import for_columns, in_order, lines_for
from .provenance import AsTheOfficeReads, about_sheet, day_cells
from .standing import bodies_in_words, in_words
from .workbook import Tab, written

AT_ONCE = 500  # cases
BOM = "\ufeff"  # without it Excel takes Persian for something else
TYPES = {
    ExportForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportForm.CSV: "text/csv; charset=utf-8",
}


def lines_of(user, asked: dict, office):
    """The lines that an export of one office may hold: never another office's. Invented cases are
    among them, as in the list: compared with it, a sheet without them would say which they are."""
    rows, _near = lines_for(user, asked, "export")
    return rows.filter(office=office)


def pieces(export: Export, asked: dict) -> Iterator[bytes]:
    """The file, piece by piece. Never more rows than were asked for and allowed."""
    columns = [COLUMNS[key] for key in export.columns]
    with _as_the_office_reads(export):
        headings = _headings(columns)
        about = _about(export)
        title = _("Cases")
        about_title = _("About this sheet")
    rows = _rows(export, asked, columns)
    if export.form == ExportForm.CSV:
        yield from _delimited(headings, rows, about)
        return
    header = " · ".join(value for _label, value in about[:4])
    tabs = [
        Tab(title, headings, rows, header),
        Tab(about_title, about[0], about[1:], header, width=40),
    ]
    bidi = get_language_info(export.language)["bidi"]
    yield from written(tabs, right_to_left=bidi)


def _as_the_office_reads(export: Export):
    return AsTheOfficeReads(export.office, export.language)


def _headings(columns) -> list[str]:
    found = []
    for column in columns:
        name = {"column": column.label}
        found.append(str(column.label))
        if column.kind == "date":
            found.append(_("%(column)s, first day (ISO)") % name)
            found.append(_("%(column)s, last day (ISO)") % name)
        elif column.kind == "day":
            found.append(_("%(column)s, day (ISO)") % name)
    return found


def _rows(export: Export, asked: dict, columns) -> Iterator[list[str]]:
    lines = lines_of(export.by, asked, export.office)
    lines = lines.filter(case__created_at__lte=export.requested_at)
    keys = in_order(lines, export.sort).values_list("case", flat=True)[: export.rows]
    batch: list = []
    for key in keys.iterator(chunk_size=AT_ONCE):
        batch.append(key)
        if len(batch) == AT_ONCE:
            yield from _written(export, batch, columns)
            batch = []
    yield from _written(export, batch, columns)


def _written(export: Export, keys, columns) -> list[list[str]]:
    found = {case.pk: case for case in for_sheets(export, keys, columns)}
    with _as_the_office_reads(export):
        return [_row(found[key], columns, export.language) for key in keys if key in found]


def for_sheets(export: Export, keys, columns):
    cases = for_columns(export.office.cases.filter(pk__in=keys), columns)
    return cases.prefetch_related("request__enquirer__contact_points")


def _row(case, columns, language: str) -> list[str]:
    texts: list[str] = []
    for column in columns:
        texts += _texts(column, column.get(case), language)
    return texts


def _texts(column: Column, value, language: str) -> list[str]:
    if column.kind == "date":
        return _interval(value, language)
    if column.kind == "day":
        return day_cells(value, language)
    if value is None or value == "":
        return [""]
    return [PLAIN.get(column.kind, str)(value)]


PLAIN = {
    "sex": lambda value: str(Sex(value).label),
    "status": in_words,
    "bodies": bodies_in_words,
}


def _interval(value, language: str) -> list[str]:
    if not value:
        return ["", "", ""]
    said = format_partial(value, language, digits=display.digits(language))
    return [said, *(str(bound or "") for bound in (value.earliest, value.latest))]


def _about(export: Export) -> list[tuple[str, str]]:
    """Who fetched it, when, why: the mark that the sheet carries wherever it goes."""
    told = about_sheet(
        office=export.office,
        by=export.by,
        reason=export.reason,
        language=export.language,
        counted=(_("Cases at most"), str(export.rows)),
    )
    please = _("Personal data: keep it closed, pass it to nobody, delete it after use.")
    return [*told, (_("Please"), please)]


def _delimited(headings, rows, about) -> Iterator[bytes]:
    """Comma-separated, everything in quotes, in UTF-8 with its mark; the last lines say whose."""
    yield _lines([headings], start=BOM)
    batch: list = []
    for row in rows:
        batch.append(row)
        if len(batch) == AT_ONCE:
            yield _lines(batch)
            batch = []
    yield _lines([*batch, [], *about])


def _lines(rows, start: str = "") -> bytes:
    out = io.StringIO(start)
    out.seek(0, io.SEEK_END)
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerows([guarded(text) for text in row] for row in rows)
    return out.getvalue().encode()
