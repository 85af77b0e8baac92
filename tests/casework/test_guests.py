"""Who may read another office's case, against a model that knows nothing of the code."""

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework import access, roles
from casework.actions import consents, emergencies, loans, safety
from casework.actions.errors import Refused
from casework.models import Case, CaseOpening, Loan, Office, Post
from tests import factories

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 11, 20, 9, tzinfo=datetime.UTC)
SHARED = factories.GRANTED_ALL | {"P2": "granted"}
ROLES = ["clerk", "coordinator", "signatory", "regional", "protection", "administrator"]
LENT_VERBS = {"view_case", "view_documents"}
HOUR_VERBS = {"view_case", "view_documents", "view_contacts"}


@pytest.fixture
def case(cast):
    return factories.log_family(cast, answers=SHARED).cases.get()


def lend(cast, case, **more):
    given = {"reason": "they visit the body", "until": datetime.date(2026, 12, 1), **more}
    return loans.lend(case, cast.tirana, by=cast.coordinator, **given)


def model(home, role, verb, *, lent, shared, hour, at_work):
    """Written from the promise: without a post of the day nothing; what the role may, in the own
    office; what is lent and shared, to read; for the hour whatever one needs to act."""
    if not at_work:
        return False
    has_verb = role in {str(r) for r in roles.VERBS[verb]}
    if has_verb and home == "AHV":
        return True
    if has_verb and lent and shared and verb in LENT_VERBS:
        return home == "TIR"
    return hour and role != "administrator" and verb in HOUR_VERBS


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    home=st.sampled_from(["AHV", "TIR"]),
    role=st.sampled_from(ROLES),
    verb=st.sampled_from(sorted(roles.VERBS)),
    lent=st.booleans(),
    ended=st.booleans(),
    days=st.integers(-3, 3),
    p2=st.booleans(),
    hour=st.booleans(),
    minutes=st.integers(1, 120),
    post_over=st.booleans(),
)
def test_rows_and_yes_or_no_agree_with_the_model(
    cast, case, home, role, verb, lent, ended, days, p2, hour, minutes, post_over
):
    today = NOW.date()
    user = cast.staff[role] if home == "AHV" else cast.elsewhere[role]
    Loan.objects.all().delete()
    CaseOpening.objects.all().delete()
    with time_machine.travel(NOW, tick=False):
        if lent:
            Loan.objects.create(
                case=case, office=cast.tirana, reason="x", lent_by=cast.coordinator,
                until=today + datetime.timedelta(days=days), ended_at=NOW if ended else None,
            )  # fmt: skip
        if hour:
            CaseOpening.objects.create(
                case=case, by=user, kind="emergency", reason="x", at=NOW,
                until=NOW + datetime.timedelta(minutes=60),
            )  # fmt: skip
        answer = "granted" if p2 else "refused"
        consents.record_consent(case.request, {"P2": answer}, by=cast.clerk)
        until = datetime.date(2026, 11, 19) if post_over else None
        Post.objects.filter(staff=user).update(until=until)
    with time_machine.travel(NOW + datetime.timedelta(minutes=minutes), tick=False):
        again = type(user).objects.get(pk=user.pk)
        expected = model(
            home, role, verb, lent=lent and not ended and days >= 0, shared=p2,
            hour=hour and minutes < 60, at_work=not post_over,
        )  # fmt: skip
        rows = access.reachable(again, verb).filter(pk=case.pk)

        assert (access.may(again, verb, case), rows.exists()) == (expected, expected)
    Post.objects.filter(staff=user).update(until=None)


def test_lists_and_counts_hold_own_cases_alone(cast, case):
    lend(cast, case)

    assert list(access.cases(cast.elsewhere["coordinator"])) == []
    assert list(access.lines(cast.elsewhere["coordinator"])) == []
    assert list(access.reachable(cast.elsewhere["coordinator"])) == [case]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reason": "  "}, "reason"),
        ({"until": datetime.date(2020, 1, 1)}, "until"),
        ({"until": datetime.date(2030, 1, 1)}, "until"),
    ],
)
def test_a_loan_needs_a_reason_and_an_end_within_reach(cast, case, change, code):
    with pytest.raises(Refused) as refused:
        lend(cast, case, **{"until": case.office.today(), **change})

    assert refused.value.codes == [code]
    assert Loan.objects.count() == 0


