"""Lines of a paragraph: greedy breaking, justification, visual order (UAX #9 L2)."""

from collections import deque
from functools import lru_cache
from typing import NamedTuple

from .bidi import visual_order
from .fonts import Face
from .inline import Prepared, Run, Word, prepare, split_word
from .shaping import Meaning, Parts, joined


class Placed(NamedTuple):
    """A piece to draw: x from the left edge of the line, its font, its operands (shaping.py)."""

    x: float
    face: Face
    parts: Parts


class Line(NamedTuple):
    """Pieces in reading order, and the natural width; measures in thousandths of the size."""

    placed: tuple[Placed, ...]
    width: float


class SetText(NamedTuple):
    """A text broken into lines.

    meanings: face -> the codes drawn and what each stands for; missing: characters for which no
    font has a glyph.
    """

    lines: tuple[Line, ...]
    meanings: dict[Face, tuple[Meaning, ...]]
    missing: frozenset[str]


@lru_cache(maxsize=4096)
def set_text(text: str, language: str, rtl: bool, bold: bool, align: str, room: float) -> SetText:
    """Break a text into lines no wider than room (thousandths of the type size).

    align: "start", "end", "center", "justify" (the last line of a paragraph as "start").
    """
    prepared = prepare(text, language, rtl, bold)
    if len(prepared.lines) == 1 and len(prepared.lines[0]) == 1:
        word = prepared.lines[0][0]
        if word.width <= room and len(word.runs) == 1:
            return _single(word, prepared.missing, room, align, rtl)
    lines = []
    for words in prepared.lines:
        broken = break_lines(words, room, language)
        for index, line in enumerate(broken):
            last = align == "justify" and index + 1 == len(broken)
            lines.append(_place(line, room, "start" if last else align, rtl))
    return SetText(tuple(lines), _meanings(prepared), prepared.missing)


def _meanings(prepared: Prepared) -> dict[Face, tuple[Meaning, ...]]:
    """Every code of the text once, with the first text it stands for."""
    found: dict[Face, dict[int, Meaning]] = {}
    for words in prepared.lines:
        for word in words:
            for run in (*word.runs, *((word.space,) if word.space else ())):
                meanings = found.setdefault(run.face, {})
                for meaning in run.shaped.meanings:
                    known = meanings.get(meaning.code)
                    if known is None or not known.text:
                        meanings[meaning.code] = meaning
    return {face: tuple(meanings.values()) for face, meanings in found.items()}


@lru_cache(maxsize=4096)
def natural_width(text: str, language: str, rtl: bool, bold: bool) -> tuple[float, float]:
    """(widest line if nothing is broken, widest word), in thousandths of the type size."""
    prepared = prepare(text, language, rtl, bold)
    widest = max((_width(words) for words in prepared.lines), default=0.0)
    longest = max((word.width for words in prepared.lines for word in words), default=0.0)
    return widest, longest


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


def _width(words: list[Word] | tuple[Word, ...]) -> float:
    inner = sum(word.space.shaped.width for word in words[:-1] if word.space)
    return inner + sum(word.width for word in words)


def _place(words: list[Word], room: float, align: str, rtl: bool) -> Line:
    width = _width(words)
    gaps = sum(1 for word in words[:-1] if word.space)
    slack = room - width
    extra = slack / gaps if align == "justify" and gaps and slack > 0 else 0.0
    left = 0.0 if extra else _left(slack, align, rtl)
    return Line(_positions(words, left, extra), width)


def _left(slack: float, align: str, rtl: bool) -> float:
    """Where a line begins that does not fill its room."""
    if align == "center":
        return slack / 2
    at_right = rtl if align != "end" else not rtl
    return slack if at_right else 0.0


def _single(word: Word, missing: frozenset[str], room: float, align: str, rtl: bool) -> SetText:
    """A text of one word in one font, as most cells of a table are."""
    run = word.runs[0]
    placed = Placed(_left(room - word.width, align, rtl), run.face, run.shaped.parts)
    line = Line((placed,), word.width)
    return SetText((line,), {run.face: run.shaped.meanings}, missing)


def _positions(words: list[Word], left: float, extra: float) -> tuple[Placed, ...]:
    runs: list[tuple[Run, float, bool]] = []
    for index, word in enumerate(words):
        runs.extend((run, run.shaped.width, False) for run in word.runs)
        if word.space and index + 1 < len(words):
            runs.append((word.space, word.space.shaped.width + extra, True))
    xs = [0.0] * len(runs)
    x = left
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


def _with_space(piece: Placed, space: Run) -> Placed:
    """A word drawn together with its space, which stands left of it in right-to-left text."""
    parts = space.shaped.parts
    if space.level & 1:
        return Placed(piece.x - space.shaped.width, piece.face, joined(parts, piece.parts))
    return Placed(piece.x, piece.face, joined(piece.parts, parts))
