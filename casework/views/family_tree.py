"""The family in one glance: who asks for whom, as what, who is called, who is sought."""

from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from casework import access
from casework.models import Case, FamilyRequest
from families.models import Person
from families.models.kinship import Kin
from families.models.person import LifeStatus


@dataclass
class Sought:
    """One sought person under somebody who asks: as what, and in which case."""

    person: Person
    case: Case
    tie: str = ""


@dataclass
class Asking:
    """Somebody of the family, what part he or she has, and for whom."""

    person: Person
    roles: list[str]
    is_called: bool = False
    called_when: str = ""
    dead: bool = False
    asks_for: list[Sought] = field(default_factory=list)


def of(cases: QuerySet[Case], family: FamilyRequest) -> list[Asking]:
    """The enquirer first, then those who ask too, then the second contact. A person who asks
    without a known tie stands without a branch; the enquirer has one for each case."""
    cases = list(cases.select_related("sought").prefetch_related("sought__names"))
    ties = _ties([case.sought_id for case in cases])
    parts = [(family.enquirer, _("asks"))]
    parts += [(person, _("asks too")) for person in family.co_enquirers.all()]
    if family.second_contact:
        parts.append((family.second_contact, _("called when the others cannot be reached")))
    found: dict = {}
    for person, role in parts:
        found.setdefault(person.pk, _asking(person)).roles.append(role)
    for person_id, asking in found.items():
        for case in cases:
            tie = ties.get((person_id, case.sought_id))
            if tie or person_id == family.enquirer_id:
                asking.asks_for.append(Sought(case.sought, case, tie or ""))
    return list(found.values())


def _ties(sought: list) -> dict:
    rows = {}
    for tie in access.ties_to(sought):
        said = "" if tie.kin == Kin.OTHER else tie.get_kin_display()
        rows[tie.person_id, tie.other_id] = tie.as_given or said
    return rows


def _asking(person: Person) -> Asking:
    """Who is called: whoever lives and has a way to be reached that works and is not unsafe."""
    dead = person.life_status == LifeStatus.DEAD
    ways = [point for point in person.contact_points.all() if point.usable]
    when = next((point.safe_times for point in ways if point.safe_times), "")
    return Asking(person, [], is_called=bool(ways) and not dead, called_when=when, dead=dead)
