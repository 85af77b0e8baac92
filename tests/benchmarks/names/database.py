"""A database of a million invented people, and how much room their keys take."""

from collections.abc import Sequence
from datetime import date
from itertools import chain, islice

from django.core.management import call_command
from django.db import connection

from families.calendars import of_parts
from families.matching import tables
from families.models import Person, PersonName
from families.names import normalise, script_of, search_key
from tests.benchmarks.names.register import Planted, Row, rows

AT_ONCE = 2_000


def prepare() -> None:
    call_command("migrate", "families", verbosity=0)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous = OFF")


def fill(size: int, seed: int, planted: Sequence[Planted]) -> dict[str, dict[int, int]]:
    """Writes `size` people and the planted ones; for each planted row the numbers of the names
    written exactly as its own, by year of birth.

    In a register of a million dozens are called «علی کریمی»: by the name alone nobody can tell them
    apart, and to answer one of them is to have found the name. Peers are counted the same way.
    """
    wanted = list(dict.fromkeys(question.row for question in planted))
    numbers: dict[str, dict[int, int]] = {row.name: {} for row in wanted}
    number = 0
    people = chain(rows(size, seed), wanted)
    while batch := list(islice(people, AT_ONCE)):
        persons = [Person(data_key=b"", sex=_sex(r), birth=_birth(r.year)) for r in batch]
        names = []
        for row, person in zip(batch, persons, strict=True):
            number += 1
            names.append(_name(number, row, person))
            if row.name in numbers:
                numbers[row.name][number] = row.year
        Person.objects.bulk_create(persons)
        PersonName.objects.bulk_create(names)
    with connection.cursor() as cursor:  # as either database does by itself within a minute
        cursor.execute("ANALYZE")
    return numbers


def _sex(row: Row) -> str:
    return "female" if row.female else "male"


def _birth(year: int):
    return of_parts(year, None, None, calendar="gregorian")


def born(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def _name(number: int, row: Row, person: Person) -> PersonName:
    return PersonName(
        pk=number,
        person=person,
        full_as_given=row.name,
        script=script_of(row.name),
        father=row.father,
        normalised=normalise(row.name),
        search_key=search_key(row.name),
    )


def mebibytes() -> float:
    """The room that keys and words take, in MB (10^6 bytes)."""
    with connection.cursor() as cursor:
        if tables.is_postgresql():
            sizes = "SELECT pg_total_relation_size(%s) + pg_total_relation_size(%s)"
            cursor.execute(sizes, [tables.KEYS, tables.WORDS])
        else:
            cursor.execute(
                "SELECT sum(pgsize) FROM dbstat WHERE name IN (%s, %s)",
                [tables.KEYS, tables.WORDS],
            )
        return round(cursor.fetchone()[0] / 1e6, 1)
