"""Steps of a case on screen: taken once, refused in sentences, many at a time."""

import uuid

import pytest
from django.urls import reverse

from casework import dates
from casework.actions import cases as case_actions
from casework.models import Case, Entry, Note
from tests import factories


@pytest.fixture
def case(cast):
    factories.log_family(cast)
    return Case.objects.get()


def take(client, case, step, **typed):
    address = reverse("case_step", args=[case.reference, step])
    return client.post(address, {"command": uuid.uuid4(), "seen": case.version, **typed})


def state(case) -> str:
    return Case.objects.get(pk=case.pk).state


def test_check_and_accept_is_one_press(cast, enter, case):
    answer = take(enter(cast.coordinator), case, "accept")

    assert answer.url == reverse("case", args=[case.reference])
    assert state(case) == "accepted"


def test_a_second_press_does_nothing(cast, enter, case):
    client, command = enter(cast.coordinator), uuid.uuid4()

    for _press in range(2):
        take(client, case, "accept", command=command)

    assert Entry.objects.filter(case=case, verb="accept").count() == 1


def test_a_page_that_is_old_says_who_was_faster_and_changes_nothing(cast, enter, case):
    case_actions.check_and_accept(case, by=cast.coordinator)

    answer = take(enter(cast.coordinator), case, "hold", reason="other", review_on="2027-01-10")

    assert state(case) == "accepted"
    assert "has changed this in the meantime" in answer.content.decode()


@pytest.mark.parametrize(
    ("step", "typed", "after"),
    [
        ("ask_more", {"items": "birth certificate\nphotograph"}, "incomplete"),
        ("hold", {"reason": "clarify", "review_on": "2027-01-10"}, "on_hold"),
        ("close", {"reason": "not_eligible"}, "closed"),
        ("decline", {"reason": "not_eligible", "words": "the other office"}, "closed"),
        ("withdraw", {"verified": "on"}, "closed"),
    ],
)
def test_a_step_asks_what_it_needs_and_is_taken(cast, enter, case, step, typed, after):
    take(enter(cast.coordinator if step != "withdraw" else cast.clerk), case, step, **typed)

    assert state(case) == after


@pytest.mark.parametrize(
    ("step", "typed", "said"),
    [
        ("ask_more", {"items": " "}, "This field is required."),
        ("hold", {"reason": "clarify", "review_on": "2030-01-10"}, "within 180 days"),
        ("close", {"reason": "review_date"}, "can end at its review date, not before"),
        ("withdraw", {}, "own wish"),
    ],
)
def test_a_step_that_is_refused_says_why_and_keeps_the_case(cast, enter, case, step, typed, said):
    answer = take(
        enter(cast.coordinator if step != "withdraw" else cast.clerk), case, step, **typed
    )

    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert state(case) == "registered"


def test_a_case_that_cannot_end_yet_says_on_which_day_it_can(cast, enter, case):
    case = case_actions.check_and_accept(case, by=cast.coordinator)

    answer = take(enter(cast.coordinator), case, "close", reason="review_date")

    (obstacle,) = answer.context["obstacles"]
    in_a_year = dates.years_later(case.accepted_on, 1)
    assert f'<time datetime="{in_a_year}">' in obstacle["text"]
    assert obstacle["url"].endswith("/step/close/#id_reason")
    assert answer.content.decode().count("can end at its review date") == 1


def test_words_about_a_step_become_a_note(cast, enter, case):
    take(enter(cast.coordinator), case, "close", reason="not_eligible", words="سه بار زنگ زدیم")

    assert Note.objects.get().words == "سه بار زنگ زدیم"


def test_items_that_are_asked_for_stand_on_the_case(cast, enter, case):
    take(enter(cast.coordinator), case, "ask_more", items="شناسنامه\n\n یک عکس ")

    assert Case.objects.get().missing == ["شناسنامه", "یک عکس"]


def test_steps_belong_to_their_roles_and_offices(cast, enter, case):
    assert take(enter(cast.clerk), case, "accept").status_code == 403
    assert take(enter(cast.elsewhere["coordinator"]), case, "accept").status_code == 404
    assert take(enter(cast.stranger), case, "accept").status_code == 404
    assert state(case) == "registered"


@pytest.mark.parametrize("step", ["submit", "answer", "archive", "nonsense"])
def test_steps_of_the_system_are_nobodys_to_take(cast, enter, case, step):
    assert take(enter(cast.coordinator), case, step).status_code == 404
