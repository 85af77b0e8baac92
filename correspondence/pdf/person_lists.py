"""A list of persons to take along: portrait, what may be said, and room for notes by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .blocks import boxes_for, text_box
from .document import Block, Letterhead, PageMarks, RenderedLetter
from .flow import Box, paginate
from .heads import HeadBox, draw_picture
from .letter import TEXT_HEIGHT, TEXT_WIDTH, draw_parts
from .paragraphs import TextBox
from .pictures import Picture, read_picture
from .styles import MILLIMETRE, Stylesheet, stylesheet
from .tagging import Element
from .writer import Writer

PORTRAIT_WIDTH, PORTRAIT_HEIGHT = 24 * MILLIMETRE, 31 * MILLIMETRE
GUTTER = 10.0
NOTES_SHARE = 0.4
NOTE_LEADING = 20.0
"""Points between the dotted lines on which notes are written."""


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """One person: lines (the first in bold), and a consented portrait (JPEG or PNG bytes)."""

    lines: Sequence[str]
    portrait: bytes | None = None
    portrait_caption: str = ""


@dataclass(frozen=True, slots=True)
class PersonList:
    """Who is on the list, under a title, between what stands before and after it; notes: the
    column's words."""

    language: str
    title: str
    notes: str
    persons: Sequence[ListedPerson]
    before: Sequence[Block] = ()
    after: Sequence[Block] = ()
    letterhead: Letterhead | None = None
    marks: PageMarks = field(default_factory=PageMarks)


def render_person_list(listing: PersonList) -> RenderedLetter:
    """Set the list; no person is split between two pages. Sections: {"list": (1, n)}.

    Raises OSError if a portrait is no picture.
    """
    sheet = stylesheet(listing.language)
    writer = Writer(listing.title, listing.language, sheet.rtl)
    parent = writer.root.child("Sect")
    boxes: list[Box] = []
    if listing.letterhead:
        boxes.append(HeadBox(listing.letterhead, (), sheet, parent))
    boxes.append(text_box(listing.title, "title", sheet, parent, keep_with_next=True))
    boxes += boxes_for(listing.before, sheet, parent)
    table = parent.child("Table")
    boxes += [PersonBox(person, listing.notes, sheet, table) for person in listing.persons]
    boxes += boxes_for(listing.after, sheet, parent)
    pages = paginate(boxes, TEXT_WIDTH, TEXT_HEIGHT)
    sections = draw_parts(writer, sheet, listing.marks, [("list", listing.title, pages)])
    missing = tuple(sorted(writer.missing))
    return RenderedLetter(writer.finish(), writer.page_count, sections, writer.outline, missing)


class PersonBox(Box):
    """Portrait, words and dotted lines side by side, mirrored from right to left."""

    before = after = 8.0

    def __init__(
        self, person: ListedPerson, notes: str, sheet: Stylesheet, parent: Element
    ) -> None:
        self.sheet = sheet
        row = parent.child("TR")
        self.picture: Picture | None = None
        self.figure = row.child("TD")
        if person.portrait:
            self.picture = read_picture(person.portrait)
            self.figure = self.figure.child("Figure", person.portrait_caption or person.lines[0])
        cell = row.child("TD")
        styles = ["cell_bold", *["cell"] * (len(person.lines) - 1)]
        self.words = [
            TextBox(line, sheet[style], sheet, cell.child("P"))
            for line, style in zip(person.lines, styles, strict=True)
        ]
        self.notes = TextBox(notes, sheet["note"], sheet, row.child("TD").child("P"))

    def wrap(self, width: float) -> float:
        self.width = width
        self.notes_width = width * NOTES_SHARE
        self.words_width = width - self.notes_width - PORTRAIT_WIDTH - 2 * GUTTER
        self.notes.wrap(self.notes_width)
        words = sum(box.wrap(self.words_width) for box in self.words)
        self.height = max(PORTRAIT_HEIGHT, words)
        return self.height + 5.0

    def draw(self, writer: Writer, x: float, top: float) -> None:
        rtl = self.sheet.rtl
        right = x + self.width
        portrait = right - PORTRAIT_WIDTH if rtl else x
        words = portrait - GUTTER - self.words_width if rtl else x + PORTRAIT_WIDTH + GUTTER
        notes = x if rtl else right - self.notes_width
        self._draw_portrait(writer, portrait, top)
        y = top
        for box in self.words:
            box.draw(writer, words, y)
            y -= len(box.lines) * box.style.leading
        self.notes.draw(writer, notes, top)
        self._draw_lines(writer, x, notes, top)

    def _draw_portrait(self, writer: Writer, x: float, top: float) -> None:
        if self.picture is None:
            return
        writer.begin(self.figure)
        size = (PORTRAIT_WIDTH, PORTRAIT_HEIGHT)
        draw_picture(writer, self.picture, x, top, *size, rtl=self.sheet.rtl)
        writer.end()

    def _draw_lines(self, writer: Writer, x: float, notes: float, top: float) -> None:
        """Dotted lines to write on, and the line below the person."""
        writer.begin_artifact()
        y = top - self.notes.style.leading - NOTE_LEADING * 0.7
        while y > top - self.height:
            writer.dots(notes, notes + self.notes_width, y)
            y -= NOTE_LEADING
        writer.line(x, top - self.height - 5.0, x + self.width, top - self.height - 5.0, 0.4)
        writer.end()
