"""Moving a case along its open life."""

import datetime

from django.utils.translation import gettext as _

from casework import access, consent, dates, reaching, signals
from casework.disclosure import desk, gate
from casework.lifecycle import BACK, LABELS, STEPS, Condition, State, Step, unmet
from casework.models import Case, Due, Note
from casework.models.body import StepKind
from casework.models.case import Channel
from casework.models.due import DueKind
from families.gathering import is_gathering

from . import acting, dues, planning, safety
from .errors import Refused

SUBMITTING = (StepKind.FIRST, StepKind.EARLIER, StepKind.CONFIRM)
TAKES = {
    "register": ("today",),
    "ask_more": ("items",),
    "accept": ("today", "by"),
    "decline": ("today", "reason"),
    "close": ("today", "reason"),
    "withdraw": ("today",),
}


def move(
    case: Case, step_name: str, *, by, seen=None, command=None, facts=None, words="", **values
) -> Case:
    """Takes one step of the table; `words` about it become a note of the case.

    Raises Refused with the unmet conditions, Stale, PermissionDenied; the case is then as it
    was. System steps (submit, answer, archive) have no
    verb: they follow from what the upper floor recorded."""
    step = STEPS[step_name]
    with acting.acting(
        step.verb or step_name,
        by=by,
        case=case,
        seen=seen,
        command=command,
        content=[str(case.pk), step_name, facts, values],
        may=step.verb is not None,
    ) as act:
        if act.done:
            return Case.objects.get(pk=case.pk)
        take_step(act, step, facts or {}, values)
        if words:
            Note.objects.create(request=act.case.request, case=act.case, words=words, by=by)
    return act.case


def take_step(act: acting.Act, step: Step, facts: dict, values: dict) -> None:
    """The step itself, inside an open action."""
    case, today = act.case, act.case.office.today()
    if case.state not in step.sources:
        raise Refused(
            _("Not possible: this case is “%(state)s”.") % {"state": case.get_state_display()},
            code="wrong_state",
        )
    values = {"today": today, "by": act.by, **values}
    refuse_unmet(step, case, _ask(step, case, today, facts, values))
    before = case.state
    getattr(case, step.name)(**{k: values[k] for k in TAKES.get(step.name, ()) if k in values})
    _set_review(case, step, today, values.get("review_on"))
    acting.save(case)
    if step.name == "reopen":
        desk.use_reopening(case)
    _open_dues(case, step, today, by=act.by)
    act.record(
        step.name,
        target=case.reference,
        before=before,
        after=str(case.state),
        reason=values.get("reason", ""),
    )
    if case.state in (State.CLOSED, State.ARCHIVED):
        signals.case_closed.send(sender=Case, case=case, by=act.by)
    if case.state == State.ACCEPTED and written_about(case):
        take_step(act, STEPS["submit"], {"dispatched": True}, {})


def written_about(case: Case) -> bool:
    """Whether something about the case has left already: handed in before it was accepted, or
    sent while it was paused. Such a case does not wait for its first letter."""
    return case.outward_steps.filter(kind__in=SUBMITTING).exists()


def refuse_unmet(step: Step, case: Case, facts: dict) -> None:
    missing = unmet(step, case, facts)
    if missing:
        raise Refused(*(c.refusal for c in missing), codes=[c.code for c in missing])


def check(case: Case, step_name: str, *, facts=None, **values) -> list:
    """The conditions that stand in the way of a step, without taking it (previews, buttons)."""
    step, today = STEPS[step_name], case.office.today()
    return unmet(step, case, _ask(step, case, today, facts or {}, {"today": today, **values}))


def _ask(step: Step, case: Case, today, facts: dict, values: dict) -> dict:
    """The facts that higher rooms know, handed to the conditions."""
    asked = {condition.code for condition in step.conditions}
    known = dict(facts)
    if "basis_recorded" in asked:
        known["basis_recorded"] = consent.has_basis(case.request)
    if "duplicates_seen" in asked:
        known["duplicates_seen"] = facts.get("duplicates_seen") or bool(case.duplicates_seen_by_id)
    if "co_signed" not in known:
        known["co_signed"] = bool(case.co_signed_by_id)
    if "minor_co_signed" in asked:
        known["minor_co_signed"] = known["co_signed"] or not gate.maybe_minor(case.sought, today)
    if "another_accepts" in asked:
        by = values.get("by")  # nobody in a preview
        known["another_accepts"] = by is None or case.co_signed_by_id != by.pk
    if "ending_allowed" in asked:
        unreached = values.get("reason") == "unreachable"
        known["tried_enough"] = tried = not unreached or given_up(case)
        known["second_asked"] = not (unreached and tried and reaching.second_to_ask(case.request))
        known["ending_allowed"] = gate.ending_allowed(
            case, reason=values.get("reason", ""), on=today
        )
    if "reason_given" in asked:
        known["reason_given"] = bool(values.get("reason"))
    if "items_listed" in asked:
        known["items_listed"] = bool(values.get("items"))
    if "review_soon" in asked:
        review = values.get("review_on")
        latest = today + datetime.timedelta(days=dates.LATER)
        known["review_soon"] = review is not None and today < review <= latest
    if "new_information" in asked:
        known["new_information"] = bool(values.get("reason"))
    if "reopening_agreed" in asked:
        known["reopening_agreed"] = gate.reopening_allowed(case)
    return known


