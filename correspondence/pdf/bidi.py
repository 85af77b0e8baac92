"""The Unicode Bidirectional Algorithm (UAX #9): embedding levels and visual order.

Characters are turned into one-letter classes once, so that most rules become substitutions over
strings; only explicit marks (X1-X8) and brackets (N0) are walked one by one. Rule numbers are
those of https://www.unicode.org/reports/tr9/. Judged by BidiTest.txt and BidiCharacterTest.txt
of the Unicode Character Database.
"""

import re
import unicodedata
from itertools import groupby, pairwise

from .bidi_explicit import explicit_levels, first_strong_level, matching_pdis
from .bidi_rules import EMBEDDING, resolve_sequence

REMOVED = 255
"""Level of a character that rule X9 takes out of the text."""

CODES = {
    "L": "L",
    "R": "R",
    "AL": "A",
    "EN": "E",
    "ES": "S",
    "ET": "T",
    "CS": "C",
    "AN": "N",
    "NSM": "M",
    "BN": "b",
    "B": "P",
    "S": "s",
    "WS": "w",
    "ON": "O",
    "LRE": "1",
    "RLE": "2",
    "LRO": "3",
    "RLO": "4",
    "PDF": "5",
    "LRI": "6",
    "RLI": "7",
    "FSI": "8",
    "PDI": "9",
}
"""Bidirectional class -> the one letter that stands for it in this package."""

_EVEN, _ODD = "[LESTCMOw]*", "[RASTCMOw]*"
_ISOLATES = f"[68]{_EVEN}9|[78]{_ODD}9"
_SIMPLE = (
    re.compile(f"{_EVEN}(?:(?:{_ISOLATES}){_EVEN})*"),
    re.compile(f"{_ODD}(?:(?:{_ISOLATES}){_ODD})*"),
)
"""By paragraph level: text all of one direction, with values isolated that are so too."""

_STRONG = re.compile("[LRA]")
_ISOLATE = re.compile("([6-8])([^9]*)9")
_LINE_END = re.compile("[w6-9]*(?:[Ps]|$)")
_DROP = {ord(code): None for code in "12345b"}


class _Classes(dict[int, str]):
    """Translation table of str.translate: code point -> class letter, filled as needed."""

    def __missing__(self, point: int) -> str:
        code = CODES[unicodedata.bidirectional(chr(point)) or "L"]
        self[point] = code
        return code


_classes = _Classes()


def classes_of(text: str) -> str:
    """One class letter (see CODES) for each character of the text."""
    return text.translate(_classes)


def levels(text: str, base: int | None = None) -> tuple[int, bytearray]:
    """The paragraph level and the level of each character; REMOVED where X9 removes it.

    base is 0 (left to right), 1 (right to left), or None to find it by P2 and P3.
    """
    return levels_of_classes(classes_of(text), base, text)


def levels_of_classes(codes: str, base: int | None, text: str = "") -> tuple[int, bytearray]:
    """As levels(), for class letters alone; without the text no bracket is known (N0)."""
    if base is not None and _SIMPLE[base].fullmatch(codes):
        return base, _simple_levels(codes, base)
    partners = matching_pdis(codes)
    if base is None:
        base = first_strong_level(codes, partners, 0, len(codes))
    found, current = explicit_levels(codes, base, partners)
    kept = [at for at, code in enumerate(codes) if code not in EMBEDDING]
    compact = bytearray(found[at] for at in kept)
    seen = codes.translate(_DROP)
    current = "".join(current[at] for at in kept) if len(kept) < len(codes) else current
    letters = "".join(text[at] for at in kept) if text else ""
    _resolve(compact, seen, current, letters, base)
    for match in _LINE_END.finditer(seen):  # L1
        compact[match.start() : match.end()] = bytes([base]) * (match.end() - match.start())
    result = bytearray([REMOVED]) * len(codes)
    for at, level in zip(kept, compact, strict=True):
        result[at] = level
    return base, result


def _simple_levels(codes: str, base: int) -> bytearray:
    """Levels where no rule has anything to weigh: each value has one level all through."""
    result = bytearray([base]) * len(codes)
    for match in _ISOLATE.finditer(codes):
        opening, value = match.groups()
        strong = _STRONG.search(value)
        odd = opening == "7" or (opening == "8" and strong is not None and strong[0] != "L")
        level = (base + 1) | 1 if odd else (base + 2) & ~1
        result[match.start(2) : match.end(2)] = bytes([level]) * len(value)
    for match in _LINE_END.finditer(codes):  # L1
        result[match.start() : match.end()] = bytes([base]) * (match.end() - match.start())
    return result


def visual_order(levels_on_line: list[int] | bytearray) -> list[int]:
    """L2: indices of one line from left to right; removed characters are left out."""
    if len(set(levels_on_line)) == 1 and levels_on_line[0] != REMOVED:
        forward = range(len(levels_on_line))
        return list(reversed(forward) if levels_on_line[0] & 1 else forward)
    order = [at for at, level in enumerate(levels_on_line) if level != REMOVED]
    odd = [levels_on_line[at] for at in order if levels_on_line[at] & 1]
    if not odd:
        return order
    for level in range(max(levels_on_line[at] for at in order), min(odd) - 1, -1):
        start = 0
        for high, group in groupby([levels_on_line[at] >= level for at in order]):
            end = start + sum(1 for _ in group)
            if high:
                order[start:end] = order[start:end][::-1]
            start = end
    return order


def _resolve(found: bytearray, seen: str, current: str, text: str, base: int) -> None:
    """X10: resolve each isolating run sequence; found is changed in place."""
    partners = matching_pdis(seen)
    explicit = bytes(found)
    for spans in _run_sequences(found, seen, partners):
        start, last = spans[0][0], spans[-1][1] - 1
        level = explicit[start]
        before = explicit[start - 1] if start else base
        unclosed = seen[last] in "678" and last not in partners
        after = base if unclosed or last + 1 == len(found) else explicit[last + 1]
        resolved = resolve_sequence(
            "".join(current[a:b] for a, b in spans),
            "".join(seen[a:b] for a, b in spans),
            "".join(text[a:b] for a, b in spans),
            level,
            "R" if max(before, level) & 1 else "L",
            "R" if max(after, level) & 1 else "L",
        )
        _put_back(found, spans, resolved)


def _put_back(found: bytearray, spans: list[tuple[int, int]], resolved: bytes) -> None:
    done = 0
    for start, end in spans:
        found[start:end] = resolved[done : done + end - start]
        done += end - start


def _run_sequences(
    found: bytearray, seen: str, partners: dict[int, int]
) -> list[list[tuple[int, int]]]:
    """BD13: level runs joined across isolates, as (start, end) spans."""
    edges = [0, *(at for at in range(1, len(found)) if found[at] != found[at - 1]), len(found)]
    runs = dict(pairwise(edges)) if found else {}
    matched = set(partners.values())
    sequences = []
    for start, end in runs.items():
        if start in matched and seen[start] == "9":
            continue
        spans = [(start, end)]
        while end - 1 in partners and partners[end - 1] in runs:
            start = partners[end - 1]
            end = runs[start]
            spans.append((start, end))
        sequences.append(spans)
    return sequences
