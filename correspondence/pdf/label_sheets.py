"""Sheets of labels and envelopes: addresses and folders, cut to a format of the stationer's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .inline import prepare
from .lines import set_text
from .paragraphs import draw_lines
from .qr import qr_operators
from .styles import MILLIMETRE, Stylesheet, TextStyle, stylesheet
from .tagging import Element
from .writer import A4, Writer

PADDING = 4 * MILLIMETRE
SIZE, SMALLEST, LEADING = 11.0, 6.5, 1.4
"""Type sizes in points; a label whose words need more room is set smaller, then cut off."""


@dataclass(frozen=True, slots=True)
class LabelFormat:
    """Labels of one size on a sheet; measures in millimetres from the upper left corner."""

    columns: int
    rows: int
    width: float
    height: float
    left: float = 0.0
    top: float = 0.0
    page: tuple[float, float] = (A4[0] / MILLIMETRE, A4[1] / MILLIMETRE)

    @property
    def per_sheet(self) -> int:
        return self.columns * self.rows


FORMATS = {
    "3x8": LabelFormat(3, 8, 70.0, 37.0, 0.0, 0.5),
    "2x7": LabelFormat(2, 7, 99.1, 38.1, 5.9, 15.1),
    "2x4": LabelFormat(2, 4, 105.0, 74.0, 0.0, 0.5),
    "dl": LabelFormat(1, 1, 110.0, 50.0, 100.0, 52.0, page=(220.0, 110.0)),
    "c5": LabelFormat(1, 1, 115.0, 70.0, 104.0, 82.0, page=(229.0, 162.0)),
}
"""3 x 8 of 70 x 37 mm, 2 x 7 of 99.1 x 38.1 mm, 2 x 4 of 105 x 74 mm on A4; envelopes."""


@dataclass(frozen=True, slots=True)
class Label:
    """One label: its lines, the first in bold, and what a square on it holds."""

    lines: Sequence[str]
    qr: str = ""


def render_labels(
    labels: Sequence[Label], language: str, form: str = "3x8", *, start: int = 1
) -> bytes:
    """A PDF of labels; `start` is the first free place of a sheet that was begun.

    KeyError for an unknown format, ValueError for a place that the sheet does not have.
    """
    shape = FORMATS[form]
    if not 1 <= start <= shape.per_sheet:
        raise ValueError(f"a sheet has no place {start}")
    sheet = stylesheet(language)
    size = (shape.page[0] * MILLIMETRE, shape.page[1] * MILLIMETRE)
    writer = Writer("", language, sheet.rtl, size)
    section = writer.root.child("Sect")
    for at, label in enumerate(labels, start - 1):
        if not writer.page_count or at % shape.per_sheet == 0:
            _turn(writer)
        x, top = _corner(shape, at % shape.per_sheet, size, rtl=sheet.rtl)
        _draw(writer, sheet, shape, label, x, top, section.child("P"))
    if writer.page_count:
        writer.end_page()
    return writer.finish()


def _turn(writer: Writer) -> None:
    if writer.page_count:
        writer.end_page()
    writer.start_page()


def _corner(
    shape: LabelFormat, place: int, size: tuple[float, float], *, rtl: bool
) -> tuple[float, float]:
    """The upper left corner of a place; the first is where reading begins."""
    row, column = divmod(place, shape.columns)
    if rtl:
        column = shape.columns - 1 - column
    x = (shape.left + column * shape.width) * MILLIMETRE
    return x, size[1] - (shape.top + row * shape.height) * MILLIMETRE


def _draw(
    writer: Writer,
    sheet: Stylesheet,
    shape: LabelFormat,
    label: Label,
    x: float,
    top: float,
    element: Element,
) -> None:
    width = shape.width * MILLIMETRE - 2 * PADDING
    height = shape.height * MILLIMETRE - 2 * PADDING
    square = min(height, 20 * MILLIMETRE) if label.qr else 0.0
    x += PADDING
    if square:
        at = x if sheet.rtl else x + width - square
        writer.begin_artifact()
        writer.ops.append(qr_operators(label.qr, at, top - PADDING - square, square))
        writer.end()
        width -= square + PADDING
        x += square + PADDING if sheet.rtl else 0.0
    writer.begin(element)
    _set(writer, sheet, label.lines, x, top - PADDING, width, height)
    writer.end()


def _set(
    writer: Writer,
    sheet: Stylesheet,
    texts: Sequence[str],
    x: float,
    top: float,
    width: float,
    height: float,
) -> None:
    """The lines in the largest size in which all of them fit."""
    size = SIZE
    while size > SMALLEST and not _fits(sheet, texts, width, height, size):
        size -= 0.5
    left = int(height // (size * LEADING))
    for number, text in enumerate(texts):
        style = TextStyle(size, size * LEADING, bold=not number)
        room = width * 1000 / size
        found = set_text(text, sheet.language, sheet.rtl, style.bold, "start", room)
        writer.note(found)
        draw_lines(writer, found.lines[:left], style, x, top)
        top -= len(found.lines) * style.leading
        left = max(0, left - len(found.lines))


def _fits(
    sheet: Stylesheet, texts: Sequence[str], width: float, height: float, size: float
) -> bool:
    """Whether all lines have room in this size, and no word (a reference) need be cut."""
    room, count = width * 1000 / size, 0
    for number, text in enumerate(texts):
        bold = not number
        if prepare(text, sheet.language, sheet.rtl, bold).longest > room:
            return False
        count += len(set_text(text, sheet.language, sheet.rtl, bold, "start", room).lines)
    return count * size * LEADING <= height
