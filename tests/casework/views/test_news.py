"""News handed in: by anyone, thanked with a number, read by protection alone (rule 43)."""

import uuid

import pytest
from django.urls import reverse

from casework.disclosure import leads
from casework.models import Entry

TYPED = {"about": "محمدرضا فرضیان", "words": "او را در بازار دیده‌اند", "source": "همسایه"}


def hand_in(client, **more):
    return client.post(reverse("news_new"), {"command": uuid.uuid4(), **TYPED, **more})


@pytest.mark.parametrize("role", ["clerk", "signatory", "regional", "administrator"])
def test_anyone_hands_in_and_gets_nothing_but_a_number(cast, enter, role):
    answer = hand_in(enter(cast.staff[role]))

    news = leads.news_for(cast.protection).get()
    assert answer.url == reverse("news_thanks", args=[news.thanks_number])
    assert news.words == TYPED["words"]


def test_what_was_handed_in_cannot_be_read_back_by_whoever_wrote_it(cast, enter):
    client = enter(cast.clerk)
    thanks = client.get(hand_in(client).url).content.decode()
    number = leads.news_for(cast.protection).get().thanks_number

    assert TYPED["words"] not in thanks
    assert client.get(reverse("news", args=[number])).status_code == 403
    assert client.get(reverse("news_list")).status_code == 403


def test_handing_in_twice_with_one_press_is_one_piece_of_news(cast, enter):
    client, command = enter(cast.clerk), uuid.uuid4()

    first, second = hand_in(client, command=command), hand_in(client, command=command)

    assert first.url == second.url
    assert leads.news_for(cast.protection).count() == 1


def test_the_protection_officer_reads_it_and_the_reading_is_noted(cast, enter):
    hand_in(enter(cast.clerk))
    number = leads.news_for(cast.protection).get().thanks_number
    client = enter(cast.protection)

    listed = client.get(reverse("news_list")).content.decode()
    read = client.get(reverse("news", args=[number])).content.decode()

    assert number in listed
    assert TYPED["words"] not in listed
    assert TYPED["words"] in read
    line = Entry.objects.get(verb="read_news")
    assert (line.by, line.target, line.reading) == (cast.protection, number, True)


def test_another_offices_protection_officer_finds_nothing(cast, enter):
    hand_in(enter(cast.clerk))
    number = leads.news_for(cast.protection).get().thanks_number
    client = enter(cast.elsewhere["protection"])

    assert client.get(reverse("news", args=[number])).status_code == 404
    assert list(client.get(reverse("news_list")).context["news"]) == []


def test_a_stranger_hands_in_nothing(cast, enter):
    assert hand_in(enter(cast.stranger)).status_code == 403


def test_the_page_of_thanks_takes_no_words_of_others(cast, enter):
    client = enter(cast.clerk)

    assert client.get(reverse("news_thanks", args=["call-me"])).status_code == 404
