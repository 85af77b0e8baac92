"""The head of a letter (Iranian standard 379, mirrored for left to right), and pictures as boxes.

Letterhead at the start of the line (top right in Persian), number, date and enclosures at its
end (top left in Persian).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from .document import Letterhead
from .flow import Box, Gap
from .lines import natural_width
from .paragraphs import TextBox
from .pictures import Picture, read_picture
from .styles import MARGIN_TOP, MILLIMETRE, Stylesheet
from .tagging import Element
from .writer import Writer

EMBLEM_SIZE = 18 * MILLIMETRE
GUTTER = 10.0
WIDEST_HEAD = 0.45
"""The numbers never take more than this part of the line."""

picture_of = lru_cache(maxsize=8)(read_picture)
"""The same emblem stands on every letter: it is unpacked once."""


def head_boxes(
    letterhead: Letterhead,
    head: Sequence[tuple[str, str]],
    sheet: Stylesheet,
    parent: Element,
) -> list[Box]:
    """What a first page begins with: room for a printed head, the invocation, head and numbers."""
    boxes: list[Box] = []
    if letterhead.printed:
        boxes.append(Gap(room_of(letterhead, sheet)))
    if letterhead.invocation:
        boxes.append(TextBox(letterhead.invocation, sheet["invocation"], sheet, parent.child("P")))
    shown = None if letterhead.printed else letterhead
    return [*boxes, HeadBox(shown, head, sheet, parent)]


def room_of(letterhead: Letterhead | None, sheet: Stylesheet) -> float:
    """How far the first page begins below the others, in points, so that neither the text nor the
    mark above it touches the printed head."""
    if letterhead is None or not letterhead.printed:
        return 0.0
    below = letterhead.printed * MILLIMETRE - MARGIN_TOP + sheet["mark"].leading + 8
    return max(below, 0.0)


class HeadBox(Box):
    """Letterhead and the letter's numbers side by side, with a rule below."""

    after = 10.0

    def __init__(
        self,
        letterhead: Letterhead | None,
        head: Sequence[tuple[str, str]],
        sheet: Stylesheet,
        parent: Element,
    ) -> None:
        self.sheet = sheet
        self.emblem: Picture | None = None
        self.sender: list[TextBox] = []
        if letterhead:
            if letterhead.emblem:
                self.emblem = picture_of(letterhead.emblem)
                self.figure = parent.child("Figure", letterhead.emblem_alt or letterhead.name)
            self.sender = _sender_boxes(letterhead, sheet, parent)
        self.numbers = [
            TextBox(labelled(label, value), sheet["head"], sheet, parent.child("P"))
            for label, value in head
            if value
        ]

    def wrap(self, width: float) -> float:
        self.width = width
        style = self.sheet["head"]
        widest = max(
            (self._natural(box) * style.size / 1000 + 0.5 for box in self.numbers), default=0.0
        )
        self.numbers_width = min(widest, width * WIDEST_HEAD)
        self.emblem_room = EMBLEM_SIZE + GUTTER if self.emblem else 0.0
        self.sender_width = (
            width - self.emblem_room - (self.numbers_width + GUTTER if self.numbers else 0.0)
        )
        self.height = max(
            EMBLEM_SIZE if self.emblem else 0.0,
            _stacked(self.sender, self.sender_width),
            _stacked(self.numbers, self.numbers_width),
        )
        return self.height + 7

    def _natural(self, box: TextBox) -> float:
        return natural_width(box.text, self.sheet.language, self.sheet.rtl, False)[0]

    def draw(self, writer: Writer, x: float, top: float) -> None:
        right = x + self.width
        rtl = self.sheet.rtl
        if self.emblem:
            writer.begin(self.figure)
            at = right - EMBLEM_SIZE if rtl else x
            draw_picture(writer, self.emblem, at, top, EMBLEM_SIZE, EMBLEM_SIZE, rtl=rtl)
            writer.end()
        sender_at = right - self.emblem_room - self.sender_width if rtl else x + self.emblem_room
        _draw_stacked(writer, self.sender, sender_at, top)
        numbers_at = x if rtl else right - self.numbers_width
        _draw_stacked(writer, self.numbers, numbers_at, top + 2)
        writer.begin_artifact()
        y = top - self.height - 6
        writer.line(x, y, right, y, 0.8)
        writer.end()


def labelled(label: str, value: str) -> str:
    """ "Date: 22 November 2026": a colon where the label ends in a letter."""
    if not label:
        return value
    colon = ":" if label[-1].isalnum() else ""
    return f"{label}{colon} {value}"


def _sender_boxes(head: Letterhead, sheet: Stylesheet, parent: Element) -> list[TextBox]:
    texts = [(head.name, "sender"), *((line, "sender_lines") for line in head.lines)]
    return [TextBox(text, sheet[style], sheet, parent.child("P")) for text, style in texts if text]


def _stacked(boxes: Sequence[TextBox], width: float) -> float:
    return sum(box.wrap(width) + box.after for box in boxes)


def _draw_stacked(writer: Writer, boxes: Sequence[TextBox], x: float, top: float) -> None:
    for box in boxes:
        box.draw(writer, x, top)
        top -= len(box.lines) * box.style.leading + box.after


def draw_picture(
    writer: Writer,
    picture: Picture,
    x: float,
    top: float,
    width: float,
    height: float,
    *,
    rtl: bool,
) -> None:
    """Draw a picture whole within a frame, at the frame's start and top."""
    scale = min(width / picture.width, height / picture.height)
    drawn_width, drawn_height = picture.width * scale, picture.height * scale
    at = x + width - drawn_width if rtl else x
    writer.picture(picture, at, top - drawn_height, drawn_width, drawn_height)
