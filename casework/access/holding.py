"""Who holds which post today, and what may be done with it, in which office."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from casework import roles
from casework.models import Office


def posts(user) -> list:
    """The posts that count today, where each office stands."""
    if not user.is_authenticated:
        return []
    return [p for p in user.held_posts() if p.counts_on(p.office.today())]


def roles_of(user, office_id=None) -> set[str]:
    """The roles held today, in one office or in any."""
    return {p.role for p in posts(user) if office_id is None or p.office_id == office_id}


def offices_for(user, verb: str) -> set:
    """The ids of the offices in which the user may do the verb today."""
    carrying = roles.VERBS[verb]
    return {p.office_id for p in posts(user) if p.role in carrying}


def can(user, verb: str, office=None) -> bool:
    """Whether the verb is the user's at all, or in one office."""
    where = offices_for(user, verb)
    return bool(where) if office is None else office.pk in where


def require(user, verb: str, office=None) -> None:
    """Raises PermissionDenied (403) for those who do not have the verb."""
    if not can(user, verb, office):
        raise PermissionDenied(verb)


def deputised_by(staff, verb: str, office, day):
    """For whom somebody does the verb in an office on a day: the holder of the post, where nothing
    but a deputy's post carries it; None for whoever has it on his or her own."""
    carrying = roles.VERBS[verb]
    held = [
        post
        for post in staff.held_posts()
        if post.office_id == office.pk and post.role in carrying and post.counts_on(day)
    ]
    if not held or any(post.deputy_of_id is None for post in held):
        return None
    return held[0].deputy_of.staff


def offices(user) -> QuerySet[Office]:
    return Office.objects.filter(pk__in={p.office_id for p in posts(user)})
