"""A regional officer in Tirana answers "How is my case?", and learns nothing of other offices."""

import pytest
from playwright.sync_api import expect

from casework import references
from casework.models import Contact
from tests import factories
from tests.journeys.screen import Screen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHARED = factories.GRANTED_ALL | {"P2": "granted"}
ALBANIAN = "Kërkesa juaj është te ne dhe po shqyrtohet"
NEVER_MORE = "i rrituri që kërkohet vendos vetë se çfarë mund të themi"


@pytest.fixture
def families(office):
    """One of Tirana's own, one of Ahvaz, and one of Ahvaz that agreed to our other offices."""
    clerk = office.elsewhere["clerk"]
    own = factories.log_family(
        office,
        by=clerk,
        office=office.tirana,
        language="sq",
        enquirer="Mira Shembulli",
        sought=("Agim Shembulli",),
    )
    closed = factories.log_family(office, sought=("محمدرضا فرضیان",))
    shared = factories.log_family(office, sought=("داوود نمونه",), answers=SHARED)
    return [family.cases.get() for family in (own, closed, shared)]


def look_up(screen: Screen, words: str) -> None:
    screen.go("/look-up/")
    screen.fill("Number on the receipt, name or telephone", words)
    screen.press("Look up")


def answer_without_the_question(screen: Screen, question: str) -> str:
    return screen.page.locator("#main").inner_text().replace(question, "")


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_card_says_what_may_be_said_in_the_familys_language(
    office, families, at_the_door, language
):
    own = families[0]
    screen = at_the_door(language)
    screen.log_in(office.elsewhere["regional"])
    look_up(screen, own.reference)
    screen.reads("What you may say")
    say = screen.page.locator("section[aria-labelledby=sa-h] [lang=sq]")
    expect(say).to_contain_text(ALBANIAN)
    expect(say).to_contain_text(NEVER_MORE)
    screen.press("told where it stands")
    screen.reads("Noted: %(what)s.", what=screen.say("told where it stands"))
    assert list(Contact.objects.values_list("request", "result")) == [(own.request_id, "told")]


@pytest.mark.parametrize("language", ["en", "fa"])
def test_another_offices_case_is_answered_as_none_at_all(office, families, at_the_door, language):
    closed = families[1]
    of_nobody = references.build("AHV", 1405, 998)
    screen = at_the_door(language)
    screen.log_in(office.elsewhere["regional"])
    answers = []
    for asked in (closed.reference, "فرضیان", of_nobody):
        look_up(screen, asked)
        screen.title("Nothing you may see here")
        answers.append(answer_without_the_question(screen, asked))
    assert answers[0] == answers[1] == answers[2]
    screen.never_shows("محمدرضا")
    for address in (f"/look-up/{closed.reference}/", f"/cases/{closed.reference}/"):
        assert screen.page.goto(address).status == 404


@pytest.mark.parametrize("language", ["en", "fa"])
def test_with_the_familys_yes_the_exact_number_opens_the_card_and_no_more(
    office, families, at_the_door, language
):
    shared = families[2]
    screen = at_the_door(language)
    screen.log_in(office.elsewhere["regional"])
    look_up(screen, shared.reference)
    screen.reads("What you may say")
    expect(screen.page.locator("section[aria-labelledby=sa-h] [lang=fa]")).to_be_visible()
    for name in ("داوود", "مریم"):
        screen.never_shows(name)
    expect(screen.page.get_by_role("link", name=screen.say("Open the case"))).to_have_count(0)
    look_up(screen, "داوود نمونه")
    screen.title("Nothing you may see here")
    assert screen.page.goto(f"/cases/{shared.reference}/").status == 404
