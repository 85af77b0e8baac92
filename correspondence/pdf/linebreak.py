"""Where a line may end: UAX #14 by uniseg, with the rules of letters on top.

uniseg walks every character and is slow; plain words never need it, and the rest (a word with
punctuation, the meeting of two words) is asked once per process.
"""

import re
from functools import lru_cache

from uniseg.linebreak import line_break_boundaries

_PLAIN_WORD = re.compile(r"[^\W_]+(?:[\u200c\u064b-\u0654]+[^\W_]+)*[\u064b-\u0654.,;:!?،؛؟…]*")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"[(]?[+\-]?\d[\d.,٫٬/]*")
_UNITS = frozenset(
    (
        *("mm", "cm", "m", "km", "g", "kg", "%", "°C", "kB", "MB", "GB", "h", "min", "EUR", "USD"),
        *("متر", "کیلومتر", "کیلوگرم", "ریال", "تومان", "دینار", "كم", "كغ", "دقيقة", "ساعة"),
        *("lekë", "lek", "euro"),
    )
)
_BEFORE_NUMBER = frozenset(("no.", "nos.", "nr.", "nrs.", "p.", "pp.", "Ref.", "§", "№"))


def breaks_inside(word: str) -> tuple[int, ...]:
    """Offsets within a word (without spaces) where a line may end."""
    if _PLAIN_WORD.fullmatch(word) and _only_closed_letters(word):
        return ()
    return _uniseg_inside(_DIGIT.sub("1", word))


def may_break_between(before: str, after: str) -> bool:
    """May a line end at the spaces between two words?

    Not before closing punctuation, nor between a number and its unit, nor after "no.".
    """
    if _NUMBER.fullmatch(before) and after.rstrip(".,;:)،؛") in _UNITS:
        return False
    if before in _BEFORE_NUMBER and (after[:1].isdigit() or not after[:1].isalpha()):
        return False
    return _uniseg_between(_shape_of(before[-2:]), _shape_of(after[:2]))


def _only_closed_letters(word: str) -> bool:
    """Letters of scripts written with spaces: no break between them."""
    return all(point < 0x0700 or 0x2000 <= point < 0x2030 for point in map(ord, word))


def _shape_of(edge: str) -> str:
    """Letters and digits of one kind answer alike, so that the cache stays small."""
    return "".join(
        "a" if c.isalpha() and ord(c) < 0x0700 else "1" if c.isdigit() else c for c in edge
    )


@lru_cache(maxsize=4096)
def _uniseg_inside(word: str) -> tuple[int, ...]:
    return tuple(at for at in line_break_boundaries(word) if 0 < at < len(word))


@lru_cache(maxsize=4096)
def _uniseg_between(before: str, after: str) -> bool:
    joined = f"{before} {after}"
    return len(before) + 1 in set(line_break_boundaries(joined))
