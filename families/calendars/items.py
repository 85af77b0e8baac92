"""From a text to the items a date is made of: numbers, and words with a known meaning."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from families.calendars.spelled import NumberWords, read_spelled
from families.names.latin import APOSTROPHES, simplify
from families.names.letters import fold_letters, to_ascii_digits

_LONGEST_PHRASE = 5
# More digits than a compact date has are no date; int() of a million of them would also fail.
_MOST_DIGITS = 8

_DASHES = re.compile(r"[\u2010-\u2015\u2212\u2043\ufe58\uff0d]")
_DOTS = re.compile(r"(?<=\d)\s*(?:\.{2,}|…)\s*(?=\d)")
_SLASHES = re.compile(r"[\u2044\u2215\u060d\\\u29f8]")
_CLOCK = re.compile(
    r"(?:(?<=\d)\s*t\s*|(?<!\S))\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:z\b|[+-]\d{2}:?\d{2})?"
)
_SPREADSHEET_YEAR = re.compile(r"^\s*(\d{4})\.0+\s*$")
_LUNAR_SIGN = re.compile(r"هـ(?!\s*[.\-/]?\s*[شق])")
_ABBREVIATION = re.compile(r"(?<![^\W\d_])([^\W\d_])\s?[.]\s?([^\W\d_])(?!\w)\.?")
_ONE_THOUSAND = re.compile(r"(?<!\w)یک\s?هزار(?!\w)")
_TWO_THOUSAND = re.compile(r"(?<!\w)دو\s?هزار(?!\w)")
# 14-Mar-1965 and 45-year-old: the hyphen binds what a space would.
_BOUND_DAY = re.compile(r"(?<!\d)(\d{1,2})-([^\W\d_]{3,})-(?=\d{2})")
_BOUND_AGE = re.compile(r"(?<!\d)(\d{1,3})-(?=[^\W\d_]{2})")
_TATWEEL_AS_DASH = re.compile(r"(?<=[\s\d])ـ+(?=[\s\d])")
_YEARS_OLD = re.compile(r"(?<![^\W\d_])y\s*/\s*o(?!\w)")
_PLUS_MINUS = re.compile(r"\+\s*/\s*-")
_OR_LATER = re.compile(r"(?<=\d)\+(?!\s*[\d/])")
_QUARTER = re.compile(r"(?<!\w)q[1-4](?!\w)")
_ROMAN_MONTH = re.compile(r"(?<=\d)([./\s-])(x?i{1,3}|iv|vi{0,3}|ix|xi{0,2})\1(?=\d)")
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
_HYPHENATED = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_PIECE = re.compile(r"\d+|[^\W\d_]+|\s+|[^\w\s]|_")

# What «و» and «ال» are written together with.
_GROW = ("month", "season", "decade", "year", "years")

# Signs with a meaning of their own; all others part what stands around them.
_SIGNS = {
    "~": "about",
    "≈": "about",
    "±": "give_or_take",
    "≤": "until",
    "≥": "since",
    "?": "doubt",
    "؟": "doubt",
    "<": "before",
    ">": "after",
    "=": "same",
    "&": "and",
    "(": "open",
    "[": "open",
    ")": "close",
    "]": "close",
    "-": "dash",
    "/": "slash",
    ",": "comma",
    "،": "comma",
    ";": "comma",
    "؛": "comma",
}


@dataclass(frozen=True)
class Item:
    """One word, number or sign. `kind` says what it means, `value` which one, `text` its letters.

    `spaced` is set on a dash with spaces on both sides, which parts more than one without;
    `spelled` on a number in words.
    """

    kind: str
    text: str
    value: Any = None
    spaced: bool = False
    spelled: bool = False

    @property
    def digits(self) -> int:
        """How many digits a number was written with; 0 for anything else."""
        return len(self.text) if self.kind == "number" else 0


def canonical(text: str) -> str:
    """The text in one form of letters, digits and signs, for reading only."""
    text = _TATWEEL_AS_DASH.sub("-", _LUNAR_SIGN.sub(" قمری ", text))
    text = "".join(char for char in text if char not in APOSTROPHES)
    text = _SLASHES.sub("/", _DASHES.sub("-", _DOTS.sub("-", text)))
    text = simplify(fold_letters(text))
    text = _SPREADSHEET_YEAR.sub(r"\1", _CLOCK.sub(" ", text))
    text = _ROMAN_MONTH.sub(_month_number, _QUARTER.sub(" ", text))
    text = _OR_LATER.sub(" ≥ ", _PLUS_MINUS.sub("±", text)).replace("<=", "≤").replace(">=", "≥")
    text = _ONE_THOUSAND.sub("هزار", _TWO_THOUSAND.sub("دوهزار", text))
    text = _BOUND_AGE.sub(r"\1 ", _BOUND_DAY.sub(r"\1 \2 ", _YEARS_OLD.sub(" yo ", text)))
    return _HYPHENATED.sub(" ", _ABBREVIATION.sub(r" \1\2 ", text))


def _month_number(found: re.Match[str]) -> str:
    sign, roman = found.groups()
    return f"{sign}{_ROMAN.index(roman) + 1}{sign}" if roman in _ROMAN else found.group()


def read_items(text: str) -> list[Item]:
    """The items of a text, in order; words without a known meaning are kept as kind "word"."""
    pieces = [part for piece in _PIECE.findall(canonical(text)) for part in _grown(piece)]
    return _day_of_month(list(_without_spaces(_items(pieces))))


def _day_of_month(items: list[Item]) -> list[Item]:
    """«٢٠ من مارس» is a day of March, not some time since March."""
    for at in range(1, len(items) - 1):
        after = next((one for one in items[at + 1 :] if one.kind != "filler"), items[at])
        of_month = after.kind == "month" and items[at - 1].kind == "number"
        if items[at].text == "من" and of_month:
            items[at] = replace(items[at], kind="filler")
    return items


def _grown(piece: str) -> tuple[str, ...]:
    """A word apart from what has grown on to it: «آبانماه», «وخرداد», «الربيع»."""
    if not piece.isalpha() or (piece,) in vocabulary():
        return (piece,)
    for parts in (
        (piece.removesuffix("ماه"),),
        (piece.removeprefix("ال"),),
        ("و", piece.removeprefix("و")),
    ):
        meaning = vocabulary().get((parts[-1],))
        if meaning and parts[-1] != piece and meaning[0] in _GROW:
            return parts
    return (piece,)


def _items(pieces: list[str]) -> Iterator[Item]:
    at = 0
    while at < len(pieces):
        item, used = _next_item(pieces, at)
        yield item
        at += used


def _next_item(pieces: list[str], at: int) -> tuple[Item, int]:
    piece = pieces[at]
    if piece.isspace():
        return Item("space", " "), 1
    if piece.isdecimal():
        return _number(piece), 1
    if not piece.isalpha():
        return Item(_SIGNS.get(piece, "sign"), piece), 1
    spelled, phrase = _spelled_number(pieces, at), _phrase(pieces, at)
    if spelled and phrase and phrase[1] > spelled[1]:
        return phrase  # "second half" is no second
    return spelled or phrase or (Item("word", piece), 1)


def _spelled_number(pieces: list[str], at: int) -> tuple[Item, int] | None:
    found = read_spelled(pieces, at, number_words())
    return found and (Item("number", str(found[0]), found[0], spelled=True), found[1])


def _number(digits: str) -> Item:
    value = int(digits) if len(digits) <= _MOST_DIGITS else -1
    return Item("number", digits, value)


def _phrase(pieces: list[str], at: int) -> tuple[Item, int] | None:
    """The longest known phrase that starts here, and how many pieces it takes."""
    words: list[str] = []
    found = None
    for used, piece in enumerate(pieces[at : at + 2 * _LONGEST_PHRASE - 1], start=1):
        if piece.isspace():
            continue
        if not piece.isalpha():
            break
        words.append(piece)
        if meaning := vocabulary().get(tuple(words)):
            found = Item(meaning[0], " ".join(words), meaning[1]), used
    return found


def _without_spaces(items: Iterable[Item]) -> Iterator[Item]:
    held = list(items)
    for at, item in enumerate(held):
        if item.kind == "space":
            continue
        around = held[max(at - 1, 0) : at] + held[at + 1 : at + 2]
        spaced = (
            item.kind == "dash" and len(around) == 2 and all(one.kind == "space" for one in around)
        )
        yield replace(item, spaced=spaced)


@cache
def _spellings() -> dict[str, Any]:
    path = Path(__file__).with_name("words") / "spellings.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def vocabulary() -> dict[tuple[str, ...], tuple[str, Any]]:
    """Every known phrase, as normalised words, with its kind and value."""
    known: dict[tuple[str, ...], tuple[str, Any]] = {}
    for kind, value, phrases in (*_meanings(_spellings()), *_written_names()):
        for phrase in phrases:
            known.setdefault(tuple(canonical(phrase).split()), (kind, value))
    return known


def _meanings(held: dict[str, Any]) -> Iterator[tuple[str, Any, list[str]]]:
    for calendar, months in held["months"].items():
        for number, names in enumerate(months, start=1):
            yield "month", (calendar, number), names
    for number, names in enumerate(held["seasons"]["names"], start=1):
        yield "season", number, names
    for calendar, names in held["calendars"].items():
        yield "calendar", calendar, names
    for tens, *names in held["decades"]["tens"]:
        yield "decade_of", tens, names
    yield "decade", "", held["decades"]["any"]
    yield "decade_suffix", "gregorian", held["decades"]["gregorian_after"]
    yield "age_before", None, held["age"]["before_number"]
    yield "age_after", None, held["age"]["after_number"]
    yield "ago", None, held["age"]["ago"]
    yield "years", "", held["years"]["plural"]
    yield "year", "", held["years"]["any"]
    yield "year", "gregorian", held["years"]["gregorian"]
    for group in ("qualifiers", "glue", "nothing"):
        for kind, names in held[group].items():
            yield kind, None, names


def _written_names() -> Iterator[tuple[str, Any, list[str]]]:
    """The names that our own formatter writes: what it writes can be read again."""
    for path in Path(__file__).with_name("words").glob("??.toml"):
        held = tomllib.loads(path.read_text(encoding="utf-8"))
        for family, months in held["months"].items():
            for number, name in enumerate(months, start=1):
                yield "month", (family.removesuffix("_international"), number), [name]
        for number, name in enumerate(held["patterns"]["seasons"], start=1):
            yield "season", number, [name]


@cache
def ago_units() -> frozenset[str]:
    """Words that make «قبل 20 سنة», "para 20 vjetësh" a time ago and not a year."""
    return frozenset(canonical(word) for word in _spellings()["age"]["ago_unit"])


@cache
def number_words() -> NumberWords:
    """The words of numbers in four languages, in the letters that are compared."""
    return NumberWords.of(_spellings()["numbers"], canonical)


def ascii_number(text: str) -> int | None:
    """A whole number in any digits, or None for anything else or for too many digits."""
    digits = to_ascii_digits(text).strip()
    is_number = digits.isascii() and digits.isdecimal() and len(digits) <= _MOST_DIGITS
    return int(digits) if is_number else None
