"""The outbox: the truth about what leaves is in the database, a broker only wakes it.

pending → sending (owner and lease) → sent, failed or unknown. A worker that dies leaves a lapsed
lease: that dispatch becomes unknown and a person decides, for most of what is in doubt has
arrived and a second copy of a letter cannot be called back. Safety stop, consent and wish are
asked once more at the moment of sending.
"""

import datetime
import os
import socket
import uuid

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from correspondence import gatekeeping
from correspondence.actions import confirming
from correspondence.channels import CHANNELS, Result
from correspondence.models import Dispatch
from correspondence.models.dispatch import DispatchState, Receipt

LEASE = datetime.timedelta(minutes=15)
WAITS = [datetime.timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720, 1440)]


def send_one(pk) -> str:
    """Sends one dispatch if it is waiting and its turn has come; gives the state it is in then."""
    owner = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
    if not claim(pk, owner):
        return "not mine"
    dispatch = Dispatch.objects.select_related("letter__office", "addressee__recipient__body").get(
        pk=pk
    )
    objection = gatekeeping.objection(dispatch)
    if objection:
        return _settle(dispatch, owner, DispatchState.RECALLED, objection)
    outcome = CHANNELS[dispatch.channel].send(dispatch)
    return _write(dispatch, owner, outcome)


def claim(pk, owner: str, now: datetime.datetime | None = None) -> bool:
    """Takes a waiting dispatch for one worker; exactly one of many that ask gets it."""
    now = now or timezone.now()
    free = Dispatch.objects.filter(
        Q(try_after=None) | Q(try_after__lte=now), pk=pk, state=DispatchState.PENDING,
        channel__in=[c for c, module in CHANNELS.items() if module.AUTOMATIC],
    )  # fmt: skip
    return bool(free.update(state=DispatchState.SENDING, owner=owner, lease_until=now + LEASE))


def _write(dispatch: Dispatch, owner: str, outcome) -> str:
    if outcome.result == Result.SENT:
        return _sent(dispatch, owner)
    if outcome.result == Result.UNKNOWN:
        return _settle(dispatch, owner, DispatchState.UNKNOWN, outcome.code)
    if outcome.result == Result.LATER and dispatch.attempts < len(WAITS):
        return _later(dispatch, owner, outcome.code)
    return _settle(dispatch, owner, DispatchState.FAILED, outcome.code)


def _mine(dispatch: Dispatch, owner: str):
    """Only the worker that holds the dispatch writes: one that slept past its lease does not."""
    return Dispatch.objects.select_for_update().filter(
        pk=dispatch.pk, owner=owner, state=DispatchState.SENDING
    )


@transaction.atomic
def _sent(dispatch: Dispatch, owner: str) -> str:
    held = Dispatch.objects.select_for_update().get(pk=dispatch.pk)
    if held.state not in (DispatchState.SENDING, DispatchState.UNKNOWN) or held.owner != owner:
        return held.state
    confirming.confirm(held, by=held.created_by, receipt=Receipt.HANDED_OVER)
    return DispatchState.SENT


@transaction.atomic
def _settle(dispatch: Dispatch, owner: str, state: str, code: str) -> str:
    now = timezone.now()
    stopped = {"stopped_at": now} if state == DispatchState.RECALLED else {}
    changed = _mine(dispatch, owner).update(
        state=state, error=code, finished_at=now, lease_until=None, **stopped
    )
    return state if changed else "not mine"


@transaction.atomic
def _later(dispatch: Dispatch, owner: str, code: str) -> str:
    wait = WAITS[dispatch.attempts]
    changed = _mine(dispatch, owner).update(
        state=DispatchState.PENDING,
        error=code,
        attempts=dispatch.attempts + 1,
        try_after=timezone.now() + wait,
        owner="",
        lease_until=None,
    )
    return DispatchState.PENDING if changed else "not mine"


def sweep(now: datetime.datetime | None = None) -> dict[str, int]:
    """Finds what nobody was woken for, and what a dead worker left behind."""
    now = now or timezone.now()
    lapsed = Dispatch.objects.filter(state=DispatchState.SENDING, lease_until__lt=now).update(
        state=DispatchState.UNKNOWN, error="worker_gone"
    )
    waiting = Dispatch.objects.filter(
        Q(try_after=None) | Q(try_after__lte=now),
        state=DispatchState.PENDING,
        channel__in=[c for c, module in CHANNELS.items() if module.AUTOMATIC],
    ).values_list("pk", flat=True)
    done = [send_one(pk) for pk in list(waiting[:50])]
    return {"unknown": lapsed, "tried": len(done), "sent": done.count(DispatchState.SENT)}
