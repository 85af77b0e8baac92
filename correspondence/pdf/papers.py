"""Receipts, notices and forms, and the cover sheet whose lower half comes back."""

from __future__ import annotations

from .blocks import boxes_for, text_box
from .document import CoverSheet, PaperDocument, RenderedLetter
from .flow import Box, Stack, paginate
from .heads import HeadBox
from .letter import TEXT_HEIGHT, TEXT_WIDTH, draw_parts
from .styles import MARGIN_BOTTOM, MARGIN_SIDE, MARGIN_TOP, stylesheet
from .writer import A4, Writer


def render_paper(paper: PaperDocument) -> RenderedLetter:
    """Set a paper; it flows over as many pages as it needs. Sections: {"paper": (1, n)}."""
    sheet = stylesheet(paper.language)
    size = (A4[1], A4[0]) if paper.wide else A4
    writer = Writer(paper.title, paper.language, sheet.rtl, size)
    parent = writer.root.child("Sect")
    boxes: list[Box] = []
    if paper.letterhead:
        boxes.append(HeadBox(paper.letterhead, (), sheet, parent))
    if paper.title:
        boxes.append(text_box(paper.title, "title", sheet, parent, keep_with_next=True))
    boxes += boxes_for(paper.blocks, sheet, parent)
    room = (size[0] - 2 * MARGIN_SIDE, size[1] - MARGIN_TOP - MARGIN_BOTTOM)
    pages = paginate(boxes, *room)
    sections = draw_parts(writer, sheet, paper.marks, [("paper", paper.title, pages)])
    return _rendered(writer, sections)


def render_cover_sheet(cover: CoverSheet) -> RenderedLetter:
    """Set a cover sheet on one page: the lower half begins at the middle of the sheet.

    Text that needs more than its half flows on, so nothing is lost; a sheet then has two pages.
    """
    sheet = stylesheet(cover.language)
    writer = Writer(cover.title, cover.language, sheet.rtl)
    parent = writer.root.child("Sect")
    title = text_box(cover.title, "title", sheet, parent)
    upper = Stack([title, *boxes_for(cover.upper, sheet, parent)])
    lower = [CutBox(), *boxes_for(cover.lower, sheet, parent)]
    office = boxes_for(cover.office_line, sheet, parent)
    if office:
        lower += [CutBox(), *office]
    boxes = [Half(upper, A4[1] / 2 - MARGIN_TOP), *lower]
    pages = paginate(boxes, TEXT_WIDTH, TEXT_HEIGHT)
    sections = draw_parts(writer, sheet, cover.marks, [("cover", cover.title, pages)])
    return _rendered(writer, sections)


def _rendered(writer: Writer, sections: dict[str, tuple[int, int]]) -> RenderedLetter:
    missing = tuple(sorted(writer.missing))
    return RenderedLetter(writer.finish(), writer.page_count, sections, writer.outline, missing)


class Half(Box):
    """A box that takes at least this height."""

    def __init__(self, box: Box, height: float) -> None:
        self.box, self.height = box, height

    def wrap(self, width: float) -> float:
        return max(self.box.wrap(width), self.height)

    def draw(self, writer: Writer, x: float, top: float) -> None:
        self.box.draw(writer, x, top)


class CutBox(Box):
    """A dotted line from edge to edge of the text: cut or fold here."""

    before = after = 7.0

    def wrap(self, width: float) -> float:
        self.width = width
        return 2.0

    def draw(self, writer: Writer, x: float, top: float) -> None:
        writer.begin_artifact()
        writer.dots(x, x + self.width, top - 1)
        writer.end()
