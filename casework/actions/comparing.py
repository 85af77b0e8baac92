"""Who may be one human being, looked for in the background as people are written or corrected.

Two sought people who may be one are listed for coordinators. Everything else that fits (somebody
sought who asks here, a family of another office, a case with a trace) is told to protection
officers alone; the work, and what others see of it, is the same either way.
"""

import time
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from casework.disclosure import recognising
from casework.disclosure.kinds import RecognisedHow
from casework.lifecycle import State
from casework.models import Case, Compared, Likeness
from families.matching import Like, compare_people, likest
from families.models import Person
from families.names.comparing import LIKELY, POSSIBLE

SECONDS = 45  # of one turn; the next one goes on


def compare_waiting(*, seconds: float = SECONDS) -> int:
    """Compares cases that are new or were corrected, as many as the time allows."""
    until, done = time.monotonic() + seconds, 0
    for key in waiting().values_list("pk", flat=True).iterator():
        compare_case(key)
        done += 1
        if time.monotonic() > until:
            break
    recognising.note_sealed()
    return done


def waiting() -> QuerySet[Case]:
    """The cases of whose people something was written since they were compared."""
    as_they_are = Compared.objects.filter(
        case=OuterRef("pk"),
        sought_version=OuterRef("sought__version"),
        enquirer_version=OuterRef("request__enquirer__version"),
    )
    return _living().filter(~Exists(as_they_are)).order_by("created_at")


def _living() -> QuerySet[Case]:
    return Case.objects.exclude(state=State.ARCHIVED)


def compare_case(key) -> None:
    """Compares one case with all others and keeps what was found. May run twice."""
    rows = _living().select_related("sought", "request__enquirer", "office")
    case = rows.prefetch_related("sought__names", "request__enquirer__names").filter(pk=key).first()
    if case is None:
        return
    others = _living().exclude(request=case.request_id)
    found = likest(case.sought, within=Person.objects.filter(sought_in__in=others))
    alike = [(like, other) for like in found for other in _cases_seeking(like, others)]
    asking = list(_asking(case, others))
    with transaction.atomic():
        _keep(case, alike)
        recognised = {*_elsewhere(case, alike), *_reciprocal(case, asking)}
        recognising.forget_open(case, recognised)
        Compared.objects.update_or_create(
            case=case,
            defaults={
                "sought_version": case.sought.version,
                "enquirer_version": case.request.enquirer.version,
            },
        )


def _cases_seeking(like: Like, others: QuerySet[Case]) -> Iterable[Case]:
    return others.filter(sought=like.person).select_related("sought", "request__enquirer", "office")


def _keep(case: Case, alike: list[tuple[Like, Case]]) -> None:
    kept = [_likeness(case, other, like.verdict.score) for like, other in alike]
    mine = Likeness.objects.filter(Q(first=case) | Q(second=case), judgement="")
    mine.exclude(pk__in=[row.pk for row in kept]).delete()


def _likeness(case: Case, other: Case, score: float) -> Likeness:
    first, second = sorted((case, other), key=lambda one: str(one.sought_id))
    thousandths = round(score * 1000)
    row, new = Likeness.objects.get_or_create(
        first=first, second=second, defaults={"score": thousandths}
    )
    if not new and row.score != thousandths:
        Likeness.objects.filter(pk=row.pk, judgement="").update(
            score=thousandths, version=F("version") + 1
        )
    return row


def _elsewhere(case: Case, alike: list[tuple[Like, Case]]) -> Iterable:
    for like, other in alike:
        if other.office_id != case.office_id and like.verdict.score >= LIKELY:
            how = RecognisedHow.ELSEWHERE
            yield recognising.note(case, other.sought, other, how, like.verdict.score).pk


def _asking(case: Case, others: QuerySet[Case]) -> Iterable[tuple[Case, Person, Case, float]]:
    """(case, who asks, in which case, how alike): the person sought in one case asks in another."""
    asks = Person.objects.filter(
        Q(asks_in__cases__in=others) | Q(co_asks_in__cases__in=others)
    ).exclude(pk=case.sought_id)
    for like in likest(case.sought, within=asks):
        theirs = others.filter(
            Q(request__enquirer=like.person) | Q(request__co_enquirers=like.person)
        )
        there = theirs.select_related("request__enquirer", "sought").order_by("reference").first()
        if there:
            yield case, Person.objects.get(pk=like.person), there, like.verdict.score
    sought = Person.objects.filter(sought_in__in=others)
    for asker in _askers(case):
        for like in likest(asker, within=sought):
            for theirs in _cases_seeking(like, others):
                yield theirs, asker, case, like.verdict.score


def _askers(case: Case) -> list[Person]:
    return [case.request.enquirer, *case.request.co_enquirers.all()]


def _reciprocal(case: Case, asking) -> Iterable:
    for sought_in, who, asks_in, score in asking:
        how = RecognisedHow.MUTUAL if _seeks_back(sought_in, asks_in) else RecognisedHow.ASKS_HERE
        yield recognising.note(sought_in, who, asks_in, how, score).pk


def _seeks_back(sought_in: Case, asks_in: Case) -> bool:
    """Whether the one who asks there looks for somebody who asks in the first case."""
    sought = [one.sought for one in asks_in.request.cases.select_related("sought")]
    return any(
        compare_people(one, asker).score >= POSSIBLE
        for one in sought
        for asker in _askers(sought_in)
    )
