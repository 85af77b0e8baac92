"""Keeping the index: whoever saves a name saves its keys, in the same transaction."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db import connection

from families.calendars import PartialDate
from families.matching import tables
from families.models import PersonName
from families.names.keys import beginning, keys_of, nearly, skeletons, stored_parts
from families.names.parts import parts

_WIDEST_BIRTH = 6 * 366  # days; a wider guess is no help in finding


def index(names: Iterable[PersonName], *, anew: bool = False) -> None:
    """Store what the names are found by. `anew` for names that were indexed before."""
    keys: list[tuple[int, int, int]] = []
    words: set[str] = set()
    for name in names:
        made, told = name_keys(name.normalised, name.father)
        year = year_of(interval(name.person.birth))
        keys += [(key, year, name.pk) for key in made]
        words.update(told)
    if not keys:
        return
    rows = [row for word in sorted(words) for row in word_rows(word)]
    with connection.cursor() as cursor:
        _write(cursor, sorted(keys), rows, anew)


def _write(cursor, keys, words, anew: bool) -> None:
    # The table first, then the question for its twin: a rebuild waits for whoever wrote the table.
    for suffix in ("", tables.NEXT):
        if suffix and not tables.twin_exists(cursor):
            return
        if anew:
            tables.remove_keys(cursor, ((key, name) for key, _, name in keys), suffix)
        tables.add_keys(cursor, keys, suffix)
        tables.add_words(cursor, words, suffix)


def forget(names: Iterable[PersonName]) -> None:
    """Take the names' keys away; words that no name has any more go with the next rebuild."""
    pairs = [(key, n.pk) for n in names for key in name_keys(n.normalised, n.father)[0]]
    with connection.cursor() as cursor:
        tables.remove_keys(cursor, pairs)
        if tables.twin_exists(cursor):
            tables.remove_keys(cursor, pairs, tables.NEXT)


def name_keys(normalised: str, father: str) -> tuple[list[int], tuple[str, ...]]:
    """The keys of a name and the words that lead to them."""
    own, fathers = stored_parts(normalised), parts(father)[:1]
    return keys_of(own, fathers), own + fathers


def word_rows(word: str) -> Iterator[tuple[str, str]]:
    for skeleton in dict.fromkeys((*skeletons(word), *nearly(word), beginning(word))):
        yield skeleton, word


def interval(birth: PartialDate | None) -> tuple[date, date] | None:
    """The first and the last day of a birth, where both are known."""
    if birth is None or birth.earliest is None or birth.latest is None:
        return None
    return birth.earliest, birth.latest


def year_of(birth: tuple[date, date] | None) -> int:
    """The year in the middle of when somebody can be born; 0 when that is not known well."""
    if birth is None or (birth[1] - birth[0]).days > _WIDEST_BIRTH:
        return 0
    return (birth[0] + (birth[1] - birth[0]) / 2).year
