"""What is stored about a name so that it is found again among a million, in any script.

Two small indexes. Words are found by *skeletons*: their consonants in coarse classes common to all
scripts. Names are found by *keys*: numbers made of the whole set of their parts, of each two parts,
of a part with the father's name, and of one part. A search first asks which words sound like the
ones typed, then which names have these words together.
"""

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations, product

from families.names.parts import parts_of
from families.names.sounds import sounds

MOST_PAIRED = 6  # parts of one name that are paired with each other
_ALTERNATES = 6
_MASK = (1 << 47) - 1  # fits six bytes of SQLite's integers, and every database's big integer

# Coarse classes; what is not here (vowels, v, y, h, ain) is dropped. Ambiguous letters have more
# than one.
_CLASSES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys("bp", ("b",)),
    **dict.fromkeys("td", ("t",)),
    **dict.fromkeys("sz", ("s",)),
    **dict.fromkeys("SZCj", ("c",)),
    **dict.fromkeys("kqg", ("k",)),
    **dict.fromkeys("mn", ("n",)),
    "f": ("f",),
    "l": ("l",),
    "r": ("r",),
    "T": ("t", "s"),
    "D": ("s", "t"),
    "J": ("c", ""),
    "K": ("k", "c", "s"),
    "Q": ("c", "k", ""),
    "X": ("k", ""),
    "x": ("k", "c", ""),
}


@lru_cache(maxsize=200_000)
def skeletons(word: str) -> tuple[str, ...]:
    """At most six skeletons of a normalised word, the likeliest first.

    A vowel at the beginning is marked. Words that only their vowels tell apart share a skeleton.
    """
    heard = sounds(word)
    start = "a" if heard[:1] in set("aeiouANIW") and heard[:1] != "W" else ""
    choices = [_CLASSES[char] for char in heard if char in _CLASSES]
    digits = "".join(char for char in heard if char.isdigit())
    made = dict.fromkeys(start + _squeezed("".join(c)) + digits for c in product(*choices[:12]))
    return tuple(list(made)[:_ALTERNATES])


def _squeezed(text: str) -> str:
    return "".join(char for at, char in enumerate(text) if text[at - 1 : at] != char)


@lru_cache(maxsize=200_000)
def nearly(word: str) -> tuple[str, ...]:
    """The first skeleton with one consonant left out, of words long enough to bear it."""
    first = skeletons(word)[0]
    if len(first) < 4:
        return ()
    return tuple(dict.fromkeys(first[:at] + first[at + 1 :] for at in range(len(first))))


def beginning(word: str) -> str:
    """Under what a word is found by somebody who typed no more than its beginning."""
    return "^" + word[:3]


@lru_cache(maxsize=500_000)
def _number(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "big")


def one_key(part: str) -> int:
    return (_number(part) * 3) & _MASK


def pair_key(one: str, other: str) -> int:
    """The key of two parts of one name, in either order."""
    a, b = _number(one), _number(other)
    return ((a + b) * 0x9E3779B97F4A7C15 ^ a * b) & _MASK


def father_key(part: str, father: str) -> int:
    """The key of a part of the name with the first part of the father's."""
    return (_number(part) * 5 + _number(father) * 0xC2B2AE3D27D4EB4F) & _MASK


def set_key(parts: Iterable[str]) -> int:
    """The key of all parts of a name, in any order."""
    return sum(_number(part) * 0x165667B19E3779F9 >> 7 for part in parts) & _MASK


def keys_of(parts: tuple[str, ...], father: tuple[str, ...] = ()) -> list[int]:
    """Every key that a name is stored under, each once; short words are keys too."""
    paired = parts[:MOST_PAIRED]
    made = [one_key(part) for part in paired]
    if len(parts) > 1:
        made.append(set_key(parts))
        made += [pair_key(a, b) for a, b in combinations(paired, 2)]
    if father:
        made += [father_key(part, father[0]) for part in paired[:1] + paired[1:][-1:]]
    return list(dict.fromkeys(made))


@lru_cache(maxsize=100_000)
def stored_parts(normalised: str) -> tuple[str, ...]:
    """The parts of a name whose normalised form is at hand."""
    return parts_of(tuple(normalised.split()))
