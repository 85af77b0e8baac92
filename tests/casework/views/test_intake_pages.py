"""One question to a page: order, task list, check, several people, two clerks, a lost log-in."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from casework.models import Case, Consent, FamilyRequest, IntakeDraft
from tests.factories import log_family

WHO = {"e-language": "fa", "e-name": "مریم فرضیان"}
PERSON = {"p0-name": "محمدرضا فرضیان", "p0-father": "غلامعباس", "p0-kin": "sister"}


@pytest.fixture
def desk(cast, enter):
    return enter(cast.clerk)


@pytest.fixture
def draft(desk):
    desk.post(reverse("intake_new"), WHO | {"do": "next"})
    return IntakeDraft.objects.get()


def at(draft, page):
    return reverse("intake_page", args=[draft.pk, page])


def send(client, draft, page, boxes, do="next", **more):
    return client.post(at(draft, page), boxes | {"do": do}, **more)


def test_pages_come_in_the_order_in_which_a_family_is_asked(desk, draft):
    pages, here = [], at(draft, "who")
    while here != reverse("intake_check", args=[draft.pk]):
        pages.append(here.split("/")[-2])
        boxes = {"who": WHO, "person-1": PERSON}.get(pages[-1], {})
        here = send(desk, draft, pages[-1], boxes).url

    assert pages == [
        "who", "reach", "together", "notice", "answers", "person-1", "sought", "last-1",
        "papers", "came",
    ]  # fmt: skip


def test_a_page_keeps_its_own_boxes_and_leaves_the_others(desk, draft):
    send(desk, draft, "reach", {"e-phone": "0916", "e-safe": "yes"})

    fields = IntakeDraft.objects.get().fields
    assert (fields["e-name"], fields["e-phone"]) == ("مریم فرضیان", "0916")


def test_a_page_that_does_not_fit_is_shown_again_with_what_was_typed(desk, draft):
    answer = send(desk, draft, "came", {"e-channel": "visit", "e-received": "۱۴۰۵"})

    assert answer.status_code == 200
    assert 'value="۱۴۰۵"' in answer.content.decode()
    assert IntakeDraft.objects.get().fields["e-received"] == "۱۴۰۵"


def test_the_task_list_says_what_the_lifecycle_still_demands(desk, draft):
    address = reverse("intake_draft", args=[draft.pk])
    assert desk.get(address).content.decode().count("Still needed:") == 2

    send(desk, draft, "notice", {"e-notice": "on"})
    send(desk, draft, "person-1", PERSON)

    assert desk.get(address).content.decode().count("Still needed:") == 0


def test_logging_from_the_check_page_a_second_press_and_an_old_page_give_one_request(desk, draft):
    send(desk, draft, "notice", {"e-notice": "on"})
    send(desk, draft, "person-1", PERSON)
    check = reverse("intake_check", args=[draft.pk])

    first, second = desk.post(check, {"do": "log"}), desk.post(check, {"do": "log"})
    old = send(desk, draft, "person-1", PERSON | {"p0-name": "x"})

    family = FamilyRequest.objects.get()
    receipt = reverse("receipt", args=[family.number])
    assert {first.url, second.url, old.url} == {receipt}
    assert Case.objects.get().state == "registered"
    assert IntakeDraft.objects.get().fields == {}


def test_check_page_names_what_is_missing_and_logs_nothing(desk, draft):
    answer = desk.post(reverse("intake_check", args=[draft.pk]), {"do": "log"})

    page = answer.content.decode()
    assert "Not yet: the name of the sought person is missing." in page
    assert f'href="{at(draft, "person-1")}#id_p0-name"' in page
    assert FamilyRequest.objects.count() == 0


def test_a_birth_after_the_last_contact_warns_and_does_not_stop(desk, draft):
    send(desk, draft, "person-1", PERSON | {"p0-born": "۱۳۸۰/۱۳/۰۱"})
    send(desk, draft, "last-1", {"p0-last_on": "۱۳۶۰"})

    page = desk.get(reverse("intake_check", args=[draft.pk])).content.decode()
    assert "The last news is older than the birth. Is that so?" in page
    assert "There is no such month. Only the year is taken over." in page

    desk.post(reverse("intake_check", args=[draft.pk]), {"do": "log"})
    assert Case.objects.get().sought.birth.as_given == "۱۳۸۰/۱۳/۰۱"


def test_a_date_in_boxes_is_kept_shown_again_and_read_back_in_both_calendars(desk, draft):
    boxes = {"p0-born_d": "12", "p0-born_m": "1", "p0-born": "1327", "p0-born_c": "solar"}
    send(desk, draft, "person-1", PERSON | boxes | {"p0-languages": ["fa", "ku"]})

    page = desk.get(at(draft, "person-1")).content.decode()
    assert 'name="p0-born_d" value="12"' in page
    assert "12 Farvardin 1327 (1 April 1948)" in page
    ticked = re.findall(r'name="p0-(\w+)" value="(\w+)"[^>]*checked', page)
    assert ticked == [("born_c", "solar"), ("languages", "fa"), ("languages", "ku")]
    check = desk.get(reverse("intake_check", args=[draft.pk])).content.decode()
    assert "12 Farvardin 1327 (1 April 1948)" in check
    assert "Persian · Kurdish" in check


def test_two_screens_in_two_languages_do_not_disagree_about_an_empty_date(cast, enter, desk, draft):
    seen = {"seen": draft.version}
    solar = {"p0-born_c": "solar", "page": "theirs"} | seen
    send(enter(cast.regional), draft, "person-1", PERSON | solar)

    gregorian = {"p0-born_c": "gregorian", "page": "mine"} | seen
    send(enter(cast.clerk), draft, "person-1", PERSON | gregorian)

    assert IntakeDraft.objects.get().apart == {}


# several people ----------------------------------------------------------------------------------


def test_another_like_the_first_copies_what_brothers_share(desk, draft):
    send(desk, draft, "person-1", PERSON | {"p0-mother": "زهرا", "p0-born": "۱۳۳۰"})
    send(desk, draft, "last-1", {"p0-last_place": "تیرانا"})

    answer = send(desk, draft, "sought", {}, do="copy")

    fields = IntakeDraft.objects.get().fields
    assert answer.url == at(draft, "person-2")
    assert fields["p1-name"] == "فرضیان"
    assert (fields["p1-father"], fields["p1-mother"]) == ("غلامعباس", "زهرا")
    assert fields["p1-last_place"] == "تیرانا"
    assert "p1-born" not in fields


def test_taking_a_person_away_moves_the_others_up_with_their_papers(desk, draft):
    for number, name in enumerate(["الف", "ب", "پ"]):
        if number:
            send(desk, draft, "sought", {}, do="more")
        send(desk, draft, f"person-{number + 1}", {f"p{number}-name": name})
    held = IntakeDraft.objects.get()
    held.fields = {**held.fields, "d0-whose": "1", "d1-whose": "2", "d2-whose": "0"}
    held.save()

    send(desk, draft, "sought", {}, do="less:2")

    fields = IntakeDraft.objects.get().fields
    assert [fields.get(f"p{i}-name") for i in range(3)] == ["الف", "پ", None]
    assert [fields[f"d{i}-whose"] for i in range(3)] == ["", "1", "0"]
    assert fields["count"] == "2"


@pytest.mark.parametrize("about", ["0", "9", "x", "", "۲"])
def test_taking_away_nobody_changes_nothing(desk, draft, about):
    send(desk, draft, "sought", {}, do="more")

    send(desk, draft, "sought", {}, do=f"less:{about}")

    assert IntakeDraft.objects.get().fields["count"] == "2"


def test_who_asks_together_answers_for_himself_alone(desk, draft):
    send(desk, draft, "together", {}, do="more_co")
    brother = {"c0-name": "علی فرضیان", "c0-phone": "0917", "c0-notice": "on", "c0-P3": "refused"}
    send(desk, draft, "co-1", brother)
    send(desk, draft, "notice", {"e-notice": "on"})
    send(desk, draft, "answers", {"a-P3": "granted"})
    send(desk, draft, "person-1", PERSON)
    desk.post(reverse("intake_check", args=[draft.pk]), {"do": "log"})

    family = FamilyRequest.objects.get()
    co = family.co_enquirers.get()
    said = {(c.person_id, c.purpose): c.answer for c in Consent.objects.all()}
    assert co.full_name == "علی فرضیان"
    assert said == {
        (family.enquirer_id, "P1"): "granted",
        (family.enquirer_id, "P3"): "granted",
        (co.pk, "P1"): "granted",
        (co.pk, "P3"): "refused",
    }


def test_second_contact_interviewer_interpreter_and_paper_place_are_kept(cast, desk, draft):
    send(desk, draft, "reach", {"e-second_name": "رضا نمونه", "e-second_phone": "0918"})
    send(desk, draft, "notice", {"e-notice": "on", "e-interpreter": "خانم نمونه"})
    send(desk, draft, "person-1", PERSON)
    came = {"e-channel": "visit", "e-interviewer": str(cast.regional.pk), "e-paper_place": "A 3"}
    send(desk, draft, "came", came)
    desk.post(reverse("intake_check", args=[draft.pk]), {"do": "log"})

    family = FamilyRequest.objects.get()
    assert family.second_contact.full_name == "رضا نمونه"
    assert family.interviewer == cast.regional
    assert (family.interpreter, family.paper_place) == ("خانم نمونه", "A 3")


# two clerks --------------------------------------------------------------------------------------


def test_two_clerks_in_one_box_lose_nothing_and_choose(cast, enter, desk, draft):
    mine = {"seen": draft.version, "page": "mine"}
    theirs = {"seen": draft.version, "page": "theirs"}
    send(enter(cast.regional), draft, "person-1", PERSON | theirs)

    desk = enter(cast.clerk)
    answer = send(desk, draft, "person-1", {"p0-name": "محمد فرضیان", "p0-mother": "زهرا"} | mine)

    held = IntakeDraft.objects.get()
    assert answer.url == at(draft, "person-1")
    assert held.fields["p0-name"] == "محمدرضا فرضیان"
    assert held.fields["p0-mother"] == "زهرا"
    assert held.apart["p0-name"]["typed"] == "محمد فرضیان"
    page = desk.get(answer.url).content.decode()
    assert "محمد فرضیان" in page
    assert "Regional" in page

    send(desk, draft, "person-1", PERSON, do="take:p0-name:typed")

    held = IntakeDraft.objects.get()
    assert (held.fields["p0-name"], held.apart.get("p0-name")) == ("محمد فرضیان", None)


def test_a_page_that_saves_by_itself_is_told_of_the_other_clerk(cast, enter, desk, draft):
    seen = {"seen": draft.version}
    theirs = {**WHO, "e-name": "مریم نمونه", "page": "theirs"} | seen
    send(enter(cast.regional), draft, "who", theirs)
    typed = {**WHO, "e-name": "مینا نمونه", "page": "mine"} | seen

    answer = send(enter(cast.clerk), draft, "who", typed, headers={"X-Autosave": "1"})

    assert answer.status_code == 409
    assert "Nothing is lost" in answer.json()["message"]
    assert IntakeDraft.objects.get().apart["e-name"]["typed"] == "مینا نمونه"


def test_a_page_that_shows_an_old_text_which_nobody_typed_there_takes_nothing_back(
    cast, enter, desk, draft
):
    seen = {"seen": draft.version}
    theirs = {**WHO, "e-name": "مریم نمونه", "page": "theirs"} | seen
    send(enter(cast.regional), draft, "who", theirs)

    mine = WHO | {"e-latin": "Maryam", "page": "mine"} | seen
    client = enter(cast.clerk)
    for _time in range(2):
        answer = send(client, draft, "who", mine, headers={"X-Autosave": "1"})

    held = IntakeDraft.objects.get()
    assert answer.status_code == 200
    assert (held.fields["e-name"], held.fields["e-latin"]) == ("مریم نمونه", "Maryam")
    assert held.apart == {}


def test_ones_own_page_never_disagrees_with_itself(desk, draft):
    for typed in ("ر", "رض", "رضا"):
        boxes = {"p0-name": typed, "seen": draft.version, "page": "one"}
        send(desk, draft, "person-1", boxes, headers={"X-Autosave": "1"})

    held = IntakeDraft.objects.get()
    assert (held.fields["p0-name"], held.apart) == ("رضا", {})


def test_two_first_saves_of_one_page_make_one_draft(desk):
    page = WHO | {"draft": "6f2c3a52-9f5f-4a0e-8a0f-3a6f0f0f0f0f", "page": "p"}
    desk.post(reverse("intake_new"), page, headers={"X-Autosave": "1"})
    desk.post(reverse("intake_new"), page | {"do": "next"})

    assert [str(d.pk) for d in IntakeDraft.objects.all()] == [page["draft"]]


def test_a_draft_of_another_office_is_not_written_to_through_its_key(cast, enter, desk, draft):
    client = enter(cast.elsewhere["clerk"])

    answer = client.post(reverse("intake_new"), {"e-name": "x", "draft": str(draft.pk)})

    assert answer.status_code == 403
    assert IntakeDraft.objects.get().fields["e-name"] == "مریم فرضیان"


# the log-in runs out -----------------------------------------------------------------------------


def log_out(client):
    del client.cookies[settings.SESSION_COOKIE_NAME]


def test_what_was_typed_stands_there_again_after_logging_in(cast, enter, desk, draft):
    log_out(desk)
    answer = send(desk, draft, "person-1", PERSON | {"seen": "1", "page": "p"})
    assert answer.url.startswith(reverse("account_login"))
    assert "محمدرضا" not in str(dict(desk.session))

    desk.force_login(cast.clerk, backend="django.contrib.auth.backends.ModelBackend")
    page = desk.get(at(draft, "person-1")).content.decode()

    assert 'value="محمدرضا فرضیان"' in page
    assert "What you typed stands here again." in page
    again = desk.get(at(draft, "person-1")).content.decode()
    assert "What you typed stands here again." not in again


def test_what_was_typed_before_a_draft_existed_outlives_the_log_in_too(cast, desk):
    log_out(desk)
    desk.post(reverse("intake_new"), WHO)
    desk.force_login(cast.clerk, backend="django.contrib.auth.backends.ModelBackend")

    assert 'value="مریم فرضیان"' in desk.get(reverse("intake_new")).content.decode()


def test_a_page_that_saves_by_itself_is_told_that_the_log_in_ran_out(desk, draft):
    log_out(desk)

    assert send(desk, draft, "who", WHO, headers={"X-Autosave": "1"}).status_code == 401
    assert "typed_before_log_in" not in desk.session


def test_a_page_of_an_earlier_log_in_is_asked_for_anew_with_its_text(cast, client, draft):
    strict = type(client)(enforce_csrf_checks=True)
    strict.force_login(cast.clerk, backend="django.contrib.auth.backends.ModelBackend")

    answer = strict.post(at(draft, "person-1"), PERSON)

    assert answer.url == at(draft, "person-1")
    assert 'value="محمدرضا فرضیان"' in strict.get(answer.url).content.decode()
    assert "p0-name" not in IntakeDraft.objects.get().fields


def test_other_pages_still_refuse_an_old_mark(cast, client):
    strict = type(client)(enforce_csrf_checks=True)
    strict.force_login(cast.clerk, backend="django.contrib.auth.backends.ModelBackend")

    assert strict.post(reverse("news_new"), {"about": "x", "words": "y"}).status_code == 403


# beside the form ---------------------------------------------------------------------------------


def test_a_request_that_looks_alike_stands_beside_the_form_with_its_reasons(cast, desk, draft):
    case = log_family(cast, sought=("سيد محمد رضا فرضيان",)).cases.get()

    send(desk, draft, "person-1", PERSON | {"p0-born": "۱۳۲۷"})
    page = desk.get(at(draft, "person-1")).content.decode()

    assert case.reference in page
    for why in ("the same name", "the same father", "the birth may be the same"):
        assert why in page


def test_what_another_office_holds_looks_like_nothing_at_all(cast, desk, draft):
    send(desk, draft, "person-1", PERSON)
    before = desk.get(at(draft, "person-1")).content.decode()
    log_family(cast, by=cast.elsewhere["clerk"], office=cast.tirana)
    after = desk.get(at(draft, "person-1")).content.decode()

    start, end = '<section class="sheet" id="alike"', "</section>"
    beside = [page[page.index(start) :].partition(end)[0] for page in (before, after)]
    assert beside[0] == beside[1]
    assert "Nothing you may see here." in beside[0]


# digits and languages ----------------------------------------------------------------------------


def test_kept_is_said_in_the_digits_of_the_office(cast, enter, draft):
    answer = send(enter(cast.clerk, "fa"), draft, "who", WHO, headers={"X-Autosave": "1"})

    said = answer.json()["message"]
    assert not any(char.isascii() and char.isdigit() for char in said)
    assert sum(char in "۰۱۲۳۴۵۶۷۸۹" for char in said) == 4


@pytest.mark.parametrize("language", ["en", "fa", "ar", "sq"])
@pytest.mark.parametrize(
    "page", ["who", "reach", "together", "co-1", "notice", "answers", "person-1", "sought",
             "last-1", "papers", "came", "all"],
)  # fmt: skip
def test_every_page_of_the_intake_opens_in_every_language(cast, enter, draft, language, page):
    client = enter(cast.clerk, language)
    send(client, draft, "together", {}, do="more_co")

    assert client.get(at(draft, page)).status_code == 200
    assert client.get(reverse("intake_draft", args=[draft.pk])).status_code == 200
    assert client.get(reverse("intake_check", args=[draft.pk])).status_code == 200
