"""The letter desk: what waits for whom."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from correspondence.actions import letters as actions
from tests.correspondence import letters as made

DESK = "letter_desk"


def test_each_letter_stands_in_its_list(cast, enter):
    draft = made.drafted(cast)
    review = actions.hand_over(
        made.drafted(cast, to=made.make_recipient(cast)), by=cast.coordinator
    )
    lists = enter(cast.signatory).get(reverse(DESK)).context["lists"]
    held = {one["key"]: [line["letter"] for line in one["letters"]] for one in lists}
    assert held == {
        "to_approve": [review], "to_sign": [], "to_send": [], "drafts": [draft], "sent": [],
    }  # fmt: skip


def test_the_number_on_the_first_page_opens_what_it_counts(cast, enter):
    review = actions.hand_over(made.drafted(cast), by=cast.coordinator)
    answer = enter(cast.signatory).get(reverse(DESK), {"show": "to_sign"})
    assert [one["key"] for one in answer.context["lists"]] == ["to_approve", "to_sign"]
    assert reverse("letter", args=[review.pk]) in answer.text


def test_cases_ready_to_be_written_about_are_counted(cast, enter):
    made.accepted(cast, sought=("محمدرضا فرضیان", "علی فرضیان"))
    answer = enter(cast.coordinator).get(reverse(DESK))
    assert "Cases ready to be written about: 2." in answer.text


def test_letters_of_another_office_are_not_there(cast, enter):
    made.drafted(cast)
    lists = enter(cast.elsewhere["coordinator"]).get(reverse(DESK)).context["lists"]
    assert [one["letters"] for one in lists] == [[]] * 5


def test_the_desk_is_closed_to_those_without_letters(cast, enter):
    for role in ("regional", "administrator"):
        assert enter(cast.staff[role]).get(reverse(DESK)).status_code == 403


def test_the_desk_asks_the_same_number_of_questions_for_many_letters(cast, enter):
    client, counts = enter(cast.coordinator), []
    for letters in (1, 3):
        for _letter in range(letters):
            made.drafted(cast, to=made.make_recipient(cast))
        with CaptureQueriesContext(connection) as questions:
            client.get(reverse(DESK))
        counts.append(len(questions))
    assert counts[0] == counts[1]
