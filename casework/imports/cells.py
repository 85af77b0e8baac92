"""What one cell of a register says: yes or no, file names, a relationship, a number in a book."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from casework.imports.people_in_cells import is_unknown
from casework.imports.words import LANGUAGES, fold, phrases, section
from families.names import fold_letters, tidy, to_ascii_digits

YES, NO, NOT_ASKED, UNCLEAR = "yes", "no", "not_asked", "unclear"

_MARKS = {
    "✓": YES,
    "√": YES,
    "✔": YES,
    "☑": YES,
    "✅": YES,
    "+": YES,
    "✗": NO,
    "✘": NO,
    "❌": NO,
    "×": NO,
    "☐": NOT_ASKED,
}
_CROSSES = ("x", "☒", "🗴", "х")
_QUESTIONED = re.compile(r"[؟?]")
_NOTHING = re.compile(r"[\s\-–—_.…?؟/\\*]*")
_TRAILING_DATE = re.compile(r"[\s,،;:()\-–—]*\d{1,4}(?:[./\-]\d{1,4}){0,2}[\s)]*$")

_EXTENSION = (
    r"\.(?:jpe?g|jpe|png|gif|bmp|webp|tiff?|pdf|hei[cf]|docx?|odt|rtf|txt|eml|msg|zip|xlsx?)"
)
_HAS_EXTENSION = re.compile(r"\.[A-Za-z0-9]{2,5}\s*$")
_BETWEEN_FILES = re.compile(r"[,،;؛|\n\r\t]+")
_GLUED_FILES = re.compile(
    rf"({_EXTENSION})\s*(?:\s(?:و|and|dhe|&|-|–|—)\s|\s|\+|&|[/\\](?=[^/\\]*$))\s*(?=\S.*\.[A-Za-z0-9]{{2,5}})",
    re.IGNORECASE,
)
_QUOTES = "\"'«»“”‘’`<>"
_PHONE = re.compile(r"\+?[\d(][\d\s()./\-]{4,}\d")
_BETWEEN_PHONES = re.compile(r"[,،;؛|\n/]+|\s+(?:و|and|dhe|-|–)\s+|(?<=\d{7})\s+(?=[+\d]{7})")
_SLASHES = re.compile(r"[/\\⁄∕／]+")
_DASHES = re.compile(r"[‐‑‒–—−ـ-]+")


@dataclass(frozen=True)
class Relationship:
    """A relationship word as given, and the code it stands for ("" when no word is known).

    Registers differ in whether they write what the enquirer is to the sought person or the
    reverse; the word is kept as given and never turned round.
    """

    code: str
    as_given: str


NO_RELATIONSHIP = Relationship("", "")


@lru_cache(maxsize=10_000)
def answer(text: str, *, crosses: str = UNCLEAR) -> str:
    """YES, NO, NOT_ASKED (also an empty cell) or UNCLEAR, in four languages and their marks.

    A lone x means yes in one book and no in another: it is `crosses`, which a column that also
    has ticks may say. Conditions ("yes, but …") are UNCLEAR: a consent is never read into them.
    """
    plain = unicodedata.normalize("NFKC", tidy(text)).replace("\ufe0f", "").strip()
    if _NOTHING.fullmatch(plain):
        return NOT_ASKED
    if plain in _MARKS:
        return _MARKS[plain]
    if plain.casefold() in _CROSSES:
        return crosses
    if _QUESTIONED.search(plain):
        return UNCLEAR
    found = phrases("answers").get(fold(plain))
    if found in (YES, NO, NOT_ASKED):
        return found
    dated = _TRAILING_DATE.sub("", to_ascii_digits(plain))
    found = None
    if dated != to_ascii_digits(plain):
        found = _MARKS.get(dated.strip()) or phrases("answers").get(fold(dated))
    return found if found in (YES, NO) else UNCLEAR


def has_ticks(column: list[str]) -> bool:
    """Whether a column says yes with a tick."""
    return any(_MARKS.get(cell.strip()) == YES for cell in column)


def crosses_of(column: list[str], *, ticks: bool) -> str:
    """What an x means: no in a register of ticks, or beside a yes; else nobody knows."""
    return NO if ticks or any(answer(cell) == YES for cell in column) else UNCLEAR


def file_names(text: str) -> tuple[str, ...]:
    """The file names in one cell, in their order, each once; folders before a name are left out.

    Parted by commas of either script, semicolons, bars, lines, or "and" after an extension.
    Spaces inside a name stay.
    """
    if fold(text) in _no_files() or is_unknown(text):
        return ()
    parted = _GLUED_FILES.sub(r"\1\n", tidy(text))
    names = (_file_name(part) for part in _BETWEEN_FILES.split(parted))
    return tuple(dict.fromkeys(name for name in names if name))


def _file_name(part: str) -> str:
    if part.strip().lower().startswith("file:"):
        part = unquote(part)
    name = re.split(r"[/\\]", part.strip().strip(_QUOTES).strip())[-1]
    return "" if name in (".", "..") else name.strip()


def _no_files() -> frozenset[tuple[str, ...]]:
    return frozenset(fold(phrase) for phrase in section("answers")["none"])


def looks_like_files(text: str) -> bool:
    """Whether every name in a cell ends like a file."""
    names = file_names(text)
    return bool(names) and all(_HAS_EXTENSION.search(name) for name in names)


@lru_cache(maxsize=5_000)
def relationship(text: str) -> Relationship:
    """The relationship a cell names; a longer text is searched for exactly one known word."""
    given = tidy(text)
    words = fold(given)
    known = phrases("relationships")
    if words in known:
        return Relationship(known[words], given)
    found = {
        code
        for phrase, code in known.items()
        if any(words[at : at + len(phrase)] == phrase for at in range(len(words)))
    }
    if len(found) == 1 and len(words) <= 4:
        return Relationship(found.pop(), given)
    return Relationship("other" if words else "", given)


def sex(text: str) -> str:
    """ "female", "male" or "" when the cell says neither."""
    return phrases("sexes").get(fold(text), "")


def language(text: str) -> str:
    """The code of the language a cell names, or ""."""
    code = text.strip().casefold()
    return code if code in LANGUAGES else phrases("languages").get(fold(text), "")


def number(text: str) -> str:
    """An old number as the book has it: a spreadsheet writes 417 as 417.0 when it thinks."""
    return re.sub(r"(?<=\d)\.0+$", "", text) if re.fullmatch(r"\d+\.0+", text) else text


def number_key(text: str) -> str:
    """An old number for comparing: «الف/۱», «الف / 1» and "الف/١" are one; zeros stay.

    Digits of any script, Arabic and Persian letters, spaces, half-spaces, kinds of slash and of
    dash do not matter; «آ» and «ا» do, for some books number by letters.
    """
    marked = text.replace("آ", "\ue000")
    folded = fold_letters(_DASHES.sub("-", tidy(marked))).replace("\ue000", "آ")
    return re.sub(r"\s+", "", _SLASHES.sub("/", folded))


def phones(text: str) -> tuple[str, ...]:
    """The telephone numbers in one cell, as given, each once."""
    if is_unknown(text):
        return ()
    parts = [part.strip() for part in _BETWEEN_PHONES.split(tidy(text)) if part.strip()]
    if len(parts) < 2 or not all(_is_phone(part) for part in parts):
        whole = tidy(text)
        return (whole,) if whole else ()
    return tuple(dict.fromkeys(parts))


def _is_phone(text: str) -> bool:
    return len(re.sub(r"\D", "", to_ascii_digits(text))) >= 5
