"""Tables: mirrored for right-to-left, heading repeated on each page, rows split if they must."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .flow import Box
from .lines import Line, SetText, natural_width, set_text
from .paragraphs import draw_lines
from .styles import Stylesheet, TextStyle
from .tagging import Element
from .writer import Writer

PADDING_SIDE = 4.0
PADDING_TOP = 2.2
HEADER_GREY, LABEL_GREY, LINE_WIDTH = 0.91, 0.96, 0.4
WIDEST_SHARE = 0.4
"""No column asks for more than this part of the width on its own account."""


@dataclass(slots=True)
class Row:
    """Cells of one row; kind: "header", "label" (one cell across) or "cells"."""

    cells: Sequence[str]
    kind: str = "cells"
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
        style, sheet = self.style(row), self.sheet
        widths = [self._width] if row.kind == "label" else self.widths
        texts = []
        for text, width in zip(row.cells, widths, strict=False):
            room = (width - 2 * PADDING_SIDE) * 1000 / style.size
            found = set_text(text, sheet.language, sheet.rtl, style.bold, "start", room)
            texts.append(found)
        row.texts = texts
        row.lines = [found.lines for found in texts]
        row.height = self._height(row)

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
            style = self.style(row)
            for at, text in enumerate(row.cells[:count]):
                widest, longest = natural_width(
                    text, self.sheet.language, self.sheet.rtl, style.bold
                )
                pad = 2 * PADDING_SIDE + 0.5
                wishes[at] = max(wishes[at], widest * style.size / 1000 + pad)
                needs[at] = max(needs[at], longest * style.size / 1000 + pad)
        return share_out(wishes, needs, width)

    def least(self, width: float) -> float:
        self.wrap(width)
        rows = self._all_rows()
        count = (1 if self.header else 0) + 1
        if len(self.rows) > 1 and self.rows[0].kind == "label":
            count += 1
        return sum(row.height for row in rows[:count])

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
        if fit:
            return self._part(self.rows[:fit]), self._part(self._continued(fit))
        return self._split_row(room - used) if force else None

    def _continued(self, start: int) -> list[Row]:
        """The rows from start on, under the label of their group again."""
        rest = self.rows[start:]
        labels = [row for row in self.rows[:start] if row.kind == "label"]
        return [labels[-1], *rest] if labels and rest[0].kind == "cells" else rest

    def _split_row(self, room: float) -> tuple[Box, Box] | None:
        """A first row higher than a whole page is cut between its lines."""
        lead = self.rows[:1] if self.rows[0].kind == "label" else []
        row = self.rows[len(lead)]
        room -= sum(label.height for label in lead)
        fit = int((room - 2 * PADDING_TOP) // self.style(row).leading)
        if fit < 1:
            return None
        upper, lower = self._cut(row, 0, fit), self._cut(row, fit, None)
        rest = self.rows[len(lead) + 1 :]
        return self._part([*lead, upper]), self._part([*lead, lower, *rest])

    def _cut(self, row: Row, start: int, end: int | None) -> Row:
        if row.element is None:
            row.element, row.elements = self._row_elements(row)
        cut = Row(row.cells, row.kind, [lines[start:end] for lines in row.lines])
        cut.element, cut.elements, cut.texts = row.element, row.elements, row.texts
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
