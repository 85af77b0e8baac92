"""Somebody of another office looks for a person with a trace: the answer is that for nobody at all,
and the protection officer hears of it later."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework import tasks
from casework.actions import protecting
from casework.disclosure import searched
from casework.disclosure.models import Searched, SearchMade
from casework.models import Case, Due, Entry
from tests.casework.disclosure.sealed_world import accepted, traced

pytestmark = pytest.mark.django_db

NAME = "محمدرضا فرضیان"
PAGES = ["search", "look_up", "case_list"]


def ask(client, page, words):
    return client.get(reverse(page), {"q": words})


def told(cast):
    """What the officer of the office hears: case, colleague."""
    tasks.compare_searches()
    return [(row.case, row.by) for row in searched.of_officer(cast.protection)]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("by_what", ["name", "reference", "phone"])
def test_the_officer_hears_of_a_search_by_another_office(cast, enter, page, by_what):
    case = traced(cast).case
    words = {"name": NAME, "reference": case.reference, "phone": "0916 000 0005"}[by_what]
    there = cast.elsewhere["clerk"]

    ask(enter(there), page, words)

    assert told(cast) == [(case, there)]


def test_the_answer_its_queries_and_all_that_is_open_are_those_for_nobody(cast, enter):
    """Asked before and after there is a trace, for that name and for one that nobody bears."""
    case = accepted(cast)
    client = enter(cast.elsewhere["coordinator"])
    asked = [(page, words) for page in PAGES for words in (NAME, "Nobody Atall", case.reference)]
    for page, words in asked:
        ask(client, page, words)  # what is read once, such as content types, is read now

    def answers():
        seen = {}
        for page, words in asked:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                answer = ask(client, page, words)
            text = re.sub(r'(csrf\S*|name="command") value="[^"]*"', "", answer.content.decode())
            seen[page, words] = (answer.status_code, text, len(queries))
        return seen

    without = answers()
    traced(cast, case)
    before = (Case.objects.get(pk=case.pk).version, Due.objects.count(), Entry.objects.count())

    assert answers() == without
    tasks.compare_searches()
    after = (Case.objects.get(pk=case.pk).version, Due.objects.count(), Entry.objects.count())
    assert after == before
    assert Searched.objects.count() == 1


def test_once_for_each_person_colleague_and_day(cast, enter):
    case = traced(cast).case
    there = [cast.elsewhere["clerk"], cast.elsewhere["coordinator"]]

    for staff in (*there, *there):
        ask(enter(staff), "search", NAME)
        tasks.compare_searches()

    assert sorted(str(by) for _case, by in told(cast)) == sorted(str(by) for by in there)
    assert {row for row, _by in told(cast)} == {case}


def test_nobody_hears_of_a_search_for_what_the_searcher_sees_or_for_no_trace(cast, enter):
    accepted(cast, enquirer="Sara Other", sought=("Omid Other",))
    traced(cast)

    ask(enter(cast.clerk), "search", NAME)  # the own office: an open case like any other
    ask(enter(cast.elsewhere["clerk"]), "search", "Omid Other")
    ask(enter(cast.elsewhere["clerk"]), "search", "")

    assert told(cast) == []


def test_what_was_typed_is_sealed_and_gone_once_it_was_compared(cast, enter):
    traced(cast)
    ask(enter(cast.elsewhere["clerk"]), "search", NAME)

    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM casework_searchmade")
        (held,) = cursor.fetchone()
    assert NAME.encode() not in bytes(held)
    assert SearchMade.objects.get().words == NAME
    tasks.compare_searches()
    assert SearchMade.objects.count() == 0


def test_the_officer_looks_at_it_and_it_goes(cast, enter):
    case = traced(cast).case
    ask(enter(cast.elsewhere["clerk"]), "search", NAME)
    tasks.compare_searches()
    client, desk = enter(cast.protection), reverse("sealed_desk")
    page = client.get(desk).content.decode()
    row = Searched.objects.get()

    client.post(desk, {"seen": row.pk})

    assert "Searched for by another office" in page
    assert case.reference in page
    assert "Searched for by another office" not in client.get(desk).content.decode()
    row.refresh_from_db()
    assert row.seen_by == cast.protection
    assert Entry.objects.get(verb="see_search").case is None
    ask(enter(cast.elsewhere["clerk"]), "search", NAME)
    assert told(cast) == []  # not twice on one day


@pytest.mark.parametrize("who", ["protection", "clerk"])
def test_nobody_else_sees_or_handles_it(cast, enter, who):
    traced(cast)
    ask(enter(cast.elsewhere["clerk"]), "search", NAME)
    tasks.compare_searches()
    row, staff = Searched.objects.get(), cast.elsewhere[who]

    assert list(searched.of_officer(staff)) == []
    with pytest.raises(PermissionDenied):
        protecting.see_search(row, by=staff)
