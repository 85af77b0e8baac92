"""Data sheets: one person's facts and consented portrait, a page for each case."""

from __future__ import annotations

from .blocks import text_box
from .document import DataSheet
from .flow import Box
from .heads import draw_picture
from .paragraphs import TextBox
from .pictures import read_picture
from .styles import MILLIMETRE, Stylesheet
from .tables import Row, TableBox
from .tagging import Element
from .writer import Writer

PORTRAIT_WIDTH = 42 * MILLIMETRE
PORTRAIT_HEIGHT = 54 * MILLIMETRE


class PortraitBox(Box):
    """A portrait with its caption below, at the start of the line."""

    before, after = 2.0, 10.0

    def __init__(self, sheet: DataSheet, style: Stylesheet, parent: Element) -> None:
        self.picture = read_picture(sheet.portrait or b"")
        self.rtl = style.rtl
        self.figure = parent.child("Figure", sheet.portrait_caption or sheet.reference)
        self.caption = TextBox(sheet.portrait_caption, style["note"], style, parent.child("P"))
        scale = min(PORTRAIT_WIDTH / self.picture.width, PORTRAIT_HEIGHT / self.picture.height)
        self.picture_height = self.picture.height * scale

    def wrap(self, width: float) -> float:
        self.width = width
        caption = self.caption.wrap(width) + 4 if self.caption.text else 0.0
        return self.picture_height + caption

    def draw(self, writer: Writer, x: float, top: float) -> None:
        writer.begin(self.figure)
        at = x + self.width - PORTRAIT_WIDTH if self.rtl else x
        draw_picture(writer, self.picture, at, top, PORTRAIT_WIDTH, PORTRAIT_HEIGHT, rtl=self.rtl)
        writer.end()
        if self.caption.text:
            self.caption.draw(writer, x, top - self.picture_height - 4)


def sheet_boxes(sheet: DataSheet, style: Stylesheet, parent: Element) -> list[Box]:
    """Title, reference, portrait, then the facts as a table of two columns."""
    boxes: list[Box] = [text_box(sheet.title, "heading", style, parent, keep_with_next=True)]
    if sheet.reference:
        reference = f"\u2066{sheet.reference}\u2069"
        boxes.append(text_box(reference, "tight", style, parent, keep_with_next=True))
    if sheet.portrait:
        boxes.append(PortraitBox(sheet, style, parent))
    if sheet.rows:
        rows = [Row(row) for row in sheet.rows]
        boxes.append(TableBox((), rows, style, parent.child("Table"), (1, 2.2)))
    return boxes
