"""Paragraphs, list items and fill-in lines as boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .flow import Box
from .lines import Line, set_text
from .styles import Stylesheet, TextStyle
from .tagging import Element
from .writer import Writer

MIN_LINES = 2
"""Widows and orphans: so many lines of a paragraph at least stand at a page's foot and head."""


def draw_lines(
    writer: Writer, lines: Sequence[Line], style: TextStyle, x: float, top: float
) -> None:
    """Draw lines of a noted text; each stands in the middle of its leading."""
    y = top - style.leading / 2 - style.size * 0.32
    if lines:
        writer.text(lines, x, y, style.size, style.leading, style.grey)


class TextBox(Box):
    """A paragraph. The element is its place in the reading order."""

    def __init__(
        self,
        text: str,
        style: TextStyle,
        sheet: Stylesheet,
        element: Element,
        *,
        keep_with_next: bool = False,
    ) -> None:
        self.text = text
        self.style = style
        self.sheet = sheet
        self.element = element
        self.keep_with_next = keep_with_next
        self.before, self.after = style.before, style.after
        self.lines: tuple[Line, ...] = ()
        self._width = -1.0

    def wrap(self, width: float) -> float:
        if width != self._width:
            self._width = width
            self.set_text = set_text(
                self.text,
                self.sheet.language,
                self.sheet.rtl,
                self.style.bold,
                self.style.align,
                width * 1000 / self.style.size,
            )
            self.lines = self.set_text.lines
        return len(self.lines) * self.style.leading

    def least(self, width: float) -> float:
        height = self.wrap(width)
        return min(height, MIN_LINES * self.style.leading)

    def split(self, room: float, *, force: bool = False) -> tuple[TextBox, TextBox] | None:
        fit = min(int((room + 0.01) // self.style.leading), len(self.lines) - MIN_LINES)
        if fit < (1 if force else MIN_LINES):
            return None
        return self._part(self.lines[:fit], after=0.0), self._part(self.lines[fit:], before=0.0)

    def _part(
        self, lines: tuple[Line, ...], *, before: float | None = None, after: float | None = None
    ) -> TextBox:
        part = TextBox(self.text, self.style, self.sheet, self.element)
        part.lines, part._width, part.set_text = lines, self._width, self.set_text
        part.before = self.before if before is None else before
        part.after = self.after if after is None else after
        return part

    def draw(self, writer: Writer, x: float, top: float) -> None:
        writer.note(self.set_text)
        writer.begin(self.element)
        draw_lines(writer, self.lines, self.style, x, top)
        writer.end()


class TickBox(Box):
    """An empty square to tick, as high as the letters beside it."""

    def __init__(self, style: TextStyle, *, rtl: bool) -> None:
        self.style, self.rtl = style, rtl

    def wrap(self, width: float) -> float:
        self.width = width
        return self.style.leading

    def draw(self, writer: Writer, x: float, top: float) -> None:
        side = self.style.size * 0.82
        left = x + self.width - side if self.rtl else x
        writer.begin_artifact()
        writer.square(left, top - self.style.leading / 2 - side / 2, side)
        writer.end()


class ItemBox(Box):
    """A list item: its marker at the start of the line, its text indented."""

    def __init__(self, marker: Box | None, body: TextBox, indent: float, *, rtl: bool) -> None:
        self.marker, self.body, self.indent, self.rtl = marker, body, indent, rtl
        self.before, self.after = body.before, body.after

    def wrap(self, width: float) -> float:
        self.width = width
        if self.marker:
            self.marker.wrap(self.indent)
        return self.body.wrap(width - self.indent)

    def least(self, width: float) -> float:
        return self.body.least(width - self.indent)

    def split(self, room: float, *, force: bool = False) -> tuple[Box, Box] | None:
        parts = self.body.split(room, force=force)
        if not parts:
            return None
        first = ItemBox(self.marker, parts[0], self.indent, rtl=self.rtl)
        first.width = self.width
        return first, ItemBox(None, parts[1], self.indent, rtl=self.rtl)

    def draw(self, writer: Writer, x: float, top: float) -> None:
        if self.marker:
            at = x + self.width - self.indent if self.rtl else x
            self.marker.draw(writer, at, top)
        self.body.draw(writer, x if self.rtl else x + self.indent, top)


class FieldsBox(Box):
    """One row of fields: label and value, or label and a dotted line to write on."""

    def __init__(
        self,
        fields: Sequence[tuple[str, str | None]],
        sheet: Stylesheet,
        parent: Element,
    ) -> None:
        self.sheet = sheet
        style = replace(sheet["start"], after=0.0)
        self.open = [value is None for _, value in fields]
        self.boxes = [
            TextBox(label if value is None else f"{label} {value}", style, sheet, parent.child("P"))
            for label, value in fields
        ]
        self.after = style.leading * (0.6 if any(self.open) else 0.1)

    def wrap(self, width: float) -> float:
        self.share = width / len(self.boxes)
        return max(box.wrap(self.share - 8) for box in self.boxes)

    def draw(self, writer: Writer, x: float, top: float) -> None:
        boxes = list(zip(self.boxes, self.open, strict=True))
        rtl = self.sheet.rtl
        for index, (box, is_open) in enumerate(boxes):
            place = len(boxes) - 1 - index if rtl else index
            left = x + place * self.share + (8 if rtl else 0)
            box.draw(writer, left, top)
            if is_open:
                self._dots(writer, box, left, top)

    def _dots(self, writer: Writer, box: TextBox, left: float, top: float) -> None:
        """The line to write on runs from the label's last line to the end of the field."""
        written = box.lines[-1].width * box.style.size / 1000 + 4
        y = top - len(box.lines) * box.style.leading + box.style.leading / 2
        y -= box.style.size * 0.42
        start, end = left + written, left + self.share - 8
        if self.sheet.rtl:
            start, end = left, left + self.share - 8 - written
        if end - start > 12:
            writer.begin_artifact()
            writer.dots(start, end, y)
            writer.end()
