"""Looking into the offices' reply boxes: stored first, then marked as read, never deleted.

A program that is killed at any moment leaves a mail in the box, or stored and taken a second time:
then it is known. A box that does not answer is tried again later, and holds up no other: some are
read side by side, never more than a few, so that reading leaves room for all other work.
"""

import datetime
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from casework.models import Office
from correspondence.actions import arriving
from correspondence.mail import boxes, fetching
from correspondence.models import ReplyBox
from correspondence.models.arrived import Door

LEASE = datetime.timedelta(minutes=3)
AT_ONCE = 200  # mails in one visit; the next visit goes on
SIDE_BY_SIDE = 2  # visits at the same time, whatever the number of boxes and of workers
EVERY = datetime.timedelta(seconds=50)  # from the beginning of a visit to that of the next
WAIT, LONGEST_WAIT = datetime.timedelta(minutes=1), datetime.timedelta(minutes=30)


@dataclass(frozen=True)
class Polled:
    """What one visit brought: `trouble` is a code, "" when all went well."""

    taken: int = 0
    trouble: str = ""


def offices() -> list[Office]:
    """The offices that have a reply box."""
    return list(Office.objects.filter(code__in=settings.REPLY_BOXES).order_by("code"))


def visit_those_due() -> int:
    """Visits one box after the other, the one that was not looked into for longest first, until no
    box's turn is left or enough are being read already; gives how many visits it made."""
    made = 0
    while (office := _next_due(timezone.now())) and poll(office) is not None:
        made += 1
    return made


def _next_due(now: datetime.datetime) -> Office | None:
    rows = {row.office_id: row for row in ReplyBox.objects.all()}
    if sum(_is_read(row, now) for row in rows.values()) >= SIDE_BY_SIDE:
        return None
    due = [each for each in offices() if _has_its_turn(rows.get(each.pk), now)]
    return min(due, key=lambda each: _last_look(rows.get(each.pk)), default=None)


def _is_read(row: ReplyBox, now: datetime.datetime) -> bool:
    return row.lease_until is not None and row.lease_until >= now


def _has_its_turn(row: ReplyBox | None, now: datetime.datetime) -> bool:
    if row is None or _is_read(row, now):
        return row is None
    return row.tried_at is None or (row.try_after or row.tried_at + EVERY) <= now


def _last_look(row: ReplyBox | None) -> float:
    return row.tried_at.timestamp() if row and row.tried_at else 0.0


def strangers() -> list[str]:
    """Codes that stand in the settings and belong to no office."""
    known = set(Office.objects.values_list("code", flat=True))
    return sorted(set(settings.REPLY_BOXES) - known)


def poll(office: Office, now: datetime.datetime | None = None, *, at_once=False) -> Polled | None:
    """One visit to an office's box; None when another worker is there or its turn has not come.

    `at_once` does not wait for its turn: a person asks.
    """
    row, _new = ReplyBox.objects.get_or_create(office=office)
    owner = uuid.uuid4().hex
    if not _claim(row, owner, now or timezone.now(), at_once=at_once):
        return None
    row.refresh_from_db()
    taken, trouble = 0, ""
    try:
        box = boxes.parse(settings.REPLY_BOXES[office.code])
        with fetching.visiting(box) as visit:
            for _uid in _brought(visit, row, owner):
                taken += 1
    except boxes.WrongAddress as wrong:
        trouble = f"wrong_{wrong.code}"
    except fetching.Trouble as met:
        trouble = met.code
    finally:
        _leave(row, owner, trouble)
    return Polled(taken, trouble)


def _claim(row: ReplyBox, owner: str, now: datetime.datetime, *, at_once: bool) -> bool:
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    turn = Q() if at_once else Q(try_after=None) | Q(try_after__lte=now)
    held = ReplyBox.objects.filter(free & turn, pk=row.pk)
    with transaction.atomic():
        boxes_now = ReplyBox.objects.select_for_update().order_by("pk")
        if not at_once and sum(_is_read(each, now) for each in boxes_now) >= SIDE_BY_SIDE:
            return False
        return bool(held.update(owner=owner, lease_until=now + LEASE, tried_at=now))


def _mine(row: ReplyBox, owner: str):
    return ReplyBox.objects.filter(pk=row.pk, owner=owner)


def _brought(visit: fetching.Visit, row: ReplyBox, owner: str):
    """Stores one mail after the other, and gives those that are new."""
    if visit.validity != row.validity:
        row.validity, row.last_uid, row.missed = visit.validity, 0, []
    missed = list(row.missed)
    # What the server did not give before comes last: it must not stand in the way of the rest.
    for uid in [*visit.after(row.last_uid)[:AT_ONCE], *missed]:
        row.last_uid = max(row.last_uid, uid)
        row.missed = [*(each for each in row.missed if each != uid), uid]
        if not _wrote(row, owner):
            return
        try:
            new = _stored(visit, row, uid)
        except fetching.Withheld:
            continue
        row.missed.remove(uid)
        if not _wrote(row, owner):
            return
        if new:
            yield uid


def _stored(visit: fetching.Visit, row: ReplyBox, uid: int) -> bool:
    fetched = visit.fetch(uid, settings.LARGEST_MAIL)
    if fetched is None:
        return False
    _kept, new = arriving.take(fetched.raw, office=row.office, door=Door.BOX, size=fetched.size)
    visit.mark_taken(uid)
    return new


def _wrote(row: ReplyBox, owner: str) -> bool:
    """Writes down how far it came; false when the box is another worker's by now."""
    reached = {"validity": row.validity, "last_uid": row.last_uid, "missed": row.missed}
    return bool(_mine(row, owner).update(**reached, lease_until=timezone.now() + LEASE))


@transaction.atomic
def _leave(row: ReplyBox, owner: str, trouble: str) -> None:
    now = timezone.now()
    failures = row.failures + 1 if trouble else 0
    # A password that is refused again and again locks accounts at many providers.
    wait = min(WAIT * 2 ** min(failures, 10), LONGEST_WAIT) if trouble else None
    changes = {"trouble": trouble, "failures": failures, "try_after": now + wait if wait else None}
    if not trouble:
        changes["read_at"] = now
    _mine(row, owner).update(owner="", lease_until=None, **changes)
