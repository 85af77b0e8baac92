"""Lines of a paragraph: greedy breaking, justification, visual order (UAX #9 L2)."""

from collections import deque
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from .bidi import visual_order
from .fonts import Face
from .inline import prepare
from .shaping import Meanings, Parts, joined
from .splitting import split_word
from .words import Prepared, Run, Word, width_of


class Placed(NamedTuple):
    """A piece to draw: x from where the line begins, its font, its operands (shaping.py)."""

    x: float
    face: Face
    parts: Parts


class Line(NamedTuple):
    """Pieces in reading order, the natural width, and where the line begins.

    Measures are thousandths of the size; left is the distance from the left edge of the room.
    """

    placed: tuple[Placed, ...]
    width: float
    left: float


class SetText(NamedTuple):
    """A text broken into lines.

    meanings: by face, the codes drawn and what each stands for; missing: characters for which
    no font has a glyph.
    """

    lines: tuple[Line, ...]
    meanings: tuple[tuple[Face, Meanings], ...]
    missing: frozenset[str]


def set_text(text: str, language: str, rtl: bool, bold: bool, align: str, room: float) -> SetText:
    """Break a text into lines no wider than room (thousandths of the type size).

    align: "start", "end", "center", "justify" (the last line of a paragraph as "start").
    """
    return set_prepared(prepare(text, language, rtl, bold), language, rtl, align, room)


def set_prepared(prepared: Prepared, language: str, rtl: bool, align: str, room: float) -> SetText:
    """As set_text, for a text that has been measured already."""
    if len(prepared.lines) == 1 and prepared.widest <= room:
        left = _left(room - prepared.widest, align, rtl)
        line = Line(_unbroken(prepared), prepared.widest, left)
        return SetText((line,), prepared.meanings, prepared.missing)
    return _broken(prepared, language, rtl, align, room)


def _unbroken(prepared: Prepared) -> tuple[Placed, ...]:
    """A line as it stands where it has all the room it wants."""
    words = prepared.lines[0]
    if len(words) == 1 and len(words[0].runs) == 1:  # as in most cells of a table
        run = words[0].runs[0]
        return (Placed(0.0, run.face, run.shaped.parts),)
    return _side_by_side(prepared)


@lru_cache(maxsize=4096)
def _side_by_side(prepared: Prepared) -> tuple[Placed, ...]:
    return _positions(prepared.lines[0])


@lru_cache(maxsize=2048)
def _broken(prepared: Prepared, language: str, rtl: bool, align: str, room: float) -> SetText:
    lines = []
    for words in prepared.lines:
        broken = break_lines(words, room, language)
        for index, line in enumerate(broken):
            last = align == "justify" and index + 1 == len(broken)
            lines.append(_place(line, room, "start" if last else align, rtl))
    return SetText(tuple(lines), prepared.meanings, prepared.missing)


def natural_width(text: str, language: str, rtl: bool, bold: bool) -> tuple[float, float]:
    """(widest line if nothing is broken, widest word), in thousandths of the type size."""
    prepared = prepare(text, language, rtl, bold)
    return prepared.widest, prepared.longest


def break_lines(words: tuple[Word, ...], room: float, language: str) -> list[list[Word]]:
    """Fill each line as far as it goes; a word wider than the line is cut."""
    lines: list[list[Word]] = []
    line: list[Word] = []
    width = 0.0
    waiting = deque(words)
    while waiting:
        word = waiting.popleft()
        added = _gap(line) + word.width
        if line and width + added > room + 0.01:
            cut = _last_break(line)
            lines.append(line[:cut])
            waiting.appendleft(word)
            waiting.extendleft(reversed(line[cut:]))
            line, width = [], 0.0
            continue
        if word.width > room:
            pieces = split_word(word, room, language)
            if len(pieces) > 1:
                waiting.extendleft(reversed(pieces))
                continue
        line.append(word)
        width += added
    if line or not lines:
        lines.append(line)
    return lines


def _gap(line: list[Word]) -> float:
    return line[-1].space.shaped.width if line and line[-1].space else 0.0


def _last_break(line: list[Word]) -> int:
    """How many words stay on the line; all, where no break is allowed."""
    for at in range(len(line) - 1, -1, -1):
        if line[at].breakable:
            return at + 1
    return len(line)


def _place(words: list[Word], room: float, align: str, rtl: bool) -> Line:
    width = width_of(words)
    gaps = sum(1 for word in words[:-1] if word.space)
    slack = room - width
    extra = slack / gaps if align == "justify" and gaps and slack > 0 else 0.0
    left = 0.0 if extra else _left(slack, align, rtl)
    return Line(_positions(words, extra), width, left)


def _left(slack: float, align: str, rtl: bool) -> float:
    """Where a line begins that does not fill its room."""
    if align == "center":
        return slack / 2
    at_right = rtl if align != "end" else not rtl
    return slack if at_right else 0.0


def _positions(words: Sequence[Word], extra: float = 0.0) -> tuple[Placed, ...]:
    runs: list[tuple[Run, float, bool]] = []
    for index, word in enumerate(words):
        runs.extend((run, run.shaped.width, False) for run in word.runs)
        if word.space and index + 1 < len(words):
            runs.append((word.space, word.space.shaped.width + extra, True))
    if not any([run.level & 1 for run, _, _ in runs]):
        return _forward([run for run, _, _ in runs], extra)
    xs = [0.0] * len(runs)
    x = 0.0
    for at in visual_order([run.level for run, _, _ in runs]):
        xs[at] = x
        x += runs[at][1]
    placed: list[Placed] = []
    last: Run | None = None
    for (run, _, is_space), x in zip(runs, xs, strict=True):
        if is_space and last and last.level == run.level and last.face is run.face:
            placed[-1] = _with_space(placed[-1], run)
        else:
            placed.append(Placed(x, run.face, run.shaped.parts))
        last = run
    return tuple(placed)


def _forward(runs: Sequence[Run], extra: float) -> tuple[Placed, ...]:
    """A line from left to right: one piece for each stretch in one font, spaces widened inside."""
    placed: list[Placed] = []
    x = 0.0
    for run in runs:
        shaped, parts = run.shaped, run.shaped.parts
        wider = extra if run.text == " " else 0.0
        if wider:
            parts = joined(parts, ((0.0, f"{-wider:.1f}"),))
        if placed and placed[-1].face is run.face:
            placed[-1] = Placed(placed[-1].x, run.face, joined(placed[-1].parts, parts))
        else:
            placed.append(Placed(x, run.face, parts))
        x += shaped.width + wider
    return tuple(placed)


def _with_space(piece: Placed, space: Run) -> Placed:
    """A word drawn together with its space, which stands left of it in right-to-left text."""
    parts = space.shaped.parts
    if space.level & 1:
        return Placed(piece.x - space.shaped.width, piece.face, joined(parts, piece.parts))
    return Placed(piece.x, piece.face, joined(piece.parts, parts))
