"""Occasions are told three weeks before, for cases one may see that still wait."""

import datetime

import pytest

from casework.models import Case
from correspondence import access, occasions
from families.calendars import parse
from families.models import News
from tests.correspondence import letters as made


def heard(case, words):
    News.objects.filter(person=case.sought).delete()
    News.objects.create(person=case.sought, on=parse(words, calendar_hint="gregorian"))


def told(day, cases=None):
    rows = Case.objects.none() if cases is None else cases
    return occasions.ahead(rows, datetime.date.fromisoformat(day))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("today", "days"),
    [
        ("2026-04-16", []),
        ("2026-04-17", ["2026-05-08"]),
        ("2026-05-08", ["2026-05-08"]),
        ("2026-05-09", []),
        ("2026-08-09", ["2026-08-30"]),
        ("2026-12-20", []),
    ],
)
def test_the_two_days_of_the_world(today, days):
    assert [each.day.isoformat() for each in told(today)] == days


@pytest.mark.parametrize(
    ("words", "today", "day"),
    [
        ("2006-12-10", "2026-11-29", "2026-12-10"),
        ("2006-12-10", "2026-11-18", None),  # more than three weeks
        ("2006-12-10", "2026-12-11", None),  # it has passed
        ("2005-12-10", "2026-11-29", None),  # twenty-one years
        ("2006", "2025-12-20", None),  # a year alone has no day
        ("2008-02-29", "2028-02-20", "2028-02-29"),
    ],
)
def test_a_case_s_twenty_years(cast, words, today, day):
    case = made.accepted(cast)[0]
    heard(case, words)
    found = told(today, access.cases_to_write_about(cast.coordinator))
    assert [(each.case, each.day.isoformat()) for each in found] == ([(case, day)] if day else [])


def test_not_of_a_case_that_ended_or_of_another_office_or_with_later_news(cast):
    case = made.accepted(cast)[0]
    heard(case, "2006-12-10")
    mine = access.cases_to_write_about(cast.coordinator)
    assert len(told("2026-11-29", mine)) == 1
    assert told("2026-11-29", access.cases_to_write_about(cast.elsewhere["coordinator"])) == []
    News.objects.create(person=case.sought, on=parse("2010-01-01", calendar_hint="gregorian"))
    assert told("2026-11-29", mine) == []


def test_the_coordinator_s_day_shows_them(cast, enter):
    case = made.accepted(cast)[0]
    heard(case, (datetime.date.today() - datetime.timedelta(days=20 * 365)).isoformat())
    page = enter(cast.coordinator).get("/day/office/").content.decode()
    other = enter(cast.clerk).get("/day/office/").content.decode()
    assert case.reference in page and "Twenty years" in page
    assert "Twenty years" not in other
