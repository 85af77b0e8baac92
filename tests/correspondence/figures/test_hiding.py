"""Rule 35: what is left out cannot be computed from what stays, by nobody, over all tables of a
chart, all filters and all years together.

The attacker below knows some offices exactly, has every page of all offices together, and solves
the equations with the numbers that may not be negative. He is written without the code under test.
"""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from correspondence.figures import tables
from correspondence.figures.hiding import SMALL, computable, hide, sums

NUMBERS = st.integers(0, 12) | st.sampled_from([0, 1, 4, 5, 6, 40])


@st.composite
def houses(draw):
    """Some offices with a table each, and who knows which offices from the inside."""
    offices, rows = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    table = {
        office: draw(st.lists(NUMBERS, min_size=rows, max_size=rows)) for office in range(offices)
    }
    inside = st.frozensets(st.sampled_from(range(offices)), max_size=offices)
    return table, draw(st.sets(inside, max_size=3)) | {frozenset([0])}


def rest_of(table, inside):
    """What the attacker wants to know: row by row the sum of the offices he does not know."""
    others = [numbers for office, numbers in table.items() if office not in inside]
    return [sum(row) for row in zip(*others, strict=True)] if others else []


def determined(values, equations):
    """The positions whose value follows from sums of positions, none of which is negative."""
    fixed = {}
    for _turn in range(len(values) + 1):
        for positions, total in equations:
            left = [p for p in positions if p not in fixed]
            rest = total - sum(fixed[p] for p in positions if p in fixed)
            if rest == 0:
                fixed.update(dict.fromkeys(left, 0))
            elif len(left) == 1:
                fixed[left[0]] = rest
    return fixed | _solved(len(values), equations)


def _solved(size, equations):
    """Gauss, exactly: the positions that a combination of the equations names alone."""
    rows = [[Fraction(p in positions) for p in range(size)] for positions, _t in equations]
    totals = [Fraction(total) for _p, total in equations]
    lead = 0
    for column in range(size):
        pivot = next((r for r in range(lead, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[lead], rows[pivot] = rows[pivot], rows[lead]
        totals[lead], totals[pivot] = totals[pivot], totals[lead]
        scale = rows[lead][column]
        rows[lead] = [x / scale for x in rows[lead]]
        totals[lead] /= scale
        for r in range(len(rows)):
            if r != lead and rows[r][column]:
                times = rows[r][column]
                rows[r] = [a - times * b for a, b in zip(rows[r], rows[lead], strict=True)]
                totals[r] -= times * totals[lead]
        lead += 1
    alone = {}
    for row, total in zip(rows, totals, strict=True):
        named = [p for p, x in enumerate(row) if x]
        if len(named) == 1:
            alone[named[0]] = total
    return alone


def equations_of(shown, total, known):
    """What a page of all offices together says about the offices that are not known."""
    found = [([row], number - known[row]) for row, number in shown.items()]
    if total is not None:
        found.append((list(range(len(known))), total - sum(known)))
    return found


@settings(max_examples=400)
@given(houses())
def test_rule_35_no_small_number_of_others_can_be_computed(house):
    table, known = house
    hidden, total_stands = hide(computable(table, known))
    whole = [sum(row) for row in zip(*table.values(), strict=True)]
    shown = {row: number for row, number in enumerate(whole) if row not in hidden}
    total = sum(whole) if total_stands else None

    for inside in known | {frozenset()}:
        secret = rest_of(table, inside)
        if not secret:
            continue
        own = [w - s for w, s in zip(whole, secret, strict=True)]
        found = determined(secret, equations_of(shown, total, own))
        assert {row: value for row, value in found.items() if secret[row] < SMALL} == {}
        assert all(secret[row] == value for row, value in found.items())


@settings(max_examples=400)
@given(houses())
def test_rule_35_the_rest_that_subtracting_leaves_is_not_small_either(house):
    table, known = house
    hidden, total_stands = hide(computable(table, known))

    for inside in known | {frozenset()}:
        secret = rest_of(table, inside)
        if secret and hidden and total_stands:
            assert sum(secret[row] for row in hidden) >= SMALL
            assert len(hidden) > 1


@settings(max_examples=300)
@given(houses(), houses())
def test_rule_35_two_charts_of_one_thing_do_not_give_each_other_away(one, two):
    """Cases that wait in one chart; in the other those written about (waiting and answered
    together) and those answered."""
    waits, known = one
    offices, rows = len(waits), len(waits[0])
    came = {
        office: [two[0][office % len(two[0])][r % len(two[0][0])] for r in range(rows)]
        for office in range(offices)
    }
    scope = tables.Scope(None, tuple(range(offices)), frozenset(known))
    h_waits, waits_stand = tables._hidden(scope, waits)
    h_came, came_stand = tables._hidden(scope, came, also=h_waits)

    for inside in known | {frozenset()}:
        w, c = rest_of(waits, inside), rest_of(came, inside)
        if not w:
            continue
        said = [([r], w[r]) for r in range(rows) if r not in h_waits]
        said += [([rows + r], c[r]) for r in range(rows) if r not in h_came]
        said += [([r, rows + r], w[r] + c[r]) for r in range(rows) if r not in h_came]
        said += [(list(range(rows)), sum(w))] if waits_stand else []
        if waits_stand and came_stand:
            said += [(list(range(rows, 2 * rows)), sum(c))]
            said += [(list(range(2 * rows)), sum(w) + sum(c))]
        found = determined(w + c, said)
        assert {p: v for p, v in found.items() if (w + c)[p] < SMALL} == {}


@pytest.mark.parametrize(
    ("numbers", "hidden", "stands"),
    [
        ([7, 8, 9], set(), True),
        ([7, 3, 9], {1, 0}, True),  # the smallest of the others goes with it
        ([7, 3, 2], {1, 2}, True),
        ([7, 1, 2], {0, 1, 2}, True),
        ([3], {0}, False),
        ([0, 0], {0, 1}, False),
        ([9, 0, 4], {0, 1, 2}, True),
        ([], set(), True),
    ],
)
def test_what_is_left_out_by_hand(numbers, hidden, stands):
    assert hide([numbers]) == (hidden, stands)


def test_one_office_may_not_subtract_itself():
    table = {"ahvaz": [20, 30, 40], "tirana": [2, 9, 8]}

    hidden, stands = hide(computable(table, {frozenset(["ahvaz"]), frozenset(["tirana"])}))

    assert (hidden, stands) == ({0, 1}, True)  # the smallest of all that can be computed goes too
    assert sums(table.values()) == [22, 39, 48]
