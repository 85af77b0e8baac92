"""Keeping and opening whereabouts: sealed to every officer's key, opened by one after another
officer agreed, for a quarter of an hour."""

import datetime
import json

from django.utils import timezone

from casework import access
from casework.disclosure import strongbox
from casework.disclosure.models import OfficerKey, Opening, Whereabouts

MINUTES = 15
PARTS = ("relay", "place", "words")


def has_key(staff) -> bool:
    return OfficerKey.objects.filter(pk=staff.pk).exists()


def make_key(staff, passphrase: str) -> None:
    """The officer's pair of keys; an older pair, and what only it opened, is given up."""
    public, wrapped = strongbox.new_pair(passphrase)
    OfficerKey.objects.update_or_create(
        staff=staff, defaults={"public": public, "wrapped": wrapped}
    )


def change_passphrase(staff, old: str, new: str) -> None:
    """Wraps the same key anew. Raises WrongPassphrase."""
    key = OfficerKey.objects.select_for_update().get(pk=staff.pk)
    key.wrapped = strongbox.wrap(strongbox.unwrap(bytes(key.wrapped), old), new)
    key.save(update_fields=["wrapped", "made_at"])


def officers_with_keys() -> dict[str, bytes]:
    """The public keys of the protection officers in office today."""
    keys = OfficerKey.objects.select_related("staff").filter(staff__is_active=True)
    return {
        str(key.pk): bytes(key.public) for key in keys if access.can(key.staff, "second_sealed")
    }


def keep(track, *, by, relay: str, place: str, words: str) -> Whereabouts:
    """Seals what is known to all officers who have a key. Raises ValueError where none has."""
    row = Whereabouts(track=track, by=by)
    plain = json.dumps(dict(zip(PARTS, (relay, place, words), strict=True))).encode()
    row.sealed, row.envelopes = strongbox.seal_to(officers_with_keys(), plain, context=str(row.pk))
    row.save()
    return row


def ask_opening(track, *, by, reason: str) -> Opening:
    return Opening.objects.create(track=track, by=by, reason=reason)


def unlock(opening: Opening, passphrase: str) -> bytes:
    """Opens for MINUTES; gives the cookie's half of the key. Raises WrongPassphrase."""
    key = OfficerKey.objects.get(pk=opening.by_id)
    private = strongbox.unwrap(bytes(key.wrapped), passphrase)
    opening.locked, opening.half, theirs = strongbox.split_lock(private, context=str(opening.pk))
    opening.opened_at = timezone.now()
    opening.until = opening.opened_at + datetime.timedelta(minutes=MINUTES)
    opening.save()
    return theirs


def read(opening: Opening, theirs: bytes) -> list[dict]:
    """What is sealed in the track, for the minutes of the opening. Raises Unreadable."""
    private = strongbox.join_lock(
        bytes(opening.locked), bytes(opening.half), theirs, context=str(opening.pk)
    )
    return [_opened(row, opening, private) for row in opening.track.whereabouts.all()]


def _opened(row: Whereabouts, opening: Opening, private: bytes) -> dict:
    envelope = row.envelopes.get(str(opening.by_id))
    head = {"by": row.by, "at": row.at}
    if envelope is None:
        return head | {"closed": True}
    plain = strongbox.open_with(private, bytes(row.sealed), envelope, context=str(row.pk))
    return head | json.loads(plain)


def close(opening: Opening) -> None:
    """Forgets the server's half: nobody opens it with the cookie any more."""
    opening.half, opening.locked, opening.until = b"", b"", timezone.now()
    opening.save()


def close_lapsed() -> int:
    """Forgets the halves of all openings whose time is over; how many there were."""
    lapsed = Opening.objects.filter(until__lt=timezone.now()).exclude(half=b"")
    return lapsed.update(half=b"", locked=b"")


def recent_openings(days: int = 30):
    """The alert that every protection officer sees: who opened what, when, agreed by whom."""
    since = timezone.now() - datetime.timedelta(days=days)
    rows = Opening.objects.filter(asked_at__gte=since)
    return rows.select_related("track__case", "by", "agreed_by")


def find_opening(pk) -> Opening | None:
    rows = Opening.objects.select_related("track__case__office", "by", "agreed_by")
    return rows.filter(pk=pk).first()
