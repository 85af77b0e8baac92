"""The open side of a case: its states, its conditions and EVERY transition, on one screen.

Transitions set fields only. Who may take a step is asked in `actions` (through `access`), so
that "consent is missing" never reads as "forbidden". A condition is a named question with a
sentence for the person who is refused, and the place where it is met.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class State(StrEnum):
    DRAFT = "draft"
    REGISTERED = "registered"
    UNDER_REVIEW = "under_review"
    INCOMPLETE = "incomplete"
    ACCEPTED = "accepted"
    SUBMITTED = "submitted"
    ANSWERED = "answered"
    ON_HOLD = "on_hold"
    CLOSED = "closed"
    ARCHIVED = "archived"


LABELS = {
    State.DRAFT: _("draft"),
    State.REGISTERED: _("registered"),
    State.UNDER_REVIEW: _("under review"),
    State.INCOMPLETE: _("information awaited"),
    State.ACCEPTED: _("accepted"),
    State.SUBMITTED: _("submitted"),
    State.ANSWERED: _("answered"),
    State.ON_HOLD: _("on hold"),
    State.CLOSED: _("closed"),
    State.ARCHIVED: _("archived"),
}
CHOICES = [(str(state), label) for state, label in LABELS.items()]
ACTIVE = (
    State.REGISTERED,
    State.UNDER_REVIEW,
    State.INCOMPLETE,
    State.ACCEPTED,
    State.SUBMITTED,
    State.ANSWERED,
    State.ON_HOLD,
)
BACK = "back"  # the target of complete and resume: the state the case came from (stored)


@dataclass(frozen=True)
class Condition:
    """A named question about a case and the facts of the step. `place` says where it is met: a page
    by its name, `#box` on the page of the step itself, or `due:` and the kind of what is due."""

    code: str
    holds: Callable[[object, dict], bool]
    refusal: str
    place: str


def _fact(code: str, refusal: str, place: str) -> Condition:
    """A question that a higher room answers; a fact that was not handed over does not hold."""
    return Condition(code, lambda case, facts: facts.get(code) is True, refusal, place)


enquirer_known = Condition(
    "enquirer_known",
    lambda case, facts: bool(case.request.enquirer.full_name),
    _("Not yet: the name of the person who asks is missing."),
    "case_complete",
)
notice_recorded = Condition(
    "notice_recorded",
    lambda case, facts: bool(case.request.notice_version),
    _("Not yet: the information notice has not been given to the family."),
    "give_notice",
)
sought_named = Condition(
    "sought_named",
    lambda case, facts: bool(case.sought.full_name),
    _("Not yet: the name of the sought person is missing."),
    "case_complete",
)
sought_told_apart = Condition(
    "sought_told_apart",
    lambda case, facts: bool(case.sought.birth or case.sought.father or case.sought.mother),
    _("Not yet: the birth year or a parent's name is missing."),
    "case_complete",
)
basis_recorded = _fact(
    "basis_recorded",
    _("Not yet: the family has not agreed that we record its request."),
    "consent",
)
duplicates_seen = _fact(
    "duplicates_seen",
    _("Not yet: nobody has looked whether someone else asked already."),
    "case",
)
eligible = _fact("eligible", _("Not yet: the checklist is not complete."), "#checklist")
not_stopped = Condition(
    "not_stopped",
    lambda case, facts: not case.safety_stop,
    _("Not possible: everything for this family is stopped, someone may be in danger."),
    "request_stop",
)
risk_allows = Condition(
    "risk_allows",
    lambda case, facts: case.risk != "stop",
    _("Not possible: whoever spoke with the family saw a danger that stops the search."),
    "risk",
)
risk_co_signed = Condition(
    "risk_co_signed",
    lambda case, facts: case.risk != "high" or facts.get("co_signed") is True,
    _("Not yet: the protection officer must agree first, because the risk is high."),
    "co_sign",
)
minor_co_signed = _fact(
    "minor_co_signed",
    _("Not yet: the protection officer must agree first, because this person may be under 18."),
    "co_sign",
)
another_accepts = _fact(
    "another_accepts",
    _("Not possible: you agreed to this case as protection officer. Another person accepts it."),
    "case",
)
reason_given = _fact("reason_given", _("Please give the reason."), "#id_reason")
referral_offered = _fact(
    "referral_offered", _("Please say where else the family can turn."), "#id_words"
)
items_listed = _fact("items_listed", _("Please say what is missing."), "#id_items")
review_soon = _fact("review_soon", _("Please set a review within 180 days."), "#id_review_on")
dispatched = _fact(
    "dispatched", _("Not yet: nothing about this case has been sent."), "case_letters"
)
answer_recorded = _fact(
    "answer_recorded", _("Not yet: no answer on this case is recorded."), "case_letters"
)
ending_allowed = _fact(
    "ending_allowed",
    _("Not yet: this case can end at its review date, not before."),
    "#id_reason",
)
tried_enough = _fact(
    "tried_enough",
    _(
        "Not yet: a family counts as not reachable after attempts on three days, in two ways, over "
        "sixty days."
    ),
    "contact_new",
)
second_asked = _fact(
    "second_asked",
    _("Not yet: nobody has asked the second contact person how to reach the family."),
    "due:second_contact",
)
wish_verified = _fact(
    "wish_verified", _("Please confirm that this is the enquirer's own wish."), "#id_verified"
)
new_information = _fact("new_information", _("Please say what is new."), "#id_reason")
reopening_agreed = _fact(
    "reopening_agreed",
    _("Not yet: a protection officer must agree first, as with every case that was ended."),
    "ask_reopening",
)
retention_due = _fact(
    "retention_due", _("Not yet: the time to keep this case is not over."), "case_timeline"
)
shared_inside = _fact(
    "shared_inside",
    _("Not possible: the family has not agreed that our other offices know of it."),
    "consent",
)
office_agrees = _fact(
    "office_agrees", _("Not yet: the other office has not agreed."), "transfer_new"
)


@dataclass(frozen=True)
class Step:
    """One transition: name, verb needed (None: only the system), from, to, conditions."""

    name: str
    verb: str | None
    sources: tuple[State, ...]
    target: State | str
    conditions: tuple[Condition, ...] = ()
    label: str = ""


S = State
REVIEWABLE = (S.UNDER_REVIEW, S.ACCEPTED, S.SUBMITTED, S.ANSWERED, S.REGISTERED)
RUNNING = tuple(state for state in ACTIVE if state != S.ON_HOLD)

STEPS = {
    step.name: step
    for step in (
        Step("register", "register", (S.DRAFT,), S.REGISTERED,
             (enquirer_known, notice_recorded, basis_recorded, sought_named, sought_told_apart),
             _("Log")),
        Step("start_review", "start_review", (S.REGISTERED,), S.UNDER_REVIEW, (),
             _("Start the check")),
        Step("ask_more", "ask_more", REVIEWABLE, S.INCOMPLETE, (items_listed,),
             _("Ask the family for more")),
        Step("complete", "complete", (S.INCOMPLETE,), BACK, (), _("What was missing has come")),
        Step("accept", "accept", (S.UNDER_REVIEW,), S.ACCEPTED,
             (duplicates_seen, eligible, not_stopped, risk_allows, risk_co_signed,
              minor_co_signed, another_accepts), _("Accept")),
        Step("decline", "decline", (S.REGISTERED, S.UNDER_REVIEW), S.CLOSED,
             (reason_given, referral_offered), _("Decline")),
        Step("submit", None, (S.ACCEPTED, S.SUBMITTED, S.ANSWERED), S.SUBMITTED, (dispatched,)),
        Step("answer", None, (S.SUBMITTED, S.ANSWERED), S.ANSWERED, (answer_recorded,)),
        Step("close", "close", ACTIVE, S.CLOSED, (reason_given, ending_allowed, tried_enough,
             second_asked), _("End")),
        Step("hold", "hold", RUNNING, S.ON_HOLD, (reason_given, review_soon), _("Pause")),
        Step("resume", "resume", (S.ON_HOLD,), BACK, (), _("Go on")),
        Step("withdraw", "withdraw", ACTIVE, S.CLOSED, (wish_verified,),
             _("The family withdraws its request")),
        Step("reopen", "reopen", (S.CLOSED,), S.UNDER_REVIEW,
             (new_information, reopening_agreed), _("Reopen")),
        Step("archive", None, (S.CLOSED,), S.ARCHIVED, (retention_due,)),
    )
}  # fmt: skip

# The step that changes the office and never the state: taken by two coordinators together.
TRANSFER = Step("transfer", None, ACTIVE, BACK, (shared_inside, office_agrees),
                _("Give it to another office"))  # fmt: skip


def unmet(step: Step, case, facts: dict) -> list[Condition]:
    """The conditions of a step that do not hold, in the order of the table."""
    return [c for c in step.conditions if not c.holds(case, facts)]


def steps_from(state: str) -> list[Step]:
    """The steps that start in a state, in the order of the table."""
    return [step for step in STEPS.values() if state in step.sources]
