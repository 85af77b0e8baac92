"""Where a case stands and what comes next: what the head of each case page shows."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from casework import access, dates
from casework.actions import cases as case_actions
from casework.disclosure.gate import PublicStatus
from casework.lifecycle import STEPS, State, steps_from
from casework.models import Case
from casework.templatetags.cases import in_words
from families.templatetags import people

PLACE = {"not_finished": 0, "being_checked": 1, "ready": 2, "written": 3, "ended": 4}
PLACE_OF_STATE = {
    State.DRAFT: 0,
    State.REGISTERED: 1,
    State.UNDER_REVIEW: 1,
    State.ACCEPTED: 2,
    State.SUBMITTED: 3,
    State.ANSWERED: 3,
}
STANDS_STILL = ("need_from_family", "paused")
# the step that is offered as one button, where it is the person's to take
MAIN_STEP = {
    State.DRAFT: "register",
    State.REGISTERED: "accept",
    State.UNDER_REVIEW: "accept",
    State.INCOMPLETE: "complete",
    State.ON_HOLD: "resume",
    State.CLOSED: "reopen",
}


@dataclass(frozen=True)
class Offer:
    """A step that can be taken, with its address; or what stands in its way and where to go."""

    label: str
    url: str = ""
    obstacles: tuple = ()


def thread(case: Case, standing: PublicStatus) -> list[dict]:
    """The knots of the state bar."""
    here, stopped = _place(case, standing), standing.code in STANDS_STILL
    labels = [_("Logged"), _("Checked"), _("Ready"), _("Written"), _("Ended")]
    days = [case.registered_on, None, case.accepted_on, standing.written_on, case.closed_on]
    knots = []
    for place, (label, day) in enumerate(zip(labels, days, strict=True)):
        state = "done" if place < here else "todo"
        if place == here:
            state = "halt" if stopped else "now"
            label = in_words(standing)
        knots.append({"label": label, "state": state, "day": day if place <= here else None})
    return knots


def _place(case: Case, standing: PublicStatus) -> int:
    if standing.code not in STANDS_STILL:
        return PLACE[standing.code]
    came_from = case.incomplete_from if case.state == State.INCOMPLETE else case.held_from
    if came_from == State.INCOMPLETE:
        came_from = case.incomplete_from
    return PLACE_OF_STATE.get(came_from, 1)


def next_step(user, case: Case) -> Offer | None:
    """The one thing to do next, if it is the person's to do; what is in its way otherwise."""
    name = MAIN_STEP.get(case.state)
    if name is None:
        return _writing(user, case)
    step = STEPS[name]
    if not access.may(user, step.verb, case):
        return None
    if name == "accept":
        missing = case_actions.preview_accept(case)
    elif name == "register":
        missing = case_actions.check(case, name)
    else:
        missing = []
    label = _("Check and accept") if name == "accept" else str(step.label)
    return Offer(
        label, reverse("case_step", args=[case.reference, name]), obstacles(case, missing, name)
    )


def _writing(user, case: Case) -> Offer | None:
    """An accepted case is written about; one that was written about is followed up."""
    if case.state != State.ACCEPTED:
        return None
    try:
        address = reverse("letter_new")
    except NoReverseMatch:
        return None
    if not access.can(user, "draft_letter", case.office):
        return None
    return Offer(_("Write a letter about it"), f"{address}?case={case.reference}")


def other_steps(user, case: Case) -> list[Offer]:
    """The rest of what the person may do with the case."""
    main = MAIN_STEP.get(case.state)
    return [
        Offer(str(step.label), reverse("case_step", args=[case.reference, step.name]))
        for step in steps_from(case.state)
        if step.verb and step.name != main and access.may(user, step.verb, case)
    ]


ABOUT_THE_FAMILY = ("risk",)  # pages of the request; all others are pages of the case


def obstacles(case: Case, missing, step: str) -> tuple:
    """Each condition that does not hold as a sentence, with the place where it can be met."""
    return tuple(
        {"text": _with_the_day(case, condition), "url": _met_at(case, step, condition.place)}
        for condition in missing
    )


def _with_the_day(case: Case, condition) -> str:
    """The sentence; where only a day helps, with that day (it follows from the acceptance)."""
    if condition.code != "ending_allowed" or case.accepted_on is None:
        return condition.refusal
    day = dates.next_ending(case.accepted_on, case.office.today())
    on = _("That day is %(day)s.") % {"day": people.day(day)}
    return format_html("{} {}", condition.refusal, mark_safe(on))


def _met_at(case: Case, step: str, place: str) -> str:
    if place.startswith("#"):
        return reverse("case_step", args=[case.reference, step]) + place
    if place.startswith("due:"):
        return _due_of_family(case, place.removeprefix("due:"))
    if place in ABOUT_THE_FAMILY:
        return reverse(place, args=[case.request.number])
    return reverse(place, args=[case.reference]) if place else ""


def _due_of_family(case: Case, kind: str) -> str:
    """The page on which it is said that it was done."""
    due = case.request.dues.filter(kind=kind, done_at=None).first()
    return reverse("due", args=[due.code]) if due else reverse("contact_new", args=[case.reference])
