"""What is added later: details, notice, answers, calls and notes."""

import re
import uuid

import pytest
from django.urls import reverse

from casework import consent
from casework.actions import requests
from casework.models import Case, Consent, Contact, Entry, Note
from tests import factories


@pytest.fixture
def case(cast):
    factories.log_family(cast)
    return Case.objects.get()


def post(client, page, case, **typed):
    sent = {"command": uuid.uuid4(), "seen": case.version, **typed}
    return client.post(reverse(page, args=[case.reference]), sent)


def test_what_was_missing_is_added_and_the_case_is_logged(cast, enter):
    told = factories.told(sought=("علی نمونه",))
    told.sought[0].person.names[0].father = ""
    told.sought[0].person.birth = None
    requests.log_request(told, office=cast.ahvaz, by=cast.clerk)
    case = Case.objects.get()
    assert case.state == "draft"

    post(enter(cast.clerk), "case_complete", case, birth="حدود ۱۳۴۰", mother="خدیجه")

    case = Case.objects.get()
    assert case.state == "registered"
    assert case.sought.birth.as_given == "حدود ۱۳۴۰"
    assert case.sought.mother == "خدیجه"
    line = Entry.objects.get(verb="complete_sought")
    assert line.details == {"fields": ["birth", "mother"]}


def test_what_stands_already_stays_when_a_box_is_left_empty(cast, enter, case):
    post(enter(cast.clerk), "case_complete", case, birth_place="اهواز")

    sought = Case.objects.get().sought
    assert (sought.full_name, sought.father) == ("محمدرضا فرضیان", "غلامعباس")
    assert sought.birth.as_given == "حدود ۱۳۲۷"
    assert sought.birth_place == "اهواز"


def test_two_who_add_at_once_do_not_overwrite_each_other(cast, enter, case):
    client = enter(cast.clerk)
    post(client, "case_complete", case, mother="خدیجه")

    answer = post(client, "case_complete", case, mother="مریم")

    assert Case.objects.get().sought.mother == "خدیجه"
    assert "has changed this in the meantime" in answer.content.decode()
    assert "مریم" in answer.content.decode()


def test_the_notice_given_later_logs_the_case(cast, enter):
    factories.log_family(cast, notice=None)
    case = Case.objects.get()

    post(enter(cast.clerk), "give_notice", case, language="fa", given="on", read_aloud="on")

    case = Case.objects.get()
    assert case.state == "registered"
    assert case.request.notice_read_aloud is True


def test_the_notice_is_not_noted_without_the_tick(cast, enter):
    factories.log_family(cast, notice=None)
    case = Case.objects.get()

    answer = post(enter(cast.clerk), "give_notice", case, language="fa")

    assert answer.status_code == 200
    assert Case.objects.get().state == "draft"


def test_answers_are_added_and_nothing_is_ticked_beforehand(cast, enter, case):
    before = Consent.objects.count()
    client = enter(cast.clerk)

    page = client.get(reverse("consent", args=[case.reference])).content.decode()
    post(client, "consent", case, P3="refused", P2="granted", how="oral")

    assert "checked" not in page.split('id="ask"')[1].split("</form>")[0]
    added = Consent.objects.order_by("sequence")[before:]
    assert {row.purpose: row.answer for row in added} == {"P3": "refused", "P2": "granted"}


def test_the_questions_are_asked_in_the_familys_language(cast, enter, case):
    page = enter(cast.clerk, "en").get(reverse("consent", args=[case.reference]))

    assert '<div lang="fa" dir="rtl">' in page.content.decode()


def test_a_call_is_noted_once(cast, enter, case):
    client, command = enter(cast.clerk), uuid.uuid4()

    for _press in range(2):
        post(client, "contact_new", case, command=command, how="call", result="talked", said="سلام")

    assert [contact.said for contact in Contact.objects.all()] == ["سلام"]


def test_a_note_is_sealed_in_the_database(cast, enter, case):
    post(enter(cast.clerk), "note_new", case, words="یادداشت آزمایشی")

    assert Note.objects.get().words == "یادداشت آزمایشی"
    assert "آزمایشی".encode() not in bytes(Note.objects.values_list("words", flat=True).get())


CAME = {"channel": "phone", "interpreter": "خانم نمونه", "paper_place": "A 3"}


