"""The case page: what it shows to whom, and what its opening leaves in the trail."""

import pytest
from django.urls import reverse

from casework.actions import safety
from casework.models import Case, Entry
from tests import factories


@pytest.fixture
def case(cast):
    factories.log_family(cast)
    return Case.objects.get()


def page(client, name, case) -> str:
    return client.get(reverse(name, args=[case.reference])).content.decode()


def test_the_story_tells_what_the_family_told(cast, enter, case):
    shown = page(enter(cast.clerk), "case", case)

    assert "محمدرضا فرضیان" in shown
    assert "تیرانا، آلبانی" in shown
    assert "Mother&#x27;s name is missing." in shown


def test_opening_the_case_is_noted(cast, enter, case):
    page(enter(cast.clerk), "case", case)

    opened = Entry.objects.get(verb="view_case")
    assert (opened.case, opened.by, opened.reading) == (case, cast.clerk, True)


def test_telephone_is_closed_until_it_is_asked_for_and_the_asking_is_noted(cast, enter, case):
    client, address = enter(cast.clerk), reverse("case_people", args=[case.reference])

    closed = client.get(address).content.decode()
    assert Entry.objects.filter(verb="view_contacts").count() == 0
    opened = client.post(address).content.decode()

    assert "09160000005" not in closed
    assert "09160000005" in opened
    assert Entry.objects.get(verb="view_contacts").by == cast.clerk


def test_a_signatory_does_not_open_telephones(cast, enter, case):
    address = reverse("case_people", args=[case.reference])

    assert enter(cast.signatory).post(address).status_code == 403
    assert Entry.objects.filter(verb="view_contacts").count() == 0


def test_the_impression_of_the_risk_is_for_coordinator_and_protection_alone(cast, enter, case):
    safety.note_risk(case.request, "perhaps", by=cast.clerk, words="پرسید کجا می‌خوابد")

    assert "پرسید کجا می‌خوابد" not in page(enter(cast.clerk), "case", case)
    assert "پرسید کجا می‌خوابد" not in page(enter(cast.regional), "case", case)
    assert "پرسید کجا می‌خوابد" in page(enter(cast.coordinator), "case", case)
    assert "پرسید کجا می‌خوابد" in page(enter(cast.protection), "case", case)


def test_the_timeline_says_what_happened_and_never_what_was_written(cast, enter, case):
    shown = page(enter(cast.clerk), "case_timeline", case)

    assert "Logged" in shown
    assert "یک نامه کوتاه" not in shown


def test_the_next_step_is_one_button(cast, enter, case):
    answer = enter(cast.coordinator).get(reverse("case", args=[case.reference]))

    assert answer.context["offer"].label == "Check and accept"
    assert answer.context["offer"].obstacles == ()


def test_the_next_step_is_not_offered_to_those_who_may_not_take_it(cast, enter, case):
    answer = enter(cast.clerk).get(reverse("case", args=[case.reference]))

    assert answer.context["offer"] is None
    assert [step.label for step in answer.context["other_steps"]] == [
        "Ask the family for more",
        "The family withdraws its request",
    ]


def test_an_obstacle_leads_to_the_page_that_mends_it(cast, enter):
    factories.log_family(cast, notice=None, answers={})
    case = Case.objects.get()

    answer = enter(cast.clerk).get(reverse("case", args=[case.reference]))

    assert [one["url"] for one in answer.context["offer"].obstacles] == [
        reverse("give_notice", args=[case.reference]),
        reverse("consent", args=[case.reference]),
    ]


def test_somebody_else_who_asked_for_the_same_person_is_shown_in_the_own_office_alone(cast, enter):
    factories.log_family(cast)
    factories.log_family(cast, enquirer="علی نمونه")
    factories.log_family(
        cast, enquirer="سارا نمونه", office=cast.tirana, by=cast.elsewhere["clerk"]
    )
    first, second = Case.objects.filter(office=cast.ahvaz).order_by("reference")

    answer = enter(cast.coordinator).get(reverse("case", args=[first.reference]))

    assert list(answer.context["others"]) == [second]
