"""From marked-up text to measured words: bold runs, directions, fonts, shaping, line breaks."""

import itertools
import re
from functools import lru_cache

from . import bidi, linebreak
from .fonts import REPLACEMENT, Face, face_of, faces_for, stays_with_previous
from .isolates import FSI, LRI, PDI, RLI
from .shaping import shape
from .words import Prepared, Run, Word, width_of_runs

_TOKENS = re.compile(rf"\*\*|[{LRI}{RLI}{FSI}{PDI}]")
_MARKS = frozenset(LRI + RLI + FSI + PDI)
_ANY_MARK = re.compile(f"[{LRI}{RLI}{FSI}{PDI}]")
_WORDS = re.compile(r" +|[^ ]+")
_VALUE = re.compile(
    rf"{LRI}([0-9A-Z\u06f0-\u06f9/.:-]+|[\u0660-\u0669]+(?:[/.:][\u0660-\u0669]+)*){PDI}"
    r"|(\d+)"
)
"""A value alone in its left-to-right isolate, or digits alone."""

_WHOLE = re.compile(r"[\d@]")
_SET_AS = str.maketrans({"\t": " ", "\u06c0": "\u0647\u0654"})
"""Tabs are spaces; the one-character form of ezafe on he is set (and copied) as two."""

_NONE: frozenset[str] = frozenset()

MAX_WHOLE = 40
"""An isolated reference, date, number or address up to this length stays on one line."""


def prepare(text: str, language: str, rtl: bool, bold: bool = False) -> Prepared:
    """Measure a text. rtl is the direction of the paragraph, not found from the text."""
    value = _VALUE.fullmatch(text)
    if value:  # every letter brings new ones: they are not kept
        alone = _value_alone(value[1] or value[2], language, bold)
        if alone:
            return alone
    return _prepare(text, language, rtl, bold)


@lru_cache(maxsize=4096)
def _prepare(text: str, language: str, rtl: bool, bold: bool) -> Prepared:
    missing: set[str] = set()
    lines = []
    for line in text.translate(_SET_AS).split("\n"):
        lines.append(_Line(line, language, rtl, bold, missing).words())
    return Prepared(tuple(lines), frozenset(missing))


def _value_alone(value: str, language: str, bold: bool) -> Prepared | None:
    """A reference, date or number that is the whole text, as in most cells of a table.

    It reads from left to right whatever stands around it, so no rule need be asked. None where
    the language's own font does not hold it.
    """
    face = faces_for(language, bold=bold)[0]
    if not face.points.issuperset(map(ord, value)):
        return None
    shaped = shape(face, value, False, language)
    word = Word((Run(2, face, value, shaped),), shaped.width, None, False)
    return Prepared(((word,),), _NONE)


