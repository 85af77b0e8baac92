"""Rows of the sealed side: for whom, locked, and what waits for a second person."""

import datetime

from django.db.models import Model, QuerySet

from casework import access
from casework.disclosure import wishes
from casework.disclosure.kinds import CheckKind
from casework.disclosure.models import (
    CarriedMessage,
    DisclosureDecision,
    IdentityCheck,
    Opening,
    SealedTrack,
    Wish,
)
from casework.disclosure.models.message import CarriedState
from casework.disclosure.track import State


def tracks(user) -> QuerySet[SealedTrack]:
    """The tracks of the officer's own offices."""
    rows = SealedTrack.objects.filter(case__office__in=access.offices_for(user, "keep_sealed"))
    return rows.select_related("case__sought", "case__office", "case__request__enquirer")


def track_of(case) -> SealedTrack | None:
    return SealedTrack.objects.filter(case=case).first()


def open_track(case) -> SealedTrack:
    """The track of a case, made when the first trace comes."""
    return SealedTrack.objects.get_or_create(case=case)[0]


def lock(track: SealedTrack) -> SealedTrack:
    """The track read anew under a row lock."""
    rows = SealedTrack.objects.select_for_update(of=("self",))
    return rows.select_related("case__office", "case__sought", "case__request__enquirer").get(
        pk=track.pk
    )


def lock_row(row: Model) -> Model:
    """A wish, decision or opening read anew under a row lock."""
    return type(row)._default_manager.select_for_update().get(pk=row.pk)


def chain_of(track: SealedTrack) -> str:
    """The name of the track's own chain in the trail."""
    return f"sealed:{track.pk}"


def identity_proven(track: SealedTrack) -> bool:
    """Two checks of different kinds fit, or one document of an authority; none says no."""
    made = list(track.checks.exclude(kind=CheckKind.DEATH))
    if any(not check.fits for check in made):
        return False
    kinds = {check.kind for check in made}
    return CheckKind.AUTHORITY in kinds or len(kinds) >= 2


def death_proven(track: SealedTrack) -> bool:
    return track.checks.filter(kind=CheckKind.DEATH, fits=True).exists()


def checked_by(track: SealedTrack, *, death: bool) -> set:
    """Who made the checks: none of them may be the second person."""
    rows = IdentityCheck.objects.filter(track=track)
    rows = rows.filter(kind=CheckKind.DEATH) if death else rows.exclude(kind=CheckKind.DEATH)
    return set(rows.values_list("by", flat=True))


def wish_in_force(track: SealedTrack, toward, on: datetime.date) -> Wish | None:
    return wishes.in_force(track.wishes.filter(toward=toward), on)


def enquirers(track: SealedTrack) -> list:
    """Everybody who asks for the person: each has a wish of his or her own."""
    family = track.case.request
    return [family.enquirer, *family.co_enquirers.all()]


def waiting_wishes(track: SealedTrack) -> list[Wish]:
    """The newest wish toward each person, where nobody has countersigned it yet."""
    newest = {wish.toward_id: wish for wish in track.wishes.order_by("number")}
    return [wish for wish in newest.values() if wish.countersigned_by_id is None]


def waiting_decisions(track: SealedTrack) -> list[DisclosureDecision]:
    return list(track.decisions.filter(approved_by=None, withdrawn_at=None))


def waiting_openings(track: SealedTrack) -> list[Opening]:
    return list(track.openings.filter(agreed_by=None, opened_at=None))


def waiting_messages(track: SealedTrack) -> list[CarriedMessage]:
    """What the person wants to say and a second officer has not read yet."""
    rows = CarriedMessage.objects.filter(case=track.case, state=CarriedState.CHECKING)
    return list(rows.select_related("person"))


def waits_for_second(track: SealedTrack) -> bool:
    """Whether something waits for a second protection officer, of any office."""
    identity = track.state == State.POSSIBLE_MATCH and identity_proven(track)
    death = death_proven(track) and not track.deceased
    return bool(
        identity
        or death
        or waiting_wishes(track)
        or waiting_decisions(track)
        or waiting_openings(track)
        or waiting_messages(track)
    )


def to_second(user) -> list[SealedTrack]:
    """The tracks of every office in which something waits for a second person."""
    if not access.can(user, "second_sealed"):
        return []
    rows = SealedTrack.objects.exclude(state=State.SETTLED).select_related(
        "case__sought", "case__office", "case__request__enquirer"
    )
    openings = SealedTrack.objects.filter(
        state=State.SETTLED, openings__agreed_by=None, openings__opened_at=None
    ).exclude(openings=None)
    written = CarriedMessage.objects.filter(state=CarriedState.CHECKING).values("case")
    talking = SealedTrack.objects.filter(state=State.SETTLED, case__in=written)
    settled = (
        (openings | talking)
        .distinct()
        .select_related("case__sought", "case__office", "case__request__enquirer")
    )
    return [track for track in [*rows, *settled] if waits_for_second(track)]


def visible(user, reference: str) -> SealedTrack | None:
    """The track of a case: of one's own office, or of any while it waits for a second person."""
    own = tracks(user).filter(case__reference=reference).first()
    if own is not None:
        return own
    return next((t for t in to_second(user) if t.case.reference == reference), None)
