"""The first page: each sees what is his or hers to do, and each number opens its list."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework.actions import drafts, dues, safety
from casework.models import Case
from casework.models.due import DueKind
from tests import factories
from tests.correspondence import letters as made


def home(client):
    return client.get(reverse("home"))


def counted(answer) -> dict:
    return {str(count["label"]): count["count"] for count in answer.context["counts"]}


def test_the_door_comes_first(client, db):
    assert home(client).url.startswith(reverse("account_login"))


def test_a_clerk_sees_the_last_cases_drafts_and_dues(cast, enter):
    factories.log_family(cast)
    case = Case.objects.get()
    drafts.save_draft({"e-name": "سارا نمونه"}, by=cast.clerk, office=cast.ahvaz)
    client = enter(cast.clerk)
    client.get(reverse("case", args=[case.reference]))

    answer = home(client)

    assert [one.reference for one in answer.context["last"]] == [case.reference]
    assert "سارا نمونه" in answer.content.decode()
    assert [due.kind for due in answer.context["dues"]] == ["acknowledge"]
    assert counted(answer) == {
        "Replies to file": 0, "Families to tell": 0, "News due to a family": 0,
    }  # fmt: skip


def test_a_coordinator_sees_counts_that_open_their_lists(cast, enter):
    factories.log_family(cast)
    factories.log_family(cast, enquirer="علی نمونه", notice=None)
    client = enter(cast.coordinator)

    answer = home(client)

    shown = counted(answer)
    assert (shown["To check"], shown["To complete"], shown["Ready to be written about"]) == (
        1,
        1,
        0,
    )
    for count in answer.context["counts"]:
        listed = client.get(count["url"])
        assert listed.status_code == 200
        if "cases" in count["url"]:
            assert listed.context["page"].total == count["count"]


@pytest.mark.parametrize("role", ["coordinator", "clerk", "signatory", "regional", "protection"])
def test_another_offices_cases_count_for_nobody(cast, enter, role):
    factories.log_family(cast)

    answer = home(enter(cast.elsewhere[role]))

    assert set(counted(answer).values()) <= {0}
    assert "فرضیان" not in answer.content.decode()


@pytest.mark.parametrize("who", ["administrator", "stranger"])
def test_those_without_cases_see_none(cast, enter, who):
    factories.log_family(cast)
    staff = cast.stranger if who == "stranger" else cast.administrator

    answer = home(enter(staff))

    assert answer.status_code == 200
    assert "فرضیان" not in answer.content.decode()


def test_more_cases_ask_no_more_questions(cast, enter):
    client = enter(cast.coordinator)
    factories.log_family(cast, sought=tuple(f"نمونه {n}" for n in range(5)))
    few = _questions(client)

    factories.log_family(cast, sought=tuple(f"نمونه {n}" for n in range(5, 19)))

    assert _questions(client) == few


def _questions(client) -> int:
    with CaptureQueriesContext(connection) as asked:
        home(client)
    return len(asked)


def test_a_stopped_case_is_ready_neither_in_the_number_nor_in_its_list(cast, enter):
    (going,) = made.accepted(cast)
    (stopped,) = made.accepted(cast, sought=("علی نمونه",))
    safety.stop(stopped.request, by=cast.clerk)
    client = enter(cast.coordinator)

    number = counted(home(client))["Ready to be written about"]
    listed = client.get(reverse("case_list"), {"status": "ready"}).context

    assert number == 1
    assert [case.reference for case in listed["page"].object_list] == [going.reference]
    assert {s["url"]: s["count"] for s in listed["statuses"]}["?status=ready"] == 1


def test_a_reply_to_read_stands_on_the_page_once(cast, enter):
    (case,) = made.accepted(cast)
    dues.begin(DueKind.READ_REPLY, cast.ahvaz.today(), case=case)
    shown = home(enter(cast.coordinator))
    assert counted(shown)["Replies to read"] == 1
    assert DueKind.READ_REPLY not in [due.kind for due in shown.context["dues"]]