def test_a_loan_needs_the_familys_yes_and_ends_with_it(cast):
    alone = factories.log_family(cast).cases.get()
    with pytest.raises(Refused) as refused:
        lend(cast, alone, until=alone.office.today())
    assert refused.value.codes == ["shared_inside"]

    shared = factories.log_family(cast, answers=SHARED).cases.get()
    lend(cast, shared, until=shared.office.today())
    reader = cast.elsewhere["regional"]
    assert access.may(reader, "view_case", shared)
    consents.record_consent(shared.request, {"P2": "refused"}, by=cast.clerk)
    assert not access.may(reader, "view_case", shared)


def test_a_loan_that_was_ended_is_closed_at_once(cast, case):
    row = lend(cast, case, until=case.office.today())
    loans.end(row, by=cast.coordinator)

    assert not access.may(cast.elsewhere["coordinator"], "view_case", case)
    lend(cast, case, until=case.office.today())  # and it can be lent again


def test_whoever_reads_as_a_guest_changes_nothing(cast, case):
    lend(cast, case, until=case.office.today())

    with pytest.raises(PermissionDenied):
        safety.stop(case.request, by=cast.elsewhere["clerk"])


def test_an_emergency_never_opens_the_sealed_side(cast, case, enter):
    officer = cast.elsewhere["protection"]
    emergencies.open_case(case, by=officer, reason="somebody is at the door")

    assert enter(officer).get(f"/cases/{case.reference}/").status_code == 200
    assert enter(officer).get(f"/sealed/{case.reference}/").status_code == 404
    assert not access.may(officer, "keep_sealed", case)


def test_an_emergency_lasts_an_hour_and_is_reviewed_by_another(cast, case):
    reader = cast.elsewhere["clerk"]
    opening = emergencies.open_case(case, by=reader, reason="somebody is at the door")
    assert access.may(reader, "view_contacts", case)
    assert not access.may(reader, "add_note", case)

    with time_machine.travel(opening.at + datetime.timedelta(minutes=61), tick=False):
        assert not access.may(reader, "view_case", case)
    reviewed = emergencies.review(opening, by=cast.coordinator, was_right=True)
    assert (reviewed.reviewed_by, reviewed.was_right) == (cast.coordinator, True)


def test_nobody_reviews_the_own_opening_through_another_post(cast, case):
    reader = cast.elsewhere["coordinator"]
    opening = emergencies.open_case(case, by=reader, reason="somebody is at the door")
    Post.objects.create(
        staff=reader, office=cast.ahvaz, role="coordinator", since=datetime.date(2020, 1, 1)
    )
    again = type(reader).objects.get(pk=reader.pk)

    with pytest.raises(Refused) as refused:
        emergencies.review(opening, by=again, was_right=True)
    assert refused.value.codes == ["self"]


def test_a_post_that_ended_a_minute_ago_opens_nothing(cast, case):
    reader = cast.elsewhere["clerk"]
    lend(cast, case, until=case.office.today())
    factories.end_posts(reader, Office.objects.get(code="TIR").today() - datetime.timedelta(1))
    again = type(reader).objects.get(pk=reader.pk)

    assert not access.may(again, "view_case", case)
    assert list(access.reachable(again)) == []


def test_one_family_in_two_offices_shows_each_its_own_case(cast):
    family = factories.log_family(cast, sought=("Ali", "Reza"), answers=SHARED)
    moved = family.cases.order_by("reference").last()
    Case.objects.filter(pk=moved.pk).update(office=cast.tirana)

    assert list(access.reachable(cast.elsewhere["coordinator"])) == [moved]
    assert moved not in access.reachable(cast.coordinator)
    assert family in access.requests(cast.elsewhere["clerk"])
    assert access.desk_of(cast.elsewhere["clerk"], "attach", family) == cast.tirana
    assert access.desk_of(cast.clerk, "attach", family) == cast.ahvaz
