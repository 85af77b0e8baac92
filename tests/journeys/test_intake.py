"""One question at a time, from an empty desk to the receipt; no line, two clerks, a lost log-in."""

import datetime
import re
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from casework.models import Case, FamilyRequest, IntakeDraft
from casework.wording import papers
from tests.journeys.screen import Screen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIX = ["محمدرضا", "علی", "حسین", "زهرا", "فاطمه", "غلامعباس"]
SURNAME = "فرضیان"
PAPER = Path(settings.BASE_DIR) / "deploy" / "sample" / "documents" / "002-birth.jpg"


def go_on(screen: Screen, page: str) -> None:
    screen.press("Save and go on")
    expect(screen.page).to_have_url(re.compile(f"/{page}/$"))


def begin(screen: Screen, staff, *, family: str, name: str) -> None:
    screen.log_in(staff)
    screen.follow("New request")
    screen.title("Who asks?")
    screen.choose("Language of the family", family)
    screen.fill("Full name, as it is said", name)
    go_on(screen, "reach")


def to_the_notice(screen: Screen) -> None:
    go_on(screen, "together")
    go_on(screen, "notice")
    screen.tick("The information notice was given and explained")
    go_on(screen, "answers")


def answer_all(screen: Screen, family: str, key: str) -> None:
    said = papers.sentence("four_questions", family, key)
    for purpose in ("P3", "P2", "P5", "P6", "P13", "P9", "P10"):
        box = screen.page.locator(f"#id_a-{purpose}")
        box.get_by_role("radio", name=said, exact=True).check()
    go_on(screen, "person-1")


def to_the_check(screen: Screen) -> None:
    for page in ("papers", "came", "check"):
        go_on(screen, page)
    screen.title("Check the answers")


def test_six_sought_persons_in_persian(office, at_the_door):
    screen = at_the_door("fa")
    begin(screen, office.clerk, family="fa", name="مریم فرضیان")
    screen.fill("Telephone", "۰۹۱۶ ۵۵۵ ۰۱۰۱")
    to_the_notice(screen)
    answer_all(screen, "fa", "yes")
    screen.fill("Full name", f"{SIX[0]} {SURNAME}")
    screen.fill("Father's name", "غلامعباس")
    screen.fill_date("Born", "حدود ۱۳۲۷")
    go_on(screen, "sought")
    for number, given in enumerate(SIX[1:], 2):
        screen.press("Another like the first")
        expect(screen.page).to_have_url(re.compile(f"/person-{number}/$"))
        expect(screen.box("Full name")).to_have_value(SURNAME)
        screen.fill("Full name", f"{given} {SURNAME}")
        go_on(screen, "sought")
    go_on(screen, "last-1")
    screen.fill("Last known place", "تیرانا، آلبانی")
    screen.tick("Last place, last news and how contact was lost: the same for all")
    to_the_check(screen)
    for given in SIX:
        screen.shows(f"{given} {SURNAME}")
    screen.press("Log the request")
    screen.title("Logged. Print the receipt")

    cases = Case.objects.select_related("sought").order_by("reference")
    assert [case.sought.full_name for case in cases] == [f"{given} {SURNAME}" for given in SIX]
    assert {case.state for case in cases} == {"registered"}
    assert {case.sought.father for case in cases} == {"غلامعباس"}
    assert {case.sought.news.get().place for case in cases} == {"تیرانا، آلبانی"}
    receipt = screen.page.locator("article.receipt")
    assert SURNAME not in receipt.inner_text()
    for case in cases:
        expect(receipt.get_by_text(case.reference).first).to_be_visible()


def test_one_sought_person_in_albanian_with_the_keyboard_alone(office, at_the_door):
    screen = at_the_door("sq")
    screen.log_in(office.clerk)
    keys = screen.page.keyboard
    screen.page.locator("body").press("n")
    screen.title("Who asks?")
    screen.box("Language of the family").select_option("sq")
    screen.box("Full name, as it is said").focus()
    keys.type("Elira Provëza")
    keys.press("Enter")
    for page in ("reach", "together"):
        expect(screen.page).to_have_url(re.compile(f"/{page}/$"))
        screen.page.get_by_role("button", name=screen.say("Save and go on")).last.focus()
        keys.press("Enter")
    expect(screen.page).to_have_url(re.compile("/notice/$"))
    screen.box("The information notice was given and explained").focus()
    keys.press("Space")
    keys.press("Enter")
    expect(screen.page).to_have_url(re.compile("/answers/$"))
    screen.page.locator("#id_a-P3 input").first.focus()
    keys.press("Space")
    keys.press("Enter")
    expect(screen.page).to_have_url(re.compile("/person-1/$"))
    screen.box("Full name").focus()
    keys.type("Mehdi Provëza")
    screen.box("Father's name").focus()
    keys.type("Gjergj")
    keys.press("Enter")
    expect(screen.page).to_have_url(re.compile("/sought/$"))
    go_on(screen, "last-1")
    to_the_check(screen)
    screen.press("Log the request")
    screen.title("Logged. Print the receipt")

    case = Case.objects.get()
    assert (case.sought.full_name, case.sought.father) == ("Mehdi Provëza", "Gjergj")
    assert case.state == "registered"
    expect(screen.page.locator("article.receipt")).to_have_attribute("lang", "sq")


