"""Every page of casework opens in every language, and says nothing to those it is not for."""

import pytest
from django.urls import reverse

from casework.models import Case
from tests import factories

CASE_PAGES = (
    "case", "case_people", "case_documents", "case_letters", "case_timeline", "case_complete",
    "give_notice", "consent", "contact_new", "note_new", "request_stop", "co_sign", "status_card",
    "case_came",
)  # fmt: skip
OPEN_PAGES = ("home", "search", "case_list", "look_up", "board", "news_new", "intake_new")
HOUSE_PAGES = ("house", "organisation_edit", "office_new", "body_new", "staff_new")


@pytest.fixture
def case(cast):
    factories.log_family(cast)
    return Case.objects.get()


@pytest.mark.parametrize("language", ["en", "fa", "ar", "sq"])
@pytest.mark.parametrize("name", CASE_PAGES)
def test_a_page_of_a_case_opens_in_every_language(cast, enter, case, name, language):
    answer = enter(cast.clerk, language).get(reverse(name, args=[case.reference]))

    assert answer.status_code == 200
    assert f'lang="{language}"' in answer.content.decode()


@pytest.mark.parametrize("name", CASE_PAGES)
def test_a_page_of_a_case_is_not_there_for_other_offices_and_strangers(cast, enter, case, name):
    address = reverse(name, args=[case.reference])

    assert enter(cast.elsewhere["coordinator"]).get(address).status_code == 404
    stranger = enter(cast.stranger).get(address).status_code
    assert stranger == (403 if name == "status_card" else 404)
    assert enter(cast.administrator).get(address).status_code == stranger


@pytest.mark.parametrize("name", CASE_PAGES)
def test_a_page_of_a_case_asks_for_the_door_first(client, case, name):
    answer = client.get(reverse(name, args=[case.reference]))

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("language", ["en", "fa", "ar", "sq"])
@pytest.mark.parametrize("name", OPEN_PAGES)
def test_a_page_of_the_day_opens_in_every_language(cast, enter, case, name, language):
    assert enter(cast.clerk, language).get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", HOUSE_PAGES)
def test_the_house_is_for_administrators_alone(cast, enter, name):
    assert enter(cast.administrator).get(reverse(name)).status_code == 200
    assert enter(cast.coordinator).get(reverse(name)).status_code == 403
    assert enter(cast.stranger).get(reverse(name)).status_code == 403