def given_up(case: Case) -> bool:
    """Whether the family was tried often enough since it was last reached."""
    return reaching.of_family(case.request_id).given_up_on is not None


def _set_review(case: Case, step: Step, today, asked) -> None:
    """From the acceptance alone: no letter and no reply moves a review (rule 39)."""
    if case.state in (State.CLOSED, State.ARCHIVED):
        case.next_review = None
    elif step.name == "hold":
        case.next_review = asked
    elif step.name in ("accept", "resume") or case.next_review is None:
        case.next_review = dates.review_after(dates.review_anchor(case, today), today)


OPENS = {
    "register": (DueKind.ACKNOWLEDGE,),
    "start_review": (DueKind.DUPLICATES, DueKind.RISK),
    "ask_more": (DueKind.MISSING,),
    "decline": (DueKind.DECLINED,),
    "answer": (DueKind.READ_REPLY,),
    "close": (DueKind.CLOSING,),
}
ENDS = {
    "submit": (DueKind.RECORDED_LATE,),
    "accept": (DueKind.DUPLICATES, DueKind.RISK, DueKind.CO_SIGN),
    "complete": (DueKind.MISSING,),
    "register": (DueKind.NOTICE,),
}
BEGINS_OR_ENDS = ("register", "decline", "close", "withdraw", "reopen", "archive")


def _open_dues(case: Case, step: Step, today, *, by) -> None:
    ended = Due.objects.filter(case=case)
    if case.state in (State.CLOSED, State.ARCHIVED):
        dues.settle(ended, by=by)
    elif step.name in ENDS and not is_gathering():  # nothing was due for a new case
        dues.settle(ended.filter(kind__in=ENDS[step.name]), by=by)
    for kind in OPENS.get(step.name, ()):
        if kind != DueKind.ACKNOWLEDGE or case.request.channel != Channel.REGISTER:
            dues.begin(kind, today, case=case)  # a taken-over family hears with the spread news
    if step.name in BEGINS_OR_ENDS and not is_gathering():
        planning.plan_state(case)


def check_and_accept(case: Case, *, by, seen=None, command=None) -> Case:
    """“Check and accept”: starts the check where that is still to do, then accepts. Refused
    because the protection officer must agree first, it asks him or her."""
    try:
        return _check_and_accept(case, by=by, seen=seen, command=command)
    except Refused as refusal:
        if CO_SIGNED & set(refusal.codes):
            safety.ask_co_sign(case, by=by)
        raise


CO_SIGNED = {"risk_co_signed", "minor_co_signed"}


def _check_and_accept(case: Case, *, by, seen, command) -> Case:
    facts = {"duplicates_seen": True, "eligible": True}
    with acting.acting(
        "accept", by=by, case=case, seen=seen, command=command, content=[str(case.pk), "accept"]
    ) as act:
        if act.done:
            return Case.objects.get(pk=case.pk)
        if act.case.state == State.REGISTERED:
            take_step(act, STEPS["start_review"], {}, {})
        act.case.duplicates_seen_by = by
        take_step(act, STEPS["accept"], facts, {})
    return act.case


def preview_accept(case: Case) -> list:
    """The conditions that stand in the way of check and accept; empty when it can go.

    For a case that is not logged yet: what is missing for that.
    """
    if case.state == State.DRAFT:
        return check(case, "register") or [wrong_state(case)]
    if case.state not in (State.REGISTERED, State.UNDER_REVIEW):
        return [wrong_state(case)]
    facts = {"duplicates_seen": True, "eligible": True}
    return [c for c in check(case, "accept", facts=facts)]


def wrong_state(case: Case, state: str = "") -> Condition:
    """That the step does not start where the case is, or was when it was tried."""
    label = LABELS[State(state)] if state else case.get_state_display()
    sentence = _("Not possible: this case is “%(state)s”.") % {"state": label}
    return Condition("wrong_state", lambda c, f: False, sentence, "case")


def next_steps(user, case: Case) -> list[dict]:
    """What the user could do next, each with what stands in the way (sentences)."""
    from casework.lifecycle import steps_from

    steps = []
    for step in steps_from(case.state):
        if step.verb and access.may(user, step.verb, case):
            steps.append({"step": step, "unmet": [], "back": step.target == BACK})
    return steps