def test_how_the_request_came_is_shown_and_put_right(cast, enter, case):
    client, story = enter(cast.clerk), reverse("case", args=[case.reference])
    assert "came to the office" in client.get(story).content.decode()
    typed = CAME | {"interviewer": str(cast.regional.pk), "second_name": "رضا نمونه"}

    post(client, "case_came", case, second_phone="0918 000 0001", **typed)

    shown = client.get(story).content.decode()
    for said in ("by telephone", "خانم نمونه", "A 3", "رضا نمونه", str(cast.regional)):
        assert said in shown
    assert "0918" not in shown
    line = Entry.objects.get(verb="describe_coming")
    fields = ["channel", "interviewer", "interpreter", "paper_place", "second_contact"]
    assert line.details == {"fields": fields}


def test_an_old_page_about_how_it_came_puts_nothing_back(cast, enter, case):
    client = enter(cast.clerk)
    post(client, "case_came", case, **CAME)

    post(client, "case_came", case, **CAME | {"paper_place": "B 4"})

    assert Case.objects.get().request.paper_place == "A 3"


def test_who_spoke_with_the_family_stays_known_after_leaving_the_office(cast, enter, case):
    family = case.request
    cast.regional.posts.all().delete()
    family.interviewer = cast.regional
    family.save()

    post(enter(cast.clerk), "case_came", case, interviewer=str(cast.regional.pk), **CAME)

    family.refresh_from_db()
    assert (family.interviewer, family.paper_place) == (cast.regional, "A 3")


def test_a_telephone_without_a_name_is_asked_again(cast, enter, case):
    answer = post(enter(cast.clerk), "case_came", case, second_phone="0918", **CAME)

    assert "Whose telephone is this?" in answer.content.decode()
    assert Case.objects.get().request.second_contact is None


@pytest.mark.parametrize("name", ["case_complete", "case_came", "give_notice", "consent"])
def test_signatories_add_nothing_to_the_request(cast, enter, case, name):
    assert post(enter(cast.signatory), name, case).status_code == 403


@pytest.mark.parametrize(
    "name", ["case_complete", "case_came", "give_notice", "consent", "contact_new", "note_new"]
)
def test_other_offices_and_strangers_find_nothing(cast, enter, case, name):
    assert post(enter(cast.elsewhere["clerk"]), name, case).status_code == 404
    assert post(enter(cast.stranger), name, case).status_code == 404


# somebody asks too, later ------------------------------------------------------------------------

BROTHER = {"name": "علی فرضیان", "phone": "0917", "safe": "yes", "how": "oral", "version": "1"}


def test_who_asks_too_later_answers_for_himself_alone(cast, enter, case):
    client = enter(cast.clerk)
    answer = post(client, "case_join", case, **BROTHER, notice="on", P3="refused", P10="granted")

    family = Case.objects.get().request
    brother = family.co_enquirers.get()
    said = {c.purpose: (c.answer, c.notice_version) for c in brother.consents.all()}
    assert answer.url == reverse("case_people", args=[case.reference])
    assert (brother.full_name, brother.contact_points.get().safe) == ("علی فرضیان", "yes")
    assert said == {"P1": ("granted", 1), "P3": ("refused", 1), "P10": ("granted", 1)}
    assert family.enquirer.consents.filter(purpose="P3").get().answer == "granted"
    assert "علی فرضیان" in client.get(answer.url).content.decode()


def test_one_who_came_later_neither_agrees_nor_refuses_for_the_enquirer(cast, enter, case):
    icrc, embassy = factories.make_body("icrc"), factories.make_body("embassy")

    post(enter(cast.clerk), "case_join", case, **BROTHER, notice="on", P3="refused", P6="granted")

    case, today = Case.objects.get(), cast.ahvaz.today()
    assert consent.covers(case, icrc, today)
    assert not consent.covers(case, embassy, today)


def test_nothing_is_ticked_for_one_who_comes_later(cast, enter, case):
    page = enter(cast.clerk).get(reverse("case_join", args=[case.reference])).content.decode()

    assert re.findall(r'<input[^>]*name="\w+"[^>]*checked', page) == []


def test_pressing_twice_adds_one_person_and_an_old_page_adds_none(cast, enter, case):
    client, command = enter(cast.clerk), uuid.uuid4()
    for _press in range(2):
        post(client, "case_join", case, **BROTHER, command=command)
    stale = post(client, "case_join", case, **BROTHER)

    assert Case.objects.get().request.co_enquirers.count() == 1
    assert "has changed this in the meantime" in stale.content.decode()
    assert 'value="علی فرضیان"' in stale.content.decode()


@pytest.mark.parametrize("name", ["", "  ", "\u202e"])
def test_without_a_name_nobody_is_added(cast, enter, case, name):
    answer = post(enter(cast.clerk), "case_join", case, **BROTHER | {"name": name})

    assert answer.status_code == 200
    assert Case.objects.get().request.co_enquirers.count() == 0
