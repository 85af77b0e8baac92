"""Days that come round and are a good reason to write: told three weeks before, as hints.

Nothing is due by them and nothing is sent: somebody may choose to use them.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from casework.lifecycle import State
from casework.models import Case
from families.models import News

AHEAD = datetime.timedelta(days=21)
YEARS = 20
MOST = 50
EXACT = ("day", "month")  # a year alone has no day that comes round
WORLD_DAYS = (
    (5, 8, _("8 May, World Red Cross and Red Crescent Day")),
    (8, 30, _("30 August, International Day of the Disappeared")),
)
WAITING = (State.ACCEPTED, State.SUBMITTED, State.ANSWERED)


@dataclass(frozen=True)
class Occasion:
    """`day` is when it comes; `case` the one that it is about, None for a day of all."""

    day: datetime.date
    name: str = ""
    case: Case | None = None


def ahead(cases: QuerySet[Case], on: datetime.date) -> list[Occasion]:
    """What comes within three weeks from a day on, the nearest first, for cases one may see."""
    found = [Occasion(day, str(name)) for day, name in _world_days(on) if on <= day <= on + AHEAD]
    return sorted(found + _anniversaries(cases, on), key=lambda each: each.day)


def _world_days(on: datetime.date):
    for year in (on.year, on.year + 1):
        for month, day, name in WORLD_DAYS:
            yield datetime.date(year, month, day), name


def _anniversaries(cases: QuerySet[Case], on: datetime.date) -> list[Occasion]:
    """Cases that still wait and whose family has heard nothing for twenty years on that day."""
    heard = _last_heard(_years_before(on), _years_before(on + AHEAD))
    rows = cases.filter(state__in=WAITING, sought__in=heard).select_related("sought", "request")
    return [
        Occasion(_in_year(heard[case.sought_id], heard[case.sought_id].year + YEARS), case=case)
        for case in rows.order_by("reference")[:MOST]
    ]


def _last_heard(first: datetime.date, last: datetime.date) -> dict:
    """Of whom the last news is of a day within these: person -> day."""
    months = {f"{first:%Y-%m}", f"{last:%Y-%m}"}
    within = Q()
    for month in months:
        within |= Q(on__earliest__startswith=month)
    near = News.objects.filter(within).values("person")
    found: dict = {}
    for news in News.objects.filter(person__in=near).exclude(on=None):
        day = news.on.earliest
        if day and day > found.get(news.person_id, (datetime.date.min, ""))[0]:
            found[news.person_id] = (day, news.on.precision)
    return {
        person: day for person, (day, how) in found.items() if first <= day <= last and how in EXACT
    }


def _years_before(day: datetime.date) -> datetime.date:
    return _in_year(day, day.year - YEARS)


def _in_year(day: datetime.date, year: int) -> datetime.date:
    """The same day of another year; 29 February is 28 February where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
