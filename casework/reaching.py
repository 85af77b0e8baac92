"""An enquirer who cannot be reached: attempts on three days in two ways over sixty days, then the
second contact person. Computed from the calls and visits alone, for any day."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from casework.models import Due, DueKind, FamilyRequest
from casework.models.contact import Contact, Result
from families.models.person import LifeStatus

ATTEMPTS, WAYS = 3, 2
OVER = datetime.timedelta(days=60)
SECOND_AFTER = datetime.timedelta(days=20)
LATER = datetime.timedelta(days=7)
REACHED = (Result.TALKED, Result.TOLD)
MISSED = (Result.NOT_REACHED, Result.WRONG_NUMBER)


@dataclass(frozen=True)
class Reaching:
    """The attempts since the family was last reached. `next_on`: the day of the next one; None
    once it was tried enough, `given_up_on` being the day of the last attempt."""

    attempts: tuple[tuple[datetime.date, str], ...] = ()
    next_on: datetime.date | None = None
    given_up_on: datetime.date | None = None
    another_way: bool = False


def of_family(request_id) -> Reaching:
    """The same for one family, read now."""
    calls = Contact.objects.filter(request=request_id, taken_back_at=None)
    return reach(calls.only("on", "how", "result", "created_at"))


def second_to_ask(request: FamilyRequest) -> bool:
    """Whether there is a second contact person whom nobody has asked since the enquirer was last
    reached. That it was done is said where it was due."""
    second = request.second_contact
    if second is None or second.life_status == LifeStatus.DEAD:
        return False
    tried = of_family(request.pk).attempts
    asked = Due.objects.filter(request=request, kind=DueKind.SECOND_CONTACT).exclude(done_at=None)
    return not tried or not asked.filter(since__gte=tried[0][0]).exists()


def reach(contacts: Iterable[Contact]) -> Reaching:
    """What follows from the calls and visits with a family that were not taken back."""
    missed: list[tuple[datetime.date, str]] = []
    for contact in sorted(contacts, key=lambda one: (one.on, one.created_at)):
        if contact.result in REACHED:
            missed = []
        elif contact.result in MISSED:
            missed.append((contact.on, str(contact.how)))
    if not missed:
        return Reaching()
    return _after(tuple(missed))


def _after(attempts: tuple[tuple[datetime.date, str], ...]) -> Reaching:
    first, last = attempts[0][0], attempts[-1][0]
    one_way = len({how for _on, how in attempts}) < WAYS
    days = len({on for on, _how in attempts})
    if days >= ATTEMPTS and not one_way and last - first >= OVER:
        return Reaching(attempts, given_up_on=last)
    if days == 1:
        return Reaching(attempts, first + SECOND_AFTER, another_way=True)
    return Reaching(attempts, max(first + OVER, last + LATER), another_way=one_way)
