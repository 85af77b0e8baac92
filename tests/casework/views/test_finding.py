"""The search and the list: what is found, what is not shown, and how much it costs."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework.actions import cases as case_actions
from casework.models import Case
from tests import factories


@pytest.fixture
def case(cast):
    factories.log_family(cast)
    return Case.objects.get()


def with_one_wrong_character(reference: str) -> str:
    return reference[:-3] + ("1" if reference[-3] != "1" else "2") + reference[-2:]


def test_one_hit_opens_the_case(cast, enter, case):
    answer = enter(cast.clerk).get(reverse("search"), {"q": "محمدرضا فرضیان"})

    assert answer.url == reverse("case", args=[case.reference])


def test_several_hits_make_a_list(cast, enter):
    factories.log_family(cast, sought=("علی فرضیان", "حسن فرضیان"))

    answer = enter(cast.clerk).get(reverse("search"), {"q": "فرضیان"}, follow=True)

    assert {c.reference for c in answer.context["page"].object_list} == set(
        Case.objects.values_list("reference", flat=True)
    )


def test_a_reference_with_one_wrong_character_offers_the_right_one(cast, enter, case):
    wrong = with_one_wrong_character(case.reference)

    page = enter(cast.clerk).get(reverse("search"), {"q": wrong}).content.decode()

    assert "Did you mean" in page
    assert case.reference in page


def test_no_case_and_another_offices_case_get_the_same_answer(cast, enter, case):
    client = enter(cast.elsewhere["clerk"])

    theirs = client.get(reverse("search"), {"q": case.reference}).content.decode()
    nothing = client.get(reverse("search"), {"q": "TIR-2026-000999-8"}).content.decode()

    assert "Nothing you may see here" in theirs
    assert _masked(theirs, case.reference) == _masked(nothing, "TIR-2026-000999-8")


def _masked(page: str, words: str) -> str:
    page = page.replace(words, "WORDS")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def test_the_search_is_closed_to_administrators_and_strangers(cast, enter):
    assert enter(cast.administrator).get(reverse("search"), {"q": "x"}).status_code == 403
    assert enter(cast.stranger).get(reverse("search"), {"q": "x"}).status_code == 403


def shown(answer) -> list[str]:
    return [case.reference for case in answer.context["page"].object_list]


def test_the_list_holds_the_own_offices_cases_alone(cast, enter, case):
    assert shown(enter(cast.clerk).get(reverse("case_list"))) == [case.reference]
    assert shown(enter(cast.elsewhere["clerk"]).get(reverse("case_list"))) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"status": "ready"}, True),
        ({"status": "being_checked"}, False),
        ({"status": "nonsense"}, True),
        ({"status": "to_complete"}, False),
        ({"only": "stopped"}, False),
        ({"only": "overdue"}, False),
        ({"only": "mine"}, False),
        ({"age": "0"}, True),
        ({"age": "3"}, False),
        ({"q": "فرضیان"}, True),
        ({"q": "کسی دیگر"}, False),
    ],
)
def test_the_list_shows_what_is_asked_for(cast, enter, case, query, found):
    case_actions.check_and_accept(case, by=cast.coordinator)

    answer = enter(cast.coordinator).get(reverse("case_list"), query)

    assert shown(answer) == ([case.reference] if found else [])


def test_the_list_is_sorted_both_ways(cast, enter):
    factories.log_family(cast, sought=("یکم نمونه", "دوم نمونه"))
    client = enter(cast.clerk)

    upwards = shown(client.get(reverse("case_list"), {"sort": "reference"}))
    downwards = shown(client.get(reverse("case_list"), {"sort": "-reference"}))

    assert upwards == sorted(upwards)
    assert downwards == list(reversed(upwards))


def test_a_page_of_the_list_holds_fifty(cast, enter):
    for _family in range(3):
        factories.log_family(cast, sought=tuple(f"نمونه {n}" for n in range(17)))
    client = enter(cast.clerk)

    first = client.get(reverse("case_list"))
    assert len(shown(first)) == 50
    after = first.context["page"].after
    assert len(shown(client.get(reverse("case_list"), {"after": after}))) == 1


def test_a_longer_list_asks_no_more_questions(cast, enter):
    client = enter(cast.coordinator)
    factories.log_family(cast)
    few = _questions(client)

    factories.log_family(cast, sought=tuple(f"نمونه {n}" for n in range(15)))

    assert _questions(client) == few


def _questions(client) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("case_list"))
    return len(asked)
