"""A family at the desk: from the first word to the receipt, a call, and news that is not for us."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from casework.models import Case
from casework.wording import papers
from tests.journeys.screen import Screen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CERTIFICATE = Path(settings.BASE_DIR) / "deploy" / "sample" / "documents" / "002-birth.jpg"
THANKS = re.compile(r"N-\d{4}-\d{4,}-[0-9A-F]{4}")
SECRET = "او را در بازار شهر دیده‌اند"
QUESTIONS = ("P3", "P2", "P5", "P6", "P13", "P9", "P10")
RECEIVED = {"fa": "درخواست شما دریافت شد.", "ar": "استلمنا طلبكم."}
BROTHERS = ["محمدرضا فرضیان", "علی فرضیان"]
SCREEN_AND_FAMILY = [("en", "fa"), ("fa", "ar")]


def who_asks(screen: Screen, family: str) -> None:
    screen.choose("Language of the family", family)
    screen.fill("Full name, as it is said", "مریم فرضیان")
    screen.fill("Telephone", "۰۹۱۶ ۵۵۵ ۰۱۰۱")
    screen.tick("The information notice was given and explained")


def who_is_sought(screen: Screen, place: int, name: str, father: str, born: str) -> None:
    person = screen.page.locator(f"section[aria-labelledby=s-person-{place + 1}]")
    screen.fill("Full name", name, person)
    screen.fill("Father's name", father, person)
    screen.fill_date("Born", born, person)
    if place == 0:
        last = screen.page.locator("section[aria-labelledby=s-last-1]")
        screen.fill("Last known place", "تیرانا، آلبانی", last)
        screen.fill_date("Last news, when", "بهار ۱۳۷۷", last)


def answer_all(screen: Screen, family: str) -> None:
    yes = papers.sentence("four_questions", family, "yes")
    for purpose in QUESTIONS:
        answers = screen.page.locator(f"#id_a-{purpose}")
        answers.get_by_role("radio", name=yes, exact=True).check()


def bring_a_paper(screen: Screen) -> None:
    screen.page.get_by_label(screen.say("Add files or photographs")).set_input_files(CERTIFICATE)
    screen.press("Check and keep the files")
    row = screen.page.get_by_role("row").filter(has_text=CERTIFICATE.name)
    expect(row).to_be_visible()
    screen.choose("What it is", "birth", row)
    screen.tick("A copy may go out", row)


def log_a_family(screen: Screen, family: str) -> list[Case]:
    screen.follow("New request")
    screen.follow("All on one page")
    who_asks(screen, family)
    who_is_sought(screen, 0, "محمدرضا فرضیان", "غلامعباس", "حدود ۱۳۲۷")
    screen.press("Another sought person")
    who_is_sought(screen, 1, "علی فرضیان", "غلامعباس", "۱۳۳۰")
    screen.tick("Last place, last news and how contact was lost: the same for all")
    answer_all(screen, family)
    bring_a_paper(screen)
    screen.press("Log the request")
    screen.title("Logged. Print the receipt")
    return list(Case.objects.select_related("request", "sought").order_by("reference"))


@pytest.mark.parametrize(("language", "family"), SCREEN_AND_FAMILY)
def test_a_clerk_logs_a_family_and_it_goes_home_with_a_receipt(
    office, at_the_door, language, family
):
    screen = at_the_door(language)
    screen.log_in(office.clerk)
    first, second = log_a_family(screen, family)

    receipt = screen.page.locator("article.receipt")
    expect(receipt).to_have_attribute("lang", family)
    expect(receipt).to_have_attribute("dir", "rtl")
    expect(receipt).to_contain_text(first.request.number)
    expect(receipt).to_contain_text(first.reference)
    expect(receipt).to_contain_text(second.reference)
    expect(receipt).to_contain_text(RECEIVED[family])
    assert "فرضیان" not in receipt.inner_text()
    assert [case.sought.full_name for case in (first, second)] == BROTHERS
    assert [case.sought.news.get().place for case in (first, second)] == ["تیرانا، آلبانی"] * 2
    assert first.request.documents.count() == 1

    note_the_impression(screen)
    call_them_back(screen, first)
    hand_in_what_is_not_ours_to_know(screen)


def note_the_impression(screen: Screen) -> None:
    screen.follow("After the family has left: your impression")
    screen.page.get_by_role("radio", name=screen.say("No sign"), exact=True).check()
    screen.press("Note it")
    screen.reads("Noted. Only your office sees it.")
    assert set(Case.objects.values_list("risk", flat=True)) == {"no_sign"}


def call_them_back(screen: Screen, case: Case) -> None:
    screen.go(f"/cases/{case.reference}/")
    screen.follow("Note a call or visit")
    screen.choose("How", "call")
    screen.choose("Result", "told")
    screen.fill("What was said", "شناسنامه را فردا می‌آورند.")
    screen.press("Save")
    screen.reads("Noted.")
    screen.shows("شناسنامه را فردا می‌آورند.")


def hand_in_what_is_not_ours_to_know(screen: Screen) -> None:
    screen.follow("Hand in news")
    screen.fill("About whom, as it was said", "محمدرضا فرضیان")
    screen.fill("What was said, word for word", SECRET)
    screen.press("Hand in")
    screen.title("Thank you. It is with the protection officer.")
    number = THANKS.search(screen.page.locator("#main").inner_text()).group()
    screen.never_shows(SECRET)
    assert screen.page.goto(f"/news/{number}/").status == 403
    assert screen.page.goto("/news/").status == 403
    for case in Case.objects.all():
        screen.go(f"/cases/{case.reference}/")
        screen.never_shows(SECRET)
        screen.go(f"/cases/{case.reference}/timeline/")
        screen.never_shows(SECRET)


@pytest.mark.parametrize("language", ["en", "fa"])
def test_only_the_protection_officer_reads_what_was_handed_in(office, at_the_door, language):
    clerk = at_the_door(language)
    clerk.log_in(office.clerk)
    clerk.follow("Someone brings news")
    clerk.fill("About whom, as it was said", "محمدرضا فرضیان")
    clerk.fill("What was said, word for word", SECRET)
    clerk.press("Hand in")
    clerk.title("Thank you. It is with the protection officer.")

    officer = at_the_door(language)
    officer.log_in(office.protection)
    officer.go("/news/")
    officer.page.get_by_role("link", name=THANKS).click()
    officer.shows(SECRET)


@pytest.mark.parametrize("language", ["en", "fa"])
def test_without_a_notice_the_case_is_kept_as_not_finished(office, at_the_door, language):
    screen = at_the_door(language)
    screen.log_in(office.clerk)
    screen.follow("New request")
    screen.follow("All on one page")
    screen.fill("Full name, as it is said", "مریم فرضیان")
    who_is_sought(screen, 0, "محمدرضا فرضیان", "غلامعباس", "۱۳۲۷")
    screen.press("Log the request")
    screen.title("Logged. Print the receipt")
    expect(screen.page.locator(".note--wait")).to_be_visible()
    screen.follow("Add it")
    assert Case.objects.get().state == "draft"


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_page_that_cannot_be_logged_says_why_and_keeps_what_was_typed(
    office, at_the_door, language
):
    screen = at_the_door(language)
    screen.log_in(office.clerk)
    screen.follow("New request")
    screen.follow("All on one page")
    who_is_sought(screen, 0, "محمدرضا فرضیان", "غلامعباس", "۱۳۲۷")
    screen.press("Log the request")
    expect(screen.page.locator(".errors")).to_be_focused()
    expect(screen.page.get_by_label(screen.say("Father's name"))).to_have_value("غلامعباس")
    assert not Case.objects.exists()
