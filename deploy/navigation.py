"""Which parts of the house stand in the head of a page, for whom: one table."""

from typing import NamedTuple

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from casework import access, watching


class Place(NamedTuple):
    """A part of the house: its address by name, its words, and the verb that opens it."""

    name: str
    label: str
    verb: str = ""  # empty: everybody who is logged in


PLACES = (
    Place("home", _("Home")),
    Place("my_day", _("My day"), "view_work"),
    Place("intake_new", _("New request"), "log_request"),
    Place("scan_list", _("Arrived scans"), "attach"),
    Place("case_list", _("Cases"), "view_case"),
    Place("look_up", _("How is my case?"), "look_up"),
    Place("ask_families", _("Ask the families"), "record_consent"),
    Place("letter_desk", _("Letter desk"), "view_letters"),
    Place("submission_list", _("Submissions"), "view_letters"),
    Place("outgoing_book", _("Outgoing book"), "view_register"),
    Place("import_new", _("Old registers"), "import_register"),
    Place("board", _("Board"), "view_board"),
    Place("figures", _("Figures"), "view_figures"),
    Place("alert_list", _("Alerts"), "see_alerts"),
    Place("sealed_desk", _("Protection"), "keep_sealed"),
    Place("house", _("Offices and staff"), "administer"),
)


class NavEntry(NamedTuple):
    """One link of the navigation as a template wants it."""

    url: str
    label: str
    count: int | None
    current: bool


def address(name: str) -> str:
    """The address of a place, or "" where this installation does not have it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def entries(user, path: str) -> list[NavEntry]:
    """The places open to the user today; the one that `path` lies in is the current one."""
    open_today = [place for place in PLACES if not place.verb or access.can(user, place.verb)]
    known = [(address(place.name), place) for place in open_today if address(place.name)]
    here = max((url for url, _place in known if _lies_in(path, url)), key=len, default="")
    return [
        NavEntry(url, str(place.label), _count(user, place), url == here) for url, place in known
    ]


def _count(user, place: Place) -> int | None:
    """How much waits there, where that must not be overlooked."""
    if place.name != "alert_list":
        return None
    return watching.alerts(user).filter(acknowledged_at=None).count() or None


def _lies_in(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
