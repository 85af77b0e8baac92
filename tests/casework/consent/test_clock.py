"""24 months without contact open a review; 90 days later nothing goes. Days written by hand."""

import datetime

import pytest

from casework.consent.clock import clock_of

from .rows import body, book, paper, row

DATE = datetime.date.fromisoformat
GIVEN = "2024-03-01"
# days on which the family was heard → review opens, first day on which nothing goes
TWO_YEARS = [
    ([], "2026-03-01", "2026-05-30"),
    (["2024-02-01"], "2026-03-01", "2026-05-30"),  # before the answer: nothing new
    (["2024-03-01"], "2026-03-01", "2026-05-30"),
    (["2024-03-02"], "2026-03-02", "2026-05-31"),
    (["2025-01-15"], "2027-01-15", "2027-04-15"),
    (["2026-02-28"], "2028-02-28", "2028-05-28"),
    (["2026-03-01"], "2026-03-01", "2026-05-30"),  # the review is open: a talk does not close it
    (["2026-04-10"], "2026-03-01", "2026-05-30"),
    (["2025-06-01", "2027-05-31"], "2029-05-31", "2029-08-29"),
    (["2025-06-01", "2027-06-01"], "2027-06-01", "2027-08-30"),
]


@pytest.mark.parametrize(("heard", "review", "stop"), TWO_YEARS)
def test_review_and_stop_over_two_years(heard, review, stop):
    clock = clock_of(DATE(GIVEN), map(DATE, heard))

    assert (clock.review_on, clock.stops_on) == (DATE(review), DATE(stop))


@pytest.mark.parametrize(
    ("given", "review"),
    [("2024-02-29", "2026-02-28"), ("2026-02-28", "2028-02-28"), ("2022-02-28", "2024-02-28")],
)
def test_a_leap_day_has_a_review_too(given, review):
    assert clock_of(DATE(given), []).review_on == DATE(review)


# day → open?, covered (code)
STORY = [
    ("2024-03-01", False, ""),
    ("2026-02-28", False, ""),
    ("2026-03-01", True, ""),
    ("2026-05-29", True, ""),
    ("2026-05-30", True, "unconfirmed"),
    ("2030-01-01", True, "unconfirmed"),
]


@pytest.mark.parametrize(("day", "is_open", "code"), STORY)
def test_an_answer_lasts_through_its_review_and_then_stops(day, is_open, code):
    answers = book(row("P3", "granted", on=DATE(GIVEN)))

    assert answers.first_review().is_open(DATE(day)) is is_open
    assert answers.covers_body(body(), DATE(day)).code == code


def test_a_new_answer_in_the_review_starts_the_clock_anew_for_what_was_answered():
    """The rest of an open review stays open: each yes is confirmed by itself."""
    answers = book(
        row("P3", "granted", on=DATE(GIVEN)),
        row("P5", "granted", on=DATE(GIVEN)),
        row("P3", "granted", on=DATE("2026-04-01")),
    )
    later = DATE("2026-06-01")

    assert answers.covers_body(body("icrc"), later)
    assert answers.covers_body(body("host_state"), later).code == "unconfirmed"


def test_any_answer_before_the_review_is_a_contact_for_all():
    answers = book(
        row("P3", "granted", on=DATE(GIVEN)), row("P7", "refused", on=DATE("2025-03-01"))
    )

    assert answers.first_review().review_on == DATE("2027-03-01")


@pytest.mark.parametrize("purpose", ["P1", "P2", "P14"])
def test_what_stays_in_the_house_does_not_stop(purpose):
    answers = book(row(purpose, "granted", on=DATE(GIVEN)))

    assert answers.answer(purpose, DATE("2030-01-01")) == "granted"
    assert answers.first_review() is None


@pytest.mark.parametrize("purpose", ["P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11", "P12"])
def test_what_leaves_the_house_stops(purpose):
    answers = book(row(purpose, "granted", on=DATE(GIVEN)))

    assert answers.answer(purpose, DATE("2026-05-30")) == "unconfirmed"


def test_a_copy_stops_with_its_own_answer():
    one = paper()
    answers = book(
        row("P13", "granted", document=one, on=DATE(GIVEN)),
        row("P3", "granted", on=DATE("2026-04-01")),
    )

    assert answers.covers(one, body(), DATE("2026-05-29"))
    assert answers.covers(one, body(), DATE("2026-05-30")).purpose == "P13"


def test_a_refusal_needs_no_review():
    assert book(row("P3", "refused", on=DATE(GIVEN))).first_review() is None
