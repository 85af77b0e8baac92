"""Bars as the server draws them, in the units of the picture. Words stand at the side where the
page begins; the table beneath says the same."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 360
MARGIN, ROOM = 4, 46  # of the picture; for the number behind the longest bar
LABEL = 128
THICK = 18


@dataclass(frozen=True)
class Bar:
    """One row: where its words, its bar (and the part of it in front) and its number stand."""

    label: str
    label_x: int
    label_y: int
    x: float
    y: int
    width: float
    front_x: float
    front: float
    number: object
    number_x: float
    number_y: int
    left_out: bool


@dataclass(frozen=True)
class Picture:
    bars: list[Bar]
    height: int
    axis: int
    label_anchor: str
    number_anchor: str
    thick: int = THICK
    width: int = WIDTH


def draw(
    rows: Sequence[tuple[str, tuple[float, float] | None, object]], *, rtl: bool, stacked: bool
) -> Picture:
    """`rows`: words, (whole, part in front) or None where it is left out, and the number beside
    the bar. `stacked` puts long words over their bar."""
    start = MARGIN if stacked else LABEL
    longest = max((values[0] for _l, values, _n in rows if values), default=0) or 1
    scale = (WIDTH - start - ROOM) / longest
    step = THICK + (28 if stacked else 8)
    bars = [_bar(i * step, row, start, scale, rtl, stacked) for i, row in enumerate(rows)]
    ends = ("end", "start") if rtl else ("start", "end")
    return Picture(bars, len(rows) * step + 6, _x(start, 0, rtl), ends[0], ends[0])


def _bar(top: int, row, start: int, scale: float, rtl: bool, stacked: bool) -> Bar:
    label, values, number = row
    whole, front = (round(value * scale, 1) for value in values or (0, 0))
    y = top + (20 if stacked else 4)
    return Bar(
        label=_short(label, 52 if stacked else 21),
        label_x=_x(MARGIN, 0, rtl),
        label_y=top + (14 if stacked else 18),
        x=_x(start, whole, rtl),
        y=y,
        width=whole,
        front_x=_x(start, front, rtl),
        front=front,
        number=number,
        number_x=_x(start + whole + 6, 0, rtl),
        number_y=y + 14,
        left_out=values is None,
    )


def _x(start: float, width: float, rtl: bool) -> float:
    """From the side where the page begins."""
    return round(WIDTH - start - width, 1) if rtl else start


def _short(label: str, most: int) -> str:
    """Without isolates: in a drawing they tear words apart, for our font does not hold them. The
    stylesheet lets every text run as its own words do."""
    return label if len(label) <= most else label[: most - 1] + "…"
