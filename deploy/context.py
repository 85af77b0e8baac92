"""What the frame of every page wants to know."""

from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from casework import access
from casework.models import Organisation
from deploy import navigation
from families import display

KEYS_COOKIE = "keys"


def house(request) -> dict:
    """The organisation, who is here with which posts, the navigation, and whether keys work.

    Everything is looked up only when a page asks for it.
    """
    user = getattr(request, "user", None)
    here = user is not None and user.is_authenticated
    organisation = SimpleLazyObject(Organisation.current)
    return {
        "organisation": organisation,
        "post": SimpleLazyObject(lambda: describe_posts(user) if here else ""),
        "office": SimpleLazyObject(lambda: first_office(user) if here else None),
        "nav": SimpleLazyObject(lambda: navigation.entries(user, request.path) if here else []),
        "new_request_url": SimpleLazyObject(lambda: _new_request_url(user) if here else ""),
        "keys_off": SimpleLazyObject(lambda: _keys_off(request, organisation)),
    }


def describe_posts(user) -> str:
    """The posts of today in words, "coordinator, Ahvaz"; each office named once."""
    by_city: dict[str, list[str]] = {}
    for post in access.posts(user):
        by_city.setdefault(post.office.city(), []).append(str(post.get_role_display()))
    comma = display.comma((get_language() or "en")[:2])
    return " · ".join(comma.join([*roles, city]) for city, roles in by_city.items())


def first_office(user):
    """The office of the oldest post that counts today; None without a post."""
    return next((post.office for post in access.posts(user)), None)


def _new_request_url(user) -> str:
    return navigation.address("intake_new") if access.can(user, "log_request") else ""


def _keys_off(request, organisation) -> bool:
    """The person's own switch on this computer counts; without it the office's default."""
    chosen = request.COOKIES.get(KEYS_COOKIE)
    return chosen == "off" if chosen in ("on", "off") else not organisation.single_keys
