"""The board counts the own offices' cases by status and age, and nobody else's."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.actions import house
from tests import factories


def days_ago(days: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=days)


def counts(answer) -> dict:
    return {
        line["code"]: [cell["count"] for cell in line["cells"]]
        for line in answer.context["lines"]
        if line["all"]
    }


def test_cases_are_counted_by_status_and_age(cast, enter):
    factories.log_family(cast, on=days_ago(1), sought=("یکم نمونه", "دوم نمونه"))
    factories.log_family(cast, on=days_ago(200), notice=None)
    factories.log_family(cast, on=days_ago(800))
    factories.log_family(cast, office=cast.tirana, by=cast.elsewhere["clerk"], on=days_ago(1))

    answer = enter(cast.regional).get(reverse("board"))

    assert counts(answer) == {"being_checked": [2, 0, 0, 1], "not_finished": [0, 1, 0, 0]}
    assert answer.context["total"] == 4


@pytest.mark.parametrize("days", [0, 91, 92, 364, 365, 729, 730, 4000])
def test_every_age_is_counted_once(cast, enter, days):
    factories.log_family(cast, on=days_ago(days))

    assert enter(cast.regional).get(reverse("board")).context["total"] == 1


def test_a_number_opens_its_list(cast, enter):
    factories.log_family(cast, on=days_ago(200))
    client = enter(cast.regional)
    line = next(x for x in client.get(reverse("board")).context["lines"] if x["all"])

    listed = client.get(line["cells"][1]["url"]).context["page"].total

    assert listed == 1


def test_the_board_is_closed_to_administrators_and_strangers(cast, enter):
    assert enter(cast.administrator).get(reverse("board")).status_code == 403
    assert enter(cast.stranger).get(reverse("board")).status_code == 403


def test_whoever_works_in_two_offices_looks_at_one_of_them_or_at_both(cast, enter):
    house.appoint(
        cast.regional, by=cast.administrator, office=cast.tirana, role="regional",
        since=factories.LONG_AGO,
    )  # fmt: skip
    factories.log_family(cast, on=days_ago(1))
    for _n in range(2):
        factories.log_family(cast, office=cast.tirana, by=cast.elsewhere["clerk"], on=days_ago(1))
    client, page = enter(cast.regional), reverse("board")

    both, tirana = client.get(page), client.get(page + "?office=TIR")

    assert [client.get(page + f"?office={code}").context["total"] for code in ("AHV", "TIR")] == [
        1, 2,
    ]  # fmt: skip
    assert both.context["total"] == client.get(page + "?office=%00").context["total"] == 3
    assert [str(one["label"]) for one in both.context["switch"]] == [
        "All offices", str(cast.ahvaz), str(cast.tirana),
    ]  # fmt: skip
    line = next(x for x in tirana.context["lines"] if x["all"])
    assert client.get(line["cells"][0]["url"]).context["page"].total == 2


def test_one_office_alone_is_no_choice_and_another_one_is_not_opened(cast, enter):
    factories.log_family(cast, office=cast.tirana, by=cast.elsewhere["clerk"], on=days_ago(1))
    answer = enter(cast.regional).get(reverse("board") + "?office=TIR")

    assert (answer.context["switch"], answer.context["total"]) == ([], 0)
