"""What became of a mail after it was handed over: events are kept once, marks follow from all.

The marks of a dispatch are a function of the set of its events, never of their order: servers
tell twice, late, and the wrong way round. An event proves that a mail in doubt had left; a
dispatch that a worker holds is left to that worker.
"""

import datetime
import hashlib
import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from casework import audit
from correspondence.actions import confirming
from correspondence.models import Dispatch, Letter, MailEvent, MailNotice
from correspondence.models.dispatch import DispatchState, Receipt
from correspondence.models.tracking import Happened

CLOCKS_DIFFER = datetime.timedelta(days=1)  # a server whose clock is further ahead is not believed
PROVES_IT_LEFT = {
    Happened.ACCEPTED,
    Happened.DELAYED,
    Happened.DELIVERED,
    Happened.OPENED,
    Happened.COMPLAINED,
}
MARK = {
    Happened.DELIVERED: "delivered_at",
    Happened.OPENED: "opened_at",
    Happened.BOUNCED: "bounced_at",
    Happened.COMPLAINED: "complained_at",
}
NOT_HELD = (
    DispatchState.UNKNOWN,
    DispatchState.FAILED,
    DispatchState.RECALLED,
    DispatchState.PENDING,
)


@dataclass(frozen=True)
class Told:
    """One event as a server told it. `ours` is our own id of the dispatch where it came back to
    us, `message_id` what the server calls the mail: our Message-ID or the provider's own."""

    kind: str
    at: datetime.datetime
    event_id: str
    message_id: str = ""
    ours: str = ""
    code: str = ""


def keep_notice(source: str, raw: bytes) -> tuple[MailNotice, bool]:
    """Keeps the bytes of a notice, sealed, before anybody reads them; whether they are new."""
    digest = hashlib.sha256(source.encode() + b"\0" + raw).hexdigest()
    kept = {"source": source, "raw": raw.decode("latin-1")}  # every byte, one to one
    return MailNotice.objects.get_or_create(digest=digest, defaults=kept)


def not_understood(notice: MailNotice, trouble: str) -> None:
    """A notice that could not be read stays, and the administrator's page counts it."""
    notice.trouble = trouble[:60]
    notice.save(update_fields=["trouble"])


def odd_notices(since: datetime.datetime) -> int:
    """How many notices since then could not be understood."""
    return MailNotice.objects.filter(received_at__gte=since).exclude(trouble="").count()


def learn(notice: MailNotice, events: Iterable[Told]) -> list[Dispatch]:
    """Keeps the events of a notice, each once, and gives the dispatches whose marks followed.

    An event of a mail that is not ours is kept without a dispatch and changes nothing.
    """
    touched = {}
    for told in events:
        dispatch = _dispatch_of(told)
        MailEvent.objects.get_or_create(
            source=notice.source,
            event_id=told.event_id[:200] or notice.digest,
            defaults={
                "notice": notice,
                "dispatch": dispatch,
                "kind": told.kind,
                "code": told.code[:20],
                "at": min(told.at, timezone.now() + CLOCKS_DIFFER),
            },
        )
        if dispatch is not None:
            touched[dispatch.pk] = dispatch
    return [settle(pk) for pk in touched]


def _dispatch_of(told: Told) -> Dispatch | None:
    """The mail that an event is about, by our own id, by Message-ID, by the provider's id."""
    if told.ours:
        try:
            return Dispatch.objects.filter(pk=told.ours).first()
        except ValidationError:  # not one of our ids
            return None
    bare = told.message_id.strip().strip("<>")
    if not bare:
        return None
    known = Q(message_id=f"<{bare}>") | Q(provider_id__in=[bare, f"<{bare}>"])
    return Dispatch.objects.filter(known).first()


@transaction.atomic
def settle(pk) -> Dispatch:
    """Brings the marks of a dispatch in line with all that was told about it; may run twice."""
    letter = Letter.objects.select_for_update(of=("self",)).get(dispatches=pk)
    held = Dispatch.objects.select_for_update(of=("self",)).get(pk=pk)
    events = list(held.events.all())
    before = [getattr(held, name) for name in MARK.values()]
    _mark(held, events)
    kinds = {event.kind for event in events}
    if held.state in NOT_HELD and kinds & PROVES_IT_LEFT:
        confirming.confirm(held, by=held.created_by, receipt=Receipt.HANDED_OVER)
    elif held.state == DispatchState.UNKNOWN and Happened.BOUNCED in kinds:
        held.state, held.error, held.finished_at = DispatchState.FAILED, "bounced", timezone.now()
    held.save()
    arrived = held.state == DispatchState.SENT and held.delivered_at
    if arrived and confirming.all_arrived(held):
        on = held.delivered_at.astimezone(zoneinfo.ZoneInfo(letter.office.timezone)).date()
        confirming.mark_delivered(held, max(on, held.sent_on or on), by=held.created_by)
    if before != [getattr(held, name) for name in MARK.values()]:
        audit.record(
            "mail_told",
            by=None,
            office=letter.office,
            target=letter.pk,
            details={"kinds": sorted(kinds)},
        )
    return held


def _mark(held: Dispatch, events: list[MailEvent]) -> None:
    for kind, name in MARK.items():
        setattr(held, name, min((e.at for e in events if e.kind == kind), default=None))
    bounced = [event for event in events if event.kind == Happened.BOUNCED]
    held.bounce_code = min(bounced, key=lambda e: (e.at, e.code)).code if bounced else ""
