"""My day and the office's day: what waits, for whom, and in how many queries."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework.actions import cases, closing_days, dues, quieting, safety
from casework.models import Staff
from correspondence.actions import arriving
from tests.correspondence import sending
from tests.factories import log_family

MAIL = b"From: Registry <delegation@example.org>\nSubject: x\n\nReceived.\n"
TUESDAY = datetime.datetime(2026, 11, 24, 6, tzinfo=datetime.UTC)


def on_day(day):
    return time_machine.travel(TUESDAY + datetime.timedelta(days=day), tick=False)


@pytest.fixture
def families(cast):
    """Three families logged on three days: acknowledgements due on 28, 29 and 30 November."""
    made = []
    for day in (-1, 0, 1):
        with on_day(day):
            logged_on = (TUESDAY + datetime.timedelta(days=day)).date()
            made.append(log_family(cast, on=logged_on))
    return made


def parts(answer):
    return {part["name"]: part["count"] for part in answer.context["parts"]}


def test_what_is_late_due_today_and_due_this_week_stands_apart(cast, enter, families):
    with on_day(5):  # 29 November
        answer = enter(cast.clerk).get(reverse("my_day"))
    assert parts(answer) == {"late": 1, "today": 1, "week": 1}
    text = answer.content.decode()
    assert text.count(families[0].cases.get().reference) == 1


def test_a_day_on_which_nothing_waits_says_so(cast, enter):
    answer = enter(cast.signatory).get(reverse("my_day"))
    assert "Nothing waits for you in the coming week." in answer.content.decode()


def test_a_family_that_mourns_and_one_in_danger_are_on_no_list(cast, enter, families):
    with on_day(5):
        quieting.keep_quiet(families[0], since=datetime.date(2026, 11, 20), by=cast.clerk)
        safety.stop(families[1], by=cast.clerk)
        answer = enter(cast.clerk).get(reverse("my_day"))
    assert parts(answer) == {"late": 0, "today": 0, "week": 1}


def test_the_offices_day_counts_by_kind_and_never_the_protection_officers(cast, enter, families):
    with on_day(5):
        dues.write("left_anyway", "protection", TUESDAY.date(), case=families[0].cases.get())
        others = {
            role: enter(cast.staff[role]).get(reverse("office_day")).context["lines"]
            for role in ("clerk", "coordinator", "signatory", "regional", "protection")
        }
    kinds = {role: {line["kind"] for line in lines} for role, lines in others.items()}
    assert kinds.pop("protection") == {"acknowledge", "left_anyway"}
    assert set(map(frozenset, kinds.values())) == {frozenset({"acknowledge"})}
    (line,) = others["clerk"]
    assert (line["late"], line["today"], line["week"], line["still"]) == (1, 1, 1, 0)


def test_closed_days_ahead_stand_on_the_offices_day_with_their_doubt(cast, enter):
    with on_day(0):
        closing_days.add(cast.ahvaz, datetime.date(2026, 12, 5), {"en": "Eid"},
                         certainty="estimated", by=cast.administrator)  # fmt: skip
        text = enter(cast.clerk).get(reverse("office_day")).content.decode()
    assert "Eid" in text and "estimated: to be confirmed when it is announced" in text


@pytest.mark.parametrize("name", ["my_day", "office_day"])
def test_a_day_takes_the_same_queries_for_three_dues_and_for_thirty(cast, enter, name):
    def queries():
        with on_day(5):
            client = enter(cast.coordinator)
            with CaptureQueriesContext(connection) as done:
                assert client.get(reverse(name)).status_code == 200
        return len(done)

    def more(count):
        with on_day(-3):
            for _n in range(count):
                cases.move(log_family(cast).cases.get(), "start_review", by=cast.coordinator)

    more(2)
    few = queries()
    more(8)
    assert queries() == few


def test_a_line_opens_what_is_due_and_how_it_was_worked_out(cast, enter, families):
    due = families[1].cases.get().dues.get(kind="acknowledge")
    with on_day(5):
        text = enter(cast.clerk).get(reverse("due", args=[due.code])).content.decode()
    assert "How was this worked out?" in text
    assert "3 working days of the office later" in text
    assert "coordinator, from" in " ".join(text.replace("<time", " <time").split())


def test_done_stopped_and_extended_from_the_page(cast, enter, families):
    client = enter(cast.clerk)
    first, second, third = (f.cases.get().dues.get(kind="acknowledge") for f in families)

    def post(due, **typed):
        with on_day(4):
            return client.post(reverse("due", args=[due.code]), typed)

    assert post(first, step="done", words="told at the desk").status_code == 302
    later = {"until": "2026-12-10", "reason": "away"}
    assert post(second, step="stop", **later).status_code == 302
    assert post(third, step="extend", **later).status_code == 302
    for due in (first, second, third):
        due.refresh_from_db()
    assert first.done_by == cast.clerk
    assert second.stopped_until == datetime.date(2026, 12, 10)
    assert third.on == datetime.date(2026, 12, 10)
    assert post(second, step="go_on").status_code == 302
    second.refresh_from_db()
    assert second.stopped_until is None


def test_a_refused_day_keeps_what_was_typed_and_says_why(cast, enter, families):
    due = families[0].cases.get().dues.get(kind="acknowledge")
    with on_day(4):
        typed = {"step": "stop", "until": "2027-12-10", "reason": "away", "words": "on leave"}
        answer = enter(cast.clerk).post(reverse("due", args=[due.code]), typed)
        empty = enter(cast.clerk).post(reverse("due", args=[due.code]), {"step": "stop"})
    text = answer.content.decode()
    assert "At most 90 days" in text and "on leave" in text and "2027-12-10" in text
    assert (
        "This field is required" in empty.content.decode() or empty.context["forms"]["stop"].errors
    )


def test_the_morning_mail_is_switched_by_its_reader_alone(cast, enter):
    enter(cast.clerk).post(reverse("morning_mail"), {"wants": "no"})
    assert dict(Staff.objects.values_list("username", "wants_digest"))["clerk"] is False
    assert Staff.objects.filter(wants_digest=False).count() == 1
    enter(cast.clerk).post(reverse("morning_mail"), {"wants": "yes"})
    assert not Staff.objects.filter(wants_digest=False).exists()


def test_cases_of_one_family_are_looked_at_together_and_a_second_press_changes_nothing(cast, enter):
    with on_day(0):
        family = log_family(cast, sought=("یک", "دو"))
        for case in family.cases.all():
            cases.check_and_accept(case, by=cast.coordinator)
    url = reverse("review_family", args=[family.number])
    with on_day(91):
        client = enter(cast.coordinator)
        assert family.number in client.get(reverse("reviews")).content.decode()
        page = client.get(url)
        press = {"pick": [case.reference for case in page.context["cases"]],
                 "command": page.context["command"], "words": "we wait"}  # fmt: skip
        first = client.post(url, press)
        versions = list(family.cases.values_list("version", "next_review"))
        second = client.post(url, press)
        assert "No review is due today." in client.get(reverse("reviews")).content.decode()
    assert (first.status_code, second.status_code) == (200, 200)
    assert list(family.cases.values_list("version", "next_review")) == versions
    assert {day for _v, day in versions} == {datetime.date(2027, 5, 23)}
    assert family.notes.count() == 2


def test_quiet_days_are_noted_ended_and_seen_on_the_case(cast, enter, families):
    case = families[0].cases.get()
    client, url = enter(cast.clerk), reverse("quiet_days", args=[case.reference])
    with on_day(4):
        client.post(url, {"kind": "mourning", "since": "2026-11-20", "words": "مادر او"})
        shown = client.get(reverse("case", args=[case.reference])).content.decode()
        card = client.get(reverse("status_card", args=[case.reference])).content.decode()
        row = families[0].quiet_times.get()
        odd = client.post(url, {"kind": "wish", "since": "2026-11-20", "until": "2026-11-19"})
        client.post(url, {"end": row.pk})
        client.post(url, {"muharram": "yes"})
        after = client.get(reverse("case", args=[case.reference])).content.decode()
    assert "The family is left in peace until" in shown and "do not call it" in card
    assert "The end lies before the beginning" in odd.content.decode()
    assert "The family is left in peace until" not in after
    families[0].refresh_from_db()
    assert families[0].keeps_muharram


def test_the_administrator_keeps_the_week_and_the_holidays(cast, enter):
    client, url = enter(cast.administrator), reverse("office_days", args=[cast.ahvaz.pk])
    with on_day(0):
        assert "No holidays are known yet." in client.get(url).content.decode()
        client.post(url, {"take_over": "1"})
        next_eid = cast.ahvaz.holiday_rows.get(on=datetime.date(2027, 3, 10))
        client.post(url, {"confirm": next_eid.pk, "on": "1405/12/18"})
        client.post(url, {"week": "1", "working_days": ["5", "6", "0"], "digest_hour": "7"})
        client.post(url, {"add": "1", "on": "2026-12-01", "name_fa": "روز دفتر"})
        wrong = client.post(url, {"add": "1", "on": "", "name_fa": "روز دفتر"})
        page = client.get(url).content.decode()
    next_eid.refresh_from_db()
    assert (next_eid.on, next_eid.certainty) == (datetime.date(2027, 3, 9), "confirmed")
    cast.ahvaz.refresh_from_db()
    assert (cast.ahvaz.working_days, cast.ahvaz.digest_hour) == ([0, 5, 6], 7)
    assert "روز دفتر" in page and "روز دفتر" in wrong.content.decode()


def numbers_of(answer, name="numbers"):
    return {str(line["label"]): line["count"] for line in answer.context[name]}


def test_my_day_shows_whom_to_chase_and_the_mails_that_nobody_filed(cast, enter):
    sent = sending.sent(cast, sending.family(cast), on=datetime.date(2026, 3, 1))
    arriving.take(MAIL, office=cast.ahvaz, by=cast.clerk)

    day = enter(cast.coordinator).get(reverse("my_day"))
    home = enter(cast.clerk).get(reverse("home"))

    assert numbers_of(day) == {
        "To look at again": 0, "To sign": 0, "To chase": 1, "Replies to file": 1,
        "Messages of families": 0,
    }  # fmt: skip
    assert [line["submission"] for line in day.context["chases"]] == [sent.submission]
    assert not day.context["empty"]
    assert numbers_of(home, "counts")["Replies to file"] == 1
    assert numbers_of(enter(cast.elsewhere["clerk"]).get(reverse("home")), "counts")[
        "Replies to file"
    ] == 0  # fmt: skip
