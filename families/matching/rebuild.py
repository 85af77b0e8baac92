"""The whole index anew, beside the running office.

A twin of each table is filled while the old one answers; whoever saves a name meanwhile writes into
both. Then the twin takes the old one's place in one short transaction.
"""

from array import array
from collections.abc import Callable
from itertools import islice

from django.db import connection, transaction
from django.db.models import Max

from families.matching import tables
from families.matching.index import interval, name_keys, word_rows, year_of
from families.models import PersonName

_READ_AT_ONCE = 5_000
_PIECES = 64  # the keys are sorted and written in so many transactions
_PIECE_BITS = 47 - 6
_WORDS_AT_ONCE = 20_000

Progress = Callable[[int, int], None]


def rebuild(progress: Progress = lambda done, of: None) -> int:
    """Index every name; `progress` hears how many of how many. Returns the number of names."""
    _start()
    pieces, words, count = _read(progress)
    for piece in pieces:
        _write_keys(piece)
    _write_words(words)
    _finish()
    return count


def _start() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        if tables.is_postgresql():
            # Waits for those who are writing; after them everybody sees the twin.
            cursor.execute(f"LOCK TABLE {tables.KEYS} IN SHARE ROW EXCLUSIVE MODE")
        for table in (tables.KEYS, tables.WORDS):
            tables.drop(cursor, table, tables.NEXT)
            tables.make(cursor, table, tables.NEXT)
            if table == tables.WORDS:
                tables.arrange(cursor, table, tables.NEXT)


class _Piece:
    """The rows whose keys begin alike, in sixteen bytes each instead of Python's hundred."""

    def __init__(self):
        self.keys, self.names, self.years = array("q"), array("i"), array("h")

    def add(self, key: int, year: int, name: int) -> None:
        self.keys.append(key)
        self.years.append(year)
        self.names.append(name)

    def rows(self) -> list[tuple[int, int, int]]:
        return sorted(zip(self.keys, self.years, self.names, strict=True))


def _read(progress: Progress) -> tuple[list[_Piece], set[str], int]:
    pieces = [_Piece() for _ in range(_PIECES)]
    words: set[str] = set()
    names = PersonName.every.order_by("pk").values_list(
        "pk", "normalised", "father", "person__birth"
    )
    # Whoever saves a name from now on writes its keys into the twin too.
    newest = PersonName.every.aggregate(newest=Max("pk"))["newest"] or 0
    names = names.filter(pk__lte=newest)
    total, done = names.count(), 0
    # By ranges of numbers, bounded on both sides: a database that does not know yet how many names
    # there are would sort all that follow, again for each part.
    for start in range(0, newest, _READ_AT_ONCE):
        batch = list(names.filter(pk__gt=start, pk__lte=start + _READ_AT_ONCE))
        for number, normalised, father, birth in batch:
            keys, told = name_keys(normalised, father)
            year = year_of(interval(birth))
            words.update(told)
            for key in keys:
                pieces[key >> _PIECE_BITS].add(key, year, number)
        done += len(batch)
        progress(done, total)
    return pieces, words, done


def _write_keys(piece: _Piece) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        tables.add_keys(cursor, piece.rows(), tables.NEXT)


def _write_words(words: set[str]) -> None:
    rows = (row for word in sorted(words) for row in word_rows(word))
    while batch := list(islice(rows, _WORDS_AT_ONCE)):
        with transaction.atomic(), connection.cursor() as cursor:
            tables.add_many_words(cursor, batch, tables.NEXT)


def _finish() -> None:
    with connection.cursor() as cursor:
        tables.arrange(cursor, tables.KEYS, tables.NEXT)
        with transaction.atomic():
            tables.take_over(cursor, tables.KEYS)
            tables.take_over(cursor, tables.WORDS)
        for table in (tables.KEYS, tables.WORDS):
            cursor.execute(f"ANALYZE {table}")
