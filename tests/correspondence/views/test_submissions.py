"""The pages of submissions: list, grid, reminder; who sees them and who does not."""

import datetime

import pytest
from django.urls import reverse

from correspondence.actions import replies
from correspondence.models import Letter
from correspondence.models.submission import ReplyClass
from tests.correspondence import sending


@pytest.fixture
def sent(cast):
    return sending.sent(cast, sending.three(cast))


def answer_first(cast, letter):
    line = letter.submission.lines.select_related("case").order_by("case__reference").first()
    replies.record_reply(
        office=cast.ahvaz, body=letter.submission.recipient.body, way="post", by=cast.coordinator,
        received_on=cast.ahvaz.today(), words="answered",
        lines=[replies.Line(letter.submission, line.case, ReplyClass.ANSWERED)],
    )  # fmt: skip
    return line.case


def page_of(letter, name="submission"):
    return reverse(name, args=[letter.submission_id])


def test_the_grid_shows_each_case_with_its_marks_and_filters_them(cast, enter, sent):
    answered = answer_first(cast, sent)
    client = enter(cast.coordinator)

    whole = client.get(page_of(sent))
    unanswered = client.get(page_of(sent) + "?show=unanswered")

    shown = [line.case.reference for line in unanswered.context["page"].object_list]
    assert len(whole.context["page"].object_list) == 3
    assert whole.context["counts"] == {
        "cases": 3, "delivered": 3, "acknowledged": 1, "promised": 0, "late": 0,
        "answered": 1, "unanswered": 2,
    }  # fmt: skip
    assert len(shown) == 2
    assert answered.reference not in shown


def test_an_unknown_filter_shows_all(cast, enter, sent):
    page = enter(cast.clerk).get(page_of(sent) + "?show=%00")
    assert len(page.context["page"].object_list) == 3


def test_one_press_makes_the_reminder_of_the_unanswered(cast, enter, sent):
    answered = answer_first(cast, sent)
    client = enter(cast.coordinator)

    answer = client.post(page_of(sent, "reminder_new"), {"command": "1" * 32})
    again = client.post(page_of(sent, "reminder_new"), {"command": "1" * 32})

    reminder = Letter.objects.get(kind="reminder")
    assert answer.status_code == again.status_code == 302
    assert answer.url == again.url == reverse("letter", args=[reminder.pk])
    assert [cited.number for cited in reminder.follows.all()] == [sent.number]
    named = {line.case.reference for line in reminder.lines.filter(included=True)}
    assert len(named) == 2
    assert answered.reference not in named


def test_nothing_is_reminded_when_all_is_answered(cast, enter, sent):
    replies.record_reply(
        office=cast.ahvaz, body=sent.submission.recipient.body, way="post", by=cast.coordinator,
        received_on=cast.ahvaz.today(), words="answered",
        lines=[
            replies.Line(sent.submission, line.case, ReplyClass.ANSWERED)
            for line in sent.submission.lines.select_related("case")
        ],
    )  # fmt: skip

    answer = enter(cast.coordinator).post(page_of(sent, "reminder_new"), follow=True)

    assert "There is an answer on every case already." in answer.content.decode()
    assert not Letter.objects.filter(kind="reminder").exists()


def test_the_chase_list_says_why_now_and_offers_the_next_step(cast, enter, sent):
    sending.dated(sent, cast.ahvaz.today() - datetime.timedelta(days=50))

    page = enter(cast.coordinator).get(reverse("submission_list"))

    (line,) = page.context["chases"]
    assert (line["why"], line["late"], line["confirm"]) == (
        "No answer: a reminder is due", 5, False,
    )  # fmt: skip
    assert "Write the reminder" in page.content.decode()


@pytest.mark.parametrize("show", ["to_chase", "all", "answered", "earlier", "in_doubt", "odd"])
@pytest.mark.parametrize("language", ["en", "fa", "ar", "sq"])
def test_every_list_opens_in_every_language(cast, enter, language, show):
    page = enter(cast.signatory, language).get(reverse("submission_list") + f"?show={show}")
    assert page.status_code == 200


def test_the_list_takes_no_more_questions_for_more_submissions(
    cast, enter, sent, django_assert_max_num_queries
):
    client = enter(cast.coordinator)
    with django_assert_max_num_queries(24):
        client.get(reverse("submission_list") + "?show=all")


