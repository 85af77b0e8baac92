"""Who of the register may be the same human being as one person, by all the names of both."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from families.matching.finding import find
from families.matching.index import interval
from families.models import Person
from families.names.comparing import POSSIBLE, NameMatch
from families.names.evidence import Told, Verdict, compare

CROWD = 12  # so many with no more than the name in common say nothing about each other
MOST = 20
_LOOKED_AT = 60
_NOTHING = Verdict(0.0, "not", NameMatch(0.0), ())
_SPEAKS = {("birth", "fits"), ("birth", "near"), ("father", "fits")}


@dataclass(frozen=True)
class Like:
    """Somebody who may be the one compared, and why."""

    person: UUID
    verdict: Verdict


def compare_people(one: Person, other: Person) -> Verdict:
    """The best that any name of the one gives with any name of the other."""
    verdicts = [compare(a, b) for a in told_of(one) for b in told_of(other)]
    return max(verdicts, key=lambda verdict: verdict.score, default=_NOTHING)


def likest(person: Person, *, within: QuerySet) -> list[Like]:
    """At most twenty of the people `within`, possible or likely, best first.

    Where very many bear the name («فاطمه محمدی»), those of whom nothing but the name fits are left
    out: they would hide the others.
    """
    best: dict[UUID, Verdict] = {}
    for told in told_of(person):
        for match in find(told, within=within.exclude(pk=person.pk), limit=_LOOKED_AT):
            known = best.get(match.person, _NOTHING)
            if match.verdict.score >= max(POSSIBLE, known.score):
                best[match.person] = match.verdict
    told_more = {pk: v for pk, v in best.items() if not _SPEAKS.isdisjoint(v.beside)}
    kept = best if len(best) - len(told_more) <= CROWD else told_more
    ranked = sorted(kept.items(), key=lambda row: (-row[1].score, str(row[0])))
    return [Like(pk, verdict) for pk, verdict in ranked[:MOST]]


def told_of(person: Person) -> list[Told]:
    """What is compared of a person, once for each name."""
    birth = interval(person.birth)
    return [
        Told(name.normalised, father=name.father or person.father, birth=birth, sex=person.sex)
        for name in person.names.all()
    ]
