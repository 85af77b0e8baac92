"""The dates of a register: true dates, numbers that a spreadsheet made of them, and words."""

import datetime
import re
from dataclasses import replace
from functools import lru_cache

from casework.imports.sheets import DATE, Sheet
from families.calendars import PartialDate, parse
from families.names import script_of, to_ascii_digits

_IMPOSSIBLE = ("no_such_day", "no_such_month", "no_such_year")
_MIDNIGHT_OR_TIME = re.compile(r"[ T]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?$")
# Days since 30 December 1899 (ECMA-376, part 1, 18.17.4.1): a five-digit number is a day
# between 1927 and 2036 and, being no year in any calendar, nothing else.
_SERIAL = re.compile(r"([1-4]\d{4})(?:\.\d+)?")
_DAY_ZERO = datetime.date(1899, 12, 30)


def date_of(text: str, kind: str, calendar: str) -> tuple[PartialDate, str]:
    """What a cell says about a day, and the code of what is to be said about it, or ""."""
    if kind == DATE:
        text = _MIDNIGHT_OR_TIME.sub("", text)
    serial = _SERIAL.fullmatch(to_ascii_digits(text).strip())
    if serial:
        day = _DAY_ZERO + datetime.timedelta(days=int(serial[1]))
        return replace(_parse(day.isoformat(), calendar), as_given=text), "date_from_number"
    date = _parse(text, calendar)
    if date.problem:
        return date, "impossible_date" if date.problem in _IMPOSSIBLE else "date_unclear"
    return date, ""


@lru_cache(maxsize=20_000)
def _parse(text: str, calendar: str) -> PartialDate:
    return parse(text, calendar_hint=calendar)


@lru_cache(maxsize=20_000)
def date_in_news(news: str) -> PartialDate | None:
    """The date in a last news of one cell («letër, 2009»); the whole cell stays the news."""
    date = parse(news)
    return date if date.is_known and not date.problem else None


def age_at(age: str, when: PartialDate, calendar: str) -> PartialDate:
    """The birth of someone of that age on the day the family came."""
    words = age if not age.isdecimal() else f"{age} years old"
    return parse(words, calendar_hint=calendar, today=when.earliest)


def calendar_of(sheet: Sheet) -> str:
    """The calendar of bare numbers: solar in Persian registers, Gregorian in all others."""
    text = " ".join(sheet.headings)
    if script_of(text) != "arab":
        return "gregorian"
    persian = sum(text.count(letter) for letter in "پچژگیک")
    arabic = sum(text.count(letter) for letter in "ةأإىيك")
    return "gregorian" if arabic > persian else "solar"
