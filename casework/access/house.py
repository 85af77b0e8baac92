"""Offices, colleagues and bodies: of the own offices, and of the house for who runs it."""

from django.db.models import Q, QuerySet

from casework import roles
from casework.access.holding import can, offices_for, posts
from casework.models import Body, NoticeVersion, Office, Post, Staff


def bodies(user) -> QuerySet[Body]:
    return Body.objects.filter(active=True) if posts(user) else Body.objects.none()


def case_workers(user) -> QuerySet[Staff]:
    """To whom the user may give cases: who works in the offices where the user assigns them."""
    return _working_in(offices_for(user, "assign"))


def _working_in(office_ids) -> QuerySet[Staff]:
    return Staff.objects.filter(posts__office__in=office_ids, is_active=True).distinct()


def colleagues(user) -> QuerySet[Staff]:
    """Who holds a post in the offices for which the user may log."""
    return _working_in(offices_for(user, "log_request"))


def house_offices(user) -> QuerySet[Office]:
    """All offices, for those who run the house."""
    return Office.objects.all() if can(user, "administer") else Office.objects.none()


def house_staff(user) -> QuerySet[Staff]:
    return Staff.objects.all() if can(user, "administer") else Staff.objects.none()


def house_posts(user) -> QuerySet[Post]:
    return Post.objects.all() if can(user, "administer") else Post.objects.none()


def house_bodies(user) -> QuerySet[Body]:
    return Body.objects.all() if can(user, "administer") else Body.objects.none()


def house_notices(user) -> QuerySet[NoticeVersion]:
    """The house's own versions of the information notice, and the draft of the next one."""
    return NoticeVersion.objects.all() if can(user, "administer") else NoticeVersion.objects.none()


def coordinators(user) -> QuerySet[Staff]:
    """Whom to ask in the own offices."""
    return _coordinators({p.office_id for p in posts(user)})


def coordinators_of(office: Office) -> QuerySet[Staff]:
    return _coordinators({office.pk})


def _coordinators(office_ids) -> QuerySet[Staff]:
    asked = Q(posts__office__in=office_ids, posts__role=roles.Role.COORDINATOR, posts__until=None)
    return Staff.objects.filter(asked, is_active=True).distinct()