class _Line:
    """One hard line, character by character, with isolates and markup taken out."""

    def __init__(
        self, markup: str, language: str, rtl: bool, bold: bool, missing: set[str]
    ) -> None:
        self.language = language
        text, bolds = _split_bold(markup, bold)
        base = 1 if rtl else 0
        levels = list(bidi.levels(text, base)[1])
        self.whole = [False] * len(text)
        if _ANY_MARK.search(text):
            self._mark_whole(text)
            kept = [at for at, character in enumerate(text) if character not in _MARKS]
            text = "".join([text[at] for at in kept])
            self.whole = [self.whole[at] for at in kept]
            levels = [levels[at] for at in kept]
            bolds = [bolds[at] for at in kept]
        self.text = text
        self.levels = self._filled(levels, base) if bidi.REMOVED in levels else levels
        self.faces = self._faces(bolds, missing)

    def _mark_whole(self, text: str) -> None:
        """Isolated left-to-right values with digits are not broken."""
        start = text.find(LRI)
        while start >= 0:
            end = text.find(PDI, start)
            end = len(text) if end < 0 else end
            if end - start <= MAX_WHOLE and _WHOLE.search(text, start, end):
                self.whole[start + 1 : end] = [True] * (end - start - 1)
            start = text.find(LRI, end)

    def _filled(self, levels: list[int], base: int) -> list[int]:
        """Joiners that X9 removed take the level of the character before them."""
        for at, level in enumerate(levels):
            if level == bidi.REMOVED:
                levels[at] = levels[at - 1] if at else base
        return levels

    def _faces(self, bolds: list[bool], missing: set[str]) -> list[Face]:
        if bolds and (all(bolds) or not any(bolds)):
            only = faces_for(self.language, bold=bolds[0])[0]
            if only.points.issuperset(map(ord, self.text)):
                return [only] * len(bolds)
        faces: list[Face] = []
        letters = list(self.text)
        for at, character in enumerate(letters):
            first = faces_for(self.language, bold=bolds[at])[0]
            if ord(character) in first.points and not (faces and stays_with_previous(character)):
                faces.append(first)
                continue
            if faces and stays_with_previous(character):
                faces.append(faces[-1])
                continue
            found = face_of(character, self.language, bolds[at])
            if found is None:
                missing.add(character)
                letters[at] = REPLACEMENT
                found = face_of(REPLACEMENT, self.language, bolds[at]) or first
            faces.append(found)
        self.text = "".join(letters)
        return faces

    def words(self) -> tuple[Word, ...]:
        words: list[Word] = []
        pieces = [(m.start(), m.end()) for m in _WORDS.finditer(self.text)]
        for index, (start, end) in enumerate(pieces):
            if self.text[start] == " ":
                if not words:
                    continue
                words[-1] = self._with_space(words[-1], pieces, index)
            else:
                words.extend(self._pieces_of_word(start, end))
        return tuple(words)

    def _with_space(self, word: Word, pieces: list[tuple[int, int]], index: int) -> Word:
        start, _ = pieces[index]
        last = index + 1 == len(pieces)
        before = self.text[slice(*pieces[index - 1])] if index else ""
        after = "" if last else self.text[slice(*pieces[index + 1])]
        breakable = last or (not self.whole[start] and linebreak.may_break_between(before, after))
        return Word(word.runs, word.width, self._runs(start, start + 1)[0], breakable)

    def _pieces_of_word(self, start: int, end: int) -> list[Word]:
        """A word, cut where a line may end inside it; the last piece may not break yet."""
        if all(self.whole[start:end]):
            runs = self._runs(start, end)
            return [Word(runs, width_of_runs(runs), None, False)]
        cuts = [
            start + at
            for at in linebreak.breaks_inside(self.text[start:end])
            if not self.whole[start + at] or not self.whole[start + at - 1]
        ]
        edges = [start, *cuts, end]
        words = []
        for a, b in itertools.pairwise(edges):
            runs = self._runs(a, b)
            words.append(Word(runs, width_of_runs(runs), None, b != end))
        return words

    def _runs(self, start: int, end: int) -> tuple[Run, ...]:
        runs = []
        at = start
        levels, faces = self.levels, self.faces
        while at < end:
            level, face, until = levels[at], faces[at], at + 1
            while until < end and levels[until] == level and faces[until] is face:
                until += 1
            text = self.text[at:until]
            runs.append(Run(level, face, text, shape(face, text, bool(level & 1), self.language)))
            at = until
        return tuple(runs)


def _split_bold(markup: str, bold: bool) -> tuple[str, list[bool]]:
    """Take `**` out; inside an isolate it is part of the value. An odd one is printed."""
    if "**" not in markup:
        return markup, [bold] * len(markup)
    depth, cuts = 0, []
    for match in _TOKENS.finditer(markup):
        if match.group() == PDI:
            depth = max(0, depth - 1)
        elif match.group() != "**":
            depth += 1
        elif not depth:
            cuts.append(match.start())
    if len(cuts) % 2:
        cuts.pop()
    text, flags, done, inside = "", [], 0, False
    for cut in [*cuts, len(markup)]:
        text += markup[done:cut]
        flags += [bold or inside] * (cut - done)
        done, inside = cut + 2, not inside
    return text, flags
