"""Which open cases are to be looked at again, together: those that wait for the same letter, and
the rest family by family. Takes rows that somebody may see."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery

from casework.lifecycle import ACTIVE
from casework.models import Case, Due, FamilyRequest, OutwardStep
from casework.models.body import StepKind
from casework.models.due import DueKind
from families.models.person import LifeStatus

# What began a thread; reminders, corrections and replies never move a case to another
# group (rule 39).
BEGAN = (StepKind.FIRST, StepKind.EARLIER, StepKind.CONFIRM)
TOGETHER = datetime.timedelta(days=30)  # what comes up so soon is looked at with the rest


@dataclass(frozen=True)
class ByLetter:
    """Cases that wait for the same letter: to whom it went and when."""

    thread: object
    body: object
    sent_on: datetime.date
    cases: int
    first: datetime.date


def due(cases: QuerySet[Case], on: datetime.date) -> QuerySet[Case]:
    """The open cases whose review has come by a day, with the `thread` each waits for."""
    steps = OutwardStep.objects.filter(case=OuterRef("pk"), kind__in=BEGAN).exclude(thread=None)
    newest = steps.order_by("-on", "-pk").values("thread")[:1]
    rows = cases.filter(state__in=ACTIVE, next_review__lte=on)
    return rows.annotate(thread=Subquery(newest))


def by_letter(cases: QuerySet[Case], on: datetime.date) -> list[ByLetter]:
    """One line for each letter, in the order of the first review."""
    rows = due(cases, on).exclude(thread=None).order_by()
    counted = rows.values("thread").annotate(n=Count("pk"), first=Min("next_review"))
    lines = {row["thread"]: row for row in counted}
    steps = OutwardStep.objects.filter(thread__in=lines, kind__in=BEGAN).select_related("body")
    began: dict = {}
    for step in steps.order_by("thread", "on"):
        began.setdefault(step.thread, step)
    found = [
        ByLetter(thread, began[thread].body, began[thread].on, row["n"], row["first"])
        for thread, row in lines.items()
    ]
    return sorted(found, key=lambda line: (line.first, line.sent_on))


def by_family(cases: QuerySet[Case], on: datetime.date) -> QuerySet[Case]:
    """The cases about which nothing was written yet: number, count and first day by family."""
    rows = due(cases, on).filter(thread=None).order_by()
    counted = rows.values("request__number").annotate(n=Count("pk"), first=Min("next_review"))
    return counted.order_by("first", "request__number")


def of_letter(cases: QuerySet[Case], thread, on: datetime.date) -> QuerySet[Case]:
    """The cases of one letter: those whose review has come, and those for which it comes soon."""
    return due(cases, on + TOGETHER).filter(thread=thread).order_by("next_review", "reference")


def of_family(cases: QuerySet[Case], number: str, on: datetime.date) -> QuerySet[Case]:
    rows = due(cases, on + TOGETHER).filter(thread=None, request__number=number)
    return rows.order_by("next_review", "reference")


def forgotten_families() -> QuerySet[FamilyRequest]:
    """In the whole house: families with an open case that nothing would bring back to a list. One
    waits for its news, or after the enquirer's death for who asks from then on. Every action that
    changes a family plans these anew, so there should be none."""
    waiting = Due.objects.filter(request=OuterRef("pk"), done_at=None)
    news, successor = (
        Exists(waiting.filter(kind=kind)) for kind in (DueKind.NEWS_TO_FAMILY, DueKind.SUCCESSOR)
    )
    dead = Q(enquirer__life_status=LifeStatus.DEAD)
    open_cases = Case.objects.filter(request=OuterRef("pk"), state__in=ACTIVE)
    return FamilyRequest.objects.filter(Exists(open_cases)).exclude(
        Q(news) & ~dead | Q(successor) & dead
    )
