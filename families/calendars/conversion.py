"""Days, months and years of four calendars as intervals of Gregorian days.

Solar Hijri through persiantools; lunar Hijri through hijridate (Umm al-Qura, 1343–1500) and, for
earlier years, the arithmetic (civil, thirty-year cycle) calendar; imperial is solar plus 1180.
"""

from datetime import date, timedelta
from typing import Any

from hijridate import Gregorian, Hijri
from persiantools.jdatetime import JalaliDate

# Its functions carry no annotations.
_SolarDate: Any = JalaliDate

CALENDARS = ("solar", "lunar", "gregorian", "imperial")

# Years that a register can mean by a four-digit number. 2535 began in March 1976 as the new name
# of 1355; the decree was withdrawn in 1357 (= 2537). People also count some years around it.
YEARS = {
    "solar": range(1200, 1501),
    "lunar": range(1200, 1501),
    "gregorian": range(1800, 2101),
    "imperial": range(2500, 2541),
}

IMPERIAL_OFFSET = 1180

# Umm al-Qura, arithmetic and sighted months differ by up to two days (domain.md, PartialDate).
LUNAR_MARGIN = timedelta(days=2)

_UMM_AL_QURA_FIRST_YEAR = 1343
_UMM_AL_QURA_FIRST_DAY = date(1924, 8, 1)
_UMM_AL_QURA_LAST_DAY = date(2077, 11, 16)

# Day 1 of the civil Islamic epoch, 16 July 622 Julian, as a proleptic Gregorian ordinal
# (Reingold and Dershowitz, Calendrical Calculations, chapter 7).
_CIVIL_EPOCH = 227015

_FIRST_SOLAR_DAY = date(622, 3, 22)

Interval = tuple[date, date]


class NoSuchDay(ValueError):
    """The month of that calendar has no such day."""


class NoSuchMonth(ValueError):
    """A year has the months 1 to 12."""


class NoSuchYear(ValueError):
    """The year is outside what a family's register can mean."""


def to_solar(day: date) -> tuple[int, int, int]:
    """(year, month, day) in the solar Hijri calendar. ValueError before 622-03-22."""
    if day < _FIRST_SOLAR_DAY:
        raise ValueError(f"{day} lies before the solar Hijri calendar")
    solar = _SolarDate.to_jalali(day.year, day.month, day.day)
    return solar.year, solar.month, solar.day


def from_solar(year: int, month: int, day: int) -> date:
    """The Gregorian day of a solar Hijri day. ValueError for 30 Esfand of a common year etc."""
    found: date = _SolarDate(year, month, day).to_gregorian()
    return found


def solar_year(day: date) -> int:
    """The solar Hijri year a day lies in."""
    return to_solar(day)[0]


def to_lunar(day: date) -> tuple[int, int, int]:
    """(year, month, day) in the lunar Hijri calendar; a sighted month may differ by two days."""
    if _UMM_AL_QURA_FIRST_DAY <= day <= _UMM_AL_QURA_LAST_DAY:
        return Gregorian(day.year, day.month, day.day).to_hijri().datetuple()
    return _civil_from_ordinal(day.toordinal())


def from_lunar(year: int, month: int, day: int) -> date:
    """The middle of the days that a lunar Hijri day can be (see `day_interval`)."""
    if year >= _UMM_AL_QURA_FIRST_YEAR and year in YEARS["lunar"]:
        first = Hijri(year, month, 1).to_gregorian()
        return date(first.year, first.month, first.day) + timedelta(days=day - 1)
    return date.fromordinal(_civil_ordinal(year, month, day))


def _civil_ordinal(year: int, month: int, day: int) -> int:
    months = 29 * (month - 1) + month // 2
    return _CIVIL_EPOCH - 1 + (year - 1) * 354 + (3 + 11 * year) // 30 + months + day


def _civil_from_ordinal(ordinal: int) -> tuple[int, int, int]:
    year = (30 * (ordinal - _CIVIL_EPOCH) + 10646) // 10631
    month = 12
    while month > 1 and _civil_ordinal(year, month, 1) > ordinal:
        month -= 1
    return year, month, ordinal - _civil_ordinal(year, month, 1) + 1


def in_calendar(day: date, calendar: str) -> tuple[int, int, int]:
    """(year, month, day) of a Gregorian day in one of CALENDARS."""
    if calendar == "gregorian":
        return day.year, day.month, day.day
    if calendar == "lunar":
        return to_lunar(day)
    year, month, number = to_solar(day)
    return year + (IMPERIAL_OFFSET if calendar == "imperial" else 0), month, number


def day_interval(calendar: str, year: int, month: int, day: int) -> Interval:
    """The Gregorian days that a day can be: one day, or five for the lunar calendar.

    Raises NoSuchYear, NoSuchMonth, NoSuchDay.
    """
    _check_month(calendar, year, month)
    if calendar == "lunar":
        if not 1 <= day <= 30:
            raise NoSuchDay(day)
        middle = from_lunar(year, month, day)
        return middle - LUNAR_MARGIN, middle + LUNAR_MARGIN
    try:
        found = _exact_day(calendar, year, month, day)
    except ValueError as error:
        raise NoSuchDay(day) from error
    return found, found


def month_interval(calendar: str, year: int, month: int) -> Interval:
    """The first and last Gregorian day of a month. Raises NoSuchYear, NoSuchMonth."""
    _check_month(calendar, year, month)
    next_year, next_month = (year, month + 1) if month < 12 else (year + 1, 1)
    if calendar == "lunar":
        after = _civil_or_table_start(next_year, next_month)
        return from_lunar(year, month, 1) - LUNAR_MARGIN, after - timedelta(days=1) + LUNAR_MARGIN
    first = _exact_day(calendar, year, month, 1)
    return first, _exact_day(calendar, next_year, next_month, 1) - timedelta(days=1)


def lunar_month(month: int, on: date) -> Interval | None:
    """The days that the lunar month can have, of the year in which a day may lie in it; None for
    a day outside of it. The month is announced, so its margin of two days belongs to it."""
    year = to_lunar(on)[0]
    for one in (year - 1, year, year + 1):
        first, last = month_interval("lunar", one, month)
        if first <= on <= last:
            return first, last
    return None


def year_interval(calendar: str, year: int) -> Interval:
    """The first and last Gregorian day of a year: for a solar year its twelve months."""
    return month_interval(calendar, year, 1)[0], month_interval(calendar, year, 12)[1]


def _check_month(calendar: str, year: int, month: int) -> None:
    if year not in YEARS[calendar]:
        raise NoSuchYear(year)
    if not 1 <= month <= 12:
        raise NoSuchMonth(month)


def _exact_day(calendar: str, year: int, month: int, day: int) -> date:
    if calendar == "gregorian":
        return date(year, month, day)
    return from_solar(year - (IMPERIAL_OFFSET if calendar == "imperial" else 0), month, day)


def _civil_or_table_start(year: int, month: int) -> date:
    # The month after the last one of the table is counted from the last one.
    if year in YEARS["lunar"]:
        return from_lunar(year, month, 1)
    return from_lunar(year - 1, 12, 1) + timedelta(days=30)
