"""How the last day of everything that is to be done follows from dates: the rules, the working out
with its reasons, and to whom it climbs when nobody does it. Nothing is counted down."""

import datetime
from dataclasses import dataclass

from django.db.models import Q

from casework import dates, quiet
from casework.models import Due, Office, Post
from casework.models.due import ChangeKind, DueKind
from casework.roles import Role

A_DAY = datetime.timedelta(days=1)
NEWS_EVERY = 180


@dataclass(frozen=True)
class Rule:
    """Whose it is, how many days, of work or of the calendar. `lands`: where a last day of the
    calendar goes that finds the office closed: to the working day after or before, or nowhere."""

    role: str
    days: int = 0
    of_work: bool = True
    lands: str = "after"
    to_family: bool = False


C, K = Role.CLERK, Role.COORDINATOR
RULES = {
    DueKind.ACKNOWLEDGE: Rule(C, 3, to_family=True),
    DueKind.DUPLICATES: Rule(K, 5),
    DueKind.RISK: Rule(C, 5),
    DueKind.NOTICE: Rule(C, 0, to_family=True),
    DueKind.MISSING: Rule(C, 30, of_work=False, to_family=True),
    DueKind.DECLINED: Rule(C, 10, to_family=True),
    DueKind.CLOSING: Rule(K, 10, to_family=True),
    DueKind.READ_REPLY: Rule(K, 3),
    DueKind.RECORDED_LATE: Rule(K, 0),
    DueKind.LEFT_ANYWAY: Rule(K, 0),
    DueKind.NEWS_TO_FAMILY: Rule(C, NEWS_EVERY, of_work=False, lands="before", to_family=True),
    DueKind.CONSENT_REVIEW: Rule(C, 0, of_work=False, lands="there", to_family=True),
    DueKind.REACH_AGAIN: Rule(C, 0, of_work=False, to_family=True),
    DueKind.SECOND_CONTACT: Rule(C, 3, to_family=True),
    DueKind.UNREACHABLE: Rule(K, 10),
    DueKind.CO_SIGN: Rule(Role.PROTECTION, 5),
    DueKind.SUCCESSOR: Rule(C, 0, of_work=False, to_family=True),
}
TO_FAMILY = tuple(str(kind) for kind, rule in RULES.items() if rule.to_family)

# Working days after its last day from which a due of a role stands on another's list as well.
CLIMBS = {
    Role.CLERK: ((3, Role.COORDINATOR), (10, Role.SIGNATORY)),
    Role.REGIONAL: ((3, Role.COORDINATOR), (10, Role.SIGNATORY)),
    Role.COORDINATOR: ((10, Role.SIGNATORY),),
}
# A regional officer does the work of the desk in his or her own office.
DOES_ALSO = {Role.REGIONAL: (Role.CLERK,)}


@dataclass(frozen=True)
class Reason:
    """One step of the working out: what moved the day, and the day that it gave."""

    code: str
    on: datetime.date
    count: int = 0
    until: datetime.date | None = None
    change: object = None


def work_out(due: Due) -> list[Reason]:
    """The steps from the first day to the last; the last one's `on` is the day that counts."""
    rule = RULES.get(DueKind(due.kind), Rule(due.role))
    steps = [Reason("since", due.since), *_count(due, rule)]
    if rule.to_family and due.request_id:
        steps += _past_quiet_days(due, steps[-1].on)
    for change in due.changes.all() if due.pk else ():
        steps += _changed(due, change, steps[-1].on)
    return steps


def last_day(due: Due) -> datetime.date:
    return work_out(due)[-1].on


def _count(due: Due, rule: Rule) -> list[Reason]:
    office = due.office
    if due.of_work:
        day = dates.working_day(office, due.since, due.days)
        return [Reason("of_work", day, due.days)] if due.days else []
    day = due.since + due.days * A_DAY
    steps = [Reason("days", day, due.days)] if due.days else []
    if rule.lands != "there" and due.days:
        nearest = dates.next_working if rule.lands == "after" else dates.last_working
        open_on = nearest(office, day)
        steps += [Reason("closed", open_on)] if open_on != day else []
    return steps


def _past_quiet_days(due: Due, day: datetime.date) -> list[Reason]:
    until = quiet.until(due.request, day)
    if until is None:
        return []
    return [Reason("quiet", dates.next_working(due.office, until + A_DAY), until=until)]


def _changed(due: Due, change, day: datetime.date) -> list[Reason]:
    """A stopped clock adds the days it stood still; another last day is that day."""
    if change.kind == ChangeKind.EXTENDED:
        return [Reason("extended", change.until, change=change)]
    until = change.ended_on or change.until
    moved = dates.next_working(due.office, day + (until - change.on))
    return [Reason("stopped", moved, (until - change.on).days, until, change)]


def on_list_of(role: str, office: Office, today: datetime.date, mine: Q) -> Q:
    """The dues that somebody with a role has on the list on a day: the role's own, and what
    nobody of another role did in time. `mine` says which cases the person looks after: those of
    a colleague who has the same role today are left to the colleague until they climb."""
    held = Q(role=role) | Q(role__in=DOES_ALSO.get(Role(role), ()))
    held &= Q(case__caseworker=None) | mine | ~Q(case__caseworker__in=_holders(role, office, today))
    for whose, steps in CLIMBS.items():
        for days, to in steps:
            if to == role:
                held |= Q(role=whose, on__lte=dates.working_days_back(office, today, days))
    return held


def _holders(role: str, office: Office, today: datetime.date):
    held = Post.objects.filter(office=office, role=role, since__lte=today, staff__is_active=True)
    return held.filter(Q(until=None) | Q(until__gte=today)).values("staff")


def climbed_to(due: Due, today: datetime.date) -> list[tuple[datetime.date, str, bool]]:
    """When a due comes to whom if nobody does it, and whether that day has come."""
    ladder = CLIMBS.get(Role(due.role), ())
    days = [(dates.working_day(due.office, due.on, count), role) for count, role in ladder]
    return [(day, role, day <= today) for day, role in days]
