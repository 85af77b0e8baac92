"""Whether a cell names anybody, one person or several; and whether a row is about people at all."""

import re
from functools import cache, lru_cache

from casework.imports.sheets import FORMULA, NUMBER, Row
from casework.imports.words import Words, fold, section
from families.names import tidy

_NOTHING = re.compile(r"[\W\d_]*")
# One person, then another: an item number, a line, a semicolon, a comma, "and".
ITEM = re.compile(r"(?:^|\s)[\d۰-۹٠-٩]{1,2}\s*[-–).:/ـ]\s*(?=[^\W\d_])")
BETWEEN = re.compile(r"[\r\n;؛]+|[،,]\s*|\s+(?:و|and|dhe|&|\+)\s+", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_FEW = 3


@lru_cache(maxsize=20_000)
def is_unknown(text: str) -> bool:
    """Whether a cell only says that nobody knows: «نامشخص», "?", "n/a", "-"."""
    return not tidy(text) or _is_marks(text) or fold(text) in _unknown()


def _is_marks(text: str) -> bool:
    return not any(char.isalnum() for char in text)


def no_name(text: str) -> bool:
    """Whether a cell where a name belongs holds none: unknown, or not one letter."""
    return bool(_NOTHING.fullmatch(text)) or is_unknown(text)


def several_names(text: str) -> bool:
    """Whether a cell names several people: two names of two words or more, or numbered ones.

    "Sample, Ali" is one, and so is a name that is broken over two lines.
    """
    if len(ITEM.findall(text)) > 1:
        return True
    parts = [fold(part) for part in BETWEEN.split(text) if not no_name(part)]
    return len(parts) > 1 and (all(len(part) > 1 for part in parts) or _is_joined(text))


def _is_joined(text: str) -> bool:
    """«علی و رضا نمونه»: the family name is said once for both."""
    parts = [fold(part) for part in re.split(r"\s+(?:و|and|dhe|&|\+)\s+", tidy(text))]
    return len(parts) > 1 and all(parts) and len(parts[-1]) > 1


def is_total(row: Row) -> bool:
    """Whether a row adds up the rows above it: the word for that, and else numbers at most."""
    filled = [(cell, row.kind(at)) for at, cell in enumerate(row.cells) if cell.strip()]
    others = [cell for cell, kind in filled if not _speaks_of_a_total(cell) and kind != FORMULA]
    return len(others) < len(filled) and all(_counts(cell) for cell in others)


def _counts(cell: str) -> bool:
    """A number, with a word or two: "12 rows"."""
    return no_name(cell) or (len(fold(cell)) <= _FEW and bool(_DIGIT.search(cell)))


@lru_cache(maxsize=20_000)
def _speaks_of_a_total(cell: str) -> bool:
    words = tuple(word for word in fold(cell) if not word.isdecimal())
    beginnings = (words[:length] for length in range(1, len(words) + 1))
    return len(words) <= _FEW and any(words in _totals() for words in beginnings)


@cache
def _unknown() -> frozenset[Words]:
    return frozenset(fold(phrase) for phrase in section("unknown")["words"])


@cache
def _totals() -> frozenset[Words]:
    return frozenset(fold(phrase) for phrase in section("totals")["words"])


def zero_lost(text: str, kind: str) -> bool:
    """Whether a spreadsheet took a telephone for a number: the mobile numbers of Iran (09…) and
    Albania (06…) without their zero."""
    return kind == NUMBER and bool(re.fullmatch(r"9\d{9}|6\d{8}", text))


def shortened(text: str, kind: str) -> bool:
    """Whether a spreadsheet has cut a long number short: "9.16E+09" has lost its last digits."""
    return kind != NUMBER and bool(re.fullmatch(r"\s*\d[.,]\d+E\+?\d+\s*", text, re.IGNORECASE))