def test_without_javascript_dates_in_boxes_languages_and_a_file_reach_the_record(
    office, at_the_door
):
    screen = at_the_door("fa", java_script_enabled=False)
    begin(screen, office.clerk, family="fa", name="مریم فرضیان")
    to_the_notice(screen)
    go_on(screen, "person-1")
    screen.fill("Full name", f"{SIX[0]} {SURNAME}")
    born = screen.page.get_by_role("group", name=screen.say("Born"), exact=True)
    screen.fill("Day", "۱۲", born)
    screen.fill("Month", "فروردین", born)
    screen.fill("Year, or in words", "۱۳۲۷", born)
    screen.page.get_by_text(screen.say("Further details")).click()
    spoken = screen.page.get_by_role("group", name=screen.say("Speaks"), exact=True)
    screen.tick("Persian", spoken)
    screen.tick("Kurdish", spoken)
    go_on(screen, "sought")
    for page in ("last-1", "papers"):
        go_on(screen, page)
    screen.page.get_by_label(screen.say("Add files or photographs")).set_input_files(PAPER)
    screen.press("Check and keep the files")
    expect(screen.page.get_by_role("row").filter(has_text=PAPER.name)).to_be_visible()
    for page in ("came", "check"):
        go_on(screen, page)
    screen.shows("۱۲ فروردین ۱۳۲۷ (۱ آوریل ۱۹۴۸)")
    screen.press("Log the request")
    screen.title("Logged. Print the receipt")

    case = Case.objects.get()
    assert case.sought.birth.earliest == case.sought.birth.latest == datetime.date(1948, 4, 1)
    assert case.sought.languages == ["fa", "ku"]
    assert case.request.documents.count() == 1


def test_a_file_is_sent_in_pieces_before_the_request_is_logged(office, at_the_door):
    screen = at_the_door("en")
    begin(screen, office.clerk, family="fa", name="مریم فرضیان")
    screen.go(screen.page.url.replace("reach", "papers"))
    context = screen.page.context
    screen.page.get_by_label(screen.say("Add files or photographs")).set_input_files(PAPER)
    context.set_offline(True)
    screen.press("Check and keep the files")
    expect(screen.page.locator("[data-sending]")).to_contain_text("Nothing is lost")
    context.set_offline(False)
    expect(screen.page.get_by_role("row").filter(has_text=PAPER.name)).to_be_visible(timeout=30_000)

    papers_kept = IntakeDraft.objects.get().fields["papers"]
    assert [paper["name"] for paper in papers_kept] == [PAPER.name]


def test_bad_input_is_pointed_out_and_nothing_typed_is_lost(office, at_the_door):
    screen = at_the_door("fa")
    begin(screen, office.clerk, family="fa", name="مریم\u202e فرضیان 😀")
    to_the_notice(screen)
    answer_all(screen, "fa", "no")
    screen.fill("Full name", "ا" * 501)
    expect(screen.box("Full name")).to_have_value("ا" * 500)  # the box takes no more
    screen.fill("Full name", "ماهی")
    screen.fill_date("Born", "۱۳۸۰/۱۳/۰۱")
    go_on(screen, "sought")
    go_on(screen, "last-1")
    screen.fill_date("Last news, when", "۱۳۶۰")
    to_the_check(screen)
    screen.reads("The last news is older than the birth. Is that so?")
    screen.press("Log the request")
    screen.title("Logged. Print the receipt")

    family = FamilyRequest.objects.get()
    assert family.enquirer.full_name == "مریم فرضیان 😀"
    assert Case.objects.get().sought.birth.as_given == "۱۳۸۰/۱۳/۰۱"


def test_without_a_line_the_page_waits_and_sends_later(office, at_the_door):
    screen = at_the_door("en")
    begin(screen, office.clerk, family="fa", name="مریم فرضیان")
    context = screen.page.context
    context.set_offline(True)
    screen.fill("Telephone", "0916 555 0101")
    expect(screen.page.locator("[data-line-down]")).to_be_visible()
    screen.press("Save and go on")
    expect(screen.box("Telephone")).to_have_value("0916 555 0101")
    expect(screen.page).to_have_url(re.compile("/reach/$"))
    assert screen.page.evaluate("localStorage.length + sessionStorage.length") == 0

    context.set_offline(False)
    expect(screen.page).to_have_url(re.compile("/together/$"), timeout=20_000)
    assert IntakeDraft.objects.get().fields["e-phone"] == "0916 555 0101"


def test_a_draft_is_gone_on_with_at_another_computer_and_both_texts_are_kept(office, at_the_door):
    here, there = at_the_door("en"), at_the_door("fa")
    begin(here, office.clerk, family="fa", name="مریم فرضیان")
    address = here.page.url.replace("reach", "who")
    here.go(address)
    there.log_in(office.regional)
    there.go(address)
    there.fill("Full name, as it is said", "مریم نمونه")
    go_on(there, "reach")

    here.fill("Full name, as it is said", "مینا فرضیان")
    here.box("National code").focus()
    expect(here.page.locator("[data-conflict]")).to_contain_text("Nothing is lost")
    here.press("Save and go on")
    here.shows("مریم نمونه")
    here.press("Take this")
    expect(here.box("Full name, as it is said")).to_have_value("مینا فرضیان")
    assert IntakeDraft.objects.get().fields["e-name"] == "مینا فرضیان"


def test_a_log_in_that_ran_out_on_the_last_page_loses_nothing(office, at_the_door):
    screen = at_the_door("en")
    begin(screen, office.clerk, family="fa", name="مریم فرضیان")
    screen.page.context.clear_cookies(name="sessionid")
    screen.fill("Address", "اهواز، خیابان نمونه")
    expect(screen.page.locator("[data-logged-out]")).to_be_visible(timeout=20_000)
    screen.press("Save and go on")
    screen.fill("Name for logging in", office.clerk.username)
    screen.fill("Password", "a long enough password")
    screen.press("Log in")

    screen.title("How can we reach them safely?")
    expect(screen.box("Address")).to_have_value("اهواز، خیابان نمونه")
    go_on(screen, "together")
    assert IntakeDraft.objects.get().fields["e-address"] == "اهواز، خیابان نمونه"
