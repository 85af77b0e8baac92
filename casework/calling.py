"""Whom to call: families to whom something is due that is said, not written, town by town.

Nobody is called who has died, whose family is left in peace for some days, or for whom everything
is stopped. Takes rows that somebody may see.
"""

import datetime
from collections.abc import Iterable

from django.db.models import Count, Exists, Min, OuterRef, Prefetch, Q, QuerySet, Subquery

from casework import quiet
from casework.models import Case, Contact, Due, FamilyRequest
from casework.models.due import DueKind
from families.models.person import LifeStatus

KINDS = {
    "news": (DueKind.NEWS_TO_FAMILY,),
    "tell": (DueKind.ACKNOWLEDGE, DueKind.DECLINED),
    "ask": (DueKind.MISSING, DueKind.NOTICE, DueKind.CONSENT_REVIEW, DueKind.REACH_AGAIN),
}
ALL = tuple(kind for kinds in KINDS.values() for kind in kinds)


def to_call(
    requests: QuerySet[FamilyRequest], on: datetime.date, kinds=ALL
) -> QuerySet[FamilyRequest]:
    """The families to call by a day, those that wait longest first, with `since`."""
    due = _due(on, kinds)
    waiting = _open(on, kinds).values("request")  # few among many: read from the dues
    rows = may_be_called(requests.filter(pk__in=waiting), on)
    first = Subquery(due.order_by("on").values("on")[:1])
    return rows.annotate(since=first).order_by("since", "number")


def may_be_called(requests: QuerySet[FamilyRequest], on: datetime.date) -> QuerySet[FamilyRequest]:
    """Without those who have died, are left in peace on the day, or are stopped."""
    stopped = Case.objects.filter(request=OuterRef("pk"), safety_stop=True)
    rows = requests.filter(~Exists(stopped)).exclude(enquirer__life_status=LifeStatus.DEAD)
    return rows.exclude(quiet.families(on))


def _due(on: datetime.date, kinds) -> QuerySet[Due]:
    return _open(on, kinds).filter(request=OuterRef("pk"))


def _open(on: datetime.date, kinds) -> QuerySet[Due]:
    """What has come due by a day, and does not stand still."""
    runs = Q(stopped_until=None) | Q(stopped_until__lte=on)
    return Due.objects.filter(runs, done_at=None, kind__in=kinds, on__lte=on)


def in_peace(requests: QuerySet[FamilyRequest], on: datetime.date) -> int:
    """How many of those to whom something is due are left in peace now: it waits until then."""
    due = Due.objects.filter(done_at=None, kind__in=ALL).values("request")
    alive = requests.filter(pk__in=due).exclude(enquirer__life_status=LifeStatus.DEAD)
    return alive.filter(quiet.families(on)).count()


def towns(rows: QuerySet[FamilyRequest]) -> list[tuple[str, str, int]]:
    """Of families to call: the key of each town, how one family writes it, how many."""
    counted = rows.order_by().values("town_key").annotate(n=Count("pk"), first=Min("number"))
    found = list(counted.values_list("town_key", "first", "n"))
    written = {
        request.number: request.town
        for request in FamilyRequest.objects.filter(number__in=[first for _k, first, _n in found])
    }
    return [(key, written[first], n) for key, first, n in found]


def for_call(families: Iterable[FamilyRequest], on: datetime.date) -> list[FamilyRequest]:
    """The same families in their order with what a line shows, in a fixed number of queries:
    `calls`, and `due_now` of the family or one of its cases."""
    keys = [family.pk for family in families]
    told = Contact.objects.filter(taken_back_at=None).order_by("-on", "-created_at")
    dues = _open(on, ALL).order_by("on")
    cases = Case.objects.select_related("sought").order_by("reference")
    rows = FamilyRequest.objects.filter(pk__in=keys).select_related("enquirer", "office")
    rows = rows.prefetch_related(
        "enquirer__names",
        "enquirer__contact_points",
        Prefetch("contacts", told, to_attr="calls"),
        Prefetch("dues", dues, to_attr="due_now"),
        Prefetch("cases", cases),
        "cases__sought__names",
        "cases__outward_steps__body",
    )
    found = {family.pk: family for family in rows}
    offices: dict = {}
    for family in found.values():  # one office is asked once for the days on which it is closed
        family.office = offices.setdefault(family.office_id, family.office)
    return [found[key] for key in keys]
