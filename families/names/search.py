"""Exact search over names: the same name written in one of its everyday spellings.

How to search on any database, in one column:

* store `search_key(name)` beside the name: the normalised letters with no spaces at all;
* turn what the clerk typed into `search_terms(query)`;
* a name is found when its key contains every term (`matches` says the same in Python).

Leaving out the spaces is what makes «محمدرضا», «محمد رضا» and the half-space form one name, also
for compounds no list knows («نمونه ای», «فرض پور»). The price is that a term may span the end of
one word and the start of the next; a clerk sees one name too many, never one too few.

Spellings that differ in their letters, and names across scripts, are not promised here.
"""

import re
import tomllib
from pathlib import Path

from families.names.latin import APOSTROPHES, simplify
from families.names.letters import fold_letters

_WORDS = tomllib.loads(Path(__file__).with_name("titles.toml").read_text(encoding="utf-8"))
HONORIFICS = frozenset(_WORDS["before"].split())
_HONORIFICS_AFTER = frozenset(_WORDS["after"].split())
_PARTICLES = frozenset(_WORDS["particles"].split())
_SURNAME_ENDINGS = frozenset(_WORDS["surname_endings"].split())

_GLUED_TITLE = re.compile(r"^(?:سید|سیده|seyed|seyyed|sayyed|sayed)(?=.{3})")
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def normalise(text: str) -> str:
    """The search form of a text: folded letters, single spaces, no punctuation.

    matching.md's first step: «علي كريمي» and «علی کریمی» come out the same, «Provëza» as
    "proveza", «Ja'far» as "jafar", ۴۱۷ as "417". The half-space is a space. Idempotent.
    """
    without_signs = "".join(char for char in text if char not in APOSTROPHES)
    return _BETWEEN_WORDS.sub(" ", simplify(fold_letters(without_signs))).strip()


def tokens(text: str) -> tuple[str, ...]:
    """The words of `normalise(text)`, in their order."""
    return tuple(normalise(text).split())


def without_honorifics(words: tuple[str, ...]) -> tuple[str, ...]:
    """The normalised words without titles before, inside («مریم خانم فرضی») and after the name.

    Never empties a name.
    """
    start = 0
    while start < len(words) - 1 and _is_title(words, start, HONORIFICS):
        start += 1
    later = range(start + 1, len(words))
    dropped = {place for place in later if _is_title(words, place, _HONORIFICS_AFTER)}
    return tuple(
        word for place, word in enumerate(words) if place >= start and place not in dropped
    )


def _is_title(words: tuple[str, ...], at: int, titles: frozenset[str]) -> bool:
    belongs_to_surname = words[at + 1 : at + 2] and words[at + 1] in _SURNAME_ENDINGS
    return words[at] in titles and not belongs_to_surname


def search_key(text: str) -> str:
    """What to store for searching: the normalised name without spaces (titles kept)."""
    return normalise(text).replace(" ", "")


def search_terms(query: str) -> tuple[str, ...]:
    """What a name's key must contain, every one of them, in any order.

    Titles («سید», «خانم», Dr) and particles (al, bin) are not asked for, unless nothing else was
    typed. Single letters are not either: they would fit every name. Empty for an empty query.
    """
    words = tokens(query)
    telling = tuple(
        _without_glued_title(word)
        for word in without_honorifics(words)
        if word not in _PARTICLES and len(word) > 1
    )
    return tuple(dict.fromkeys(telling or words))


def _without_glued_title(word: str) -> str:
    rest = _GLUED_TITLE.sub("", word)
    return word if rest in _SURNAME_ENDINGS else rest


def matches(query: str, name: str) -> bool:
    """Whether the name is found by the query, as the database search would; an empty one is not."""
    key = search_key(name)
    terms = search_terms(query)
    return bool(terms) and all(term in key for term in terms)


def same_spelling(one: str, other: str) -> bool:
    """Whether two names are one name but for letter forms, spaces, half-spaces and titles."""
    return _core(one) == _core(other) != ""


def _core(name: str) -> str:
    return _without_glued_title("".join(without_honorifics(tokens(name))))
