"""Text messages to families leave as letters do: the truth is in the database, a broker wakes it.

pending → sending (owner, lease) → sent, failed or unknown. What a dead worker held, or a gateway
that did not answer, is unknown: a person decides, and nothing is sent again blindly. All that may
stand against a text is asked once more before it leaves.
"""

import datetime
import os
import socket
import uuid

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from correspondence import gatekeeping
from correspondence.channels import Result, sms_gateway
from correspondence.models import FamilyText
from correspondence.models.dispatch import DispatchState
from correspondence.outbox import WAITS

LEASE = datetime.timedelta(minutes=5)  # longer than a gateway may take
AT_ONCE = 50
FROM, UNTIL = 9, 19  # hours of the office's clock in which a text may arrive


def send_one(pk, now: datetime.datetime | None = None) -> str:
    """Sends one text if its turn has come; gives the state it is in then."""
    now = now or timezone.now()
    owner = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
    if not claim(pk, owner, now):
        return "not mine"
    text = FamilyText.objects.select_related("office", "request__enquirer", "due", "point").get(
        pk=pk
    )
    later = _opens_at(text.office, now)
    if later is not None:
        return _later(text, owner, "hours", later, attempt=False)
    objection = gatekeeping.objection_to_text(text) if sms_gateway.is_on() else "off"
    if objection:
        return _end(text, owner, DispatchState.RECALLED, objection)
    return _write(text, owner, sms_gateway.hand_over(str(text.pk), text.number, text.words), now)


def claim(pk, owner: str, now: datetime.datetime) -> bool:
    """Takes a waiting text for one worker; exactly one of many that ask gets it."""
    free = FamilyText.objects.filter(
        Q(try_after=None) | Q(try_after__lte=now), pk=pk, state=DispatchState.PENDING
    )
    return bool(free.update(state=DispatchState.SENDING, owner=owner, lease_until=now + LEASE))


def _opens_at(office, now: datetime.datetime) -> datetime.datetime | None:
    """The next hour in which a text may arrive; None while it is one."""
    there = now.astimezone(office.now().tzinfo)
    if FROM <= there.hour < UNTIL:
        return None
    morning = there.replace(hour=FROM, minute=0, second=0, microsecond=0)
    return morning if there.hour < FROM else morning + datetime.timedelta(days=1)


def _write(text: FamilyText, owner: str, outcome, now: datetime.datetime) -> str:
    if outcome.result == Result.SENT:
        return _end(text, owner, DispatchState.SENT, "")
    if outcome.result == Result.UNKNOWN:
        return _end(text, owner, DispatchState.UNKNOWN, outcome.code)
    if outcome.result == Result.LATER and text.attempts < len(WAITS):
        return _later(text, owner, outcome.code, now + WAITS[text.attempts])
    return _end(text, owner, DispatchState.FAILED, outcome.code)


def _mine(text: FamilyText, owner: str):
    """Only the worker that holds the text writes: one that slept past its lease does not."""
    return FamilyText.objects.filter(pk=text.pk, owner=owner, state=DispatchState.SENDING)


@transaction.atomic
def _end(text: FamilyText, owner: str, state: str, code: str) -> str:
    changed = _mine(text, owner).update(
        state=state, error=code, finished_at=timezone.now(), lease_until=None
    )
    return state if changed else "not mine"


@transaction.atomic
def _later(text: FamilyText, owner: str, code: str, when, *, attempt=True) -> str:
    changed = _mine(text, owner).update(
        state=DispatchState.PENDING, error=code, attempts=text.attempts + attempt,
        try_after=when, owner="", lease_until=None,
    )  # fmt: skip
    return DispatchState.PENDING if changed else "not mine"


def sweep(now: datetime.datetime | None = None) -> dict[str, int]:
    """Finds what nobody was woken for; what a dead worker held is in doubt from now on."""
    now = now or timezone.now()
    lapsed = FamilyText.objects.filter(state=DispatchState.SENDING, lease_until__lt=now)
    unknown = lapsed.update(state=DispatchState.UNKNOWN, error="worker_gone")
    waiting = FamilyText.objects.filter(
        Q(try_after=None) | Q(try_after__lte=now), state=DispatchState.PENDING
    )
    keys = list(waiting.order_by("created_at").values_list("pk", flat=True)[:AT_ONCE])
    done = [send_one(pk, now) for pk in keys]
    return {"unknown": unknown, "tried": len(done), "sent": done.count(DispatchState.SENT)}


def standing() -> tuple[int, int]:
    """How many texts wait to leave, and how many a person must decide."""
    waiting = FamilyText.objects.filter(state__in=(DispatchState.PENDING, DispatchState.SENDING))
    return waiting.count(), FamilyText.objects.filter(state=DispatchState.UNKNOWN).count()
