"""The open life of a case: every state × every step × every role, written by hand."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from casework.actions import cases
from casework.actions.errors import Refused
from casework.disclosure import desk
from casework.lifecycle import STEPS, State
from casework.models import Case
from casework.views import standing
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
    "ask_more": {"clerk", "coordinator"},
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
        "reason": "not_eligible",
        "items": ["birth"],
        "review_on": case.office.today() + datetime.timedelta(days=30),
    }
    return cases.move(case, name, by=by, facts=FACTS, **values)


def test_the_tables_name_every_state_and_step():
    assert [str(s) for s in State] == STATES
    assert list(STEPS) == NAMES


def expected(state, name, role):
    """What a press leads to: the next state, or why not. A step of the system asks nobody."""
    if name in MAY and role not in MAY[name]:
        return "forbidden"
    return LEADS_TO.get((state, name), ["wrong_state"])


def pressed(case, state, name, by):
    """The same as the program does it, and nothing of it stays."""
    with transaction.atomic():
        try:
            after = take(put_in(case, state), name, by).state
        except PermissionDenied:
            after = "forbidden"
        except Refused as refusal:
            after = refusal.codes
        if isinstance(after, list) or after == "forbidden":
            assert Case.objects.get(pk=case.pk).state == state
        transaction.set_rollback(True)
    return after


@pytest.mark.parametrize("role", ROLES)
def test_every_step_from_every_state_by_every_role(cast, case, role):
    by = cast.staff[role]

    found = {(s, n): pressed(case, s, n, by) for s in STATES for n in NAMES}

    assert found == {(s, n): expected(s, n, role) for s in STATES for n in NAMES}


@pytest.mark.parametrize("role", ROLES)
def test_nobody_of_another_office_takes_a_step(cast, case, role):
    by = cast.elsewhere.get(role, cast.stranger)

    found = {(s, n): pressed(case, s, n, by) for s in STATES for n in MAY}

    assert set(found.values()) == {"forbidden"}


def test_step_raises_the_version_by_one(cast, case):
    case = put_in(case, "accepted")

    assert take(case, "ask_more", cast.clerk).version == case.version + 1


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


# Where each condition is met; by hand. What begins with # is a box on the page of the step.
MET_AT = {
    "enquirer_known": "case_complete",
    "notice_recorded": "give_notice",
    "basis_recorded": "consent",
    "sought_named": "case_complete",
    "sought_told_apart": "case_complete",
    "items_listed": "#id_items",
    "duplicates_seen": "case",
    "eligible": "#checklist",
    "not_stopped": "request_stop",
    "risk_allows": "risk",
    "risk_co_signed": "co_sign",
    "minor_co_signed": "co_sign",
    "another_accepts": "case",
    "tried_enough": "contact_new",
    "second_asked": "due:second_contact",
    "reason_given": "#id_reason",
    "referral_offered": "#id_words",
    "dispatched": "case_letters",
    "answer_recorded": "case_letters",
    "ending_allowed": "#id_reason",
    "review_soon": "#id_review_on",
    "wish_verified": "#id_verified",
    "new_information": "#id_reason",
    "reopening_agreed": "ask_reopening",
    "retention_due": "case_timeline",
}


def test_every_condition_says_where_it_is_met():
    conditions = [c for step in STEPS.values() for c in step.conditions]

    assert {c.code: c.place for c in conditions} == MET_AT


@pytest.mark.parametrize("name", [n for n in NAMES if n in MAY])
def test_place_of_every_condition_opens_for_whoever_is_refused(cast, enter, case, name):
    role = "coordinator"
    case = put_in(case, START[name])
    places = standing.obstacles(case, STEPS[name].conditions, name)
    client = enter(cast.staff[role])

    for place in places:
        page = client.get(place["url"])
        assert (name, page.status_code) == (name, 200)
        if "#" in place["url"]:
            assert f'id="{place["url"].partition("#")[2]}"' in page.content.decode()
