"""For hundreds of people at once: who of the register may be each of them, and why.

One question to the index for all of them. It looks where at least two parts of a name, or one with
the father's, sound the same; a search for one person (`finding`) looks further.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, product

from django.db import connection
from django.db.models import QuerySet

from families.matching import tables
from families.matching.hearing import Heard, words_like
from families.matching.index import interval, year_of
from families.matching.likest import Like
from families.models import PersonName
from families.names.comparing import POSSIBLE
from families.names.evidence import Told, compare
from families.names.keys import father_key, one_key, pair_key, stored_parts
from families.names.parts import parts

_PARTS = 4  # of a longer name the first ones are asked for
_SOUND_SAME, _WORDS_EACH = 0.8, 5
_KEYS_AT_ONCE = 500
_NAMES_EACH = 40  # of one key, on average
_YEARS_APART = 2
_MOST = 3


class Many:
    """Answers for one group of people after the other; what was heard once is remembered."""

    def __init__(self, within: QuerySet):
        """`within` holds the persons whom the asker may see: nobody else is read or compared."""
        self.within = within
        self._heard: dict[str, Heard] = {}

    def likest(self, asked: Sequence[Told]) -> list[list[Like]]:
        """For each one told: at most three possible or likely people, best first."""
        met = self._meet(asked)
        rows = self._rows({name for names in met.values() for name in names})
        return [_best(told, [rows[n] for n in met[at] if n in rows]) for at, told in enumerate(asked)]

    def _meet(self, asked: Sequence[Told]) -> dict[int, set[int]]:
        """Place among those asked → the names that share a key with it and may be of its age."""
        wanted: dict[int, set[int]] = defaultdict(set)
        years = [year_of(told.birth) for told in asked]
        with connection.cursor() as cursor:
            self._hear(cursor, asked)
            for at, told in enumerate(asked):
                for key in self._keys(told):
                    wanted[key].add(at)
            met: dict[int, set[int]] = defaultdict(set)
            for key, year, name in _found(cursor, sorted(wanted)):
                for at in wanted[key]:
                    if not (year and years[at]) or abs(year - years[at]) <= _YEARS_APART:
                        met[at].add(name)
        return met

    def _hear(self, cursor, asked: Sequence[Told]) -> None:
        words = {word for told in asked for word in (*_parts(told), *_father(told))}
        new = tuple(sorted(words - self._heard.keys()))
        for word, heard in zip(new, words_like(cursor, new) if new else (), strict=True):
            sounding = sorted((made for made in heard if made[1] >= _SOUND_SAME), key=_worth)
            self._heard[word] = sounding[:_WORDS_EACH] or [(word, 1.0)]

    def _keys(self, told: Told) -> Iterator[int]:
        own, father = _parts(told), _father(told)
        if len(own) == 1 and not father:
            yield from (one_key(word) for word, _ in self._heard[own[0]])
        for one, other in combinations(own, 2):
            for a, b in product(self._heard[one], self._heard[other]):
                yield pair_key(a[0], b[0])
        for part, named in product(dict.fromkeys((own[:1] + own[-1:])), father):
            for a, b in product(self._heard[part], self._heard[named]):
                yield father_key(a[0], b[0])

    def _rows(self, names: set[int]) -> dict[int, tuple]:
        rows = PersonName.objects.filter(pk__in=names, person__in=self.within).values_list(
            "pk", "person", "normalised", "father", "person__birth", "person__sex"
        )
        return {row[0]: row[1:] for row in rows}


def _worth(heard: tuple[str, float]) -> tuple[float, str]:
    return -heard[1], heard[0]


def _parts(told: Told) -> tuple[str, ...]:
    return parts(told.name)[:_PARTS]


def _father(told: Told) -> tuple[str, ...]:
    return parts(told.father)[:1]


def _found(cursor, keys: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    for start in range(0, len(keys), _KEYS_AT_ONCE):
        some = keys[start : start + _KEYS_AT_ONCE]
        yield from tables.rows_under(cursor, some, len(some) * _NAMES_EACH)


def _best(told: Told, rows: Sequence[tuple]) -> list[Like]:
    best: dict = {}
    for person, normalised, father, birth, sex in rows:
        other = Told(normalised, father, interval(birth), sex, stored_parts(normalised))
        verdict = compare(told, other)
        if verdict.score >= max(POSSIBLE, best[person].score if person in best else 0):
            best[person] = verdict
    ranked = sorted(best.items(), key=lambda row: (-row[1].score, str(row[0])))
    return [Like(person, verdict) for person, verdict in ranked[:_MOST]]
