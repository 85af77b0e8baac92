"""The quiet days of a family: forty days of mourning, Muharram where it wishes, other days it asks
for. On them nobody of the office calls or writes by itself, and what is due to the family waits.

    times(request)            the stretches that stand, each once
    until(request, on)        the last quiet day of the stretch that a day lies in, or None
    first_after(request, on)  the day itself, or the first one that is not quiet
    families(on)              the requests whose family is quiet on a day, as a condition on rows

Computed from dates alone, for any day. The sought person's fate makes no quiet day, ever.
"""

import datetime

from django.db.models import Q

from casework.models import FamilyRequest, QuietTime
from families.calendars import lunar_month

MOURNING_DAYS = 40
MUHARRAM = 1
A_DAY = datetime.timedelta(days=1)


def mourning_until(died_on: datetime.date) -> datetime.date:
    """The fortieth day, the day of death counted as the first."""
    return died_on + (MOURNING_DAYS - 1) * A_DAY


def times(request: FamilyRequest) -> list[QuietTime]:
    """What was entered and stands; uses what was prefetched."""
    return [time for time in request.quiet_times.all() if time.ended_at is None]


def until(request: FamilyRequest, on: datetime.date) -> datetime.date | None:
    """The last day of the quiet that `on` lies in; stretches that touch are one."""
    day = on
    while (last := _last_of(request, day)) is not None:
        day = last + A_DAY
    return day - A_DAY if day > on else None


def first_after(request: FamilyRequest, on: datetime.date) -> datetime.date:
    """The first day from `on` that is not quiet."""
    last = until(request, on)
    return on if last is None else last + A_DAY


def families(on: datetime.date) -> Q:
    """For rows of FamilyRequest: quiet on a day. The same answer as `until`, for many."""
    entered = QuietTime.objects.filter(ended_at=None, since__lte=on, until__gte=on)
    quiet = Q(pk__in=entered.values("request"))
    return quiet | Q(keeps_muharram=True) if muharram(on) else quiet


def muharram(on: datetime.date) -> tuple[datetime.date, datetime.date] | None:
    """The first and last day of the Muharram that a day may lie in: the month is announced, so it
    is taken with the two days before and after that it can begin and end on."""
    return lunar_month(MUHARRAM, on)


def _last_of(request: FamilyRequest, on: datetime.date) -> datetime.date | None:
    ends = [time.until for time in times(request) if time.since <= on <= time.until]
    month = muharram(on) if request.keeps_muharram else None
    return max([*ends, *([month[1]] if month else [])], default=None)
