"""Measured words: what is left of a text once its directions, fonts and shapes are settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .fonts import Face
from .shaping import Meanings, Shaped


class Run(NamedTuple):
    """A stretch of one word in one direction and one font."""

    level: int
    face: Face
    text: str
    shaped: Shaped


@dataclass(frozen=True, slots=True)
class Word:
    """Runs in logical order, and the space after them (None at a break without space).

    Widths are in thousandths of the type size. breakable: may a line end after this word?
    """

    runs: tuple[Run, ...]
    width: float
    space: Run | None
    breakable: bool


class Prepared:
    """Words of each line that the writer ended by hand, and characters without a glyph.

    widest, longest: the widest line if nothing is broken and the widest word, in thousandths of
    the type size.
    """

    __slots__ = ("_meanings", "lines", "longest", "missing", "widest")

    def __init__(self, lines: tuple[tuple[Word, ...], ...], missing: frozenset[str]) -> None:
        self.lines = lines
        self.missing = missing
        if len(lines) == 1 and len(lines[0]) == 1:
            self.widest = self.longest = lines[0][0].width
        else:
            self.widest = max([width_of(words) for words in lines], default=0.0)
            self.longest = max([word.width for words in lines for word in words], default=0.0)
        self._meanings: tuple[tuple[Face, Meanings], ...] | None = None

    @property
    def meanings(self) -> tuple[tuple[Face, Meanings], ...]:
        """Every code of the text once, by face, with the first text it stands for."""
        if self._meanings is None:
            found: dict[Face, Meanings] = {}
            for words in self.lines:
                for word in words:
                    for run in (*word.runs, word.space) if word.space else word.runs:
                        known = found.setdefault(run.face, {})
                        for meaning in run.shaped.meanings:
                            known.setdefault(meaning.code, meaning)
            self._meanings = tuple(found.items())
        return self._meanings


def width_of(words: Sequence[Word]) -> float:
    """How wide words are side by side; the space after the last does not count."""
    inner = [word.space.shaped.width for word in words[:-1] if word.space]
    return sum([word.width for word in words]) + sum(inner)


def width_of_runs(runs: Sequence[Run]) -> float:
    """How wide runs are side by side, in thousandths of the type size."""
    return sum(run.shaped.width for run in runs)
