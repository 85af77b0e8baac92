"""Numbers out of an office's books: gapless, each once, under a row lock."""

import collections
import datetime
import itertools
from collections.abc import Sequence

from casework import references
from casework.models import Counter, Office


def take(office: Office, kind: str, year: int, count: int = 1) -> int:
    """The first of `count` fresh numbers. Must stand in the transaction that uses them, so that
    a number that was not used is not lost."""
    book = Counter.objects.select_for_update().filter(office=office, kind=kind, year=year)
    counter = book.first() or _open_book(office, kind, year, book)
    number = counter.upcoming
    counter.upcoming += count
    counter.save(update_fields=["upcoming"])
    return number


def _open_book(office: Office, kind: str, year: int, book) -> Counter:
    """A new year's book. The office's very first one starts where its paper book stood."""
    first = {"letter": office.first_letter_serial, "case": office.first_case_serial}.get(kind, 1)
    start = 1 if Counter.objects.filter(office=office, kind=kind).exists() else first
    Counter.objects.get_or_create(office=office, kind=kind, year=year, defaults={"upcoming": start})
    return book.get()


def next_references(office: Office, day: datetime.date, count: int) -> list[str]:
    """Fresh references for a family and its cases, in a row, from one book for both."""
    return many_references(office, [(day, count)])[0]


def many_references(office: Office, wanted: Sequence[tuple[datetime.date, int]]) -> list[list[str]]:
    """The same for many families at once: a list for each (day, count), each book asked once."""
    years = [references.office_year(office, day) for day, _count in wanted]
    need: collections.Counter[int] = collections.Counter()
    for year, (_day, count) in zip(years, wanted, strict=True):
        need[year] += count
    fresh = {year: itertools.count(take(office, "case", year, n)) for year, n in need.items()}
    return [
        [references.build(office.code, year, next(fresh[year])) for _ in range(count)]
        for year, (_day, count) in zip(years, wanted, strict=True)
    ]
