"""A book as a spreadsheet: every cell a text, a day in both spellings, whose it is on a tab."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from casework.exports.provenance import AsTheOfficeReads, about_sheet, day_cells
from casework.exports.workbook import Tab, written
from casework.models import Office

from .columns import Column


def book_as_sheet(
    rows: Iterable, columns: Sequence[Column], office: Office, language: str, *, title, by, reason
) -> Iterator[bytes]:
    """The workbook (XLSX), piece by piece. `rows` are read before the first piece is given."""
    with AsTheOfficeReads(office, language):
        cells = [_cells(row, columns, language) for row in rows]
        counted = (_("Lines"), str(len(cells)))
        about = about_sheet(office=office, by=by, reason=reason, language=language, counted=counted)
        headings, name, about_name = _headings(columns), str(title), _("About this sheet")
    header = " · ".join(value for _label, value in about[:4])
    tabs = [
        Tab(name, headings, cells, header),
        Tab(about_name, about[0], about[1:], header, width=40),
    ]
    return written(tabs, right_to_left=get_language_info(language)["bidi"])


def _headings(columns: Sequence[Column]) -> list[str]:
    found = []
    for column in columns:
        found.append(str(column.label))
        if column.kind == "day":
            found.append(_("%(column)s, day (ISO)") % {"column": column.label})
    return found


def _cells(row, columns: Sequence[Column], language: str) -> list[str]:
    texts: list[str] = []
    for column in columns:
        if column.kind == "day":
            texts += day_cells(column.get(row, language), language)
        else:
            texts.append(column.in_sheet(row, language))
    return texts
