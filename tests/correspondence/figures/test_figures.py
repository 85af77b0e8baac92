"""Figures: who sees which, exact in the own office, without small numbers for all together."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework.actions import cases, contacts, requests
from casework.models import Case
from correspondence.actions import replies
from correspondence.views.figures import CHARTS
from families.calendars import parse
from tests import factories
from tests.correspondence import letters as made
from tests.correspondence import sending
from tests.correspondence.letters import make_recipient

TODAY = datetime.datetime(2026, 11, 20, 9, tzinfo=datetime.UTC)
URL = reverse("figures")


@pytest.fixture(autouse=True)
def this_day():
    with time_machine.travel(TODAY, tick=False):
        yield


def day(text):
    return datetime.date.fromisoformat(text)


def rows(answer) -> dict:
    return {row["label"]: row["cells"] for row in answer.context["rows"]}


def log(cast, count, on, *, where="ahvaz", **more):
    office = getattr(cast, where)
    by = cast.clerk if where == "ahvaz" else cast.elsewhere["clerk"]
    for _n in range(count):
        factories.log_family(cast, on=day(on), office=office, by=by, **more)


def test_requests_are_counted_by_the_months_of_the_offices_calendar(cast, enter):
    log(cast, 2, "2026-03-20")  # the last day of 1404
    log(cast, 3, "2026-03-21")  # 1 Farvardin 1405
    client = enter(cast.clerk, "fa")

    new = rows(client.get(URL, {"chart": "requests", "year": "1405"}))
    old = rows(client.get(URL, {"chart": "requests", "year": "1404"}))

    assert new["فروردین ۱۴۰۵"] == (3,)
    assert old["اسفند ۱۴۰۴"] == (2,)
    assert len(new) == 8  # to Aban, the month that runs


def test_an_offices_own_small_numbers_stay_exact(cast, enter):
    log(cast, 1, "2026-11-02")

    answer = enter(cast.clerk).get(URL, {"chart": "requests"})

    assert answer.context["left_out"] is False
    assert answer.context["total"] == (1,)


def test_rule_35_all_offices_together_give_no_other_office_away(cast, enter):
    log(cast, 6, "2026-08-02")
    log(cast, 5, "2026-08-03", where="tirana")
    log(cast, 6, "2026-09-02")
    log(cast, 2, "2026-09-03", where="tirana")

    answer = enter(cast.signatory).get(URL, {"chart": "requests", "office": "all"})

    found = rows(answer)
    assert (found["September 2026"], found["August 2026"]) == (None, None)
    assert answer.context["left_out"] is True


def test_all_offices_together_show_what_is_large_everywhere(cast, enter):
    for month in range(1, 11):
        log(cast, 5, f"2026-{month:02d}-02")
        log(cast, 5, f"2026-{month:02d}-03", where="tirana")

    answer = enter(cast.signatory).get(URL, {"chart": "requests", "office": "all"})

    assert set(rows(answer).values()) == {(10,)}
    assert answer.context["total"] == (100,)
    assert "November 2026" not in rows(answer)  # a month that runs would be seen to grow


@pytest.mark.parametrize(
    ("role", "charts", "everywhere"),
    [
        ("clerk", {"requests", "ages", "waiting", "answered", "elderly"}, False),
        ("regional", {"requests", "ages", "elderly"}, False),
        ("coordinator", set(CHARTS), True),
        ("signatory", set(CHARTS), True),
        ("protection", set(CHARTS), True),
    ],
)
def test_who_sees_what(cast, enter, role, charts, everywhere):
    context = enter(cast.staff[role]).get(URL, {"chart": "died", "office": "all"}).context

    offered = {link["url"].split("chart=")[1].split("&")[0] for link in context["charts"]}
    assert offered == charts
    assert context["everywhere"] is everywhere
    assert context["chart"] == ("died" if everywhere else "requests")


def test_administrators_and_strangers_see_no_figures(cast, enter):
    assert enter(cast.administrator).get(URL).status_code == 403
    assert enter(cast.stranger).get(URL).status_code == 403


def test_another_offices_figures_are_not_given_by_its_code(cast, enter):
    log(cast, 3, "2026-11-02", where="tirana")

    answer = enter(cast.clerk).get(URL, {"chart": "requests", "office": "TIR"})

    assert answer.context["where"] == str(cast.ahvaz)
    assert answer.context["total"] == (0,)


def test_ages_of_open_cases_leave_out_the_ended(cast, enter):
    log(cast, 1, "2026-11-01", sought=("یکم نمونه", "دوم نمونه"))
    log(cast, 1, "2024-01-01")
    ended = Case.objects.get(request__received_on=day("2024-01-01"))
    cases.move(ended, "close", by=cast.coordinator, reason="not_eligible")

    answer = enter(cast.regional).get(URL, {"chart": "ages"})

    assert list(rows(answer).values()) == [(2,), (0,), (0,), (0,)]


def test_families_of_old_enquirers_are_counted_once(cast, enter):
    for year in ("1318", "1313", "1340"):
        told = factories.told(sought=("یکم نمونه", "دوم نمونه"))
        told.enquirer.birth = parse(year)
        requests.log_request(told, office=cast.ahvaz, by=cast.clerk)

    answer = enter(cast.regional).get(URL, {"chart": "elderly"})

    assert list(rows(answer).values()) == [(0,), (1,), (1,)]
    assert answer.context["total"] == (2,)


def die(cast, on, many, *, where="ahvaz"):
    """So many enquirers of an office die on a day while their cases are open."""
    by = cast.clerk if where == "ahvaz" else cast.elsewhere["clerk"]
    with time_machine.travel(datetime.datetime.fromisoformat(on + "T09:00+00:00"), tick=False):
        for _n in range(many):
            family = factories.log_family(cast, on=day(on), office=getattr(cast, where), by=by)
            contacts.tell_family(family, result="died", by=by)


def test_who_died_waiting_is_counted_for_years_that_are_over_and_never_in_small_numbers(
    cast, enter
):
    client = enter(cast.signatory)
    die(cast, "2025-05-05", 5)
    die(cast, "2025-06-05", 4, where="tirana")
    die(cast, "2026-06-05", 1)
    nine = client.get(URL, {"chart": "died"})
    die(cast, "2025-07-05", 1, where="tirana")
    ten = client.get(URL, {"chart": "died"})

    assert (rows(nine), nine.context["total"]) == ({"2025": None}, None)
    assert (rows(ten), ten.context["total"]) == ({"2025": (10,)}, (10,))


def written(cast):
    """Two cases written about 100 days ago; one of them was answered."""
    with time_machine.travel(TODAY - datetime.timedelta(days=100), tick=False):
        about = made.accepted(cast, sought=("یکم نمونه", "دوم نمونه"))
        recipient = make_recipient(cast)
        letter = sending.sent(cast, about, to=recipient)
    replies.record_reply(
        office=cast.ahvaz, body=recipient.body, way="phone", by=cast.clerk,
        received_on=TODAY.date(), lines=[replies.Line(letter.submission, about[0], "answered")],
        words="yes",
    )  # fmt: skip
    return recipient.body


def test_waiting_and_answered_by_body(cast, enter):
    body = written(cast)
    client = enter(cast.signatory)

    waiting = rows(client.get(URL, {"chart": "waiting"}))
    answered = rows(client.get(URL, {"chart": "answered"}))

    assert waiting == {str(body): (1, 100, 100, 100)}
    assert answered == {str(body): (2, 1, 50)}


def test_all_offices_list_every_body_whether_written_to_or_not(cast, enter):
    body = written(cast)
    other = factories.make_body("un", en="UN body (sample)")

    found = rows(enter(cast.signatory).get(URL, {"chart": "waiting", "office": "all"}))

    assert found == {str(body): None, str(other): None}


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("office", ["AHV", "all"])
def test_more_cases_ask_no_more_questions(cast, enter, chart, office):
    client = enter(cast.signatory)
    asked = {"chart": chart, "office": office}
    client.get(URL, asked)
    few = questions(client, asked)
    log(cast, 4, "2026-10-02")
    log(cast, 4, "2026-10-02", where="tirana")

    assert questions(client, asked) == few


def questions(client, asked) -> int:
    with CaptureQueriesContext(connection) as found:
        client.get(URL, asked)
    return len(found)


def test_the_picture_begins_where_the_page_begins(cast, enter):
    log(cast, 5, "2026-11-02")

    left = enter(cast.clerk, "en").get(URL).context["picture"]
    right = enter(cast.clerk, "ar").get(URL).context["picture"]

    assert (left.label_anchor, right.label_anchor) == ("start", "end")
    mirrored = [(360 - bar.x - bar.width, bar.width) for bar in right.bars]
    assert [(bar.x, bar.width) for bar in left.bars][: len(mirrored)] == mirrored[: len(left.bars)]


@pytest.mark.parametrize("chart", ["requests", "ages", "waiting", "answered", "elderly", "died"])
def test_rule_35_no_chart_of_all_offices_together_shows_a_small_number(cast, enter, chart):
    written(cast)
    die(cast, "2025-05-05", 4)
    told = factories.told()
    told.enquirer.birth = parse("1318")
    requests.log_request(told, office=cast.ahvaz, by=cast.clerk)

    answer = enter(cast.signatory).get(URL, {"chart": chart, "office": "all"})

    cells = rows(answer).values()
    assert cells and set(cells) == {None}
    assert (answer.context["total"], answer.context["left_out"]) == (None, True)
    assert set(CHARTS) == {"requests", "ages", "waiting", "answered", "elderly", "died"}
