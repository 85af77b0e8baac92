"""What stands on every page outside the text: footer with QR code, marks, watermark."""

from __future__ import annotations

import math

from .document import PageMarks
from .lines import natural_width, set_text
from .paragraphs import draw_lines
from .qr import qr_operators
from .styles import MARGIN_SIDE, MARGIN_TOP, MILLIMETRE, Stylesheet, TextStyle
from .writer import Writer

QR_SIZE = 16 * MILLIMETRE
QR_BOTTOM = 9 * MILLIMETRE
FOOTER_TOP = QR_BOTTOM + QR_SIZE
WATERMARK_GREY = 0.9

_DIGITS = {
    "fa": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"),
    "ar": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"),
}


def in_digits_of(language: str, text: str) -> str:
    """The text with its Latin digits turned into the language's own."""
    table = _DIGITS.get(language)
    return text.translate(table) if table else text


def page_label(marks: PageMarks, language: str, page: int, pages: int) -> str:
    """ "Page 1 of 3" as the document words it."""
    if callable(marks.page_label):
        return marks.page_label(page, pages)
    return marks.page_label.format(
        x=in_digits_of(language, str(page)), y=in_digits_of(language, str(pages))
    )


def draw_furniture(
    writer: Writer,
    sheet: Stylesheet,
    marks: PageMarks,
    page: int,
    pages: int,
    down: float = 0.0,
) -> None:
    """Draw everything but the text of one page; page counts from 1.

    down: how far the marks at its head keep below their usual place, in points.
    """
    writer.begin_artifact()
    if marks.watermark:
        _watermark(writer, sheet, marks.watermark)
    _head(writer, sheet, marks, down)
    _footer(writer, sheet, marks, page, pages)
    writer.end()


def _text(
    writer: Writer, sheet: Stylesheet, text: str, style: TextStyle, align: str, y: float
) -> None:
    """One line of furniture within the margins; y is the top of its leading."""
    room = writer.size[0] - 2 * MARGIN_SIDE
    found = set_text(text, sheet.language, sheet.rtl, style.bold, align, room * 1000 / style.size)
    writer.note(found)
    draw_lines(writer, found.lines, style, MARGIN_SIDE, y)


def _head(writer: Writer, sheet: Stylesheet, marks: PageMarks, down: float) -> None:
    y = writer.size[1] - MARGIN_TOP - down + sheet["mark"].leading + 6
    if marks.classification:
        _text(writer, sheet, marks.classification, sheet["mark"], "end", y)
    if marks.note:
        _text(writer, sheet, marks.note, sheet["footer"], "start", y)


def _footer(writer: Writer, sheet: Stylesheet, marks: PageMarks, page: int, pages: int) -> None:
    style = sheet["footer"]
    label = page_label(marks, sheet.language, page, pages)
    parts = [label, f"\u2066{marks.reference}\u2069" if marks.reference else ""]
    line = " · ".join(part for part in parts if part)
    if not (line or marks.qr_text):
        return
    width = writer.size[0]
    rule_end = width - MARGIN_SIDE
    rule_start = MARGIN_SIDE
    if marks.qr_text:
        at = MARGIN_SIDE if sheet.rtl else width - MARGIN_SIDE - QR_SIZE
        writer.ops.append(qr_operators(marks.qr_text(page), at, QR_BOTTOM, QR_SIZE))
        if sheet.rtl:
            rule_start += QR_SIZE + 8
        else:
            rule_end -= QR_SIZE + 8
    writer.line(rule_start, FOOTER_TOP, rule_end, FOOTER_TOP, 0.6)
    _text(writer, sheet, line, style, "start", FOOTER_TOP - 5)


def _watermark(writer: Writer, sheet: Stylesheet, word: str) -> None:
    """One large grey word from the lower to the upper corner, behind the text."""
    width, height = writer.size
    widest, _ = natural_width(word, sheet.language, sheet.rtl, True)
    size = min(120.0, 0.72 * math.hypot(width, height) * 1000 / max(widest, 1.0))
    angle = math.atan2(height, width)
    cos, sin = math.cos(angle), math.sin(angle)
    style = TextStyle(size, size, bold=True, grey=WATERMARK_GREY)
    found = set_text(word, sheet.language, sheet.rtl, True, "center", widest)
    writer.note(found)
    writer.ops.append(
        f"q {cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} {width / 2:.2f} {height / 2:.2f} cm"
    )
    draw_lines(writer, found.lines[:1], style, -widest * size / 2000, size / 2)
    writer.ops.append("Q")
