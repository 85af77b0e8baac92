"""How alike two words sound, whatever script each is written in."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz

from families.names.sounds import VOWELS, is_arabic, rough, sounds, sounds_apart

_TABLES = tomllib.loads(Path(__file__).with_name("costs.toml").read_text(encoding="utf-8"))
_UNMATCHED: dict[str, dict[str, float]] = _TABLES.pop("unmatched")
_APART: dict[str, float] = {}
for _table in _TABLES.values():
    for _pair, _cost in _table.items():
        _APART[_pair] = _APART[_pair[::-1]] = _cost

_WRITTEN_VOWELS = VOWELS | {"Y", "W", "N", "H", "I", "E"}
_STRANGERS = 38  # rapidfuzz's measure of the rough sounds, below which no alignment is tried

_NO_MORE = 0.5  # likeness below which two words are not measured to the end

_TWO_SOUNDS = re.compile("[tds]h|dz")
_ONE_OF_THEM = re.compile("[hXz]")
_SHORT = 4  # sounds: too few for the quick measure
_FIRST_VOWELS = frozenset("aeiouAN")


@lru_cache(maxsize=500_000)
def likeness(one: str, other: str) -> float:
    """From 0 (nothing in common) to 1 (one word, as far as letters can tell), symmetric.

    An alignment of the two words' sounds with the costs of `costs.toml`, divided by the number
    of sounds that carry the word (its consonants).
    """
    if one == other:
        return 1.0
    first, second = sounds(one), sounds(other)
    if not first or not second:
        return 0.0
    arabic = is_arabic(one) + is_arabic(other)
    longest = max(len(first), len(second))
    if longest > _SHORT and fuzz.ratio(rough(one), rough(other)) < _STRANGERS:
        return 0.0
    unmatched = _UNMATCHED[("latin", "across", "arabic")[arabic]]
    best = _alike(first, second, unmatched)
    if arabic == 1 and best < 0.9:
        latin, written = (other, first) if is_arabic(one) else (one, second)
        if _TWO_SOUNDS.search(latin) and _ONE_OF_THEM.search(written):
            best = max(best, _alike(sounds_apart(latin), written, unmatched))
    return best


def _alike(first: str, second: str, unmatched: dict[str, float]) -> float:
    carrying = max(_carrying(first), _carrying(second)) + 0.5
    most = carrying * (1 - _NO_MORE)
    distance = _distance(first, second, unmatched, most)
    return 1.0 - distance / carrying if distance <= most else 0.0


def _carrying(heard: str) -> int:
    return max(1, sum(char not in _WRITTEN_VOWELS for char in heard))


def _distance(first: str, second: str, unmatched: dict[str, float], most: float) -> float:
    """The cost of the best alignment; something above `most` as soon as it cannot be less."""
    lone = unmatched.get
    alone_there = [lone(char, 1.0) for char in second]
    row = [0.0]
    for alone in alone_there:
        row.append(row[-1] + alone)
    for at, char in enumerate(first):
        alone = lone(char, 1.0)
        diagonal, row[0] = row[0], row[0] + alone
        for place, facing in enumerate(second):
            if char == facing:
                swap = 0.0
            elif at == place == 0 and char in _FIRST_VOWELS and facing in _FIRST_VOWELS:
                swap = 0.1  # a first alef carries any vowel
            else:
                swap = _APART.get(char + facing, 1.0)
            best = diagonal + swap
            diagonal = row[place + 1]
            if diagonal + alone < best:
                best = diagonal + alone
            left = row[place] + alone_there[place]
            row[place + 1] = left if left < best else best
        if min(row) > most:
            return most + 1
    return row[-1]
