"""A message of a family: taken down at the desk, read by a colleague, given to the sealed side or
back to its sender. What becomes of it after that the open side neither knows nor shows.
"""

import datetime

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from casework import consent, vault
from casework.disclosure import messages as sealed
from casework.disclosure.gate import NEUTRAL_REASONS
from casework.lifecycle import State
from casework.models import Case, FamilyMessage, MessageState, NotNeutral
from families.models.person import LifeStatus
from families.wrapping import new_data_key

from . import acting
from .errors import Refused

LONGEST = 3000  # letters of a message
MOST_PAGES = 4  # of a sheet
BACK_KEPT = datetime.timedelta(days=30)
NOT_YET = (State.DRAFT, State.ARCHIVED)


def take(case: Case, sender, *, by, text="", sheet=None, pages=0, language, command=None):
    """What the family wants to say, in its own words or on its own sheet. It waits for a colleague.

    Raises Refused: nothing written, a case that takes none, a sender who does not ask, has died, or
    does not agree that the person hears who asks (P9).
    """
    told = {"text": text.strip(), "sheet": sheet, "pages": pages, "language": language}
    try:
        return _take(case, sender, told, by=by, command=command)
    except Refused:
        if sheet is not None:
            vault.discard_unused(sheet)
        raise


def _take(case: Case, sender, told: dict, *, by, command) -> FamilyMessage:
    content = [
        case.reference,
        str(sender.pk),
        told["text"],
        str(told["sheet"] and told["sheet"].pk),
    ]
    with acting.acting("take_message", by=by, case=case, command=command, content=content) as act:
        if act.done:
            return FamilyMessage.objects.get(pk=act.result["message"])
        _refuse(act.case, sender, told["text"], told["sheet"])
        message = FamilyMessage.objects.create(
            case=act.case, sender=sender, taken_on=act.case.office.today(), taken_by=by, **told
        )
        act.result = {"message": str(message.pk)}
        act.record(target=message.pk)
    return message


def objection(case: Case) -> str:
    """Why no message can be taken down in this case; "" where one can."""
    ended = case.state == State.CLOSED and case.closing_reason in NEUTRAL_REASONS
    if case.state in NOT_YET or ended:
        return _("Messages can be taken down once a request is logged, until it is withdrawn.")
    return ""


def _refuse(case: Case, sender, text: str, sheet) -> None:
    if not (text.strip() or sheet):
        raise Refused(_("Please write the message, or add the family's sheet."), code="empty")
    if problem := objection(case):
        raise Refused(problem, code="state")
    asking = consent.as_told(case.request)
    if sender.pk not in {person.pk for person in asking}:
        raise Refused(_("Only somebody who asks for the person can send a message."), code="sender")
    if sender.life_status == LifeStatus.DEAD:
        raise Refused(_("Not possible: the person of the family has died."), code="dead")
    book = consent.book(case.request).of(sender.pk)
    if not book.granted("P9", case.office.today()):
        raise Refused(
            _(
                "Not yet: a message names its sender. Ask first whether the person may be told who "
                "is looking."
            ),
            code="P9",
        )


def accept(message: FamilyMessage, *, by, command=None) -> FamilyMessage:
    """A colleague found family news and nothing else: it goes to the sealed side, with its words.
    The same happens in every case, whatever is known there."""
    with _reading("accept_message", message, by=by, command=command) as act:
        if act.done:
            return FamilyMessage.objects.get(pk=message.pk)
        row = _checked(message, by=by, today=act.case.office.today())
        row.kept_until = row.checked_on + datetime.timedelta(days=settings.MESSAGE_KEPT_DAYS)
        sealed.receive_message(row)
        row.state, row.text, row.sheet = MessageState.KEPT, "", None
        row.data_key = new_data_key()
        row.save()
        act.record("accept_message", target=row.pk)
    return row


def send_back(message: FamilyMessage, reason: str, *, by, words="", command=None) -> FamilyMessage:
    """It holds more than family news: back to the sender, with the reason. A word of explanation is
    asked where the reason alone says nothing."""
    with _reading("return_message", message, by=by, command=command, content=[reason]) as act:
        if act.done:
            return FamilyMessage.objects.get(pk=message.pk)
        reason = NotNeutral(reason)
        if reason == NotNeutral.OTHER and not words.strip():
            raise Refused(_("Please say what has to be changed."), code="words")
        row = _checked(message, by=by, today=act.case.office.today())
        row.state, row.reason, row.words = MessageState.BACK, reason, words.strip()
        row.save()
        act.record("return_message", target=row.pk, reason=str(reason))
    return row


def _reading(verb, message, *, by, command, content=None):
    """The two ends of reading are one right."""
    told = [str(message.pk), verb, content]
    return acting.acting("check_message", by=by, case=message.case, command=command, content=told)


def _checked(message, *, by, today) -> FamilyMessage:
    row = FamilyMessage.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if row.state != MessageState.CHECKING:
        raise Refused(_("Somebody else has read it in the meantime."), code="read")
    if row.taken_by_id == by.pk:
        raise Refused(_("Not possible: another person than who took it down reads it."), code="own")
    row.checked_by, row.checked_on = by, today
    return row


def note_told(message: FamilyMessage, *, by, command=None) -> None:
    """The family heard why its message came back and what to change."""
    told = [str(message.pk), "told"]
    with acting.acting(
        "take_message", by=by, case=message.case, command=command, content=told
    ) as act:
        if not act.done:
            rows = FamilyMessage.objects.filter(pk=message.pk, state=MessageState.BACK)
            rows.filter(told_on=None).update(told_on=act.case.office.today())
            act.record("tell_message_back", target=message.pk)


def take_back(message: FamilyMessage, *, by, command=None) -> None:
    """The family does not want it to go any more. What has not gone on will not; whether it has is
    told to nobody."""
    told = [str(message.pk), "take back"]
    with acting.acting(
        "take_message", by=by, case=message.case, command=command, content=told
    ) as act:
        if act.done:
            return
        row = FamilyMessage.objects.select_for_update(of=("self",)).get(pk=message.pk)
        if row.state not in (MessageState.CHECKING, MessageState.KEPT):
            return
        sealed.take_back_message(row, on=act.case.office.today())
        row.state = MessageState.TAKEN_BACK
        _erase(row)
        act.record("take_back_message", target=row.pk)


def _erase(row: FamilyMessage) -> None:
    sheet = row.sheet
    row.text = row.words = ""
    row.sheet, row.data_key = None, new_data_key()
    row.save()
    if sheet is not None:
        vault.discard_unused(sheet)


def forget(today: datetime.date) -> int:
    """Erases the words of what came back to a family thirty days ago; how many there were."""
    old = FamilyMessage.objects.filter(state=MessageState.BACK, checked_on__lte=today - BACK_KEPT)
    rows = [row for row in old.exclude(Q(text=b"", sheet=None, words=b""))]
    for row in rows:
        _erase(row)
    return len(rows)
