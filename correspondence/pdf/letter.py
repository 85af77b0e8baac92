"""The letter: from LetterDocument to the bytes of a PDF."""

from __future__ import annotations

from collections.abc import Sequence

from .blocks import boxes_for, schedule_boxes, signature_boxes, text_box
from .document import LetterDocument, PageMarks, RenderedLetter, TitledLines
from .flow import Box, Gap, Page, Stack, paginate
from .furniture import draw_furniture
from .heads import head_boxes, room_of
from .sheets import sheet_boxes
from .styles import MARGIN_BOTTOM, MARGIN_SIDE, MARGIN_TOP, Stylesheet, stylesheet
from .tagging import Element
from .writer import A4, Writer

TEXT_WIDTH = A4[0] - 2 * MARGIN_SIDE
TEXT_HEIGHT = A4[1] - MARGIN_TOP - MARGIN_BOTTOM
SIGNATURE_ROOM = 50.0
"""Points left between closing and name for a signature and a stamp."""


def render_letter(
    doc: LetterDocument, *, stamp_total: int | None = None, follow: int = 0
) -> RenderedLetter:
    """Set a letter, its schedule and its data sheets; the same document gives the same bytes.

    stamp_total: the number of pages to print as "of y" where the letter is part of more;
    follow: how many pages come after these, where that is known instead.
    Raises OSError if an emblem or portrait is no picture, ValueError for an unknown style.
    """
    sheet = stylesheet(doc.language)
    writer = Writer(doc.title, doc.language, sheet.rtl)
    parts = [("letter", doc.title, _letter_boxes(doc, sheet, writer.root.child("Sect")))]
    if doc.signatures:  # signed with the letter, so it counts among its pages
        boxes = signature_boxes(doc.signatures, sheet, writer.root.child("Sect"))
        parts.append(("letter", doc.signatures.title, boxes))
    if doc.schedule:
        parent = writer.root.child("Sect")
        boxes = schedule_boxes(doc.schedule, sheet, parent)
        parts.append(("schedule", doc.schedule.title, boxes))
    for data in doc.sheets:
        title = f"{data.title} {data.reference}".strip()
        boxes = sheet_boxes(data, sheet, writer.root.child("Sect"))
        parts.append(("sheets", title, boxes))
    laid_out = [
        (name, title, paginate(boxes, TEXT_WIDTH, TEXT_HEIGHT)) for name, title, boxes in parts
    ]
    if follow:
        stamp_total = follow + sum(len(pages) for _, _, pages in laid_out)
    down = room_of(doc.letterhead, sheet)
    sections = draw_parts(writer, sheet, doc.marks, laid_out, stamp_total, down)
    return RenderedLetter(
        writer.finish(),
        writer.page_count,
        sections,
        writer.outline,
        tuple(sorted(writer.missing)),
    )


def draw_parts(
    writer: Writer,
    sheet: Stylesheet,
    marks: PageMarks,
    parts: Sequence[tuple[str, str, Sequence[Page]]],
    stamp_total: int | None = None,
    down: float = 0.0,
) -> dict[str, tuple[int, int]]:
    """Draw laid-out parts (name, bookmark, pages); name -> (first, last) page from 1.

    down: how far the very first page begins below the others, in points.
    """
    total = stamp_total or sum(len(pages) for _, _, pages in parts)
    sections: dict[str, tuple[int, int]] = {}
    for name, title, pages in parts:
        first = writer.page_count + 1
        for page in pages:
            writer.start_page()
            if writer.page_count == first:
                writer.bookmark(title, writer.size[1])
            lower = down if writer.page_count == 1 else 0.0
            draw_furniture(writer, sheet, marks, writer.page_count, total, lower)
            for offset, box in page:
                box.draw(writer, MARGIN_SIDE, writer.size[1] - MARGIN_TOP - offset)
            writer.end_page()
        sections[name] = (sections.get(name, (first, first))[0], writer.page_count)
    return sections


def _letter_boxes(doc: LetterDocument, sheet: Stylesheet, parent: Element) -> list[Box]:
    boxes = head_boxes(doc.letterhead, doc.head, sheet, parent)
    boxes += [text_box(line, "tight", sheet, parent) for line in (doc.to, doc.sender) if line]
    if doc.subject:
        boxes.append(text_box(doc.subject, "subject", sheet, parent, keep_with_next=True))
    boxes += boxes_for(doc.body, sheet, parent)
    if doc.closing or any(doc.signatory):
        boxes[-1].keep_with_next = True
        boxes.append(_signature(doc, sheet, parent))
    boxes += _titled_lines(doc.enclosures, sheet, parent)
    boxes += _titled_lines(doc.copies, sheet, parent)
    return boxes


def _signature(doc: LetterDocument, sheet: Stylesheet, parent: Element) -> Box:
    boxes: list[Box] = []
    if doc.closing:
        boxes.append(text_box(doc.closing, "start", sheet, parent))
    boxes.append(Gap(SIGNATURE_ROOM))
    style = "tight" if doc.language == "en" else "center"
    names = [text_box(line, style, sheet, parent) for line in doc.signatory if line]
    for name in names:
        name.after = 1.0
    names_box = Stack(names)
    boxes.append(names_box if doc.language == "en" else AtEnd(names_box, rtl=sheet.rtl))
    stack = Stack(boxes)
    stack.after = sheet["body"].leading
    return stack


class AtEnd(Box):
    """A box in the half of the line where it ends: the place of the signature."""

    share = 0.5

    def __init__(self, box: Box, *, rtl: bool) -> None:
        self.box, self.rtl = box, rtl

    def wrap(self, width: float) -> float:
        self.width = width
        return self.box.wrap(width * self.share)

    def draw(self, writer: Writer, x: float, top: float) -> None:
        self.box.draw(writer, x if self.rtl else x + self.width * (1 - self.share), top)


def _titled_lines(listing: TitledLines | None, sheet: Stylesheet, parent: Element) -> list[Box]:
    """A small titled list; its title never stands alone at the foot of a page."""
    if not listing or not listing.lines:
        return []
    boxes: list[Box] = [
        text_box(f"**{listing.title}**", "small", sheet, parent, keep_with_next=True)
    ]
    boxes += [text_box(line, "small", sheet, parent) for line in listing.lines]
    boxes[0].before = sheet["body"].leading * 0.5
    boxes[-1].after = sheet["body"].leading * 0.5
    return boxes
