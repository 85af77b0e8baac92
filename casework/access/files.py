"""The families and cases that somebody may list, open or see the card of."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils import timezone

from casework import consent, guests
from casework.access.holding import offices_for
from casework.models import Case, CaseLine, Entry, FamilyRequest, Office


def may(user, verb: str, case: Case) -> bool:
    """Whether the user may do the verb to this case: the same rule as `reachable`."""
    if case.office_id in offices_for(user, verb):
        return True
    guest = as_guest(user, verb)
    return guest is not None and Case.objects.filter(guest, pk=case.pk).exists()


def require_may(user, verb: str, case: Case) -> None:
    """Raises PermissionDenied (403) for whoever may not do the verb to this case."""
    if not may(user, verb, case):
        raise PermissionDenied(verb)


def as_guest(user, verb: str) -> Q | None:
    at_work = bool(offices_for(user, "open_in_emergency"))
    return guests.readable(user, verb, offices_for(user, verb), at_work=at_work)


def requests(user, verb: str = "view_case") -> QuerySet[FamilyRequest]:
    """The families of the own offices, and those of which a case is there."""
    where = offices_for(user, verb)
    split = Case.objects.filter(office__in=where).values("request")
    return FamilyRequest.objects.filter(Q(office__in=where) | Q(pk__in=split))


def cases(user, verb: str = "view_case") -> QuerySet[Case]:
    """The cases of the own offices: what lists, counts and searches are made of."""
    return Case.objects.filter(office__in=offices_for(user, verb))


def reachable(user, verb: str = "view_case") -> QuerySet[Case]:
    """The cases whose file the user may open (or do the verb to): those of the own offices, and to
    read those that were lent to them or that the user opened in an emergency."""
    own, guest = Q(office__in=offices_for(user, verb)), as_guest(user, verb)
    return Case.objects.filter(own if guest is None else own | guest)


def in_file(user, verb: str) -> Q:
    """Rows that belong to a case one may open, or to the whole family of one."""
    files = reachable(user, verb)
    of_family = Q(request__in=files.values("request")) | Q(
        request__office__in=offices_for(user, verb)
    )
    return Q(case__in=files) | Q(Q(case=None), of_family)


def lines(user, verb: str = "view_case") -> QuerySet[CaseLine]:
    """The same cases as lines of the wide list."""
    where = offices_for(user, verb)
    if len(where) == 1:  # one office: the list is read straight from an index
        return CaseLine.objects.filter(office=where.pop())
    return CaseLine.objects.filter(office__in=where)


def cards(user, verb: str = "look_up") -> QuerySet[Case]:
    """The cases of which the user may see the public card, and nothing else of other offices'.

    Beside the own offices' cases: those whose family agreed (P2) that our other offices see
    where its request stands. Without that the answer is the same as for no case at all.
    """
    where = offices_for(user, verb)
    if not where:
        return Case.objects.none()
    shared = consent.open_to_our_offices(timezone.localdate()).values("pk")
    return Case.objects.filter(Q(office__in=where) | Q(request__in=shared))


def entries(user, case: Case) -> QuerySet[Entry]:
    """What happened to a case, and to the family's request that it belongs to."""
    if not may(user, "view_case", case):
        return Entry.objects.none()
    of_family = Q(case=None, target=case.request.number)
    return Entry.objects.filter(Q(case=case) | of_family)


def desk_of(user, verb: str, request: FamilyRequest, case: Case | None = None) -> Office:
    """The office in which the user does the verb for a family: the family's own, or that of a
    case of it which went to another office; the family's own where neither is the user's. What
    belongs to one `case` is done where that case is."""
    if case is not None:
        return case.office
    where = offices_for(user, verb)
    if where and request.office_id not in where:
        case = request.cases.filter(office__in=where).select_related("office").first()
        if case is not None:
            return case.office
    return request.office