class TestWhoMayNot:
    def test_another_office_finds_nothing(self, cast, enter, sent):
        client = enter(cast.elsewhere["coordinator"])
        assert client.get(page_of(sent)).status_code == 404
        assert client.post(page_of(sent, "reminder_new")).status_code == 404
        assert client.get(page_of(sent, "earlier_file")).status_code == 404
        listed = client.get(reverse("submission_list") + "?show=all").context["page"]
        assert list(listed.object_list) == []

    def test_a_stranger_finds_nothing(self, cast, enter, sent):
        client = enter(cast.stranger)
        assert client.get(page_of(sent)).status_code == 404
        assert client.get(reverse("submission_list")).status_code == 403

    def test_a_clerk_looks_but_writes_no_reminder(self, cast, enter, sent):
        client = enter(cast.clerk)
        assert client.get(page_of(sent)).status_code == 200
        assert client.post(page_of(sent, "reminder_new")).status_code == 403
        assert not Letter.objects.filter(kind="reminder").exists()

    def test_a_link_makes_no_reminder(self, cast, enter, sent):
        assert enter(cast.coordinator).get(page_of(sent, "reminder_new")).status_code == 405


def silent_since_long(cast, count):
    """So many bodies that were written to half a year ago and never answered."""
    on = cast.ahvaz.today() - datetime.timedelta(days=180)
    return [sending.sent(cast, sending.family(cast), on=on) for _n in range(count)]


def marked(answer) -> dict:
    return {name: len(answer.context[name]) for name in ("going", "staying")}


def test_many_are_reminded_at_once_and_one_that_cannot_go_stops_no_other(cast, enter):
    one, two, three = (letter.submission for letter in silent_since_long(cast, 3))
    client = enter(cast.coordinator)
    press = {"command": "1" * 32, "pick": [one.pk, two.pk, three.pk]}

    look = client.get(reverse("reminders_new"), {"pick": press["pick"]})
    assert (marked(look), Letter.objects.filter(kind="reminder").count()) == (
        {"going": 3, "staying": 0}, 0,
    )  # fmt: skip
    client.post(reverse("reminder_new", args=[two.pk]))  # a colleague is faster with one of them
    made = client.post(reverse("reminders_new"), press)
    again = client.post(reverse("reminders_new"), press)

    assert marked(made) == marked(again) == {"going": 2, "staying": 1}
    assert made.context["staying"][0].submission == two
    assert "has written this letter already" in made.content.decode()
    reminded = Letter.objects.filter(kind="reminder").values_list("submission", flat=True)
    assert sorted(reminded) == sorted([one.pk, two.pk, three.pk])
    assert [row.letter.pk for row in made.context["going"]] == [
        row.letter.pk for row in again.context["going"]
    ]


def test_another_offices_thread_and_a_broken_choice_are_passed_over(cast, enter, sent):
    client = enter(cast.elsewhere["coordinator"])
    for picked in ([sent.submission_id], ["x", "%00"], []):
        look = client.get(reverse("reminders_new"), {"pick": picked})
        made = client.post(reverse("reminders_new"), {"pick": picked})
        assert marked(look) == marked(made) == {"going": 0, "staying": 0}
    assert not Letter.objects.filter(kind="reminder").exists()


def test_the_chase_list_has_pages_and_one_page_is_taken_whole(cast, enter, monkeypatch):
    monkeypatch.setattr("correspondence.views.reminding.PER_PAGE", 2)
    silent_since_long(cast, 3)
    client = enter(cast.coordinator)

    shown = [
        [line["submission"].pk for line in client.get(f"/submissions/?page={n}").context["chases"]]
        for n in (1, 2)
    ]
    look = client.get(reverse("reminders_new"), {"page": "2"})

    assert [len(page) for page in shown] == [2, 1]
    assert [one.submission.pk for one in look.context["going"]] == shown[1]


def test_a_reminder_that_is_being_written_is_not_offered_again(cast, enter):
    letter = silent_since_long(cast, 1)[0]
    client = enter(cast.coordinator)
    client.post(page_of(letter, "reminder_new"))

    line = client.get("/submissions/").context["chases"][0]

    assert line["written"] == Letter.objects.get(kind="reminder")
