"""The preview of a step with many cases, and what became of each."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework.models import BulkRun, Case
from tests import factories

URL = reverse("bulk_new")


@pytest.fixture
def case(cast):
    return factories.log_family(cast).cases.get()


def state(case):
    return Case.objects.get(pk=case.pk).state


def press(client, step, rows, **more):
    """The button under the preview, as its page sends it."""
    every = " ".join(f"{case.reference}:{case.version}" for case in rows)
    picked = [case.reference for case in rows]
    asked = {"step": step, "all": every, "pick": picked, "do": "go", "command": uuid.uuid4()}
    return client.post(URL, asked | more)


def test_the_preview_says_which_can_go_and_why_the_others_cannot(cast, enter, case):
    factories.log_family(cast, enquirer="علی نمونه", notice=None)

    answer = enter(cast.coordinator).get(URL)

    assert answer.context["going"] == [case]
    assert [line["case"].state for line in answer.context["waiting"]] == ["draft"]
    assert answer.context["reasons"] == [
        {
            "text": "Not yet: the information notice has not been given to the family.",
            "count": 1,
        },
    ]


def test_each_chosen_case_gets_its_line_and_one_that_cannot_go_stops_no_other(cast, enter, case):
    factories.log_family(cast, enquirer="علی نمونه", notice=None)
    waiting = Case.objects.get(state="draft")
    client = enter(cast.coordinator)

    shown = client.get(press(client, "accept", [waiting, case]).url)

    assert [line.case for line in shown.context["went"]] == [case]
    assert [line["case"] for line in shown.context["stayed"]] == [waiting]
    assert (state(case), state(waiting)) == ("accepted", "draft")


def test_a_double_click_makes_one_run(cast, enter, case):
    client, command = enter(cast.coordinator), uuid.uuid4()

    first = press(client, "accept", [case], command=command)
    second = press(client, "accept", [case], command=command)

    assert first.url == second.url
    assert BulkRun.objects.count() == 1


def test_a_stale_page_names_who_changed_the_case(cast, enter, case):
    client = enter(cast.coordinator)
    old = Case.objects.get(pk=case.pk)
    press(client, "priority", [case], priority="high")

    shown = client.get(press(client, "accept", [old]).url)

    (line,) = shown.context["stayed"]
    assert line["obstacles"][0]["text"].startswith("Coordinator has changed this case")
    assert state(case) == "registered"


def test_another_offices_case_is_not_taken_by_picking_it(cast, enter, case):
    client = enter(cast.elsewhere["coordinator"])

    answer = press(client, "accept", [case])

    assert answer.status_code == 200
    assert (answer.context["going"], answer.context["waiting"]) == ([], [])
    assert state(case) == "registered"


def test_what_is_missing_in_a_box_is_said_and_the_choice_is_kept(cast, enter, case):
    other = factories.log_family(cast).cases.get()
    every = f"{case.reference}:1 {other.reference}:1"
    said = {"step": "hold", "all": every, "pick": [case.reference], "do": "go", "words": "چرا"}

    answer = enter(cast.coordinator).post(URL, said)

    page = answer.content.decode()
    assert answer.context["form"].errors.keys() == {"reason", "review_on"}
    assert "چرا" in page
    assert answer.context["left_out"] == {other.reference}
    assert state(case) == "registered"


def test_looking_again_shows_who_can_go_with_what_was_typed(cast, enter, case):
    client, every = enter(cast.coordinator), f"{case.reference}:{case.version}"
    said = {"step": "close", "all": every, "do": "look"}

    fixed = client.post(URL, said | {"reason": "review_date"}).context
    neutral = client.post(URL, said | {"reason": "not_eligible"}).context

    assert (fixed["going"], neutral["going"]) == ([], [case])
    assert state(case) == "registered"


def test_a_whole_list_is_taken_with_its_filters(cast, enter, case):
    factories.log_family(cast, enquirer="علی نمونه", notice=None)

    asked = {"step": "hold", "everything": "1", "status": "being_checked"}
    answer = enter(cast.coordinator).post(URL, asked)

    assert answer.context["going"] == [case]


def test_the_page_of_a_run_is_its_presser_s_alone(cast, enter, case):
    url = press(enter(cast.coordinator), "accept", [case]).url

    assert enter(cast.signatory).get(url).status_code == 404
    assert enter(cast.elsewhere["coordinator"]).get(url).status_code == 404


def test_a_run_that_is_not_finished_shows_how_far_it_is(cast, enter, case):
    client = enter(cast.coordinator)
    url = press(client, "accept", [case]).url
    BulkRun.objects.update(finished_at=None)

    page = client.get(url).content.decode()

    assert "<progress" in page
    assert 'value="1" max="1"' in page


def test_progress_becomes_the_whole_page_when_the_run_has_finished(cast, enter, case):
    client = enter(cast.coordinator)
    url = press(client, "accept", [case]).url

    assert client.get(url, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    BulkRun.objects.update(finished_at=None)
    part = client.get(url, headers={"HX-Request": "true"})
    assert "HX-Refresh" not in part.headers
    assert part.content.decode().lstrip().startswith('<div id="progress"')


def test_an_unknown_step_is_not_there(cast, enter):
    assert enter(cast.coordinator).get(URL + "?step=withdraw").status_code == 404


def test_steps_with_many_are_the_coordinators(cast, enter):
    assert enter(cast.clerk).get(URL).status_code == 403
    assert enter(cast.stranger).get(URL).status_code == 403


def test_more_cases_ask_no_more_questions(cast, enter):
    client = enter(cast.coordinator)
    factories.log_family(cast, sought=("یکم نمونه", "دوم نمونه"))
    few = questions(client)
    for _n in range(3):
        factories.log_family(cast, notice=None)
        factories.log_family(cast, sought=("سوم نمونه", "چهارم نمونه"))

    assert questions(client) == few


def questions(client) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(URL)
    return len(asked)
