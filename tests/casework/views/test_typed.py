"""What somebody typed to find a person stands in no address, and nowhere to be read."""

import re
from urllib.parse import quote, unquote_plus

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from casework.models import Case
from tests import factories

NAME = "فرضیان"
TWO = ("علی فرضیان", "حسن فرضیان")
PHONE = "0916-555-0133"


@pytest.fixture
def family(cast):
    return factories.log_family(cast, sought=TWO)


def links(page: str) -> list[str]:
    return [unquote_plus(found) for found in re.findall(r'(?:href|action)="([^"]*)"', page)]


def followed(client, where: str, told: dict):
    answer = client.post(where, told, follow=True)
    return answer, [unquote_plus(address) for address, _status in answer.redirect_chain]


def test_the_search_of_every_page_goes_on_without_the_words(cast, enter, family):
    answer, addresses = followed(enter(cast.clerk), reverse("search"), {"q": NAME})

    assert len(answer.context["page"].object_list) == 2
    assert [address for address in addresses if NAME in address] == []
    assert [link for link in links(answer.content.decode()) if NAME in link] == []


def test_one_hit_opens_the_case_without_the_words(cast, enter, family):
    client = enter(cast.clerk)
    case = Case.objects.get(sought__names__full_as_given=TWO[0])

    _answer, addresses = followed(client, reverse("search"), {"q": TWO[0]})

    assert addresses[-1] == reverse("case", args=[case.reference])
    assert not any("علی" in address for address in addresses)


def test_the_boxes_over_the_list_keep_the_words_out_and_the_rest_in(cast, enter, family):
    told = {"q": NAME, "status": "being_checked", "sort": "name"}

    answer, addresses = followed(enter(cast.coordinator), reverse("case_list"), told)

    assert len(answer.context["page"].object_list) == 2
    assert f'value="{NAME}"' in answer.content.decode()
    assert "status=being_checked" in addresses[-1]
    assert "sort=name" in addresses[-1]
    shown = [*addresses, *links(answer.content.decode())]
    assert [address for address in shown if NAME in address] == []


def test_a_list_goes_on_to_a_sheet_with_the_same_cases(cast, enter, family):
    factories.log_family(cast)
    client = enter(cast.coordinator)
    answer, _addresses = followed(client, reverse("case_list"), {"q": TWO[1]})
    onward = next(
        found.replace("&amp;", "&")
        for found in re.findall(r'href="([^"]*)"', answer.content.decode())
        if found.startswith(reverse("export_new"))
    )

    sheet = client.get(onward)

    assert sheet.context["count"] == 1
    assert not any("حسن" in link for link in links(sheet.content.decode()))


def test_the_look_up_goes_on_without_the_words(cast, enter, family):
    answer, addresses = followed(enter(cast.regional), reverse("look_up"), {"q": NAME})

    assert len(answer.context["hits"]) == 2
    assert [address for address in addresses if NAME in address] == []


def test_what_was_typed_lies_sealed(cast, enter, family):
    client = enter(cast.clerk)
    client.post(reverse("search"), {"q": PHONE})

    client.post(reverse("search"), {"q": NAME})

    held = [str(session.get_decoded()) for session in Session.objects.all()]

    assert any("'typed'" in one for one in held)
    written = (PHONE, PHONE.replace("-", ""), NAME, quote(NAME), NAME.encode().hex())
    assert not any(word in one for one in held for word in written)


def test_words_of_another_log_in_ask_for_nothing_and_say_so(cast, enter, family):
    _answer, addresses = followed(enter(cast.clerk), reverse("case_list"), {"q": TWO[0]})

    page = enter(cast.coordinator).get(addresses[-1])

    assert "no longer kept" in page.content.decode()
    assert not page.context["form"]["q"].value()
    assert len(page.context["page"].object_list) == 2


def test_a_log_in_keeps_the_last_thirty_searches(cast, enter):
    client = enter(cast.clerk)
    for number in range(33):
        client.post(reverse("search"), {"q": f"نمونه {number}"})

    assert len(client.session["typed"]) == 30
