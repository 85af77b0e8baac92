"""How many: counts of whole offices, for figures and charts. Office ids go in, numbers come out;
nothing of the sealed side is asked, and nobody's name. Invented cases count like all others, for
the lists hold them: who counts a list and compares would find them."""

import datetime
from collections import Counter, defaultdict

from django.db.models import Count, Min, Q

from casework.lifecycle import ACTIVE, State
from casework.models import Case, CaseLine, FamilyRequest, Office, Post
from casework.queries import AGES, age_of_lines
from casework.roles import CASE_STAFF
from families.models import Person
from families.models.person import LifeStatus

OLD = (80, 85, 90)  # years: from each to the next
NOT_HELD = ("duplicate", "withdrawn")
Rows = dict  # office id -> numbers in the order of the rows


def first_day(offices) -> datetime.date | None:
    """When the first request of these offices came."""
    return _families(offices).order_by().aggregate(first=Min("received_on"))["first"]


def _families(offices):
    return FamilyRequest.objects.filter(office__in=offices)


def requests_by_span(offices, spans: list[tuple[datetime.date, datetime.date]]) -> Rows:
    """For each office the requests that came in each span of days, first and last included."""
    days = _families(offices).filter(received_on__range=(spans[0][0], spans[-1][1]))
    counted = days.order_by().values_list("office", "received_on").annotate(n=Count("pk"))
    table = {office: [0] * len(spans) for office in offices}
    for office, day, n in counted:
        span = next(i for i, (first, last) in enumerate(spans) if first <= day <= last)
        table[office][span] += n
    return table


def open_by_age(offices, on: datetime.date) -> Rows:
    """For each office its open cases in each age group."""
    asked = {f"age{i}": Count("pk", filter=age_of_lines(i, on)) for i in range(len(AGES))}
    return _by_office(offices, _open_lines(offices), asked)


def elderly(offices, on: datetime.date) -> Rows:
    """For each office the families with an open case whose enquirer is so old, and not dead."""
    bounds = [on.replace(year=on.year - years, day=min(on.day, 28)).isoformat() for years in OLD]
    asked = {}
    for i, born_by in enumerate(bounds):
        young = Q(enquirer_born__gt=bounds[i + 1]) if i + 1 < len(bounds) else Q()
        fits = Q(enquirer_born__lte=born_by) & young
        asked[f"old{i}"] = Count("case__request", distinct=True, filter=fits)
    lines = _open_lines(offices).filter(enquirer_born__gt="", enquirer_born__lte=bounds[0])
    return _by_office(offices, lines.exclude(case__in=_of_the_dead()), asked)


def _of_the_dead():
    """The cases whose enquirer is dead: few, and found from their index, not case by case."""
    return Case.objects.filter(request__enquirer__life_status=LifeStatus.DEAD).values("pk")


def _open_lines(offices):
    return CaseLine.objects.filter(office__in=offices, state__in=[str(s) for s in ACTIVE])


def _by_office(offices, lines, asked: dict) -> Rows:
    table = {office: [0] * len(asked) for office in offices}
    for office, *numbers in lines.order_by().values_list("office").annotate(**asked):
        table[office] = numbers
    return table


def died_waiting(offices) -> dict:
    """For each office and year: enquirers who died in it while a case of theirs was not ended.
    The year is the last in which the death can have been."""
    table: dict = defaultdict(Counter)
    dead = Person.objects.filter(life_status=LifeStatus.DEAD).values("pk")  # few: from their index
    rows = _families(offices).filter(enquirer__in=dead).order_by()
    for request in rows.select_related("enquirer").prefetch_related("cases"):
        died = request.enquirer.died_on
        day = died.latest if died else None
        if day and any(_waited(case, day) for case in request.cases.all()):
            table[request.office_id][day.year] += 1
    return table


def on_record(office, on: datetime.date) -> tuple[int, int]:
    """How many requests an office holds that came until that day, and how many persons are sought
    in them, whatever became of them; without drafts, duplicates and what families took back."""
    cases = Case.objects.filter(office=office, request__received_on__lte=on).order_by()
    held = cases.exclude(state=State.DRAFT).exclude(closing_reason__in=NOT_HELD)
    return held.values("request").distinct().count(), held.count()


def _waited(case, day: datetime.date) -> bool:
    return case.state != State.DRAFT and (case.closed_on is None or case.closed_on >= day)


def all_offices() -> list:
    return list(Office.objects.order_by("code").values_list("pk", flat=True))


def known_together() -> set[frozenset]:
    """Which offices somebody knows from the inside, alone or together, now or in earlier years."""
    held: dict = defaultdict(set)
    for staff, office in Post.objects.filter(role__in=CASE_STAFF).values_list("staff", "office"):
        held[staff].add(office)
    return {frozenset(offices) for offices in held.values()}
