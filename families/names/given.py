"""Which given name a word is, in any spelling; of two known names also that they differ."""

import tomllib
from pathlib import Path

from families.names.search import normalise

_TABLE = tomllib.loads(Path(__file__).with_name("given.toml").read_text(encoding="utf-8"))
_SURNAMES_ARABIC = ("ی", "زاده")
_SURNAMES_LATIN = ("i", "y", "ee", "zadeh", "zade")


def _read() -> dict[str, frozenset[str]]:
    """Word → the names it may be. A surname made of a name («حسینی», Hosseini) is its own name."""
    known: dict[str, set[str]] = {}
    for line in _TABLE["names"].strip().splitlines():
        spellings = [normalise(word).replace(" ", "") for word in line.split()]
        name = spellings[0]
        for word in spellings:
            known.setdefault(word, set()).add(name)
    for word, names in list(known.items()):
        for ending, kind in _surnames(word):
            known.setdefault(word + ending, set()).update(f"{name}-{kind}" for name in names)
    return {word: frozenset(names) for word, names in known.items()}


def _surnames(word: str) -> list[tuple[str, str]]:
    endings = _SURNAMES_LATIN if word.isascii() else _SURNAMES_ARABIC
    if word[-1] in "iyیaeاه":
        return []
    return [(ending, "zadeh" if "z" in ending or "ز" in ending else "i") for ending in endings]


_KNOWN = _read()


def names_of(word: str) -> frozenset[str]:
    """The given names, or surnames made of them, that a normalised word may be; mostly empty."""
    return _KNOWN.get(word, frozenset())


def spellings_of(word: str) -> frozenset[str]:
    """All listed spellings of the names that a normalised word may be, itself among them."""
    return _SPELLINGS.get(word, frozenset())


def _spellings() -> dict[str, frozenset[str]]:
    by_name: dict[str, set[str]] = {}
    for word, names in _KNOWN.items():
        for name in names:
            by_name.setdefault(name, set()).add(word)
    return {
        word: frozenset().union(*(by_name[name] for name in names))
        for word, names in _KNOWN.items()
    }


_SPELLINGS = _spellings()
