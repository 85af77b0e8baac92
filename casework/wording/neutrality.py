"""What a message with family news alone would better not hold: places, ways to answer directly,
politics, pressure. Hints to the person who reads it; a machine neither accepts nor refuses one.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale

from casework.wording.script import LANGUAGES
from families.names import to_ascii_digits
from families.names.search import normalise

WORD = re.compile(r"[^\W_]+(?:[\u200c’'-][^\W_]+)*")
MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
WEB = re.compile(r"(?:https?://|www\.)\S+|(?<!\w)@\w{3,}|\b[\w-]+\.(?:com|org|net|ir|al|info)\b")
NUMBER = re.compile(r"\+?\d(?:[\s()./-]{0,3}\d){5,}")
SPELLED = re.compile(r"\d+")
BEFORE = ("وبال", "وال", "بال", "فال", "كال", "کال", "ال", "لل", "و", "ب", "ل", "ف")
ENDING = 3  # letters that a word may have after what stands in the list
SHORTEST = 3


@dataclass(frozen=True)
class Hint:
    """Letters `start` to `end` of the text, and the kind: number, reach, place, politics,
    pressure."""

    start: int
    end: int
    kind: str


def hints(text: str, *, places: Iterable[str] = ()) -> list[Hint]:
    """What the reader should look at, in the order of the text, none over another. `places` are
    further names of places, such as the family's own town."""
    found = [*_signs(text), *_words(text, _keys(places))]
    found.sort(key=lambda hint: (hint.start, -hint.end))
    apart: list[Hint] = []
    for hint in found:
        if not apart or hint.start >= apart[-1].end:
            apart.append(hint)
    return apart


def _signs(text: str) -> Iterator[Hint]:
    """Mail, web and what may be a telephone, in digits of any script: as long as the text."""
    plain = to_ascii_digits(text)
    for pattern, kind in ((MAIL, "reach"), (WEB, "reach"), (NUMBER, "number"), (SPELLED, "number")):
        for match in pattern.finditer(plain):
            if pattern is not SPELLED or len(match.group()) > 2:
                yield Hint(match.start(), match.end(), kind)


def _words(text: str, own: frozenset[str]) -> Iterator[Hint]:
    words = list(WORD.finditer(text))
    keys = [_key(match.group()) for match in words]
    for at, match in enumerate(words):
        for many in (3, 2, 1):
            if at + many > len(words):
                continue
            kind = _kind("".join(keys[at : at + many]), own, alone=many == 1)
            if kind:
                yield Hint(match.start(), words[at + many - 1].end(), kind)
                break


def _kind(key: str, own: frozenset[str], *, alone: bool) -> str:
    """Of a word also with an article, a joined preposition or an ending."""
    for form in _forms(key):
        if form in own or form in _listed()["towns"] or form in _countries():
            return "place"
        if alone:
            for kind in ("place", "reach", "politics", "pressure"):
                if _begins_with(form, _listed()[kind]):
                    return kind
    return (
        "place" if alone and any(_begins_with(f, _listed()["towns"]) for f in _forms(key)) else ""
    )


def _forms(key: str) -> Iterator[str]:
    yield key
    for sign in BEFORE:
        if key.startswith(sign) and len(key) - len(sign) >= SHORTEST:
            yield key[len(sign) :]


def _begins_with(form: str, listed: frozenset[str]) -> bool:
    if form in listed:
        return True
    least = max(len(form) - ENDING, SHORTEST + 1)
    return any(form[:length] in listed for length in range(least, len(form)))


def _key(word: str) -> str:
    return normalise(word).replace(" ", "")


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(key for key in map(_key, words) if len(key) >= SHORTEST)


@cache
def _listed() -> dict[str, frozenset[str]]:
    path = Path(__file__).with_name("neutrality.toml")
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return {kind: _keys(" ".join(by.values()).split()) for kind, by in told.items()}


@cache
def _countries() -> frozenset[str]:
    """The names of all countries in the four languages, of the Unicode CLDR."""
    return _keys(
        name
        for language in LANGUAGES
        for code, name in Locale(language).territories.items()
        if code.isalpha() and len(code) == 2
    )
