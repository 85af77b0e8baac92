"""For hundreds of people at once: who of the register may be each of them, and why.

One question to the index for all of them. It looks where at least two parts of a name, or one with
the father's, sound the same; a search for one person (`finding`) looks further.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, combinations, product

from django.db import connection
from django.db.models import QuerySet

from families.matching import tables
from families.matching.finding import drawn
from families.matching.hearing import Heard, words_like
from families.matching.index import interval, year_of
from families.matching.likest import Like
from families.models import PersonName
from families.names.comparing import POSSIBLE
from families.names.evidence import Told, compare
from families.names.keys import father_key, one_key, pair_key, stored_parts
from families.names.parts import parts
from families.names.sounds import is_arabic

_PARTS = 4  # of a longer name the first ones are asked for
_SOUND_SAME = 0.8
_WORDS_EACH = 8  # in each script
_WORDS_AT_ONCE, _KEYS_AT_ONCE, _ROWS_AT_ONCE = 20, 500, 5_000
_NAMES_EACH = 200  # of one key, on average
_YEARS_APART = 2
_COMPARED = 12  # of each one asked for, in full: those that share most
_MOST = 3

Place = str | tuple[str, str]  # what of a name a key is made of


class Many:
    """Answers for one group of people after the other; what was heard once is remembered."""

    def __init__(self, within: QuerySet):
        """`within` holds the persons whom the asker may see: nobody else is read or compared."""
        self.within = within
        self._heard: dict[str, tuple[list[str], list[str]]] = {}

    def likest(self, asked: Sequence[Told]) -> list[list[Like]]:
        """For each one told: at most three possible or likely people, best first."""
        met = self._meet(asked)
        rows = self._rows(sorted({name for names in met.values() for name in names}))
        found = []
        for at, told in enumerate(asked):
            seen = {name: places for name, places in met[at].items() if name in rows}
            found.append(_best(told, [rows[name] for name in _most_shared(seen)]))
        return found

    def _meet(self, asked: Sequence[Told]) -> dict[int, dict[int, set[Place]]]:
        """Place among those asked → the names that share a key with it and may be of its age."""
        wanted: dict[int, set[tuple[int, Place]]] = defaultdict(set)
        years = [year_of(told.birth) for told in asked]
        with connection.cursor() as cursor:
            self._hear(cursor, asked)
            for at, told in enumerate(asked):
                for key, place in self._keys(told):
                    wanted[key].add((at, place))
            shared: dict[int, dict[int, set[Place]]] = defaultdict(lambda: defaultdict(set))
            for key, year, name in _found(cursor, sorted(wanted)):
                for at, place in wanted[key]:
                    apart = abs(year - years[at]) if year and years[at] else None
                    if apart is None or apart <= _YEARS_APART:
                        near = {"year"} if apart is not None and apart <= 1 else set()
                        shared[at][name] |= {place, *near}
        return shared

    def _hear(self, cursor, asked: Sequence[Told]) -> None:
        words = {word for told in asked for word in (*_parts(told), *_father(told))}
        new = sorted(words - self._heard.keys())
        for start in range(0, len(new), _WORDS_AT_ONCE):
            some = tuple(new[start : start + _WORDS_AT_ONCE])
            for word, heard in zip(some, words_like(cursor, some), strict=True):
                self._heard[word] = _likely(word, heard)

    def _keys(self, told: Told) -> Iterator[tuple[int, Place]]:
        """Each key, and which parts of the name it is made of."""
        own, father = _parts(told), _father(told)
        if len(own) == 1 and not father:
            yield from ((one_key(word), own[0]) for word in chain(*self._heard[own[0]]))
        for one, other in combinations(own, 2):
            for a, b in self._together(one, other):
                yield pair_key(a, b), (one, other)
        for part, named in product(dict.fromkeys(own[:1] + own[-1:]), father):
            for a, b in self._together(part, named):
                yield father_key(a, b), "father"

    def _together(self, one: str, other: str) -> Iterator[tuple[str, str]]:
        """Parts of one name are written in one script: only such words are put together."""
        for ours, theirs in zip(self._heard[one], self._heard[other], strict=True):
            yield from product(ours, theirs)

    def _rows(self, names: Sequence[int]) -> dict[int, tuple]:
        """What is compared of those among the names whom the asker may see."""
        held: dict[int, tuple] = {}
        for start in range(0, len(names), _ROWS_AT_ONCE):
            some = names[start : start + _ROWS_AT_ONCE]
            rows = PersonName.objects.filter(pk__in=some, person__in=self.within).values_list(
                "pk", "person", "normalised", "father", "person__birth", "person__sex"
            )
            held |= {row[0]: row[1:] for row in rows.iterator()}
        return held


def _most_shared(names: dict[int, set[Place]]) -> list[int]:
    """Of equals an order that favours neither old nor new rows."""
    return sorted(names, key=lambda name: (-len(names[name]), drawn(name)))[:_COMPARED]


def _likely(word: str, heard: Heard) -> tuple[list[str], list[str]]:
    """The words that sound most like this one, itself first: in Latin letters and in Arabic."""
    ranked = sorted(heard, key=lambda made: (made[0] != word, -made[1], made[0]))
    sounding = [found for found, alike in ranked if alike >= _SOUND_SAME]
    latin = [found for found in sounding if not is_arabic(found)]
    arabic = [found for found in sounding if is_arabic(found)]
    return latin[:_WORDS_EACH], arabic[:_WORDS_EACH]


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
