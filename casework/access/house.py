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


def deputies(user) -> QuerySet[Post]:
    """Who stands in for whom, in the offices where the user may name a deputy."""
    rows = Post.objects.filter(office__in=offices_for(user, "name_deputy")).exclude(deputy_of=None)
    return rows.select_related("staff", "office", "deputy_of__staff").order_by("-since", "pk")


def posts_to_stand_in_for(user) -> list[Post]:
    """The user's own posts of today for which a deputy may be named: never a deputy's own."""
    carrying = roles.VERBS["name_deputy"]
    return [post for post in posts(user) if post.role in carrying and post.deputy_of_id is None]


def possible_deputies(user) -> QuerySet[Staff]:
    """Colleagues of the offices in which the user may name a deputy."""
    return _working_in(offices_for(user, "name_deputy")).exclude(pk=user.pk)


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
