"""Requests that look alike, beside the form: suggestions, never a block.

Only what the person at the desk may open anyway; where there is nothing, the page says the same
as where there is something that is not hers to see. Sought people are compared with sought people
alone: that somebody who is sought asks here is for protection officers (see `actions.comparing`).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from casework import access
from casework.models import Case, FamilyRequest
from casework.search import seeking
from families.calendars import PartialDate, before
from families.names import tidy
from families.names.comparing import POSSIBLE, compare_names

MOST = 5
LOOKED_AT = 50


@dataclass(frozen=True)
class Alike:
    """A case that may be about the same person; `why`: name, father, birth, in order of weight."""

    case: Case
    why: tuple[str, ...]


def alike(
    user,
    names: Iterable[str],
    father: str = "",
    birth: PartialDate | None = None,
    *,
    beside: FamilyRequest | None = None,
) -> list[Alike]:
    """At most five cases that the user may open, those with more reasons first; none of the
    request `beside` which they would stand."""
    seen = access.cases(user).select_related("sought", "office", "request__enquirer")
    seen = seen.exclude(request=beside) if beside else seen
    seen = seen.prefetch_related("sought__names")
    found: dict = {}
    for name in filter(None, map(tidy, names)):
        for case in seeking(name, within=seen)[:LOOKED_AT]:
            found.setdefault(case.pk, Alike(case, _why(case, father, birth)))
    return sorted(found.values(), key=lambda row: -len(row.why))[:MOST]


def others_asking(user, case: Case) -> list[Case]:
    """Other families' cases that may be about the same sought person, however the name is written
    there; not those of a person who was surely born at another time."""
    sought = case.sought
    names = [name.full_as_given for name in sought.names.all()]
    found = alike(user, names, sought.father, sought.birth, beside=case.request)
    return [row.case for row in found if not _another(row.case, sought)]


def _another(case: Case, sought) -> bool:
    births = sought.birth, case.sought.birth
    return all(b and b.is_known for b in births) and not _may_be_the_same(*births)


def _why(case: Case, father: str, birth: PartialDate | None) -> tuple[str, ...]:
    sought = case.sought
    reasons = {
        "father": bool(father and sought.father and _sounds(father, sought.father)),
        "birth": bool(birth and sought.birth and _may_be_the_same(birth, sought.birth)),
    }
    return ("name", *(reason for reason, holds in reasons.items() if holds))


def _sounds(one: str, other: str) -> bool:
    return compare_names(one, other).score >= POSSIBLE


def _may_be_the_same(one: PartialDate, other: PartialDate) -> bool:
    """Whether both dates can be one day, and both say anything at all."""
    known = one.is_known and other.is_known
    return known and "yes" not in (before(one, other), before(other, one))
