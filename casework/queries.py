"""Counts and lists for boards and work lists. Takes rows that somebody may see; formats nothing."""

import datetime
from collections import defaultdict
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from casework import consent
from casework.lifecycle import ACTIVE, State
from casework.models import (
    BulkLine,
    BulkRun,
    Case,
    CaseLine,
    Certainty,
    Contact,
    Document,
    Due,
    Entry,
    FamilyRequest,
    Holiday,
    Office,
    OutwardStep,
    Staff,
)
from casework.models.contact import Result

TO_CHECK = (State.REGISTERED, State.UNDER_REVIEW)
TRAIL = 300
AHEAD = datetime.timedelta(days=14)
TO_COMPLETE = (State.INCOMPLETE, State.DRAFT)


def with_people(cases: QuerySet[Case]) -> QuerySet[Case]:
    """What a list or a letter shows of a case, in a fixed number of queries."""
    return cases.select_related("request__enquirer", "sought", "office").prefetch_related(
        "sought__names",
        "sought__news",
        "sought__portraits",
        "request__enquirer__names",
        "request__enquirer__relationships",
        "numbers",
        Prefetch("outward_steps"),
        "outward_steps__body",
    )


def with_consents(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The same with all that `consent.covers` asks, and the papers."""
    papers = Document.objects.filter(removed_at=None).select_related("file")
    return consent.with_answers(with_people(cases)).prefetch_related(
        Prefetch("request__documents", papers)
    )


def with_closed_days(offices: QuerySet[Office]) -> dict[UUID, Office]:
    """Offices by their keys, with the days on which they are closed, in two questions."""
    closed = defaultdict(set)
    rows = Holiday.objects.filter(office__in=offices.order_by().values("pk")).order_by()
    for office, day in rows.exclude(certainty=Certainty.STRUCK).values_list("office", "on"):
        closed[office].add(day)
    found = offices.in_bulk()
    for office in found.values():
        office.holidays = frozenset(closed[office.pk])
    return found


def to_check(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.filter(state__in=TO_CHECK)


def to_complete(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.filter(state__in=TO_COMPLETE)


def ready(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Accepted, not stopped: ready to be written about."""
    return cases.filter(state=State.ACCEPTED, safety_stop=False)


def ready_count(lines: QuerySet[CaseLine]) -> int:
    """How many of these are ready to be written about: from the indexes of states and of what is
    stopped, without a look at the cases."""
    accepted = lines.filter(state=str(State.ACCEPTED))
    stopped = lines.filter(stopped=True).values_list("state", flat=True)
    return accepted.count() - list(stopped).count(str(State.ACCEPTED))


def overdue(cases: QuerySet[Case], on: datetime.date) -> QuerySet[Case]:
    return cases.filter(state__in=ACTIVE, next_review__lt=on)


def of_worker(cases: QuerySet[Case], staff: Staff) -> QuerySet[Case]:
    """The cases that somebody works on, or whose family somebody received."""
    return cases.filter(Q(caseworker=staff) | Q(request__created_by=staff))


def stopped(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.filter(safety_stop=True)


def state_counts(cases: QuerySet[Case]) -> dict[str, int]:
    rows = cases.order_by().values_list("state").annotate(n=Count("*"))
    return dict(rows)


WEEK = datetime.timedelta(days=7)


def dues_until(dues: QuerySet[Due], on: datetime.date) -> QuerySet[Due]:
    return dues.filter(on__lte=on).select_related("case", "request", "office")


def bulk_lines(run: BulkRun, state: str) -> list[BulkLine]:
    """The cases of a step with many, in one of its states, as a list shows them."""
    shown = Prefetch("case", for_list(Case.objects.all()))
    return list(run.lines.filter(state=state).prefetch_related(shown).order_by("case__reference"))


def day_counts(dues: QuerySet[Due], today: datetime.date) -> dict[str, int]:
    """How many are late, due today, and due in the seven days after it."""
    return dues.aggregate(
        late=Count("pk", filter=Q(on__lt=today)),
        today=Count("pk", filter=Q(on=today)),
        week=Count("pk", filter=Q(on__gt=today, on__lte=today + WEEK)),
    )


def with_families(dues: QuerySet[Due]) -> QuerySet[Due]:
    """What a line of a day shows, in a fixed number of queries."""
    rows = dues.select_related("office", "case__request", "case__caseworker", "request__enquirer")
    return rows.prefetch_related("request__enquirer__names").order_by("on", "pk")


def dues_by_kind(dues: QuerySet[Due], today: datetime.date) -> list[dict]:
    """One line for each kind and role: late, today, in the coming week, standing still."""
    runs = Q(stopped_until=None) | Q(stopped_until__lte=today)
    rows = dues.order_by().values("kind", "role")
    counted = rows.annotate(
        late=Count("pk", filter=runs & Q(on__lt=today)),
        today=Count("pk", filter=runs & Q(on=today)),
        week=Count("pk", filter=runs & Q(on__gt=today, on__lte=today + WEEK)),
        still=Count("pk", filter=~runs),
    )
    shown = [row for row in counted if row["late"] + row["today"] + row["week"] + row["still"]]
    return sorted(shown, key=lambda row: (-row["late"], -row["today"], row["kind"], row["role"]))


def for_list(cases: QuerySet[Case]) -> QuerySet[Case]:
    """What one line of a list shows, in a fixed number of queries."""
    return cases.select_related("request__enquirer", "sought", "office").prefetch_related(
        "sought__names", "request__enquirer__names", "outward_steps__body"
    )


def oldest_to_check(lines: QuerySet[CaseLine], most: int) -> QuerySet[Case]:
    """The cases that wait longest to be checked, as a list shows them."""
    rows = lines.filter(state__in=[str(state) for state in TO_CHECK])
    keys = list(rows.order_by("received_on", "reference").values_list("case", flat=True)[:most])
    return for_list(Case.objects.filter(pk__in=keys)).order_by("line__received_on", "reference")


def last_touched(cases: QuerySet[Case], by: Staff, most: int = 10) -> list[Case]:
    """The cases that somebody opened or changed last, the latest first, with `touched`.

    Looks at the last few hundred lines of the person's own trail, however long it is.
    """
    trail = Entry.objects.filter(by=by).exclude(case=None).order_by("-at")
    latest: dict = {}
    for case, at in trail.values_list("case", "at")[:TRAIL]:
        latest.setdefault(case, at)
    ids = list(latest)[: 2 * most]
    found = list(for_list(cases.filter(pk__in=ids)))
    for case in found:
        case.touched = latest[case.pk]
    return sorted(found, key=lambda case: case.touched, reverse=True)[:most]


def last_told(case: Case) -> Contact | None:
    """When the family was last told where its request stands."""
    told = Contact.objects.filter(request=case.request, result=Result.TOLD, taken_back_at=None)
    return told.order_by("-on", "-created_at").first()


AGES = ((0, 91), (92, 364), (365, 729), (730, None))  # days since the request was received


def lines_of_age(lines: QuerySet[CaseLine], age: int, on: datetime.date) -> QuerySet[CaseLine]:
    """The lines of one age group on a day."""
    return lines.filter(age_of_lines(age, on))


def age_of_lines(age: int, on: datetime.date) -> Q:
    """Being of one age group on a day."""
    youngest, oldest = AGES[age]
    fits = Q(received_on__lte=_ago(on, youngest))
    return fits if oldest is None else fits & Q(received_on__gte=_ago(on, oldest))


def _ago(on: datetime.date, days: int) -> str:
    return (on - datetime.timedelta(days=days)).isoformat()


def ages_by_state(lines: QuerySet[CaseLine], on: datetime.date) -> dict[str, list[int]]:
    """For each open state how many cases there are in each age group."""
    table: dict[str, list[int]] = {}
    for age in range(len(AGES)):
        for state, count in state_counts(lines_of_age(lines, age, on)).items():
            table.setdefault(state, [0] * len(AGES))[age] = count
    return table


def sent_about(request: FamilyRequest) -> QuerySet[OutwardStep]:
    """What went out about a family's cases, to whom and when: a withdrawal cannot call it back."""
    rows = OutwardStep.objects.filter(case__request=request).select_related("case", "body")
    return rows.order_by("-on", "case__reference")


def requests_by_notice() -> dict[int, int]:
    """How many requests were given each version of the information notice, in the whole house."""
    given = FamilyRequest.objects.exclude(notice_version=None).order_by()
    return dict(given.values_list("notice_version").annotate(n=Count("pk")))
