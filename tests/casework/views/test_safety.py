"""Stopping everything: by anyone at once, lifted by protection alone; the second signature."""

import pytest
from django.urls import reverse

from casework.actions import safety
from casework.models import Case
from tests import factories


@pytest.fixture
def case(cast):
    factories.log_family(cast, sought=("یکم نمونه", "دوم نمونه"))
    return Case.objects.order_by("reference").first()


def press(client, name, case):
    return client.post(reverse(name, args=[case.reference]))


@pytest.mark.parametrize("role", ["clerk", "coordinator", "signatory", "regional", "protection"])
def test_anyone_of_the_office_stops_all_cases_of_the_family(cast, enter, case, role):
    press(enter(cast.staff[role]), "request_stop", case)

    assert list(Case.objects.values_list("safety_stop", flat=True)) == [True, True]


def test_a_stopped_case_says_so_and_cannot_be_accepted(cast, enter, case):
    safety.stop(case.request, by=cast.clerk)
    client = enter(cast.coordinator)

    page = client.get(reverse("case", args=[case.reference])).content.decode()
    client.post(reverse("case_step", args=[case.reference, "accept"]))

    assert "Everything for this family is stopped" in page
    assert Case.objects.get(pk=case.pk).state == "registered"


def test_only_protection_lifts_a_stop(cast, enter, case):
    safety.stop(case.request, by=cast.clerk)

    assert press(enter(cast.coordinator), "request_lift", case).status_code == 403
    press(enter(cast.protection), "request_lift", case)

    assert list(Case.objects.values_list("safety_stop", flat=True)) == [False, False]


def test_only_protection_agrees_to_a_case_of_high_risk(cast, enter, case):
    safety.note_risk(case.request, "perhaps", by=cast.clerk)

    assert press(enter(cast.coordinator), "co_sign", case).status_code == 403
    press(enter(cast.protection), "co_sign", case)

    assert Case.objects.get(pk=case.pk).co_signed_by == cast.protection


@pytest.mark.parametrize("name", ["request_stop", "request_lift", "co_sign"])
def test_other_offices_and_strangers_find_nothing(cast, enter, case, name):
    assert press(enter(cast.elsewhere["protection"]), name, case).status_code == 404
    assert press(enter(cast.stranger), name, case).status_code == 404
    assert not Case.objects.filter(safety_stop=True).exists()
