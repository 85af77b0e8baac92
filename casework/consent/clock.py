"""How long a yes lasts: a review after 24 months without contact, a stop 90 days later.

Computed from dates alone, for any day; nothing is counted down. Before a review has opened any talk
with the family moves it; an open review is closed by nothing but a new answer.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from casework.dates import years_later

REVIEW_AFTER_YEARS = 2
DAYS_TO_CONFIRM = 90


@dataclass(frozen=True)
class Clock:
    """`review_on`: the day the review opens. `stops_on`: the first day on which nothing goes."""

    review_on: datetime.date

    @property
    def stops_on(self) -> datetime.date:
        return self.review_on + datetime.timedelta(days=DAYS_TO_CONFIRM)

    def is_open(self, on: datetime.date) -> bool:
        return on >= self.review_on

    def has_stopped(self, on: datetime.date) -> bool:
        return on >= self.stops_on


def clock_of(given_on: datetime.date, heard_on: Iterable[datetime.date]) -> Clock:
    """The clock of an answer given on a day (for an imported one: the day of the take-over) by a
    family that was heard on these days."""
    review_on = years_later(given_on, REVIEW_AFTER_YEARS)
    for day in sorted(heard_on):
        if given_on < day < review_on:
            review_on = years_later(day, REVIEW_AFTER_YEARS)
    return Clock(review_on)
