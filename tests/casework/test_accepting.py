"""Accepting a case that asks for more than a coordinator: high risk, and who may be under 18. The
officer who agrees is never the one who accepts, through no door."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from casework.actions import cases, house, safety
from casework.actions.errors import Refused
from casework.models import Case, Due, Entry, Staff
from casework.roles import Role
from families.calendars import parse
from families.models import Person
from tests.factories import LONG_AGO, log_family


@pytest.fixture
def case(cast):
    return log_family(cast).cases.get()


def born(case, told, *, noted=False):
    """What is known of the birth; the news of the factory's person is of 1377."""
    birth = parse(told) if told else None
    Person.objects.filter(pk=case.sought_id).update(birth=birth, maybe_minor=noted)


def accept(case, by):
    try:
        return cases.check_and_accept(Case.objects.get(pk=case.pk), by=by).state
    except Refused as refusal:
        return refusal.codes


NEEDS = ["minor_co_signed"]
BIRTHS = {  # what is told, noted as maybe a minor, and what a coordinator alone gets
    ("1327", False): "accepted",
    ("2015", False): NEEDS,
    ("about 2009", False): NEEDS,
    ("", False): "accepted",  # the last news is of 1377: whoever lived then is of age
    ("", True): NEEDS,
    ("1327", True): NEEDS,  # somebody noted it: who knows better takes the note away
}


@pytest.mark.parametrize(("told", "noted"), BIRTHS)
def test_rule_14_whoever_may_be_a_minor_is_accepted_with_the_officer_alone(cast, case, told, noted):
    born(case, told, noted=noted)

    assert accept(case, cast.coordinator) == BIRTHS[told, noted]

    if BIRTHS[told, noted] == NEEDS:
        safety.co_sign(case, by=cast.protection)
        assert accept(case, cast.coordinator) == "accepted"


def test_rule_14_many_at_once_leave_out_who_may_be_a_minor(cast, case):
    log_family(cast)
    born(case, "2015")

    offer = {row.pk == case.pk: cases.preview_accept(row) for row in Case.objects.all()}

    assert [c.code for c in offer[True]] == NEEDS
    assert offer[False] == []


def test_the_officer_is_asked_when_somebody_would_accept_and_once(cast, case):
    born(case, "2015")

    accept(case, cast.coordinator)
    accept(case, cast.coordinator)

    [due] = Due.objects.filter(case=case, kind="co_sign")
    assert (due.role, due.done_at) == ("protection", None)
    assert Entry.objects.filter(verb="ask_co_sign").count() == 1
    safety.co_sign(case, by=cast.protection)
    assert Due.objects.get(pk=due.pk).done_by == cast.protection


def test_the_officer_is_asked_as_soon_as_a_risk_is_noted(cast, case):
    safety.note_risk(case.request, "perhaps", by=cast.clerk)
    assert Due.objects.filter(case=case, kind="co_sign", done_at=None).count() == 1

    safety.note_risk(case.request, "no_sign", by=cast.clerk)
    assert Due.objects.filter(case=case, kind="co_sign", done_at=None).count() == 0


def test_an_agreement_ends_with_another_impression(cast, case):
    safety.note_risk(case.request, "perhaps", by=cast.clerk)
    safety.co_sign(case, by=cast.protection)

    safety.note_risk(case.request, "perhaps", by=cast.clerk, words="شوهر سابق دم در بود")

    assert accept(case, cast.coordinator) == ["risk_co_signed"]


# the officer who agrees is not the one who accepts -----------------------------------------------


@pytest.fixture
def both(cast):
    """A coordinator who is protection officer too, in a small office."""
    staff = {"by": cast.administrator, "office": cast.ahvaz, "role": Role.PROTECTION}
    house.appoint(cast.coordinator, since=LONG_AGO, **staff)
    return Staff.objects.get(pk=cast.coordinator.pk)


def test_whoever_agreed_does_not_accept(cast, case, both):
    safety.note_risk(case.request, "perhaps", by=cast.clerk)
    safety.co_sign(case, by=both)

    assert accept(case, both) == ["another_accepts"]
    assert Case.objects.get(pk=case.pk).state == "registered"


def test_whoever_accepted_does_not_agree(cast, case, both):
    cases.check_and_accept(case, by=both)

    with pytest.raises(Refused) as refusal:
        safety.co_sign(case, by=both)

    assert refusal.value.codes == ["accepter"]
    assert safety.co_sign(case, by=cast.protection).co_signed_by == cast.protection


def test_the_page_says_so_and_keeps_the_case(cast, case, both, enter):
    safety.note_risk(case.request, "perhaps", by=cast.clerk)
    safety.co_sign(case, by=both)

    page = enter(both).post(reverse("case_step", args=[case.reference, "accept"]), follow=True)

    assert "Another person accepts it" in page.content.decode()
    assert Case.objects.get(pk=case.pk).accepted_by is None


def test_the_database_refuses_one_person_as_both(cast, case):
    """As from a command line: no action asks here."""
    Case.objects.filter(pk=case.pk).update(co_signed_by=cast.coordinator)

    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(accepted_by=cast.coordinator)

    assert Case.objects.filter(pk=case.pk).update(accepted_by=cast.signatory) == 1
