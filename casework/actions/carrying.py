"""Messages on the sealed side: from the person to one of those who ask, and handed over in both
directions. Whether one may go is asked when it is printed and again when it is handed over, under
the lock of the track: a newer wish wins.
"""

import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from casework import audit
from casework.disclosure import gate, messages, tracks
from casework.disclosure.kinds import DIRECT, ItemKind, Way
from casework.disclosure.messages import CarriedState, Direction, HandedHow, HandedResult
from casework.models import NotNeutral

from .errors import Refused
from .guarding import guarding, refuse_same_person

TOWARD_FAMILY = (HandedHow.IN_PERSON, HandedHow.READ_ALOUD, HandedHow.BY_PHONE)


def write_down(track, to, *, by, text, language, how, seen=None, command=None):
    """What the person wants to say to exactly this one who asks, told safely and directly. Only
    where the wish allows a message and two officers decided so. A second officer reads it."""
    content = [str(to.pk), text, language, str(how)]
    with guarding(
        "write_message", track, by=by, seen=seen, command=command, content=content
    ) as act:
        if act.done:
            return act.track
        case, today = act.track.case, act.track.case.office.today()
        if not text.strip():
            raise Refused(_("Please write the message."), code="empty")
        if Way(how) not in DIRECT:
            raise Refused(
                _(
                    "Not possible: only a safe, direct way, never through the family or through "
                    "whoever controls the person."
                ),
                code="direct_channel",
            )
        if not gate.may_pass_on(gate.Item(case, ItemKind.MESSAGE), to, today).allowed:
            raise Refused(messages.NO_WISH[1], code=messages.NO_WISH[0])
        row = messages.add(
            act.track, to, by=by, text=text.strip(), language=language, on=today,
            kept_until=today + datetime.timedelta(days=settings.MESSAGE_KEPT_DAYS),
        )  # fmt: skip
        act.details["message"] = str(row.pk)
    return act.track


def accept(message, *, by, seen=None, command=None):
    """A second officer found family news and nothing else: it may be handed over."""
    return _read("accept_message", message, by=by, seen=seen, command=command)


def send_back(message, reason, *, by, words="", seen=None, command=None):
    """It holds more than that: back to the person, with the reason."""
    reason = NotNeutral(reason)
    if reason == NotNeutral.OTHER and not words.strip():
        raise Refused(_("Please say what has to be changed."), code="words")
    return _read(
        "return_message", message, by=by, seen=seen, command=command, reason=reason, words=words
    )


def _read(verb, message, *, by, seen, command, reason="", words=""):
    track, content = tracks.track_of(message.case), [str(message.pk), str(reason)]
    with guarding(
        verb, track, by=by, seen=seen, command=command, content=content, second=True
    ) as act:
        if act.done:
            return act.track
        row = messages.lock(message)
        if row.state != CarriedState.CHECKING:
            raise Refused(_("Somebody else has read it in the meantime."), code="read")
        refuse_same_person(by, row.written_by_id)
        today = act.track.case.office.today()
        row.checked_by, row.checked_on = by, today
        row.state = CarriedState.BACK if reason else CarriedState.READY
        row.reason, row.words = str(reason), words.strip()
        row.ended_on = today if reason else None
        row.save()
        act.details["message"] = str(row.pk)
    return act.track


def open_message(message, *, by, printed=False) -> None:
    """Notes that the words are shown or printed. Raises Refused where they may not go today."""
    today = message.case.office.today()
    found = messages.objections(message, today) if _waits(message) else []
    if found:
        raise Refused(*(sentence for _c, sentence in found), codes=[code for code, _s in found])
    track = tracks.track_of(message.case)
    audit.record(
        "print_message" if printed else "read_message", by=by, chain=tracks.chain_of(track),
        target=track.pk, details={"message": str(message.pk)}, reading=True,
    )  # fmt: skip


def _waits(message) -> bool:
    """Whether the words are still on their way: their writer and the second officer read what is
    not decided yet."""
    return message.direction == Direction.TO_PERSON or message.state == CarriedState.READY


def hand_over(message, *, by, how, result, words="", seen=None, command=None):
    """Handed over, not wanted, or not this time: noted. Asked anew whether it may, with the newest
    wish, under the lock that a new wish takes too."""
    how, result = HandedHow(how), HandedResult(result)
    track, content = tracks.track_of(message.case), [str(message.pk), how, result, words]
    if track is None:
        raise Refused(messages.NO_WISH[1], code=messages.NO_WISH[0])
    with guarding(
        "hand_over_message", track, by=by, seen=seen, command=command, content=content
    ) as act:
        if act.done:
            return act.track
        row, today = messages.lock(message), act.track.case.office.today()
        _refuse(row, today, how)
        messages.add_attempt(row, by=by, how=how, result=result, words=words.strip(), on=today)
        if result != HandedResult.NOT_REACHED:
            row.state, row.ended_on = CarriedState(str(result)), today
        row.save()
        act.details |= {"message": str(row.pk), "result": str(result)}
    return act.track


def _refuse(row, today, how) -> None:
    found = messages.objections(row, today, how=how)
    if row.direction == Direction.TO_FAMILY and how not in TOWARD_FAMILY:
        found.append(("how", _("Not possible: to the family only in person or on its telephone.")))
    if found:
        raise Refused(*(sentence for _c, sentence in found), codes=[code for code, _s in found])


def forget(today) -> int:
    """Erases the words of what ended thirty days ago or is kept no longer; how many there were."""
    rows = list(messages.to_erase(today))
    for row in rows:
        messages.erase(row, on=today)
    return len(rows)
