"""Who sees what goes from one office to another, or from one colleague to the next."""

from django.db.models import Q, QuerySet

from casework import access, guests
from casework.lifecycle import ACTIVE
from casework.models import (
    Case,
    CaseOpening,
    IntakeDraft,
    Loan,
    Office,
    Post,
    Staff,
    Transfer,
    TransferState,
)


def transfers(user) -> QuerySet[Transfer]:
    """What the own offices offered, and what was offered to them."""
    where = access.offices_for(user, "offer_transfer")
    rows = Transfer.objects.filter(Q(from_office__in=where) | Q(to_office__in=where))
    return rows.select_related("request", "from_office", "to_office", "offered_by", "decided_by")


def waiting_here(user) -> QuerySet[Transfer]:
    """What the user is to decide: offered to an own office by somebody else."""
    rows = transfers(user).filter(state=TransferState.WAITING)
    where = access.offices_for(user, "decide_transfer")
    return rows.filter(to_office__in=where).exclude(offered_by=user.pk)


def other_offices(user, case: Case) -> QuerySet[Office]:
    """Where a case can go, or be lent to: every office but its own."""
    if not access.can(user, "offer_transfer", case.office):
        return Office.objects.none()
    return Office.objects.exclude(pk=case.office_id)


def loans_of(user, case: Case) -> QuerySet[Loan]:
    """To whom a case is lent, for those who lend it."""
    if not access.can(user, "lend_case", case.office):
        return Loan.objects.none()
    return Loan.objects.filter(case=case).select_related("office", "lent_by", "ended_by")


def lent_to_us(user) -> QuerySet[Loan]:
    """The cases of other offices that the own offices may read for a time."""
    where = access.offices_for(user, "view_case")
    return guests.loans(where).select_related("case__office", "case__sought", "office", "lent_by")


def visit(user, case: Case) -> CaseOpening | Loan | None:
    """Under which loan or opening somebody reads a case that is not of the own offices."""
    where = access.offices_for(user, "view_case")
    if case.office_id in where:
        return None
    opened = guests.emergencies(user).filter(case=case).first()
    return opened or guests.loans(where).filter(case=case).select_related("lent_by").first()


def may_hand_over(user, staff: Staff) -> set:
    """The offices in which the user may hand over what is open with somebody: one's own things
    wherever one works or worked; a colleague's where the user coordinates."""
    worked = set(staff.posts.values_list("office", flat=True))
    if staff.pk == user.pk:
        return worked if access.can(user, "hand_over") else set()
    return worked & access.offices_for(user, "hand_over_for")


def colleagues_of(user) -> QuerySet[Staff]:
    """Whose open things the user may hand over: one's own, and for a coordinator those of
    whoever works or worked in the office."""
    where = access.offices_for(user, "hand_over_for")
    rows = Staff.objects.filter(Q(posts__office__in=where) | Q(pk=user.pk))
    return rows.distinct().order_by("display_name")


def takers(user, staff: Staff) -> list[Staff]:
    """The colleagues of these offices who work there today and can take something over."""
    where = may_hand_over(user, staff)
    rows = Staff.objects.filter(posts__office__in=where, is_active=True).exclude(pk=staff.pk)
    return [
        one
        for one in rows.distinct().order_by("display_name")
        if where & access.offices_for(one, "hand_over")
    ]


def open_cases(staff: Staff, offices) -> QuerySet[Case]:
    """The running cases on which somebody works."""
    rows = Case.objects.filter(caseworker=staff, office__in=offices)
    rows = rows.filter(state__in=[str(state) for state in ACTIVE])
    return rows.select_related("sought", "office", "request__enquirer").order_by("reference")


def open_drafts(staff: Staff, offices) -> QuerySet[IntakeDraft]:
    """Requests that somebody began to type and has not logged."""
    return IntakeDraft.objects.filter(staff=staff, request=None, office__in=offices)


def roles_left_alone(staff: Staff, offices) -> list[Post]:
    """The posts of somebody whose role nobody else holds in that office today: its dues would be
    seen by nobody."""
    left = []
    for post in staff.posts.filter(office__in=offices).select_related("office"):
        today = post.office.today()
        others = post.office.posts.filter(role=post.role, staff__is_active=True)
        held = any(p.counts_on(today) for p in others.exclude(staff=staff))
        if post.counts_on(today) and not held:
            left.append(post)
    return left


def by_number(user, number: str) -> Case | None:
    """The case with exactly this number, of whatever office, for somebody who opens it in an
    emergency; None for one that does not exist and for whoever may not."""
    if not access.can(user, "open_in_emergency"):
        return None
    return Case.objects.filter(reference=number).select_related("office", "request").first()
