"""The words that registers are written in, in all four languages, folded for comparing.

The words themselves live in `words/<language>.toml`, where a native reader can correct them
without reading code.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from families.names import fold_letters

LANGUAGES = ("fa", "en", "ar", "sq")

Words = tuple[str, ...]

_BETWEEN_WORDS = re.compile(r"[\W_]+")
_ARTICLE = re.compile(r"^(?:وال|بال|فال|لل|ال)(?=\w{2,})")


def language_of(texts: Iterable[str]) -> str:
    """The language that most of the headings are written in: one of LANGUAGES."""
    told = [word for text in texts for word in fold(text)]
    return max(LANGUAGES, key=lambda language: sum(word in _vocabulary(language) for word in told))


@cache
def _vocabulary(language: str) -> frozenset[str]:
    held = _file(language)
    names = ("fields", "attributes", "roles", "weak", "consents", "stop")
    spoken = (phrase for name in names for phrases in held[name].values() for phrase in phrases)
    return frozenset(word for phrase in spoken for word in fold(phrase))


@cache
def section(name: str) -> dict[str, tuple[str, ...]]:
    """One section of all the word files together: its keys with the phrases as they are written."""
    merged: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for key, phrases in _file(language)[name].items():
            merged.setdefault(key, []).extend(phrases)
    return {key: tuple(phrases) for key, phrases in merged.items()}


@cache
def _file(language: str) -> dict[str, dict]:
    path = Path(__file__).with_name("words") / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=50_000)
def fold(text: str) -> Words:
    """The words of a text; case, marks, digits' script, letter variants, «ال» do not matter.

    Half-spaces part words; apostrophes do not matter; «جست‌وجو» and «جستجو» are one word.
    """
    plain = _plain(text)
    for pattern, spelling in _spellings():
        plain = pattern.sub(spelling, plain)
    return tuple(_ARTICLE.sub("", word) for word in plain.split())


def _plain(text: str) -> str:
    return _BETWEEN_WORDS.sub(" ", fold_letters(text)).strip()


@cache
def _spellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    pairs: dict[str, str] = {}
    for language in LANGUAGES:
        pairs.update(_file(language)["spelling"])
    longest_first = sorted(pairs.items(), key=lambda pair: -len(pair[0]))
    return tuple((re.compile(rf"\b{re.escape(_plain(a))}\b"), _plain(b)) for a, b in longest_first)


@cache
def single_words(name: str) -> frozenset[str]:
    """Every word of a section's `words` list, folded."""
    return frozenset(word for phrase in section(name)["words"] for word in fold(phrase))


@cache
def phrases(name: str) -> dict[Words, str]:
    """A section turned round: folded phrase -> the key it stands for; the first language wins.

    "purposes" are the consents without the words that only say that it is about consent.
    """
    turned: dict[Words, str] = {}
    source = section("consents" if name == "purposes" else name)
    for key, written in source.items():
        if name == "purposes" and key == "words":
            continue
        for phrase in written:
            turned.setdefault(fold(phrase), key)
    turned.pop((), None)
    return turned
