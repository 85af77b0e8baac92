"""The pages of “possibly the same person”, and the page of protection officers beside it."""

import pytest
from django.urls import reverse

from casework import access
from casework.actions import comparing
from casework.disclosure import recognising
from tests.factories import log_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(cast):
    log_family(cast)
    log_family(cast, enquirer="Zahra Sample", sought=("Mohammad Reza Farzian",))
    comparing.compare_waiting()
    return access.likenesses(cast.coordinator).get()


def text_of(answer):
    return answer.content.decode()


def test_the_list_says_so_when_nothing_waits(cast, enter):
    page = text_of(enter(cast.coordinator).get(reverse("same_list")))

    assert "Nothing waits." in page


def test_the_list_and_the_home_page_count_what_waits(cast, enter, pair):
    client = enter(cast.coordinator)

    assert reverse("same_pair", args=[pair.pk]) in text_of(client.get(reverse("same_list")))
    counts = client.get(reverse("home")).context["counts"]
    assert [c["count"] for c in counts if c["url"] == reverse("same_list")] == [1]


def test_the_list_asks_the_database_as_often_for_many_as_for_few(
    cast, enter, pair, django_assert_max_num_queries
):
    log_family(cast, enquirer="Third Sample", sought=("Mohamad-Reza Farziyan",))
    comparing.compare_waiting()
    client = enter(cast.coordinator)

    with django_assert_max_num_queries(40):
        page = client.get(reverse("same_list"))
    assert len(page.context["page"].object_list) == 3


def test_side_by_side_says_what_fits_and_how_much_it_counts(cast, enter, pair):
    page = enter(cast.coordinator).get(reverse("same_pair", args=[pair.pk]))

    assert {line.one for line in page.context["lines"]} | {
        line.other for line in page.context["lines"]
    } >= {"محمد", "رضا", "فرضیان", "mohammad", "reza", "farzian"}
    assert sum(line.share for line in page.context["lines"]) in (99, 100, 101)
    assert "<meter" in text_of(page)
    assert "غلامعباس" in text_of(page)


def test_a_decision_without_a_reason_keeps_what_was_chosen(cast, enter, pair):
    client = enter(cast.coordinator)
    url = reverse("same_pair", args=[pair.pk])

    page = client.post(url, {"judgement": "different", "reason": "", "seen": pair.version})

    assert "Please give the reason." in text_of(page)
    assert 'value="different" checked' in text_of(page)
    assert access.likenesses(cast.coordinator).open().exists()


def test_decided_and_taken_back_on_the_page(cast, enter, pair):
    client = enter(cast.coordinator)
    url = reverse("same_pair", args=[pair.pk])

    client.post(url, {"judgement": "different", "reason": "the faces", "seen": pair.version})
    judged = client.get(reverse("same_list") + "?show=judged")
    assert [row.pk for row in judged.context["page"].object_list] == [pair.pk]
    assert "the faces" in text_of(client.get(url))

    seen = access.likenesses(cast.coordinator).get().version
    client.post(url, {"take_back": "1", "reason": "looked again", "seen": seen})
    assert access.likenesses(cast.coordinator).open().exists()


def test_an_odd_page_number_opens_the_list(cast, enter, pair):
    for odd in ("", "x", "-1", "99999999999999999999"):
        answer = enter(cast.coordinator).get(reverse("same_list"), {"page": odd})
        assert answer.status_code == 200


def test_a_protection_officer_sees_of_another_offices_record_only_where_it_is(cast, enter):
    log_family(cast)
    other = log_family(
        cast, by=cast.elsewhere["clerk"], office=cast.tirana, enquirer="Zana Sample",
        sought=("Mohammad Reza Farzian",),
    ).cases.get()  # fmt: skip
    comparing.compare_waiting()
    row = recognising.recognitions(cast.protection).first()
    client = enter(cast.protection)

    page = text_of(client.get(reverse("sealed_recognised", args=[row.pk])))

    assert other.reference in page
    assert "Zana" not in page and "Farzian" not in page
    assert reverse("sealed_recognised", args=[row.pk]) in text_of(
        client.get(reverse("sealed_desk"))
    )


def test_handling_it_needs_a_reason_and_is_remembered(cast, enter):
    log_family(cast, enquirer="زهرا رستمی", sought=("Hassan Karimi",))
    log_family(cast, enquirer="حسن کریمی", sought=("Bahram Sample",))
    comparing.compare_waiting()
    row = recognising.recognitions(cast.protection).get()
    client, url = enter(cast.protection), reverse("sealed_recognised", args=[row.pk])

    assert "Please give the reason." in text_of(client.post(url, {"handled": "another"}))
    assert client.post(url, {"handled": "another", "words": "no"}).status_code == 302
    assert not recognising.recognitions(cast.protection).filter(handled="").exists()
    client.post(url, {"take_back": "1", "words": "yes"})
    assert recognising.recognitions(cast.protection).filter(handled="").exists()


def test_the_older_number_always_stands_first(cast, enter, pair):
    page = enter(cast.coordinator).get(reverse("same_pair", args=[pair.pk]))

    shown = [side["case"].reference for side in page.context["sides"]]
    assert shown == sorted(case.reference for case in (pair.first, pair.second))
