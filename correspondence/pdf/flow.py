"""Boxes that follow one another down the page, and where pages end."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence

from .writer import Writer


class Box:
    """Something that takes room. Heights and widths are points; top is the upper edge."""

    before = 0.0
    after = 0.0
    keep_with_next = False

    def wrap(self, width: float) -> float:
        """Lay out for this width; the height it takes."""
        raise AssertionError(f"{type(self).__name__} must say how high it is")

    def least(self, width: float) -> float:
        """The height of the smallest first part that may stand at the foot of a page."""
        return self.wrap(width)

    def split(self, room: float, *, force: bool = False) -> tuple[Box, Box] | None:
        """What fits into room, and the rest; None if nothing sensible fits.

        Called after wrap(). force: nothing else stands on the page, so take what goes.
        """
        return None

    def draw(self, writer: Writer, x: float, top: float) -> None:
        raise AssertionError(f"{type(self).__name__} must draw itself")


Page = list[tuple[float, Box]]
"""(distance from the top of the text area, box)."""


def paginate(boxes: Iterable[Box], width: float, room: float) -> list[Page]:
    """Distribute boxes over pages of this height."""
    pages: list[Page] = []
    page: Page = []
    used = after = 0.0
    waiting = deque(boxes)
    while waiting:
        box = waiting.popleft()
        gap = max(after, box.before) if page else 0.0
        height = box.wrap(width)
        if used + gap + height + _needed_after(box, waiting, width) <= room + 0.01:
            page.append((used + gap, box))
            used, after = used + gap + height, box.after
            continue
        left = room - used - gap
        parts = None
        if not (box.keep_with_next and page):
            parts = box.split(left, force=not page)
        if parts:
            page.append((used + gap, parts[0]))
            waiting.appendleft(parts[1])
        elif page:
            waiting.appendleft(box)
        else:
            page.append((0.0, box))
        pages.append(page)
        page, used, after = [], 0.0, 0.0
    if page:
        pages.append(page)
    return pages


def _needed_after(box: Box, waiting: Sequence[Box], width: float) -> float:
    """The room that must be left for what this box introduces."""
    needed, current = 0.0, box
    for follower in waiting:
        if not current.keep_with_next:
            break
        needed += max(current.after, follower.before)
        needed += follower.wrap(width) if follower.keep_with_next else follower.least(width)
        current = follower
    return needed


class Stack(Box):
    """Boxes that stay together where a page can hold them."""

    def __init__(self, boxes: Sequence[Box], *, keep_with_next: bool = False) -> None:
        self.boxes = list(boxes)
        self.keep_with_next = keep_with_next
        self.before = self.boxes[0].before if self.boxes else 0.0
        self.after = self.boxes[-1].after if self.boxes else 0.0

    def wrap(self, width: float) -> float:
        self.offsets: list[float] = []
        self.width = width
        used = after = 0.0
        for box in self.boxes:
            used += max(after, box.before) if self.offsets else 0.0
            self.offsets.append(used)
            used += box.wrap(width)
            after = box.after
        return used

    def split(self, room: float, *, force: bool = False) -> tuple[Box, Box] | None:
        if not force:
            return None
        pages = paginate(self.boxes, self.width, room)
        first = Stack([box for _, box in pages[0]])
        rest = Stack([box for page in pages[1:] for _, box in page])
        first.wrap(self.width)
        return first, rest

    def draw(self, writer: Writer, x: float, top: float) -> None:
        for offset, box in zip(self.offsets, self.boxes, strict=True):
            box.draw(writer, x, top - offset)


class Gap(Box):
    """Empty room."""

    def __init__(self, height: float, *, keep_with_next: bool = False) -> None:
        self.height = height
        self.keep_with_next = keep_with_next

    def wrap(self, width: float) -> float:
        return self.height

    def draw(self, writer: Writer, x: float, top: float) -> None:
        return None


class RuleBox(Box):
    """A thin line across."""

    before = after = 6.0

    def wrap(self, width: float) -> float:
        self.width = width
        return 1.0

    def draw(self, writer: Writer, x: float, top: float) -> None:
        writer.begin_artifact()
        writer.line(x, top - 0.5, x + self.width, top - 0.5)
        writer.end()
