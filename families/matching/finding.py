"""Who may be meant: from what was told to a short ranked list, each with its reasons."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from families.matching import tables
from families.matching.hearing import Heard, words_like
from families.matching.index import interval
from families.models import PersonName
from families.names.evidence import Told, Verdict, compare
from families.names.keys import (
    father_key,
    one_key,
    pair_key,
    set_key,
    stored_parts,
)
from families.names.parts import parts, telling
from families.names.search import normalise
from families.names.sounds import is_arabic

_PARTS = 6  # of a longer name the first ones are asked for
_WORDS_EACH = 8  # where many combinations would follow
_SETS = 400
_PAIRS_EACH = 80
_KEYS_AT_ONCE = 250
_NAMES_EACH, _MANY_EACH = 120, 4_000
_ENOUGH = 1_500
_FEW = 40
_SCORED, _MANY = 100, 1_000
_NAMESAKES = 24  # of exactly the same words, where there are more than can be compared
_TOGETHER, _FOR_ONE, _NEAR = 4, 2, 0.12
_YEARS_AROUND = 1
_WIDEST_QUESTION = 12 * 366  # days


@dataclass(frozen=True)
class Match:
    """A name that may be the one meant: whose it is, how it is written, and the verdict."""

    name: int
    person: UUID
    written: str
    verdict: Verdict


def find(told: Told, *, within: QuerySet | None = None, limit: int = 10) -> list[Match]:
    """The names most like the one told, best first.

    `within` holds the persons whom the asker may see: nobody else is read or scored.
    """
    asked = parts(told.name)[:_PARTS]
    if not asked:
        return []
    with connection.cursor() as cursor:
        search = _Search(cursor, asked, told, each=_NAMES_EACH if within is None else _MANY_EACH)
        search.gather()
    return _ranked(told, search.best(_SCORED if within is None else _MANY), within)[:limit]


class _Search:
    """One question to the index: how alike each name found is to each part asked for."""

    def __init__(self, cursor, asked: tuple[str, ...], told: Told, *, each: int):
        self.cursor, self.asked, self.each = cursor, asked, each
        self.years = _years(told)
        self.father = parts(told.father)[:1]
        self.heard = words_like(cursor, asked + self.father)
        # Parts of one name are written in one script: only such words are put together.
        self.scripts = [
            [[found for found in heard if is_arabic(found[0]) == arabic] for heard in self.heard]
            for arabic in (False, True)
        ]
        self.found: dict[int, dict[int, float]] = defaultdict(dict)
        self.led_by: dict[int, int] = {}

    def gather(self) -> None:
        """From what tells most to what tells least, until there are enough to compare."""
        if len(self.asked) > 1:
            self._look_up(self._sets())
            self._look_up(self._pairs())
        if self.father:
            self._look_up(self._with_father())
        if self.years or len(self.found) < _FEW:
            self._look_up(self._singles())

    def best(self, most: int) -> list[int]:
        """The names with the most telling parts found, at most `most`.

        None that has less than half as much as the best: its score would say no anyway.
        """
        worth = [telling(part) for part in self.asked] + [0.5]

        def score(name: int) -> float:
            return sum(worth[at] * alike for at, alike in self.found[name].items())

        scored = sorted((-score(name), drawn(name), name) for name in self.found)
        names = [name for worth_of, _, name in scored if worth_of <= scored[0][0] / 2]
        return names if len(names) <= most else self._few_namesakes(names)[:most]

    def _few_namesakes(self, names: list[int]) -> list[int]:
        """Of hundreds written alike some go last: they would leave no room for other spellings."""
        met: dict[int, int] = defaultdict(int)
        first, last = [], []
        for name in names:
            key = self.led_by[name]
            met[key] += 1
            (first if met[key] <= _NAMESAKES else last).append(name)
        return first + last

    def _look_up(self, keys: dict[int, dict[int, float]]) -> None:
        order = list(keys)
        for start in range(0, len(order), _KEYS_AT_ONCE):
            if len(self.found) > _ENOUGH:
                return
            asked = order[start : start + _KEYS_AT_ONCE]
            for key, name in tables.names_under(self.cursor, asked, self.years, self.each):
                seen = self.found[name]
                self.led_by.setdefault(name, key)
                for at, alike in keys[key].items():
                    if alike > seen.get(at, 0.0):
                        seen[at] = alike

    def _sets(self) -> dict[int, dict[int, float]]:
        """Names of exactly these parts."""
        places = range(len(self.asked))
        each = max(2, int(_SETS ** (1 / len(self.asked))))
        made: dict[int, dict[int, float]] = {}
        for heard in self.scripts:
            choices = product(*(heard[at][:each] for at in places))
            made |= _by_worth((set_key(w for w, _ in c), places, c) for c in choices)
        return _best_first(made)

    def _pairs(self) -> dict[int, dict[int, float]]:
        """Names with two of these parts."""
        made: dict[int, dict[int, float]] = {}
        for i, j in combinations(range(len(self.asked)), 2):
            for heard in self.scripts:
                both = product(heard[i], heard[j])
                keys = _by_worth((pair_key(a[0], b[0]), (i, j), (a, b)) for a, b in both)
                made.update(list(keys.items())[:_PAIRS_EACH])
        return _best_first(made)

    def _with_father(self) -> dict[int, dict[int, float]]:
        """Names with one of these parts whose father is called so."""
        at_father = len(self.asked)
        fathers = self._best_heard(at_father)
        return _by_worth(
            (father_key(a[0], f[0]), (at, at_father), (a, f))
            for at in range(len(self.asked))
            for a, f in product(self._best_heard(at), fathers)
        )

    def _best_heard(self, at: int) -> Heard:
        return [word for heard in self.scripts for word in heard[at][:_WORDS_EACH]]

    def _singles(self) -> dict[int, dict[int, float]]:
        """Names with one of these parts; the commonest ones only when nothing else was asked."""
        tell = [at for at, part in enumerate(self.asked) if telling(part) > 0.7]
        return _by_worth(
            (one_key(word), (at,), ((word, alike),))
            for at in tell or range(len(self.asked))
            for word, alike in self._best_heard(at)
        )


def drawn(name: int) -> int:
    """An order among equals that favours neither old nor new rows, the same every time."""
    return name * 2_654_435_761 % 2**32


def _by_worth(keys: Iterable[tuple[int, Sequence[int], Sequence[tuple[str, float]]]]):
    """Key → how alike it is to which part, the keys of the likeliest words first."""
    listed = sorted(keys, key=lambda made: -sum(alike for _, alike in made[2]))
    return {
        key: {at: alike for at, (_, alike) in zip(places, words, strict=True)}
        for key, places, words in listed
    }


def _best_first(keys: dict[int, dict[int, float]]) -> dict[int, dict[int, float]]:
    """The keys of both scripts and of all pairs in one order: there may be room for the first."""
    return dict(sorted(keys.items(), key=lambda made: -sum(made[1].values())))


def _years(told: Told) -> list[int]:
    """The years a birth may be stored under, and 0 for those of whom it is not known."""
    if told.birth is None or (told.birth[1] - told.birth[0]).days > _WIDEST_QUESTION:
        return []
    first, last = (day.year for day in told.birth)
    return [0, *range(first - _YEARS_AROUND, last + _YEARS_AROUND + 1)]


def _ranked(told: Told, names: list[int], within: QuerySet | None) -> list[Match]:
    """Compared in full, best first; of equals the one written the same is first."""
    rows = PersonName.objects.filter(pk__in=names)
    if within is not None:
        rows = rows.filter(person__in=within)
    same = normalise(told.name)
    made = []
    for row in rows.values_list(
        "pk", "person", "full_as_given", "normalised", "father", "person__birth", "person__sex"
    ):
        number, person, written, normalised, father, birth, sex = row
        other = Told(normalised, father, interval(birth), sex, stored_parts(normalised))
        verdict = compare(told, other)
        order = (-verdict.score, normalised != same, drawn(number))
        made.append((order, Match(number, person, written, verdict)))
    return _spread([match for _, match in sorted(made, key=lambda row: row[0])], same)


def _spread(matches: list[Match], asked: str) -> list[Match]:
    """Of those nearly as likely as the best: four written alike, then other spellings, and one in
    the other script for each two. Ten namesakes in one spelling would hide everybody else."""
    met: dict[str, int] = defaultdict(int)
    places: list[tuple[int, float]] = []
    seen: dict[tuple[int, bool], int] = defaultdict(int)
    least = matches[0].verdict.score - _NEAR if matches else 0
    for match in matches:
        near, arabic = match.verdict.score >= least, is_arabic(match.written)
        turn = met[match.written] // _TOGETHER if near else len(matches)
        met[match.written] += 1
        place = seen[turn, arabic]
        seen[turn, arabic] += 1
        other = near and arabic != is_arabic(asked)
        places.append((turn, place + 0.5 if other else place / _FOR_ONE if near else place))
    return [matches[at] for at in sorted(range(len(matches)), key=lambda at: places[at])]
