"""Which numbers are left out, so that nobody can compute a small one from those that stay.

A number under five is left out, and with it as many others as are needed: of everything that
stays, whatever can be computed by subtracting is five or more. Pure
functions.
"""

from collections.abc import Iterable, Sequence

SMALL = 5
Vector = Sequence[int]


def hide(
    vectors: Sequence[Vector], also: frozenset[int] = frozenset()
) -> tuple[frozenset[int], bool]:
    """The rows to leave out of a table, those of `also` among them, and whether its total may
    stand.

    `vectors` are the numbers that somebody could compute if all was shown: for each column the
    whole, and what is left of it when what one knows already is taken away."""
    rows = range(len(vectors[0])) if vectors else range(0)
    hidden = {row for row in rows if any(vector[row] < SMALL for vector in vectors)} | also
    others = sorted(
        set(rows) - hidden, key=lambda row: (sum(vector[row] for vector in vectors), row)
    )
    while hidden and others and not _safe(vectors, hidden):
        hidden.add(others.pop(0))
    return frozenset(hidden), not hidden or _safe(vectors, hidden)


def _safe(vectors, hidden) -> bool:
    """Whether the rest that is left when the shown rows are taken from the total says nothing
    about one row, and is itself not small."""
    return len(hidden) > 1 and all(sum(v[row] for row in hidden) >= SMALL for v in vectors)


def computable(table: dict, known: Iterable[frozenset]) -> list[list[int]]:
    """What can be computed from the sums over all offices: the sums themselves, and for everyone
    who knows some offices from the inside the sums of the others. `table`: numbers by office."""
    sides = [sums(table.values())]
    for inside in known:
        others = [numbers for office, numbers in table.items() if office not in inside]
        if others and len(others) < len(table):
            sides.append(sums(others))
    return sides


def sums(many: Iterable[Vector]) -> list[int]:
    """Row by row over several offices."""
    return [sum(row) for row in zip(*many, strict=True)]
