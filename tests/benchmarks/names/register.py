"""A register of invented people: as many as asked for, the same for the same seed.

Names are frequency-weighted (few are very common, most are rare); families share surname and
father; some people stand in Latin letters, spelled as their country or their clerk spells. Planted
people stand once in the register and are asked for in another spelling.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from tests.benchmarks.names import words

LATIN_SHARE = 0.3
FAMILY_SIZES = (1, 1, 2, 2, 3, 4, 5)


@dataclass(frozen=True)
class Row:
    name: str
    father: str
    year: int
    female: bool


@dataclass(frozen=True)
class Planted:
    """Somebody of the register, and how he or she is asked for."""

    row: Row
    asked: str


Word = tuple[str, str]  # in Persian letters, and one Latin spelling to start from


class Makers:
    """Draws names; one for each seed."""

    def __init__(self, seed: int):
        self.random = random.Random(seed)
        self.surnames = words.surnames(random.Random(7))
        self._weights = {
            id(listed): list(accumulate(1 / (at + 4) for at in range(len(listed))))
            for listed in (words.MEN, words.WOMEN, self.surnames)
        }

    def draw(self, listed: list[Word]) -> Word:
        return self.random.choices(listed, cum_weights=self._weights[id(listed)])[0]

    def given(self, female: bool) -> tuple[Word, ...]:
        listed = words.WOMEN if female else words.MEN
        first = self.draw(listed)
        if not female and self.random.random() < 0.15:
            return first, self.draw(listed)
        return (first,)

    def surname(self) -> tuple[Word, ...]:
        first = self.draw(self.surnames)
        return (first, self.draw(self.surnames)) if self.random.random() < 0.12 else (first,)


def rows(size: int, seed: int) -> Iterator[Row]:
    """Families until there are `size` people."""
    makers, made = Makers(seed), 0
    while made < size:
        surname, father = makers.surname(), makers.given(False)[:1]
        latin = makers.random.random() < LATIN_SHARE
        born = makers.random.randint(1920, 1995)
        for at in range(min(makers.random.choice(FAMILY_SIZES), size - made)):
            female = makers.random.random() < 0.45
            name = (*makers.given(female), *surname)
            yield _row(makers.random, name, father, born + 2 * at, female, latin)
            made += 1


def _row(rng, name, father, year, female, latin) -> Row:
    if latin:
        return Row(spelled(rng, name), spelled(rng, father), year, female)
    return Row(" ".join(w[0] for w in name), father[0][0], year, female)


def spelled(rng: random.Random, name: tuple[Word, ...]) -> str:
    """The name in Latin letters as one of many writers would write it."""
    made = [words.respell(rng, latin) for _, latin in name]
    if rng.random() < 0.3:
        made = [made[-1].upper(), *made[:-1]]
    return " ".join(word if word.isupper() else word.capitalize() for word in made)


def planted(count: int, seed: int, kind: str) -> list[Planted]:
    """`kind`: cross_script (one side Persian, the other Latin), latin (two spellings), exact."""
    makers, made = Makers(seed), []
    for at in range(count):
        female = at % 3 == 0
        name = (*makers.given(female), *makers.surname())
        father, year = makers.given(False)[:1], makers.random.randint(1920, 1995)
        persian = Row(" ".join(w[0] for w in name), father[0][0], year, female)
        latin = _row(makers.random, name, father, year, female, True)
        again = spelled(makers.random, name)
        if kind == "latin":
            made.append(Planted(latin, again))
        elif kind == "exact":
            one = persian if at % 2 else latin
            made.append(Planted(one, one.name))
        else:
            made.append(Planted(persian, again) if at % 2 else Planted(latin, persian.name))
    return made
