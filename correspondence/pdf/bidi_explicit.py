"""UAX #9, P2-P3 and X1-X8: directions that marks in the text ask for.

Class letters are those of bidi.CODES: 1 LRE, 2 RLE, 3 LRO, 4 RLO, 5 PDF, 6 LRI, 7 RLI, 8 FSI,
9 PDI, b BN, P paragraph separator.
"""

from __future__ import annotations

import re

MAX_DEPTH = 125
"""BD2: the deepest explicit level."""

_EXPLICIT = re.compile("[1-9Pb]")
_ISOLATES = re.compile("[6-9]")
_OVERRIDES = {"3": "L", "4": "R"}


def matching_pdis(codes: str) -> dict[int, int]:
    """BD9: isolate initiator -> its PDI."""
    partners: dict[int, int] = {}
    if "9" not in codes:
        return partners
    open_at: list[int] = []
    for match in _ISOLATES.finditer(codes):
        if match.group() != "9":
            open_at.append(match.start())
        elif open_at:
            partners[open_at.pop()] = match.start()
    return partners


def first_strong_level(codes: str, partners: dict[int, int], start: int, end: int) -> int:
    """P2, P3: the level given by the first strong character outside any isolate."""
    at = start
    while at < end:
        code = codes[at]
        if code in "LRA":
            return 0 if code == "L" else 1
        if code in "678":
            at = partners.get(at, end)
        at += 1
    return 0


def explicit_levels(codes: str, base: int, partners: dict[int, int]) -> tuple[bytearray, str]:
    """X1-X8: the level of each character, and the classes as overrides left them."""
    status = _Status(base)
    found = bytearray([base]) * len(codes)
    pieces: list[str] = []
    done = 0
    for match in _EXPLICIT.finditer(codes):
        at, code = match.start(), match.group()
        status.apply(found, pieces, codes, done, at)
        done = at + 1
        if code in "678":
            found[at] = status.level
            pieces.append(status.override or code)
            rtl = code == "7" or (code == "8" and _inner_level(codes, partners, at) == 1)
            status.open_isolate(rtl=rtl)
            continue
        if code in "1234":
            status.open_embedding(code)
        elif code == "5":
            status.close_embedding()
        elif code == "9":
            status.close_isolate()
            found[at] = status.level
            code = status.override or code
        pieces.append(code)
    status.apply(found, pieces, codes, done, len(codes))
    return found, "".join(pieces)


def _inner_level(codes: str, partners: dict[int, int], at: int) -> int:
    """X5c: the level P2 and P3 give to what an FSI encloses."""
    return first_strong_level(codes, partners, at + 1, partners.get(at, len(codes)))


class _Status:
    """The directional status stack and the counts of X1."""

    def __init__(self, base: int) -> None:
        self.stack: list[tuple[int, str, bool]] = [(base, "", False)]
        self.over_isolates = self.over_embeddings = self.isolates = 0

    @property
    def level(self) -> int:
        return self.stack[-1][0]

    @property
    def override(self) -> str:
        return self.stack[-1][1]

    def apply(self, found: bytearray, pieces: list[str], codes: str, start: int, end: int) -> None:
        """X6: plain characters take the level, and the class of an override."""
        length = end - start
        if length:
            found[start:end] = bytes([self.level]) * length
            pieces.append(self.override * length or codes[start:end])

    def _deeper(self, *, rtl: bool) -> int | None:
        """The next level of a direction; None where X2-X5c call it overflow."""
        level = (self.level + 1) | 1 if rtl else (self.level + 2) & ~1
        free = not self.over_isolates and not self.over_embeddings
        return level if level <= MAX_DEPTH and free else None

    def open_embedding(self, code: str) -> None:
        """X2-X5."""
        level = self._deeper(rtl=code in "24")
        if level is not None:
            self.stack.append((level, _OVERRIDES.get(code, ""), False))
        elif not self.over_isolates:
            self.over_embeddings += 1

    def open_isolate(self, *, rtl: bool) -> None:
        """X5a-X5c."""
        level = self._deeper(rtl=rtl)
        if level is None:
            self.over_isolates += 1
            return
        self.isolates += 1
        self.stack.append((level, "", True))

    def close_isolate(self) -> None:
        """X6a."""
        if self.over_isolates:
            self.over_isolates -= 1
        elif self.isolates:
            self.over_embeddings = 0
            while not self.stack.pop()[2]:
                pass
            self.isolates -= 1

    def close_embedding(self) -> None:
        """X7."""
        if self.over_isolates:
            return
        if self.over_embeddings:
            self.over_embeddings -= 1
        elif not self.stack[-1][2] and len(self.stack) > 1:
            self.stack.pop()
