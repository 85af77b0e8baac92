from datetime import date

import pytest

from families.calendars import PartialDate, of_parts, parse


def test_json_holds_only_json_types_and_the_words_as_given():
    assert parse("حدود ۱۳۴۰").as_json() == {
        "as_given": "حدود ۱۳۴۰",
        "calendar": "solar",
        "year": 1340,
        "month": None,
        "day": None,
        "precision": "year",
        "qualifier": "about",
        "earliest": "1959-03-22",
        "latest": "1964-03-20",
        "problem": "",
        "age": None,
        "parts": [],
    }


def test_json_of_an_older_version_is_read_with_defaults():
    held = {"as_given": "1340", "year": 1340, "earliest": "1961-03-21", "unheard_of": 1}
    known = PartialDate.from_json(held)
    assert (known.year, known.earliest, known.latest) == (1340, date(1961, 3, 21), None)
    assert (known.precision, known.parts) == ("unknown", ())


def test_range_keeps_its_two_ends_and_age_its_date():
    assert [part.year for part in parse("1340-42").parts] == [1340, 1342]
    assert [part.year for part in parse("۴۵ ساله در ۱۳۸۲").parts] == [1382]


def test_date_is_its_words():
    assert str(parse("حدود ۱۳۴۰")) == "حدود ۱۳۴۰"


@pytest.mark.parametrize(
    ("boxes", "precision", "problem"),
    [
        ((1405, 9, 1), "day", ""),
        ((1405, 9, None), "month", ""),
        ((1405, None, None), "year", ""),
        ((1405, 9, 31), "year", "no_such_day"),
        ((1405, 13, 1), "year", "no_such_month"),
        ((14050, 1, 1), "unknown", "no_such_year"),
        ((None, 9, 1), "day", "no_year"),
    ],
)
def test_three_boxes_make_a_date_or_say_what_is_wrong(boxes, precision, problem):
    known = of_parts(*boxes, calendar="solar")
    assert (known.precision, known.problem) == (precision, problem)
