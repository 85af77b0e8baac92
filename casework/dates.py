"""Days that follow from other days: working days of an office, fixed review dates."""

import datetime
import hashlib

WEEK = {"Asia/Tehran": (5, 6, 0, 1, 2)}  # Saturday to Wednesday; elsewhere Monday to Friday
FIRST_YEAR = 90
LATER = 180
SPREAD = 60
ENDING_MONTHS = 12


def is_working(office, day: datetime.date) -> bool:
    days = office.working_days or WEEK.get(office.timezone, (0, 1, 2, 3, 4))
    return day.weekday() in days and day not in office.holidays


def working_day(office, start: datetime.date, count: int) -> datetime.date:
    """The `count`-th working day of the office after `start`."""
    day = start
    while count:
        day += datetime.timedelta(days=1)
        count -= is_working(office, day)
    return day


def working_days_back(office, end: datetime.date, count: int) -> datetime.date:
    """The latest day whose `count`-th working day after it is not later than `end`: what was due
    on it or before has waited that long."""
    day = end
    while count:
        count -= is_working(office, day)
        day -= datetime.timedelta(days=1)
    return day


def next_working(office, day: datetime.date) -> datetime.date:
    """The day itself, or the first working day after it."""
    while not is_working(office, day):
        day += datetime.timedelta(days=1)
    return day


def last_working(office, day: datetime.date) -> datetime.date:
    """The day itself, or the last working day before it."""
    while not is_working(office, day):
        day -= datetime.timedelta(days=1)
    return day


def spread_of(number: str, over: int) -> int:
    """0 to `over` - 1, the same for one number for ever: what came into the house on one day is
    spread over as many days, and all cases of a family fall on the same one."""
    return int.from_bytes(hashlib.sha256(number.encode()).digest()[:8]) % over


def review_anchor(case, today: datetime.date) -> datetime.date:
    """The day from which a case's reviews are counted: its acceptance, before that the day it was
    logged. A taken-over case is counted from up to 59 days before, so that the first reviews of a
    whole register do not come on one day; none comes before the 31st day."""
    day = case.accepted_on or case.registered_on or today
    if case.request.channel == "register":
        day -= datetime.timedelta(days=spread_of(case.request.number, SPREAD))
    return day


def review_after(anchor: datetime.date, today: datetime.date) -> datetime.date:
    """The next fixed review: every 90 days in the first year from the anchor, then every 180.

    The anchor is the acceptance date (before that the day of logging), so that no reply, letter
    or finding can move a review.
    """
    day = anchor + datetime.timedelta(days=FIRST_YEAR)
    while day <= today:
        step = FIRST_YEAR if (day - anchor).days < 360 else LATER
        day += datetime.timedelta(days=step)
    return day


def ending_date(anchor: datetime.date, today: datetime.date) -> datetime.date | None:
    """The latest of the fixed dates (months 12, 24, then yearly) that has come, else None."""
    last = None
    for years in range(1, today.year - anchor.year + 1):
        day = years_later(anchor, years)
        if day <= today:
            last = day
    return last


def next_ending(anchor: datetime.date, today: datetime.date) -> datetime.date:
    """The first of the fixed dates that is still to come."""
    years = 1
    while (day := years_later(anchor, years)) <= today:
        years += 1
    return day


def years_later(day: datetime.date, years: int) -> datetime.date:
    """The same day of a later year; 28 February for a 29th that the year does not have."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
