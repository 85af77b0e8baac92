from datetime import date, timedelta

import jdatetime
import pytest
from hijridate import Hijri

from families.calendars import conversion
from families.calendars.conversion import NoSuchDay, NoSuchMonth, NoSuchYear


def test_every_solar_day_from_1300_to_1450_is_that_of_a_second_library():
    day, last = date(1921, 3, 21), date(2072, 3, 19)
    assert conversion.to_solar(day) == (1300, 1, 1)
    assert conversion.to_solar(last) == (1450, 12, 29)
    while day <= last:
        other = jdatetime.date.fromgregorian(date=day)
        solar = conversion.to_solar(day)
        assert solar == (other.year, other.month, other.day)
        assert conversion.from_solar(*solar) == day
        day += timedelta(days=1)


def test_last_day_of_every_year_is_that_of_a_second_library():
    for year in range(1300, 1451):
        length = 30 if jdatetime.date(year, 1, 1).isleap() else 29
        last = jdatetime.date(year, 12, length).togregorian()
        assert conversion.year_interval("solar", year)[1] == last


def test_solar_year_turns_at_nowruz():
    assert conversion.solar_year(date(2026, 3, 20)) == 1404
    assert conversion.solar_year(date(2026, 3, 21)) == 1405


@pytest.mark.parametrize(
    ("calendar", "year", "first", "last"),
    [
        ("solar", 1345, date(1966, 3, 21), date(1967, 3, 20)),
        ("solar", 1402, date(2023, 3, 21), date(2024, 3, 19)),
        ("imperial", 2535, date(1976, 3, 21), date(1977, 3, 20)),
        ("gregorian", 1965, date(1965, 1, 1), date(1965, 12, 31)),
    ],
)
def test_year_is_the_interval_of_its_twelve_months(calendar, year, first, last):
    assert conversion.year_interval(calendar, year) == (first, last)


def test_lunar_day_is_two_days_either_side_of_umm_al_qura():
    middle = Hijri(1400, 1, 1).to_gregorian()
    middle = date(middle.year, middle.month, middle.day)
    expected = middle - timedelta(days=2), middle + timedelta(days=2)
    assert conversion.day_interval("lunar", 1400, 1, 1) == expected


@pytest.mark.parametrize(
    ("lunar", "day"),
    [
        # Opening of the first Majlis, 18 Sha'ban 1324 (Encyclopaedia Iranica: 7 October 1906).
        ((1324, 8, 18), date(1906, 10, 7)),
        # Constitution decree, 14 Jumada II 1324 (5 August 1906).
        ((1324, 6, 14), date(1906, 8, 5)),
    ],
)
def test_lunar_day_before_the_table_holds_the_day_that_history_knows(lunar, day):
    earliest, latest = conversion.day_interval("lunar", *lunar)
    assert earliest <= day <= latest


def test_lunar_conversions_are_inverse_across_the_edge_of_the_table():
    first = date(1921, 1, 1)
    for step in range(3000):
        day = first + timedelta(days=step)
        assert conversion.from_lunar(*conversion.to_lunar(day)) == day


def test_lunar_thirtieth_is_possible_in_every_month():
    for month in range(1, 13):
        earliest, latest = conversion.day_interval("lunar", 1444, month, 30)
        assert latest - earliest == timedelta(days=4)


@pytest.mark.parametrize(
    ("calendar", "year", "month", "day", "error"),
    [
        ("solar", 1402, 12, 30, NoSuchDay),
        ("solar", 1402, 7, 31, NoSuchDay),
        ("gregorian", 2023, 2, 29, NoSuchDay),
        ("lunar", 1400, 1, 31, NoSuchDay),
        ("imperial", 2536, 12, 30, NoSuchDay),
        ("solar", 1402, 13, 1, NoSuchMonth),
        ("solar", 1402, 0, 1, NoSuchMonth),
        ("solar", 14030, 1, 1, NoSuchYear),
        ("gregorian", 1700, 1, 1, NoSuchYear),
    ],
)
def test_impossible_days_are_refused_with_their_reason(calendar, year, month, day, error):
    with pytest.raises(error):
        conversion.day_interval(calendar, year, month, day)


def test_days_before_the_solar_calendar_are_refused():
    with pytest.raises(ValueError, match="before the solar Hijri"):
        conversion.to_solar(date(600, 1, 1))
