"""A clerk hears a name and types it as she hears it: the record stands in another script."""

import pytest
from playwright.sync_api import expect

from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SPELLINGS = ("Mohammadreza Farzian", "Farsian Mohamed-Resa", "M. Farzian", "محمد رضا فرضيان")


@pytest.fixture
def asked_for(office):
    """The case of محمدرضا فرضیان, among others."""
    others = [("هادی نمونه‌ای",), ("Elira Provëza",), ("داوود آزمونی",)]
    for number, sought in enumerate(others):
        factories.log_family(office, enquirer=f"گلنار ساختگی {number}", sought=sought)
    family = factories.log_family(office, enquirer="ویدا پندار", sought=("محمدرضا فرضیان",))
    return family.cases.get()


def search(screen, words: str) -> None:
    """`/` puts the cursor into the search of every page."""
    screen.page.locator("h1").click()
    screen.page.keyboard.press("/")
    expect(screen.page.locator("#q")).to_be_focused()
    screen.page.locator("#q").fill(words)
    screen.page.keyboard.press("Enter")


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_name_in_latin_letters_opens_the_persian_record(office, asked_for, at_the_door, language):
    screen = at_the_door(language)
    screen.log_in(office.clerk)
    for spelling in SPELLINGS:
        search(screen, spelling)
        screen.page.wait_for_url(f"**/cases/{asked_for.reference}/")
        screen.shows("محمدرضا فرضیان")


def test_a_surname_lists_all_who_bear_it(office, asked_for, at_the_door):
    other = factories.log_family(office, enquirer="ویدا پندار", sought=("محمود فرضیان",))
    screen = at_the_door("en")
    screen.log_in(office.clerk)
    search(screen, "Farzian")
    screen.page.wait_for_url("**/cases/?words=*")
    for case in (asked_for, other.cases.get()):
        screen.shows(case.reference)


@pytest.mark.parametrize("language", ["en", "fa"])
def test_who_may_not_see_it_gets_the_answer_of_nobody_there(
    office, asked_for, at_the_door, language
):
    screen = at_the_door(language)
    screen.log_in(office.elsewhere["clerk"])
    answers = []
    for words in ("Mohammadreza Farzian", "Nobody Ofthisname"):
        search(screen, words)
        screen.title("Nothing you may see here")
        answers.append(screen.page.locator("#main").inner_text().replace(words, ""))
    assert answers[0] == answers[1]
