"""Messages on the sealed side: rows, who may see them, and what stands against handing one over.

The open side gives a message that was found neutral through `receive_message` and never learns what
became of it; `take_back_message` is answered the same way whatever that is.
"""

import datetime
from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework import access, consent, vault
from casework.disclosure import gate, tracks, wishes
from casework.disclosure.kinds import ItemKind
from casework.disclosure.models import CarriedMessage, HandingOver, SealedTrack
from casework.disclosure.models.message import CarriedState, Direction, HandedHow, HandedResult
from casework.models import Case, FamilyMessage
from families.models.person import LifeStatus
from families.wrapping import new_data_key

__all__ = ["CarriedState", "Direction", "HandedHow", "HandedResult"]

AFTER_DELIVERY = datetime.timedelta(days=30)
ENDED = (CarriedState.DELIVERED, CarriedState.REFUSED, CarriedState.TAKEN_BACK)
Objection = tuple[str, Promise]  # a code and its sentence

NO_WISH = ("wish_allows", _("Not possible: the person's wish does not allow it."))
STOPPED = ("safety_stop", _("There is a safety stop: nothing of this request goes out."))
SENDER_DIED = ("dead", _("Not possible: the person of the family has died."))
PERSON_DIED = ("deceased", _("Not possible: the death of the person is confirmed."))
WITHDRAWN = ("withdrawn", _("Not possible: the family has withdrawn its request."))
NOT_NAMED = (
    "P9",
    _("Not possible: the family does not agree any more that the person hears who asks."),
)
MINOR = (
    "guardian",
    _("The person may be a minor: only through a guardian or child protection."),
)
OVER = ("over", _("Not possible: the time for which messages are kept is over."))


def receive_message(message: FamilyMessage) -> None:
    """Takes over what an open message says. The same for every case, with a trace or without."""
    CarriedMessage.objects.create(
        case=message.case,
        direction=Direction.TO_PERSON,
        person=message.sender,
        origin=message,
        language=message.language,
        text=message.text,
        sheet=message.sheet,
        pages=message.pages,
        state=CarriedState.READY,
        written_by=message.taken_by,
        written_on=message.taken_on,
        checked_by=message.checked_by,
        checked_on=message.checked_on,
        kept_until=message.kept_until,
    )


def take_back_message(message: FamilyMessage, *, on: datetime.date) -> None:
    """The family wants it back: what has not gone on never will. One statement, no answer."""
    CarriedMessage.objects.filter(origin=message, state=CarriedState.READY).update(
        state=CarriedState.TAKEN_BACK, ended_on=on
    )


def of_case(case: Case) -> QuerySet[CarriedMessage]:
    rows = CarriedMessage.objects.filter(case=case).prefetch_related("attempts")
    return rows.select_related("person", "written_by", "checked_by")


def find(pk) -> CarriedMessage | None:
    rows = CarriedMessage.objects.select_related(
        "case__office", "case__sought", "case__request__enquirer", "person", "checked_by"
    )
    return rows.filter(pk=pk).first()


def lock(message: CarriedMessage) -> CarriedMessage:
    """The message read anew under a row lock, with what the objections ask about."""
    rows = CarriedMessage.objects.select_for_update(of=("self",))
    return rows.select_related("case__request__enquirer", "case__sought", "person").get(
        pk=message.pk
    )


def to_hand_over(user) -> list[CarriedMessage]:
    """The messages of the officer's own offices that can be handed over today."""
    rows = CarriedMessage.objects.filter(
        state=CarriedState.READY, case__office__in=access.offices_for(user, "keep_sealed")
    )
    # Few cases have a trace: where there is none there is no wish, and nothing is asked further.
    rows = rows.filter(case__in=SealedTrack.objects.values("case"))
    rows = rows.select_related("case__request__enquirer", "case__sought", "case__office", "person")
    return [row for row in rows if not objections(row, row.case.office.today())]


def objections(message: CarriedMessage, on: datetime.date, *, how: str = "") -> list[Objection]:
    """Everything that stands against handing this over on this day, in this way; asked when it is
    printed and again when it is handed over. Nothing: it may go."""
    found = list(_of_the_case(message, on))
    if message.direction == Direction.TO_FAMILY:
        return [*found, *_toward_family(message, on)]
    return [*found, *_toward_person(message, on, how)]


def _of_the_case(message, on) -> Iterator[Objection]:
    if message.state != CarriedState.READY or message.kept_until < on:
        yield OVER
    if message.case.request.cases.filter(safety_stop=True).exists():
        yield STOPPED
    if message.case.closing_reason == "withdrawn":
        yield WITHDRAWN
    if message.person.life_status == LifeStatus.DEAD:
        yield SENDER_DIED


def _toward_family(message, on) -> Iterator[Objection]:
    """Exactly as the gate says: the wish in force, a decision approved by two, no minor."""
    item = gate.Item(message.case, ItemKind.MESSAGE)
    if not gate.may_pass_on(item, message.person, on).allowed:
        yield NO_WISH


def _toward_person(message, on, how) -> Iterator[Objection]:
    track = tracks.track_of(message.case)
    wish = tracks.wish_in_force(track, message.person, on) if track else None
    if ItemKind.MESSAGE not in wishes.allowed_items(wish):
        yield NO_WISH
    if track is not None and track.deceased:
        yield PERSON_DIED
    if not consent.book(message.case.request).of(message.person.pk).granted("P9", on):
        yield NOT_NAMED
    if how and how != HandedHow.GUARDIAN and gate.maybe_minor(message.case.sought, on):
        yield MINOR


def add(track, person, *, by, text, language, on, kept_until) -> CarriedMessage:
    """What the person wants to say to one of those who ask; a second officer reads it first."""
    return CarriedMessage.objects.create(
        case=track.case, direction=Direction.TO_FAMILY, person=person, language=language,
        text=text, state=CarriedState.CHECKING, written_by=by, written_on=on,
        kept_until=kept_until,
    )  # fmt: skip


def add_attempt(message, *, by, how, result, words, on) -> HandingOver:
    return HandingOver.objects.create(
        message=message, by=by, how=how, result=result, words=words, on=on
    )


def to_erase(on: datetime.date) -> QuerySet[CarriedMessage]:
    """What ended thirty days ago, or is kept no longer: by its own dates and nothing else."""
    late = Q(ended_on__lte=on - AFTER_DELIVERY) | Q(kept_until__lt=on)
    return CarriedMessage.objects.filter(late, erased_on=None)


def erase(message: CarriedMessage, *, on: datetime.date) -> None:
    """Takes the words away, with the key that opened them, and the sheet."""
    sheet = message.sheet
    message.text = message.words = ""
    message.sheet, message.data_key, message.erased_on = None, new_data_key(), on
    message.save()
    HandingOver.objects.filter(message=message).update(words=b"")
    if sheet is not None:
        vault.discard_unused(sheet)
