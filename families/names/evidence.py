"""Two people as two families told of them: is it one human being? People decide, never we.

The name says most; birth, father and sex add or subtract. All that counted stands in `Verdict`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from families.names.comparing import (
    LIKELY,
    POSSIBLE,
    Fit,
    NameMatch,
    compare_parts,
    part_likeness,
)
from families.names.parts import parts

LEVELS = ("not", "possible", "likely")
_YEAR = 365


@dataclass(frozen=True)
class Told:
    """What is compared of one person. `birth` holds the first and last day it can be.

    `parts` are the name's, where somebody has them at hand.
    """

    name: str
    father: str = ""
    birth: tuple[date, date] | None = None
    sex: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """`score` 0–1, `level` one of LEVELS, and why: `fits` of the name's parts, `beside` the rest.

    `beside` holds ("birth" | "father" | "sex", "fits" | "near" | "against").
    """

    score: float
    level: str
    names: NameMatch
    beside: tuple[tuple[str, str], ...]

    @property
    def fits(self) -> tuple[Fit, ...]:
        return self.names.fits


def compare(one: Told, other: Told) -> Verdict:
    """The same in both directions, whatever order the parts stand in."""
    names = one.parts or parts(one.name), other.parts or parts(other.name)
    match = compare_parts(*names)
    beside = tuple(
        (what, how)
        for what, how in (
            ("birth", birth_fit(one.birth, other.birth)),
            ("father", _father_fit(one, other, *names)),
            ("sex", _sex_fit(one.sex, other.sex)),
        )
        if how
    )
    score = weigh(match, beside, contradicted=match.contradicted)
    return Verdict(score, level_of(score), match, beside)


def level_of(score: float) -> str:
    return "likely" if score >= LIKELY else "possible" if score >= POSSIBLE else "not"


_GAINS = {("birth", "fits"): 0.35, ("birth", "near"): 0.15, ("father", "fits"): 0.3}
_LOSSES = {("birth", "against"): 0.55, ("father", "against"): 0.6, ("sex", "against"): 0.4}


def weigh(
    match: NameMatch, beside: Sequence[tuple[str, str]], *, contradicted: bool = False
) -> float:
    """The name's score with what stands beside it; details never make up for another name."""
    score = match.score
    for detail in beside:
        if score >= 0.45:
            score += (1 - score) * _GAINS.get(detail, 0.0)
        score *= _LOSSES.get(detail, 1.0)
    return round(min(score, LIKELY - 0.02) if contradicted else score, 4)


def birth_fit(one: tuple[date, date] | None, other: tuple[date, date] | None) -> str:
    """fits: it can be the same day; near: up to a year between; against: more than two years."""
    if one is None or other is None:
        return ""
    between = max((other[0] - one[1]).days, (one[0] - other[1]).days)
    if between <= 0:
        return "fits"
    if between <= _YEAR + 1:
        return "near"
    return "against" if between > 2 * _YEAR else ""


def _father_fit(one: Told, other: Told, *names: tuple[str, ...]) -> str:
    """Arabic and Afghan names carry the father's name inside: it is looked for there too."""
    if one.father and other.father:
        fathers = compare_parts(parts(one.father), parts(other.father))
        return "fits" if fathers.score > 0.6 else "against"
    father, among = (one.father, names[1]) if one.father else (other.father, names[0])
    wanted = parts(father)[:1]
    inside = wanted and any(part_likeness(wanted[0], part) > 0.85 for part in among[1:-1])
    return "fits" if inside else ""


def _sex_fit(one: str, other: str) -> str:
    known = {"female", "male"}
    return "against" if one in known and other in known and one != other else ""
