"""Whether two names are one person's: a score, and what each part of it counted.

Scores are between 0 and 1. From LIKELY on the two are probably one person, from POSSIBLE on
somebody should look; below, nothing speaks for it. Nobody is ever joined by a score: people decide.
"""

from dataclasses import dataclass
from functools import lru_cache

from families.names.given import names_of
from families.names.likeness import likeness
from families.names.parts import parts, telling
from families.names.sounds import sounds

LIKELY = 0.80
POSSIBLE = 0.60

_WORTH = 0.62  # below, two parts have nothing to do with each other
_EQUIVALENT = 0.97  # one name in the table, spelled differently
_DISTINCT = 0.3  # two names in the table
_INITIAL = 0.75
_JOINED_WORTH = 0.75
_LETTERS_APART = 5
_TELLS = 0.5  # a part that tells less than this, alone, contradicts nothing
_ENOUGH = 1.3  # what must fit before a name of several parts says who somebody is


@dataclass(frozen=True)
class Fit:
    """One part of one name and what stands for it in the other ("" for nothing).

    `likeness` 0–1; `share` is how much of the whole comparison hangs on it, 0–1.
    """

    one: str
    other: str
    likeness: float
    share: float


@dataclass(frozen=True)
class Pair:
    """Parts of one name (by place) that stand for parts of the other; mostly one for one."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    alike: float


@dataclass(frozen=True)
class NameMatch:
    """How well two names go together, and part by part why (worked out when somebody asks).

    `contradicted`: each name has a telling part that the other lacks, however well the rest fits.
    So it is with brothers, who share father and surname.
    """

    score: float
    one: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()
    contradicted: bool = False

    @property
    def fits(self) -> tuple[Fit, ...]:
        return tuple(_fits(self.one, self.other, self.pairs))


@lru_cache(maxsize=500_000)
def part_likeness(one: str, other: str) -> float:
    """How far two parts are one name, 0–1: the table of given names first, then the sounds."""
    if one == other:
        return 1.0
    if len(one) == 1 or len(other) == 1:
        return _INITIAL if _begin_alike(one, other) else 0.0
    known, also = names_of(one), names_of(other)
    if known and also:
        return _EQUIVALENT if known & also else min(_DISTINCT, likeness(one, other))
    return max(likeness(a, b) for a in _with_article(one) for b in _with_article(other))


def _begin_alike(one: str, other: str) -> bool:
    return likeness(sounds(one)[:1], sounds(other)[:1]) > 0.5 or one[0] == other[0]


def _with_article(part: str) -> tuple[str, ...]:
    # Alameri is al-Ameri, but Alborz is not al-Borz: both readings are tried.
    if len(part) > 5 and part.startswith(("al", "el")) and part[2] != "i":
        return (part, part[2:])
    return (part,)


def compare_names(one: str, other: str) -> NameMatch:
    """Compare two full names, in any scripts and any order of their parts."""
    return compare_parts(parts(one), parts(other))


@lru_cache(maxsize=20_000)
def compare_parts(one: tuple[str, ...], other: tuple[str, ...]) -> NameMatch:
    """The same for names already taken apart."""
    if not one or not other:
        return NameMatch(0.0)
    pairs = _assign(one, other)
    return _judge(one, other, pairs)


def _assign(one: tuple[str, ...], other: tuple[str, ...]) -> list[Pair]:
    """Which part stands for which: best pairs first, each part once."""
    single = [
        Pair((i,), (j,), alike)
        for i, a in enumerate(one)
        for j, b in enumerate(other)
        if (alike := part_likeness(a, b)) >= _WORTH
    ]
    good = [pair for pair in single if pair.alike > 0.9]
    sure = {i for pair in good for i in pair.left}, {j for pair in good for j in pair.right}
    found = single + [Pair((i, i + 1), (j,), alike) for i, j, alike in _joined(one, other, *sure)]
    found += [Pair((i,), (j, j + 1), alike) for j, i, alike in _joined(other, one, *sure[::-1])]
    # Ties go by the letters, not by place or side: the order of the parts never changes a score.
    found.sort(key=lambda p: (-p.alike, *sorted((one[p.left[0]], other[p.right[0]]))))
    used: tuple[set[int], set[int]] = (set(), set())
    made = []
    for pair in found:
        if used[0].isdisjoint(pair.left) and used[1].isdisjoint(pair.right):
            used[0].update(pair.left)
            used[1].update(pair.right)
            made.append(pair)
    return made


def _joined(apart: tuple[str, ...], whole: tuple[str, ...], sure_apart, sure_whole):
    """Two neighbours of one name written as one word in the other (Salar Kia, Salarkia)."""
    for i in range(len(apart) - 1):
        if i in sure_apart or i + 1 in sure_apart:
            continue
        for j, word in enumerate(whole):
            if j in sure_whole or len(word) < 5:
                continue
            if abs(len(apart[i]) + len(apart[i + 1]) - len(word)) > _LETTERS_APART:
                continue
            alike = likeness(apart[i] + apart[i + 1], word)
            if alike >= _JOINED_WORTH:
                yield i, j, alike


def _judge(one: tuple[str, ...], other: tuple[str, ...], pairs: list[Pair]) -> NameMatch:
    weights = [telling(p) for p in one], [telling(p) for p in other]
    gained, evidence = [0.0, 0.0], 0.0
    alone = set(range(len(one))), set(range(len(other)))
    for pair in pairs:
        worth = ((pair.alike - _WORTH) / (1 - _WORTH)) ** 0.7
        here = sum(weights[0][i] for i in pair.left), sum(weights[1][j] for j in pair.right)
        gained[0] += here[0] * worth
        gained[1] += here[1] * worth
        evidence += worth * min(here)
        alone[0].difference_update(pair.left)
        alone[1].difference_update(pair.right)
    covered = gained[0] / sum(weights[0]), gained[1] / sum(weights[1])
    score = max(covered) ** 1.3 * (0.55 + 0.45 * min(covered))
    if min(covered) < 1 and evidence < _ENOUGH and max(len(one), len(other)) > 1:
        score *= 0.45 + 0.55 * evidence / _ENOUGH
    contradicted = all(
        any(weights[side][place] > _TELLS for place in alone[side]) for side in (0, 1)
    )
    if contradicted:
        score = min(score, POSSIBLE + 0.15)
    return NameMatch(round(score, 4), one, other, tuple(pairs), contradicted)


def _fits(one, other, pairs: tuple[Pair, ...]) -> list[Fit]:
    weights = [telling(p) for p in one], [telling(p) for p in other]
    whole = sum(weights[0]) + sum(weights[1])
    made = []
    seen: tuple[set[int], set[int]] = (set(), set())
    for pair in pairs:
        share = sum(weights[0][i] for i in pair.left) + sum(weights[1][j] for j in pair.right)
        left = " ".join(one[i] for i in pair.left)
        right = " ".join(other[j] for j in pair.right)
        made.append(Fit(left, right, round(pair.alike, 3), share / whole))
        seen[0].update(pair.left)
        seen[1].update(pair.right)
    for i in set(range(len(one))) - seen[0]:
        made.append(Fit(one[i], "", 0.0, weights[0][i] / whole))
    for j in set(range(len(other))) - seen[1]:
        made.append(Fit("", other[j], 0.0, weights[1][j] / whole))
    return made
