"""Tables: mirrored for right-to-left, heading repeated on each page, rows split if they must."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .flow import Box
from .inline import prepare
from .lines import Line, SetText, set_prepared
from .paragraphs import MIN_LINES, draw_lines
from .styles import Stylesheet, TextStyle
from .tagging import Element
from .words import Prepared
from .writer import Writer

PADDING_SIDE = 4.0
PADDING_TOP = 2.2
HEADER_GREY, LABEL_GREY, LINE_WIDTH = 0.91, 0.96, 0.4
TALL_ROW = 170.0
"""A row higher than this may be cut between its lines wherever a page ends."""

WIDEST_SHARE = 0.4
"""No column asks for more than this part of the width on its own account."""


@dataclass(slots=True, eq=False)
class Row:
    """Cells of one row; kind: "header", "label" (one cell across) or "cells".

    height: the least it takes, and once it is set the height it has.
    """

    cells: Sequence[str]
    kind: str = "cells"
    prepared: Sequence[Prepared] = ()
    lines: Sequence[Sequence[Line]] = ()
    texts: Sequence[SetText] = ()
    height: float = 0.0
    element: Element | None = None
    elements: Sequence[Element] = ()


class TableBox(Box):
    """A table; a row of kind "label" heads a group, on each page that the group is on."""

    def __init__(
        self,
        header: Sequence[str],
        rows: Sequence[Row],
        sheet: Stylesheet,
        element: Element,
        widths: Sequence[float] | None = None,
    ) -> None:
        self.header = Row(header, "header") if header else None
        self.rows = list(rows)
        self.sheet = sheet
        self.element = element
        self.shares = widths
        self.before, self.after = 4.0, sheet["body"].after
        self.header_drawn = False
        self._width = -1.0

    def wrap(self, width: float) -> float:
        if width != self._width:
            self._width = width
            self.widths = self._column_widths(width)
            for row in self._all_rows():
                self._set(row)
        return sum(row.height for row in self._all_rows())

    def _all_rows(self) -> list[Row]:
        return [self.header, *self.rows] if self.header else self.rows

    def style(self, row: Row) -> TextStyle:
        return self.sheet["cell" if row.kind == "cells" else "cell_bold"]

    def _set(self, row: Row) -> None:
        if row.lines:
            return
        style, language, rtl = self.style(row), self.sheet.language, self.sheet.rtl
        widths = [self._width] if row.kind == "label" else self.widths
        row.texts = [
            set_prepared(
                text, language, rtl, "start", (width - 2 * PADDING_SIDE) * 1000 / style.size
            )
            for text, width in zip(self._prepared(row), widths, strict=False)
        ]
        row.lines = [found.lines for found in row.texts]
        row.height = max(row.height, self._height(row))

    def _prepared(self, row: Row) -> Sequence[Prepared]:
        if not row.prepared:
            language, rtl, bold = self.sheet.language, self.sheet.rtl, self.style(row).bold
            row.prepared = [prepare(text, language, rtl, bold) for text in row.cells]
        return row.prepared

    def _height(self, row: Row) -> float:
        most = max((len(lines) for lines in row.lines), default=1)
        return most * self.style(row).leading + 2 * PADDING_TOP

    def _column_widths(self, width: float) -> list[float]:
        """The given shares, or what each column needs for its longest word and its text."""
        count = len(self.header.cells if self.header else self.rows[0].cells)
        if self.shares:
            total = sum(self.shares)
            return [width * share / total for share in self.shares]
        wishes, needs = [0.0] * count, [0.0] * count
        for row in self._all_rows():
            if row.kind == "label":
                continue
            scale, pad = self.style(row).size / 1000, 2 * PADDING_SIDE + 0.5
            for at, text in enumerate(self._prepared(row)[:count]):
                wish, need = text.widest * scale + pad, text.longest * scale + pad
                if wish > wishes[at]:
                    wishes[at] = wish
                if need > needs[at]:
                    needs[at] = need
        return share_out(wishes, needs, width)

    def least(self, width: float) -> float:
        self.wrap(width)
        lead = 1 if len(self.rows) > 1 and self.rows[0].kind == "label" else 0
        above = self.rows[:lead] if self.header is None else [self.header, *self.rows[:lead]]
        first = self.rows[lead]
        height = first.height
        if height > TALL_ROW:
            height = MIN_LINES * self.style(first).leading + 2 * PADDING_TOP
        return sum(row.height for row in above) + height

    def split(self, room: float, *, force: bool = False) -> tuple[Box, Box] | None:
        used = self.header.height if self.header else 0.0
        fit = 0
        for row in self.rows:
            if used + row.height > room + 0.01:
                break
            used += row.height
            fit += 1
        while fit and self.rows[fit - 1].kind == "label":
            fit -= 1
        if fit < len(self.rows) and self.rows[fit].height > TALL_ROW:
            cut = self._split_row(fit, room - used, MIN_LINES)
            if cut:
                return cut
        if fit:
            return self._part(self.rows[:fit]), self._part(self._continued(fit))
        return self._split_row(0, room - used, 1) if force else None

    def _continued(self, start: int) -> list[Row]:
        """The rows from start on, under the label of their group again."""
        rest = self.rows[start:]
        labels = [row for row in self.rows[:start] if row.kind == "label"]
        return [labels[-1], *rest] if labels and rest[0].kind == "cells" else rest

    def _split_row(self, at: int, room: float, least: int) -> tuple[Box, Box] | None:
        """Cut the row at this place between its lines, so many at least on either side."""
        if self.rows[at].kind == "label":
            room -= self.rows[at].height
            at += 1
        row = self.rows[at]
        most = max(len(lines) for lines in row.lines)
        fit = min(int((room - 2 * PADDING_TOP) // self.style(row).leading), most - least)
        if fit < least:
            return None
        upper, lower = self._cut(row, 0, fit), self._cut(row, fit, None)
        rest = self._continued(at)
        rest[rest.index(row)] = lower
        return self._part([*self.rows[:at], upper]), self._part(rest)

    def _cut(self, row: Row, start: int, end: int | None) -> Row:
        if row.element is None:
            row.element, row.elements = self._row_elements(row)
        cut = replace(row, lines=[lines[start:end] for lines in row.lines])
        cut.height = self._height(cut)
        return cut

    def _part(self, rows: Sequence[Row]) -> TableBox:
        part = TableBox((), rows, self.sheet, self.element, self.shares)
        part.header, part.widths, part._width = self.header, self.widths, self._width
        part.after = self.after
        return part

    def _row_elements(self, row: Row) -> tuple[Element, list[Element]]:
        line = self.element.child("TR")
        tag = "TH" if row.kind in {"header", "label"} else "TD"
        return line, [line.child(tag) for _ in row.cells]

    def draw(self, writer: Writer, x: float, top: float) -> None:
        self._draw_grid(writer, x, top)
        y = top
        for row in self._all_rows():
            self._draw_row(writer, row, x, y)
            y -= row.height

    def _draw_row(self, writer: Writer, row: Row, x: float, top: float) -> None:
        repeated = row.kind != "cells" and row.element is not None
        if row.element is None:
            row.element, row.elements = self._row_elements(row)
        widths = [self._width] if row.kind == "label" else self.widths
        left = x + self._width if self.sheet.rtl else x
        for text in row.texts:
            writer.note(text)
        for lines, width, element in zip(row.lines, widths, row.elements, strict=False):
            left -= width if self.sheet.rtl else 0
            if repeated:
                writer.begin_artifact()
            else:
                writer.begin(element)
            draw_lines(writer, lines, self.style(row), left + PADDING_SIDE, top - PADDING_TOP)
            writer.end()
            left += 0 if self.sheet.rtl else width

    def _draw_grid(self, writer: Writer, x: float, top: float) -> None:
        writer.begin_artifact()
        y = top
        edges = [x]
        for width in reversed(self.widths) if self.sheet.rtl else self.widths:
            edges.append(edges[-1] + width)
        for row in self._all_rows():
            if row.kind != "cells":
                grey = HEADER_GREY if row.kind == "header" else LABEL_GREY
                writer.fill(x, y - row.height, self._width, row.height, grey)
            y -= row.height
        writer.grid(edges, self._bands(top), LINE_WIDTH)
        writer.end()

    def _bands(self, top: float) -> list[tuple[float, float, bool]]:
        """(upper edge, lower edge, divided into columns?) of each row."""
        bands, y = [], top
        for row in self._all_rows():
            bands.append((y, y - row.height, row.kind != "label"))
            y -= row.height
        return bands


def share_out(wishes: Sequence[float], needs: Sequence[float], width: float) -> list[float]:
    """Column widths that fill the width: wishes where there is room, else fairly less.

    needs: the least a column takes without cutting a word; even they shrink if they must.
    """
    total = sum(wishes)
    if total <= width:
        return [wish + (width - total) * wish / total for wish in wishes]
    needs = [min(need, width * WIDEST_SHARE) for need in needs]
    least = sum(needs)
    if least >= width:
        return [width * need / least for need in needs]
    above = [max(wish - need, 0.0) ** 0.7 for wish, need in zip(wishes, needs, strict=True)]
    spread = sum(above) or 1.0
    return [need + (width - least) * more / spread for need, more in zip(needs, above, strict=True)]
