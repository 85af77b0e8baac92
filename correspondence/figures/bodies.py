"""How long bodies let us wait: counts of the letters' own marks, by body."""

import datetime
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.db.models.functions import Coalesce, Greatest

from casework.models import Body
from correspondence.models import SubmissionCase

ANSWERED = ~Q(answered_on=None) | ~Q(declined_on=None)


@dataclass
class Tally:
    """Cases written about to one body: answered, and waiting since so many days each; `silent`
    since the last sign that came. What we ended ourselves is in neither."""

    answered: int = 0
    waiting: Counter = field(default_factory=Counter)
    silent: Counter = field(default_factory=Counter)

    @property
    def unanswered(self) -> int:
        return self.waiting.total()

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.answered + other.answered,
            self.waiting + other.waiting,
            self.silent + other.silent,
        )


def by_body(offices, on: datetime.date) -> dict:
    """For each office and body its tally on a day."""
    table: dict = {office: {} for office in offices}
    rows = SubmissionCase.objects.filter(
        submission__office__in=offices, sent_on__lte=on, ended_on=None
    ).order_by()
    keys = ("submission__office", "submission__recipient__body")
    for office, body, n in rows.filter(ANSWERED).values_list(*keys).annotate(n=Count("pk")):
        table[office].setdefault(body, Tally()).answered = n
    sign = Greatest(
        "sent_on", Coalesce("acknowledged_on", "sent_on"), Coalesce("asks_more_on", "sent_on")
    )
    open_rows = rows.exclude(ANSWERED).annotate(sign=sign).values_list(*keys, "sent_on", "sign")
    for office, body, sent, last, n in open_rows.annotate(n=Count("pk")):
        tally = table[office].setdefault(body, Tally())
        tally.waiting[(on - sent).days] += n
        tally.silent[(on - min(last, on)).days] += n
    return table


def names(bodies=None) -> dict[object, str]:
    """The names of some bodies, or of all."""
    rows = Body.objects.all() if bodies is None else Body.objects.filter(pk__in=bodies)
    return {body.pk: str(body) for body in rows}


def middle(days: Counter) -> int | None:
    """The median of days; of an even number the longer one."""
    left = days.total() // 2
    for value in sorted(days):
        left -= days[value]
        if left < 0:
            return value
    return None


def longest(days: Counter) -> int | None:
    return max((day for day, n in days.items() if n), default=None)
