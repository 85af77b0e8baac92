"""The outbox: the truth about what leaves is in the database, a broker only wakes it.

pending → sending (owner, lease, heartbeat) → sent, failed or unknown. A worker that dies leaves a
lapsed lease: that dispatch becomes unknown and a person decides, for most of what is in doubt has
arrived and a second copy of a letter cannot be called back. Safety stop, consent and wish are
asked once more at the moment of sending.
"""

import contextlib
import datetime
import os
import socket
import threading
import uuid
from dataclasses import dataclass

from django.db import OperationalError, connection, transaction
from django.db.models import Count, Min, Q
from django.utils import timezone

from correspondence import gatekeeping, queries
from correspondence.actions import confirming, tracking
from correspondence.channels import CHANNELS, Result
from correspondence.models import Dispatch, MailEvent
from correspondence.models.dispatch import DispatchState, Receipt

LEASE = datetime.timedelta(minutes=3)
BEATS = 4  # in the time of one lease
AT_ONCE = 50
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
    with _heartbeat(pk, owner):
        outcome = CHANNELS[dispatch.channel].send(dispatch)
    state = _write(dispatch, owner, outcome)
    return tracking.settle(pk).state if dispatch.events.exists() else state


@contextlib.contextmanager
def _heartbeat(pk, owner: str):
    """Renews the lease while this worker lives, however slow the other side is."""
    done = threading.Event()

    def beat() -> None:
        try:
            while not done.wait(LEASE.total_seconds() / BEATS):
                renew(pk, owner)
        finally:
            connection.close()

    thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def renew(pk, owner: str, now: datetime.datetime | None = None) -> bool:
    """Makes the lease of a dispatch last anew; false when it is not this worker's any more.

    A database that is busy is asked again at the next beat: nothing is lost by a late one.
    """
    held = Dispatch.objects.filter(pk=pk, owner=owner, state=DispatchState.SENDING)
    try:
        return bool(held.update(lease_until=(now or timezone.now()) + LEASE))
    except OperationalError:
        return False


def claim(pk, owner: str, now: datetime.datetime | None = None) -> bool:
    """Takes a waiting dispatch for one worker; exactly one of many that ask gets it."""
    now = now or timezone.now()
    free = Dispatch.objects.filter(
        Q(try_after=None) | Q(try_after__lte=now), pk=pk, state=DispatchState.PENDING,
        channel__in=_automatic(),
    )  # fmt: skip
    return bool(free.update(state=DispatchState.SENDING, owner=owner, lease_until=now + LEASE))


def _write(dispatch: Dispatch, owner: str, outcome) -> str:
    if outcome.result == Result.SENT:
        return _sent(dispatch, owner, outcome.reference)
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
def _sent(dispatch: Dispatch, owner: str, reference: str = "") -> str:
    held = Dispatch.objects.select_for_update().get(pk=dispatch.pk)
    if held.state not in (DispatchState.SENDING, DispatchState.UNKNOWN) or held.owner != owner:
        return held.state
    held.provider_id = reference
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


@dataclass(frozen=True)
class Standing:
    """How many mails wait to leave, since when the oldest does, how many a person must decide."""

    waiting: int
    oldest: datetime.datetime | None
    undecided: int


def standing() -> Standing:
    """How the outbox stands: counts and an hour, nothing about a letter."""
    waiting = Dispatch.objects.filter(
        state__in=(DispatchState.PENDING, DispatchState.SENDING), channel__in=_automatic()
    )
    found = waiting.aggregate(number=Count("pk"), oldest=Min("created_at"))
    undecided = queries.in_doubt(Dispatch.objects.all()).count()
    return Standing(found["number"], found["oldest"], undecided)


def _automatic() -> list[str]:
    return [name for name, module in CHANNELS.items() if module.AUTOMATIC]


def sweep(now: datetime.datetime | None = None) -> dict[str, int]:
    """Finds what nobody was woken for, and what a dead worker left behind."""
    now = now or timezone.now()
    lapsed = _leave_in_doubt(now)
    waiting = Dispatch.objects.filter(
        Q(try_after=None) | Q(try_after__lte=now),
        state=DispatchState.PENDING,
        channel__in=_automatic(),
    ).order_by("created_at").values_list("pk", flat=True)  # fmt: skip
    done = [send_one(pk) for pk in list(waiting[:AT_ONCE])]
    return {"unknown": lapsed, "tried": len(done), "sent": done.count(DispatchState.SENT)}


def _leave_in_doubt(now: datetime.datetime) -> int:
    """What a dead worker held is in doubt, unless a server has told what became of it."""
    lapsed = Dispatch.objects.filter(state=DispatchState.SENDING, lease_until__lt=now)
    keys = list(lapsed.values_list("pk", flat=True))
    changed = lapsed.filter(pk__in=keys).update(state=DispatchState.UNKNOWN, error="worker_gone")
    for pk in MailEvent.objects.filter(dispatch__in=keys).values_list("dispatch", flat=True):
        tracking.settle(pk)
    return changed
