"""The days on which both sides work: what is due from a body is due when our office is open to ask
and theirs to hear it."""

import datetime
import functools

from holidays import country_holidays

from casework import dates

MOST_CLOSED = 30  # days in a row on which a house may be closed
DAY = datetime.timedelta(days=1)


def they_work_again(recipient, day: datetime.date) -> datetime.date:
    """The day itself, or the first one after it on which the recipient's country works: nobody is
    written to into closed rooms. Without a country nothing is known of their days."""
    return _first(day, lambda each: _they_work(recipient.holidays_of, each))


def both_work(office, country: str, day: datetime.date) -> datetime.date:
    """The day itself, or the first one after it on which our office works and that country does.
    `country` as `Recipient.holidays_of`, "" where nothing is known."""
    return _first(day, lambda each: dates.is_working(office, each) and _they_work(country, each))


def _first(day: datetime.date, works) -> datetime.date:
    """The first working day from one on; the day itself where none comes for a month."""
    days = (day + count * DAY for count in range(MOST_CLOSED))
    return next((each for each in days if works(each)), day)


def _they_work(country: str, day: datetime.date) -> bool:
    return not country or _their_days(country).is_working_day(day)


@functools.lru_cache
def _their_days(country: str):
    return country_holidays(country)
