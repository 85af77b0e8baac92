"""Whereabouts: sealed to the officers; opened with a reason, a second officer, a passphrase."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from casework import access, audit
from casework.disclosure import strongbox, tracks, whereabouts
from casework.models import AlertKind
from families.sealing import Unreadable

from . import alerts
from .errors import Refused
from .guarding import guarding, sign

NO_KEY = "no_key"


def make_key(*, by, passphrase: str) -> None:
    """An officer's own key. Whoever has one changes the passphrase instead."""
    _officer(by)
    _long_enough(passphrase)
    with transaction.atomic():
        if whereabouts.has_key(by):
            raise Refused(_("You have a key already; change its passphrase instead."), code="key")
        whereabouts.make_key(by, passphrase)
        audit.record("make_officer_key", by=by, target=by.pk)
        alerts.sound(AlertKind.OFFICER_KEY, about=by)


def change_passphrase(*, by, old: str, new: str) -> None:
    _officer(by)
    _long_enough(new)
    with transaction.atomic():
        try:
            whereabouts.change_passphrase(by, old, new)
        except strongbox.WrongPassphrase:
            raise Refused(_("The passphrase is not right."), code="passphrase") from None
        audit.record("change_passphrase", by=by, target=by.pk)
        alerts.sound(AlertKind.OFFICER_KEY, about=by)


def _officer(by) -> None:
    if not access.can(by, "keep_sealed"):
        raise PermissionDenied("keep_sealed")


def _long_enough(passphrase: str) -> None:
    if len(passphrase) < strongbox.SHORTEST:
        raise Refused(_("Please choose a passphrase of at least 12 characters."), code="short")


def keep_whereabouts(track, *, by, relay="", place="", words="", seen=None, command=None):
    """How to reach the person: somebody who passes a message on rather than a place."""
    with guarding("keep_whereabouts", track, by=by, seen=seen, command=command) as act:
        if act.done:
            return act.track
        if not (relay.strip() or place.strip()):
            raise Refused(_("Please write down how the person can be reached."), code="empty")
        try:
            whereabouts.keep(act.track, by=by, relay=relay, place=place, words=words)
        except ValueError:
            raise Refused(
                _("Not yet: no protection officer has a key. Make yours first."), code=NO_KEY
            ) from None
    return act.track


def ask_opening(track, *, by, reason, seen=None, command=None):
    """Says why; another officer has to agree before the passphrase is of any use."""
    content = [reason]
    with guarding("ask_opening", track, by=by, seen=seen, command=command, content=content) as act:
        if not act.done:
            if not reason.strip():
                raise Refused(_("Please give the reason."), code="reason_given")
            if not whereabouts.has_key(by):
                raise Refused(_("Not yet: you have no key. Make yours first."), code=NO_KEY)
            whereabouts.ask_opening(act.track, by=by, reason=reason)
    return act.track


def agree_opening(opening, *, by, seen=None, command=None):
    """The second officer agrees; of any office, never the one who asks."""
    return sign(
        "agree_opening", opening, "agreed", by=by, seen=seen, command=command,
        others=lambda row: [row.by_id],
    )  # fmt: skip


def open_whereabouts(opening, passphrase, *, by) -> bytes:
    """The cookie's half of the key, good for a quarter of an hour. Every opening is noted before
    anything is shown, and every protection officer sees it."""
    with guarding("open_whereabouts", opening.track, by=by) as _act:
        row = tracks.lock_row(opening)
        if row.by_id != by.pk:
            raise PermissionDenied("keep_sealed")
        if row.agreed_by_id is None:
            raise Refused(_("Not yet: another protection officer must agree."), code="agreed")
        if row.opened_at is not None:
            raise Refused(_("This opening was used already. Ask for a new one."), code="used")
        try:
            half = whereabouts.unlock(row, passphrase)
        except strongbox.WrongPassphrase:
            raise Refused(_("The passphrase is not right."), code="passphrase") from None
        alerts.sound(AlertKind.WHEREABOUTS, about=by, office=opening.track.case.office)
        return half


def read_whereabouts(opening, half: bytes, *, by) -> list[dict]:
    """What is sealed, within the minutes of the opening. Raises Refused when they are over."""
    if opening.by_id != by.pk or not access.may(by, "keep_sealed", opening.track.case):
        raise PermissionDenied("keep_sealed")
    if opening.until is None or opening.until < timezone.now():
        raise Refused(_("The quarter of an hour is over. Ask for a new opening."), code="over")
    audit.record(
        "read_whereabouts", by=by, chain=tracks.chain_of(opening.track),
        target=opening.track.pk, reading=True,
    )  # fmt: skip
    try:
        return whereabouts.read(opening, half)
    except Unreadable:
        raise Refused(
            _("This browser did not open it. Open it again where you began."), code="half"
        ) from None


def close_opening(opening, *, by) -> None:
    """Closes before the time is over."""
    if opening.by_id != by.pk:
        raise PermissionDenied("keep_sealed")
    with guarding("close_opening", opening.track, by=by):
        whereabouts.close(tracks.lock_row(opening))
