"""The one gate between the two sides."""

import datetime
from dataclasses import dataclass, field

from casework import dates
from casework.lifecycle import State
from casework.models.body import StepKind

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
        next_look=None if ended else case.next_review,
        waiting_days=(on - first).days if first and code == "written" else None,
        missing=tuple(case.missing) if code == "need_from_family" else (),
    )


def ending_allowed(case, *, reason: str, on: datetime.date) -> bool:
    """Reasons that say nothing about the sought person may end a case on any day; every other
    ending waits for a date that was fixed by the acceptance alone."""
    if reason in NEUTRAL_REASONS:
        return True
    return bool(case.accepted_on and dates.ending_date(case.accepted_on, on))


def reopening_allowed(case) -> bool:
    """Reopening is the enquirer's to ask; the sealed side may have to agree (it has no objection
    on record until its track exists)."""
    return True
