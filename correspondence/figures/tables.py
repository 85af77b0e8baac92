"""The tables behind the charts: which rows, which numbers, and what is left out for whom."""

import datetime
from dataclasses import dataclass, field

from casework import counting

from . import bodies
from .hiding import computable, hide, sums

Cells = tuple


@dataclass(frozen=True)
class Line:
    """One row; `cells` is None where its numbers are left out."""

    label: object
    cells: Cells | None
    more: Cells = ()


@dataclass
class Table:
    """`total` is None where it is left out, and () where a sum would say nothing."""

    lines: list[Line] = field(default_factory=list)
    total: Cells | None = ()

    @property
    def left_out(self) -> bool:
        return self.total is None or any(line.cells is None for line in self.lines)

    @property
    def empty(self) -> bool:
        shown = [cell for line in self.lines for cell in line.cells or (1,)]
        return not any(shown)


@dataclass(frozen=True)
class Scope:
    """One office with its exact numbers, or (None) all together without the small ones."""

    office: object | None
    offices: tuple
    known: frozenset

    @classmethod
    def of(cls, office=None) -> "Scope":
        if office is not None:
            return cls(office, (office,), frozenset())
        return cls(None, tuple(counting.all_offices()), frozenset(counting.known_together()))


def table_of(scope: Scope, counted: dict, labels: list, *, exact: bool = True) -> Table:
    """The rows of an office as they are; of all offices, or where numbers are outcomes (`exact`
    is False), without those that are small or would give a small one away."""
    hidden, total_stands = _hidden(scope, counted, exact=exact)
    numbers = sums(counted.values())
    lines = [
        Line(label, None if row in hidden else (number,))
        for row, (label, number) in enumerate(zip(labels, numbers, strict=True))
    ]
    return Table(lines, _total(numbers) if total_stands else None)


def _hidden(scope: Scope, counted: dict, *, exact=True, also=frozenset()):
    if scope.office is not None and exact:
        return frozenset(), True
    return hide(computable(counted, scope.known), also)


def _total(numbers: list[int]) -> Cells:
    return (sum(numbers),) if numbers else ()


def requests(scope: Scope, spans, labels) -> Table:
    """Requests that came in each month of a year."""
    return table_of(scope, counting.requests_by_span(scope.offices, spans), labels)


def ages(scope: Scope, on: datetime.date, labels) -> Table:
    """Open cases by age."""
    return table_of(scope, counting.open_by_age(scope.offices, on), labels)


def elderly(scope: Scope, on: datetime.date, labels) -> Table:
    """Families whose enquirer is over eighty, and who wait."""
    return table_of(scope, counting.elderly(scope.offices, on), labels)


def died(scope: Scope, on: datetime.date) -> Table:
    """Enquirers who died waiting, in the years that are over: always of all offices together."""
    counted = counting.died_waiting(scope.offices)
    first = min((year for years in counted.values() for year in years), default=on.year)
    years = list(range(first, on.year))
    rows = {office: [counted[office][year] for year in years] for office in scope.offices}
    return table_of(scope, rows, years, exact=False)


def waiting(scope: Scope, on: datetime.date) -> Table:
    """For each body the cases that wait; as `more` the days of waiting (median) and of silence
    (median, longest)."""
    by_body, named = _bodies(scope, on)
    table = table_of(scope, _column(by_body, named, _waits), list(named))
    whole = {
        body: sum((row[body] for row in by_body.values() if body in row), bodies.Tally())
        for body in named
    }
    lines = [
        Line(named[line.label], line.cells, _days(whole[line.label], scope) if line.cells else ())
        for line in table.lines
    ]
    return Table(lines, table.total)


def answered(scope: Scope, on: datetime.date) -> Table:
    """For each body the cases written about and those answered. The first are those that wait and
    those answered together: what is left out beside the ones that wait is left out here too."""
    by_body, named = _bodies(scope, on)
    waits, came = (_column(by_body, named, of) for of in (_waits, _came))
    hidden, waits_stand = _hidden(scope, waits)
    hidden, came_stand = _hidden(scope, came, also=hidden)
    rows = list(zip(named.values(), sums(waits.values()), sums(came.values()), strict=True))
    lines = [
        Line(name, None if row in hidden else (open_ones + done, done))
        for row, (name, open_ones, done) in enumerate(rows)
    ]
    total = tuple(map(sum, zip(*((w + c, c) for _name, w, c in rows), strict=True)))
    return Table(lines, total if waits_stand and came_stand else None)


def _bodies(scope: Scope, on: datetime.date):
    """The tallies, and the bodies by name; of all offices every body, written to or not."""
    by_body = bodies.by_body(scope.offices, on)
    known = {body for row in by_body.values() for body in row} if scope.office else None
    named = bodies.names(known)
    return by_body, dict(sorted(named.items(), key=lambda item: (item[1], str(item[0]))))


def _column(by_body: dict, named: dict, of) -> dict:
    return {
        office: [of(row.get(body, bodies.Tally())) for body in named]
        for office, row in by_body.items()
    }


def _waits(tally: bodies.Tally) -> int:
    return tally.unanswered


def _came(tally: bodies.Tally) -> int:
    return tally.answered


def _days(tally: bodies.Tally, scope: Scope) -> Cells:
    """The longest silence is one case's own: of all offices together it is not said."""
    longest = bodies.longest(tally.silent) if scope.office else None
    return bodies.middle(tally.waiting), bodies.middle(tally.silent), longest
