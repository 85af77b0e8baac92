"""Two versions of a text side by side in one: what goes, what is new, word by word.

First line by line, then the words inside the lines that changed, so that a long text stays quick.
A word keeps its half-spaces, a field is one word.
"""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

SAME, GONE, NEW = "same", "gone", "new"

_WORD = re.compile(r"\{\{[^{}\n]*\}\}|[\w\u200c\u0654]+|\s+|.", re.DOTALL)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_FIELD = re.compile(r"(\{\{[^{}\n]*\}\})")
MOST_WORDS = 4000
"""More words than this in one changed passage are shown whole, old and new."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text: ``how`` is SAME, GONE or NEW; ``is_field`` is a field in braces."""

    how: str
    text: str
    is_field: bool = False


def compare(old: str, new: str) -> list[Piece]:
    """All of both texts in reading order."""
    pieces: list[tuple[str, str]] = []
    for how, before, after in _changes(_LINE.findall(old), _LINE.findall(new)):
        if how == SAME:
            pieces.append((SAME, before))
        else:
            pieces += _words(before, after)
    return [piece for how, text in _joined(pieces) for piece in _fields(how, text)]


def near_changes(pieces: list[Piece]) -> list[Piece]:
    """The changes with the line before and the line after each; what lies between is a dotted line.

    For whoever reads only what is different."""
    shown: list[Piece] = []
    runs = [(how == SAME, list(run)) for how, run in itertools.groupby(pieces, lambda p: p.how)]
    for number, (same, run) in enumerate(runs):
        first, last = number == 0, number == len(runs) - 1
        shown += _trimmed(run, first=first, last=last) if same else run
    return shown


def _trimmed(run: list[Piece], *, first: bool, last: bool) -> list[Piece]:
    lines: list[list[Piece]] = [[]]
    for piece in run:
        for text in _LINE.findall(piece.text):
            lines[-1].append(Piece(SAME, text, piece.is_field))
            if text.endswith("\n"):
                lines.append([])
    head, tail = ([] if first else lines[:2]), ([] if last else lines[-2:])
    if len(lines) <= len(head) + len(tail) + 1:
        return run
    gap = [Piece(SAME, "…\n")] if not last else [Piece(SAME, "…")]
    return [piece for line in (*head, gap, *tail) for piece in line]


def count_changes(pieces: list[Piece]) -> tuple[int, int]:
    """How many words are new, how many go."""
    new, gone = (
        sum(bool(word.strip()) for p in pieces if p.how == how for word in _WORD.findall(p.text))
        for how in (NEW, GONE)
    )
    return new, gone


def _changes(old: list[str], new: list[str]) -> Iterator[tuple[str, str, str]]:
    matcher = difflib.SequenceMatcher(str.isspace, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        how = SAME if tag == "equal" else tag
        yield how, "".join(old[i1:i2]), "".join(new[j1:j2])


def _words(before: str, after: str) -> Iterator[tuple[str, str]]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) + len(new) > MOST_WORDS:
        yield from ((GONE, before), (NEW, after))
        return
    for how, gone, added in _changes(old, new):
        yield from ((SAME, gone),) if how == SAME else ((GONE, gone), (NEW, added))


def _joined(pieces: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Neighbours of one kind together; a space between two changed words changes with them."""
    gone = new = ""
    for position, (how, text) in enumerate(pieces):
        following = next((p for p in pieces[position + 1 :] if p[1]), (SAME, ""))
        bridge = how == SAME and text == " " and (gone or new) and following[0] != SAME
        if how == SAME and not bridge:
            yield from ((kind, said) for kind, said in ((GONE, gone), (NEW, new)) if said)
            gone = new = ""
            if text:
                yield SAME, text
            continue
        gone += text if how == GONE or (bridge and gone) else ""
        new += text if how == NEW or (bridge and new) else ""
    yield from ((kind, said) for kind, said in ((GONE, gone), (NEW, new)) if said)


def _fields(how: str, text: str) -> Iterator[Piece]:
    for part in _FIELD.split(text):
        if part:
            yield Piece(how, part, bool(_FIELD.fullmatch(part)))
