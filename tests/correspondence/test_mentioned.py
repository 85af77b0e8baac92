"""Whom an incoming letter speaks of, among the cases of the letter that it answers."""

import pytest

from casework import access, queries
from correspondence.mentioned import mentioned
from tests.factories import log_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases(cast):
    log_family(cast, sought=("محمدرضا فرضیان", "علی کریمی"))
    log_family(cast, enquirer="Zahra Sample", sought=("Bahram Nouri",))
    return queries.with_people(access.cases(cast.coordinator)).order_by("reference")


def test_the_cases_that_a_letter_names_are_suggested_with_reasons(cases):
    farzian, karimi, _nouri = cases

    found = mentioned("Mr Ali Karimi lives; of Mohamad Reza Farziyan nothing is known.", cases)

    assert {one.case for one in found} == {farzian, karimi}
    assert found[0].words == "Ali Karimi"
    assert all(one.score >= 0.8 and one.verdict.fits for one in found)
    assert found == sorted(found, key=lambda one: -one.score)


def test_our_number_is_surer_than_any_name(cases):
    case = cases[2]

    found = mentioned(f"Your case {case.reference}, and Ali Karimi.", cases)

    assert (found[0].case, found[0].score, found[0].verdict) == (case, 1.0, None)


def test_nobody_outside_the_cases_given_is_looked_for(cases):
    assert mentioned("Bahram Nouri", cases[:2]) == []


@pytest.mark.parametrize("text", ["", " ", "آقای", "x" * 100_000, "‮ی‬", "0" * 400])
def test_a_text_without_a_name_suggests_nobody(cases, text):
    assert mentioned(text, cases) == []
