"""The columns of the wide list, each once: what it says, how it is written, how it is sorted.

What a column says comes from `facts` or from the public status, and from nowhere else.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from casework import facts

from .standing import standing_of


@dataclass(frozen=True)
class Column:
    """`kind`: reference, name, text, date (a PartialDate), day, status, bodies, number, phone or
    sex. `sorts` names the field of a line; "" where a column does not sort. S3 stands in exports
    alone."""

    key: str
    label: str
    kind: str
    get: Callable[[object], object]
    sorts: str = ""
    sensitivity: str = "S2"


def _fact(key: str, label: str, sorts: str = "") -> Column:
    fact = facts.FACTS.get(key) or facts.OFFICE_FACTS[key]
    kind = "sex" if key == "sex" else fact.kind
    return Column(key, label, kind, fact.get, sorts, fact.sensitivity)


def _standing(key: str, label: str, kind: str, field: str, sorts: str = "") -> Column:
    return Column(key, label, kind, lambda c: getattr(standing_of(c), field), sorts, "S1")


COLUMNS = {
    column.key: column
    for column in (
        _fact("reference", _("Number"), "reference"),
        _fact("name", _("Sought"), "sought_key"),
        _fact("father", _("Father"), "father_key"),
        _fact("birth", _("Born"), "born"),
        _fact("enquirer", _("Who asks"), "enquirer_key"),
        Column("standing", _("Where it stands"), "status", standing_of, "state", "S1"),
        _standing("received", _("Received"), "day", "received_on", "received_on"),
        _standing("review", _("Next look"), "day", "next_look", "next_review"),
        _fact("relationship", _("Relationship")),
        _fact("family_number", _("Family number")),
        _fact("old_number", _("Old number")),
        _fact("their_reference", _("Their reference")),
        _fact("latin_name", _("In Latin letters")),
        _fact("also_known_as", _("Also known as")),
        _fact("mother", _("Mother's name")),
        _fact("sex", _("Sex")),
        _fact("birth_place", _("Place of birth"), "birth_place"),
        _fact("nationality", _("Nationality")),
        _fact("last_news_on", _("Last news, when")),
        _fact("enquirer_latin", _("Who asks, in Latin letters")),
        _standing("written", _("First written"), "day", "written_on", "written_on"),
        _standing("last_step", _("Last letter"), "day", "last_step_on", "last_step_on"),
        _standing("waiting", _("Days waiting"), "number", "waiting_days"),
        _standing("bodies", _("Written to"), "bodies", "body_kinds"),
        _fact("caseworker", _("Caseworker")),
        _fact("office", _("Office")),
        _fact("enquirer_phones", _("Telephone")),
        _fact("last_place", _("Last known place")),
        _fact("last_address", _("Last known address")),
        _fact("last_news", _("What was the last news")),
        _fact("circumstances", _("How contact was lost")),
    )
}
FIRST = ("reference", "name", "father", "birth", "enquirer", "standing", "received", "review")
ON_SCREEN = tuple(key for key, column in COLUMNS.items() if column.sensitivity != "S3")


def chosen(keys: Iterable[str], among: Iterable[str] = ON_SCREEN) -> list[Column]:
    """The columns of these keys that there are, the number always first; the usual ones if none."""
    known = [key for key in dict.fromkeys(keys) if key in set(among) and key != "reference"]
    return [COLUMNS[key] for key in ("reference", *(known or FIRST[1:]))]


def confidential(columns: Iterable[Column]) -> list[str]:
    """The keys of the columns whose reading is noted."""
    return [column.key for column in columns if column.sensitivity == "S3"]
