"""“How is my case?”: whom one finds, what one may say, what is noted, and what never shows."""

import datetime
import uuid

import pytest
from django.urls import reverse

from casework.actions import cases as case_actions
from casework.actions import contacts, outward
from casework.models import Case, Contact
from tests import factories

SHARED = {**factories.GRANTED_ALL, "P2": "granted"}
WRITTEN = datetime.date(2026, 11, 10)


@pytest.fixture
def case(cast):
    factories.log_family(cast)
    return Case.objects.get()


@pytest.fixture
def shared(cast):
    factories.log_family(cast, answers=SHARED)
    return Case.objects.get()


def look(client, words):
    return client.get(reverse("look_up"), {"q": words})


def card(client, case):
    return client.get(reverse("status_card", args=[case.reference]))


def tell(client, case, result, command=None):
    address = reverse("tell", args=[case.reference])
    return client.post(address, {"result": result, "command": command or uuid.uuid4()})


@pytest.mark.parametrize("words", ["محمدرضا فرضیان", "09160000005", "1"])
def test_an_own_case_is_found_by_name_phone_and_spoken_number(cast, enter, case, words):
    if words == "1":
        words = str(int(case.reference.split("-")[2]))

    assert look(enter(cast.regional), words).url == reverse("status_card", args=[case.reference])


def test_another_offices_case_is_found_by_its_exact_number_alone(cast, enter, shared):
    client = enter(cast.elsewhere["regional"])

    assert look(client, shared.reference).url == reverse("status_card", args=[shared.reference])
    assert look(client, "محمدرضا فرضیان").status_code == 200
    assert shared.reference not in look(client, "محمدرضا فرضیان").content.decode()
    assert shared.reference not in look(client, "09160000005").content.decode()


def test_another_offices_case_is_not_there_without_the_familys_agreement(cast, enter, case):
    client = enter(cast.elsewhere["regional"])

    assert "Nothing you may see here" in look(client, case.reference).content.decode()
    assert card(client, case).status_code == 404
    assert tell(client, case, "told").status_code == 404


def test_another_offices_card_holds_the_public_status_and_nobodys_name(cast, enter, shared):
    page = card(enter(cast.elsewhere["regional"]), shared).content.decode()

    assert "With us, being checked" in page
    for secret in ("فرضیان", "09160000005", "غلامعباس", "تیرانا، آلبانی"):
        assert secret not in page


def test_the_words_to_say_are_in_the_familys_language_whatever_the_screen_speaks(cast, enter, case):
    case_actions.check_and_accept(case, by=cast.coordinator)
    outward.record_step(
        case, by=cast.coordinator, body=factories.make_body(), kind="first", on=WRITTEN
    )

    answer = card(enter(cast.clerk, "en"), case)

    assert answer.context["say"]["status"].startswith("در تاریخ")
    assert "۱۹ آبان ۱۴۰۵" in answer.context["say"]["status"]
    assert '<p class="say">' in answer.content.decode()
    assert 'lang="fa" dir="rtl"' in answer.content.decode()


def test_a_reply_changes_nothing_on_the_card(cast, enter, case):
    case_actions.check_and_accept(case, by=cast.coordinator)
    body, thread = factories.make_body(), uuid.uuid4()
    outward.record_step(
        case, by=cast.coordinator, body=body, kind="first", on=WRITTEN, thread=thread
    )
    client = enter(cast.clerk)
    before = card(client, case).context

    outward.record_mark(case, by=cast.coordinator, thread=thread, mark="answered_on", on=WRITTEN)
    after = card(client, case).context

    assert Case.objects.get().state == "answered"
    assert (after["standing"], after["say"]) == (before["standing"], before["say"])


@pytest.mark.parametrize("result", ["told", "not_reached", "wrong_number", "died"])
def test_what_became_of_the_call_is_noted_once(cast, enter, case, result):
    client, command = enter(cast.clerk), uuid.uuid4()

    for _press in range(2):
        tell(client, case, result, command)

    assert [contact.result for contact in Contact.objects.all()] == [result]


def test_another_office_tells_a_family_that_agreed(cast, enter, shared):
    tell(enter(cast.elsewhere["regional"]), shared, "told")

    noted = Contact.objects.get()
    assert (noted.request, noted.by) == (shared.request, cast.elsewhere["regional"])


def test_after_a_death_nobody_is_called_any_more(cast, enter, case):
    contacts.tell_family(case.request, by=cast.clerk, result="died")
    client = enter(cast.clerk)

    page = card(client, case).content.decode()
    tell(client, case, "told")

    assert "The person who asked has died." in page
    assert "What you may say" not in page
    assert Contact.objects.filter(result="told").count() == 0


def test_an_odd_result_notes_nothing(cast, enter, case):
    tell(enter(cast.clerk), case, "found")

    assert Contact.objects.count() == 0


def test_who_may_not_look_up_or_tell(cast, enter, case):
    assert look(enter(cast.administrator), case.reference).status_code == 403
    assert look(enter(cast.stranger), case.reference).status_code == 403
    assert tell(enter(cast.signatory), case, "told").status_code == 403
    assert enter(cast.clerk).get(reverse("tell", args=[case.reference])).status_code == 405
