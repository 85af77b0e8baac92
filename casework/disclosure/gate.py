"""The one gate between the two sides."""

import datetime
from dataclasses import dataclass, field

from casework import dates
from casework.disclosure import wishes
from casework.disclosure.kinds import ItemKind
from casework.disclosure.models import Reopening, SealedTrack
from casework.lifecycle import State
from casework.models.body import StepKind
from families.models.person import LifeStatus

NEUTRAL_REASONS = frozenset(
    {
        "unreachable",
        "withdrawn",
        "duplicate",
        "transferred",
        "not_eligible",
        "found_by_family",
    }
)

STATUS_OF_STATE = {
    State.DRAFT: "not_finished",
    State.REGISTERED: "being_checked",
    State.UNDER_REVIEW: "being_checked",
    State.INCOMPLETE: "need_from_family",
    State.ACCEPTED: "ready",
    State.SUBMITTED: "written",
    State.ANSWERED: "written",
    State.ON_HOLD: "paused",
    State.CLOSED: "ended",
    State.ARCHIVED: "ended",
}
FIRST_STEPS = (StepKind.FIRST, StepKind.EARLIER, StepKind.CONFIRM, StepKind.SUPPLEMENT)


@dataclass(frozen=True)
class PublicStatus:
    """Where a case stands, for the family: from closed inputs alone, never set, never sealed."""

    code: str
    received_on: datetime.date
    body_kinds: tuple[str, ...] = ()
    written_on: datetime.date | None = None
    last_step_on: datetime.date | None = None
    next_look: datetime.date | None = None
    waiting_days: int | None = None
    missing: tuple[str, ...] = field(default=())


def states_of(code: str) -> list[State]:
    """The open states that a public status stands for; none for an unknown code."""
    return [state for state, status in STATUS_OF_STATE.items() if status == code]


def public_status(case, *, on: datetime.date) -> PublicStatus:
    """Computed from the received date, the open state (answered counts as submitted), first
    confirmed dispatches or earlier submissions per body, the submission's last outward step (a
    reminder is none), review dates, hold, and a fixed ending. Nothing else.
    """
    code = STATUS_OF_STATE[State(case.state)]
    steps = [s for s in case.outward_steps.all() if s.kind in FIRST_STEPS and s.on <= on]
    first = min((s.on for s in steps), default=None)
    ended = code == "ended"
    return PublicStatus(
        code=code,
        received_on=case.request.received_on,
        body_kinds=() if ended else tuple(dict.fromkeys(s.body.kind for s in steps)),
        written_on=None if ended else first,
        last_step_on=None if ended else max((s.on for s in steps), default=None),
        next_look=None if ended else _next_look(case, on),
        waiting_days=(on - first).days if first and code == "written" else None,
        missing=tuple(case.missing) if code == "need_from_family" else (),
    )


def _next_look(case, on: datetime.date) -> datetime.date:
    """While it is paused the day that was set; else the next of the days that follow from the
    acceptance alone, whenever somebody really looked."""
    if case.state == State.ON_HOLD:
        return case.next_review
    return dates.review_after(dates.review_anchor(case, on), on)


def ending_allowed(case, *, reason: str, on: datetime.date) -> bool:
    """Reasons that say nothing about the sought person may end a case on any day; every other
    ending waits for a date that was fixed by the acceptance alone."""
    if reason in NEUTRAL_REASONS:
        return True
    return bool(case.accepted_on and dates.ending_date(case.accepted_on, on))


def reopening_allowed(case) -> bool:
    """A closed case opens again only when a protection officer has agreed since it was closed.
    Asked for every case alike, so that neither asking nor waiting says anything."""
    return Reopening.objects.filter(case=case, used_at=None, agreed_at__isnull=False).exists()


@dataclass(frozen=True)
class Item:
    """One thing that could be passed on about the sought person of a case."""

    case: object
    kind: str


@dataclass(frozen=True)
class Permission:
    """Whether an item may be passed on, in exactly which words, and only in person or not."""

    allowed: bool
    wording: str = ""
    in_person_only: bool = False


NO = Permission(False)


def may_pass_on(item: Item, to, on: datetime.date) -> Permission:
    """Whether this may be told to this person on this day: the person's newest wish toward
    exactly this person allows it, and a decision approved by a second officer words it.

    Asked when something is rendered and again when it leaves. A dead enquirer, a person who may
    be a minor, a wish that ended, an unapproved or withdrawn decision: no.
    """
    track = SealedTrack.objects.filter(case=item.case).first()
    if track is None or to.life_status == LifeStatus.DEAD or item.kind == ItemKind.NOTHING:
        return NO
    decision = _live_decision(track, to, item.kind, on)
    if decision is None:
        return NO
    if item.kind == ItemKind.DEATH:
        allowed = track.deceased
    else:
        wish = wishes.in_force(track.wishes.filter(toward=to), on)
        minor = maybe_minor(item.case.sought, on)
        allowed = (
            wish is not None
            and decision.wish_id == wish.pk
            and item.kind in wishes.allowed_items(wish)
            and not (minor or track.deceased)
        )
    if not allowed:
        return NO
    return Permission(True, decision.wording, in_person_only=item.kind == ItemKind.DEATH)


def _live_decision(track, to, kind: str, on: datetime.date):
    rows = track.decisions.filter(to=to, withdrawn_at=None, approved_by__isnull=False)
    live = [d for d in rows if kind in d.items and not (d.until and d.until < on)]
    return live[-1] if live else None


def maybe_minor(person, on: datetime.date) -> bool:
    """Whether the person may be under 18 on a day. "Maybe" counts; an unknown birth does not
    make a minor of somebody whose search began more than 18 years ago, unless it was noted so."""
    if person.maybe_minor:
        return True
    birth = person.birth
    latest = birth.latest if birth else None
    if latest is None:
        news = next(iter(person.news.all()), None)
        seen = news.on.latest if news and news.on else None
        return seen is None or (on - seen).days < 18 * 365.25
    return (on - latest).days < 18 * 365.25
