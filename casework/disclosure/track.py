"""The sealed side of a case: its states, conditions and EVERY step, on one screen.

Like `casework.lifecycle`, and never mixed with it: no step here touches the case row, its
version, trail, dues or counts. Who may take a step is asked in `actions.protecting`.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from casework.lifecycle import Condition, unmet

__all__ = [
    "CHOICES",
    "LABELS",
    "OUTCOMES",
    "STEPS",
    "Outcome",
    "State",
    "Step",
    "steps_from",
    "unmet",
]


class State(StrEnum):
    NONE = "none"
    POSSIBLE_MATCH = "possible_match"
    LOCATED = "located"
    WISH_PENDING = "wish_pending"
    WISH_RECORDED = "wish_recorded"
    RESTORING_CONTACT = "restoring_contact"
    SETTLED = "settled"


LABELS = {
    State.NONE: _("nothing is known"),
    State.POSSIBLE_MATCH: _("there may be a trace"),
    State.LOCATED: _("found, the wish is not known"),
    State.WISH_PENDING: _("the person was asked"),
    State.WISH_RECORDED: _("the person has decided"),
    State.RESTORING_CONTACT: _("contact is being restored"),
    State.SETTLED: _("settled"),
}
CHOICES = [(str(state), label) for state, label in LABELS.items()]


class Outcome(StrEnum):
    CONTACT_RESTORED = "contact_restored"
    MESSAGE_EXCHANGED = "message_exchanged"
    SIGN_OF_LIFE_ONLY = "sign_of_life_only"
    REFUSES_CONTACT = "located_refuses_contact"
    REFUSES_ALL = "located_refuses_all"
    DECEASED = "deceased_confirmed"
    NOT_LOCATED = "not_located"
    INSUFFICIENT_DATA = "insufficient_data"
    SEARCH_EXHAUSTED = "search_exhausted"
    NO_REPLY = "no_reply_from_bodies"
    RISK_STOP = "risk_stop"


OUTCOMES = {
    Outcome.CONTACT_RESTORED: _("they are in contact"),
    Outcome.MESSAGE_EXCHANGED: _("messages were exchanged"),
    Outcome.SIGN_OF_LIFE_ONLY: _("the family knows that the person is alive"),
    Outcome.REFUSES_CONTACT: _("the person wants no contact"),
    Outcome.REFUSES_ALL: _("the person wants nothing to be told"),
    Outcome.DECEASED: _("the person has died, with proof"),
    Outcome.NOT_LOCATED: _("not found"),
    Outcome.INSUFFICIENT_DATA: _("too little was known"),
    Outcome.SEARCH_EXHAUSTED: _("every way was tried"),
    Outcome.NO_REPLY: _("nobody answered"),
    Outcome.RISK_STOP: _("it would not have been safe"),
}
WITHOUT_A_FIND = (
    Outcome.NOT_LOCATED,
    Outcome.INSUFFICIENT_DATA,
    Outcome.SEARCH_EXHAUSTED,
    Outcome.NO_REPLY,
    Outcome.RISK_STOP,
)


def _fact(code: str, refusal: str, place: str) -> Condition:
    """A question that the caller answers; a fact that was not handed over does not hold. The place
    is another page of the sealed side, or `#box` on the page of the step itself."""
    return Condition(code, lambda track, facts: facts.get(code) is True, refusal, place)


lead_given = _fact("lead_given", _("Please say what the trace is."), "#id_words")
reason_given = _fact("reason_given", _("Please give the reason."), "#id_words")
identity_proven = _fact(
    "identity_proven",
    _("Not yet: two independent checks must fit, or a document of an authority."),
    "check",
)
second_person = _fact(
    "second_person",
    _("Not possible: a second protection officer must do this, not the same one."),
    "sealed_case",
)
death_proven = _fact(
    "death_proven",
    _("Not yet: there is no written proof of a competent source on record."),
    "check",
)
alive = Condition(
    "alive",
    lambda track, facts: not track.deceased,
    _("Not possible: the death is confirmed."),
    "decide",
)
identity_confirmed = Condition(
    "identity_confirmed",
    lambda track, facts: track.identified_by_id is not None,
    _("Not yet: two persons must have confirmed who it is."),
    "sealed_case",
)
direct_channel = _fact(
    "direct_channel",
    _(
        "Not possible: only a safe, direct way, never through the family or through whoever "
        "controls the person."
    ),
    "#id_how",
)
guardian_way = Condition(
    "guardian_way",
    lambda track, facts: facts.get("maybe_minor") is not True or facts.get("guardian") is True,
    _("The person may be a minor: only through a guardian or child protection."),
    "#id_how",
)
free_and_informed = _fact(
    "free_and_informed",
    _("Not yet: please confirm that the wish is free and informed."),
    "#id_free",
)
wish_allows = _fact("wish_allows", _("Not possible: the person's wish does not allow it."), "wish")
enquirer_agrees = _fact(
    "enquirer_agrees",
    _("Not yet: the family has not agreed that its contact details are passed on."),
    "case_people",
)
outcome_fits = _fact(
    "outcome_fits", _("Not possible: this ending does not fit what is on record."), "#id_outcome"
)
decision_approved = _fact(
    "decision_approved",
    _("Not yet: what is told must be decided by one person and approved by another."),
    "decide",
)


@dataclass(frozen=True)
class Step:
    """One step: name, from, to, conditions, words on the button."""

    name: str
    sources: tuple[State, ...]
    target: State
    conditions: tuple[Condition, ...] = ()
    label: str = ""


S = State
FOUND = (S.LOCATED, S.WISH_PENDING, S.WISH_RECORDED, S.RESTORING_CONTACT)

STEPS = {
    step.name: step
    for step in (
        Step("flag", (S.NONE, S.SETTLED), S.POSSIBLE_MATCH, (lead_given,), _("Note a trace")),
        Step("confirm_identity", (S.POSSIBLE_MATCH,), S.LOCATED,
             (identity_proven, second_person), _("Confirm who it is")),
        Step("confirm_death", (S.POSSIBLE_MATCH, *FOUND), S.LOCATED,
             (alive, death_proven, second_person), _("Confirm the death")),
        Step("reject", (S.POSSIBLE_MATCH,), S.NONE, (reason_given,), _("It is not the person")),
        Step("ask_wish", (S.LOCATED, S.WISH_PENDING), S.WISH_PENDING,
             (alive, direct_channel, guardian_way), _("Note that the person was asked")),
        Step("record_wish", (*FOUND, S.SETTLED), S.WISH_RECORDED,
             (alive, identity_confirmed, direct_channel, guardian_way, free_and_informed),
             _("Write down the wish")),
        Step("start_contact", (S.WISH_RECORDED,), S.RESTORING_CONTACT,
             (alive, wish_allows, enquirer_agrees, decision_approved), _("Begin the contact")),
        Step("settle", (S.NONE, S.POSSIBLE_MATCH, *FOUND), S.SETTLED,
             (outcome_fits, decision_approved), _("Settle")),
    )
}  # fmt: skip


def steps_from(state: str) -> list[Step]:
    """The steps that lead on from a state, in the order of the table."""
    return [step for step in STEPS.values() if state in step.sources]
