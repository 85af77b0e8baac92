"""The open life of a case: every state × every step × every role, written by hand."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from casework.actions import cases
from casework.actions.errors import Refused
from casework.disclosure import desk
from casework.lifecycle import STEPS, State
from casework.models import Case
from tests.factories import log_family

# Where each step leads from each state; a pair that does not stand here is refused.
# "back" cases come from `accepted`, which the test stores beforehand.
LEADS_TO = {
    ("draft", "register"): "registered",
    ("registered", "start_review"): "under_review",
    ("registered", "ask_more"): "incomplete",
    ("registered", "decline"): "closed",
    ("registered", "close"): "closed",
    ("registered", "hold"): "on_hold",
    ("registered", "withdraw"): "closed",
    ("under_review", "ask_more"): "incomplete",
    ("under_review", "accept"): "accepted",
    ("under_review", "decline"): "closed",
    ("under_review", "close"): "closed",
    ("under_review", "hold"): "on_hold",
    ("under_review", "withdraw"): "closed",
    ("incomplete", "complete"): "accepted",
    ("incomplete", "close"): "closed",
    ("incomplete", "hold"): "on_hold",
    ("incomplete", "withdraw"): "closed",
    ("accepted", "ask_more"): "incomplete",
    ("accepted", "submit"): "submitted",
    ("accepted", "close"): "closed",
    ("accepted", "hold"): "on_hold",
    ("accepted", "withdraw"): "closed",
    ("submitted", "ask_more"): "incomplete",
    ("submitted", "submit"): "submitted",
    ("submitted", "answer"): "answered",
    ("submitted", "close"): "closed",
    ("submitted", "hold"): "on_hold",
    ("submitted", "withdraw"): "closed",
    ("answered", "ask_more"): "incomplete",
    ("answered", "submit"): "submitted",
    ("answered", "answer"): "answered",
    ("answered", "close"): "closed",
    ("answered", "hold"): "on_hold",
    ("answered", "withdraw"): "closed",
    ("on_hold", "resume"): "accepted",
    ("on_hold", "close"): "closed",
    ("on_hold", "withdraw"): "closed",
    ("closed", "reopen"): "under_review",
    ("closed", "archive"): "archived",
}
STATES = [
    "draft", "registered", "under_review", "incomplete", "accepted",
    "submitted", "answered", "on_hold", "closed", "archived",
]  # fmt: skip
NAMES = [
    "register", "start_review", "ask_more", "complete", "accept", "decline", "submit",
    "answer", "close", "hold", "resume", "withdraw", "reopen", "archive",
]  # fmt: skip
MAY = {
    "register": {"clerk", "coordinator", "regional"},
    "start_review": {"coordinator"},
    "ask_more": {"coordinator"},
    "complete": {"clerk", "coordinator", "regional"},
    "accept": {"coordinator"},
    "decline": {"coordinator"},
    "close": {"coordinator"},
    "hold": {"coordinator"},
    "resume": {"coordinator"},
    "withdraw": {"clerk", "coordinator", "regional"},
    "reopen": {"coordinator"},
}
ROLES = ["clerk", "coordinator", "signatory", "regional", "protection", "administrator"]
START = {
    "register": "draft", "start_review": "registered", "ask_more": "accepted",
    "complete": "incomplete", "accept": "under_review", "decline": "registered",
    "close": "accepted", "hold": "accepted", "resume": "on_hold", "withdraw": "accepted",
    "reopen": "closed",
}  # fmt: skip
FACTS = {
    name: True
    for name in (
        "duplicates_seen", "eligible", "co_signed", "referral_offered", "dispatched",
        "answer_recorded", "wish_verified", "retention_due",
    )
}  # fmt: skip


@pytest.fixture
def case(cast):
    return log_family(cast).cases.get()


def put_in(case, state):
    today = case.office.today()
    active = state not in ("draft", "closed", "archived")
    Case.objects.filter(pk=case.pk).update(
        state=state,
        incomplete_from="accepted",
        held_from="accepted",
        next_review=today if active else None,
        accepted_on=today - datetime.timedelta(days=800),
    )
    return Case.objects.get(pk=case.pk)


def take(case, name, by):
    if name == "reopen":
        desk.ask_reopening(case, by=by)
        desk.agree_reopening(case, by=by)
    values = {
        "reason": "unreachable",
        "items": ["birth"],
        "review_on": case.office.today() + datetime.timedelta(days=30),
    }
    return cases.move(case, name, by=by, facts=FACTS, **values)


def test_the_tables_name_every_state_and_step():
    assert [str(s) for s in State] == STATES
    assert list(STEPS) == NAMES


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", NAMES)
def test_step_from_state(cast, case, state, name):
    case = put_in(case, state)
    expected = LEADS_TO.get((state, name))

    if expected:
        assert take(case, name, cast.coordinator).state == expected
        return
    with pytest.raises(Refused) as refusal:
        take(case, name, cast.coordinator)
    assert refusal.value.codes == ["wrong_state"]
    assert Case.objects.get(pk=case.pk).state == state


@pytest.mark.parametrize("name", MAY)
@pytest.mark.parametrize("role", ROLES)
def test_step_by_role(cast, case, name, role):
    case = put_in(case, START[name])

    if role in MAY[name]:
        assert take(case, name, cast.staff[role]).version == case.version + 1
        return
    with pytest.raises(PermissionDenied):
        take(case, name, cast.staff[role])


@pytest.mark.parametrize("name", MAY)
def test_nobody_of_another_office_takes_a_step(cast, case, name):
    case = put_in(case, START[name])

    for staff in cast.elsewhere.values():
        with pytest.raises(PermissionDenied):
            take(case, name, staff)


def test_pause_of_an_incomplete_case_returns_to_where_both_came_from(cast, case):
    case = put_in(case, "submitted")
    for name, expected in [
        ("ask_more", "incomplete"),
        ("hold", "on_hold"),
        ("resume", "incomplete"),
        ("complete", "submitted"),
    ]:
        case = take(case, name, cast.coordinator)
        assert case.state == expected


UNMET = {
    "ask_more": ({}, ["items_listed"]),
    "decline": ({}, ["reason_given", "referral_offered"]),
    "hold": ({"reason": "mourning"}, ["review_soon"]),
    "withdraw": ({}, ["wish_verified"]),
    "reopen": ({}, ["new_information", "reopening_agreed"]),
    "close": ({}, ["reason_given"]),
    "submit": ({}, ["dispatched"]),
    "archive": ({}, ["retention_due"]),
}


@pytest.mark.parametrize("name", UNMET)
def test_refused_step_names_the_unmet_conditions(cast, case, name):
    case = put_in(case, {**START, "submit": "accepted", "archive": "closed"}[name])
    values, codes = UNMET[name]

    with pytest.raises(Refused) as refusal:
        cases.move(case, name, by=cast.coordinator, **values)

    assert refusal.value.codes == codes
    assert all(str(reason) for reason in refusal.value.reasons)


def test_a_case_ends_for_other_reasons_only_at_its_fixed_date(cast, case):
    case = put_in(case, "submitted")
    Case.objects.filter(pk=case.pk).update(accepted_on=case.office.today())

    with pytest.raises(Refused) as refusal:
        cases.move(Case.objects.get(), "close", by=cast.coordinator, reason="review_ended")

    assert refusal.value.codes == ["ending_allowed"]
