"""From handed-in news to a wish and to what is told, by two protection officers; and a regional
officer of the case's own office who learns nothing from it."""

import re

import pytest

from casework.disclosure import tracks
from casework.models import Case
from tests.casework.disclosure.sealed_world import accepted
from tests.journeys.screen import Screen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SEEN = "NISHANE-42 called the office"
WISH = "NISHANE-42: tell her that I am well"
TICKED = "ticked"
TOLD = "Your brother is alive and well."


@pytest.fixture
def case(office):
    return accepted(office, sought=("داوود نمونه",))


def come_in(sit_down, language, staff) -> Screen:
    return Screen(sit_down(staff, language), language)


def hand_in(clerk: Screen, case: Case) -> None:
    clerk.go("/news/new/")
    clerk.fill("About whom, as it was said", case.reference)
    clerk.fill("What was said, word for word", SEEN)
    clerk.page.locator("main form button.b--main").click()
    clerk.title("Thank you. It is with the protection officer.")
    clerk.never_shows("NISHANE-42")


def write(officer: Screen, case: Case, name: str, **typed) -> None:
    """One page of the sealed side: boxes by name, then its one button."""
    officer.go(f"/sealed/{case.reference}/step/{name}/")
    for box, value in typed.items():
        field = officer.page.locator(f"main [name={box}]")
        kind = field.first.get_attribute("type")
        if value == TICKED:
            field.check()
        elif kind in ("radio", "checkbox"):
            officer.page.locator(f"main [name={box}][value='{value}']").check()
        elif field.first.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    officer.page.locator("main form button.b--main").click()
    officer.reads("Written down.")


def agree(second: Screen, case: Case, button: str) -> None:
    second.go("/sealed/")
    second.page.get_by_role("link", name=re.compile(case.reference)).first.click()
    second.press(button)
    second.reads("Agreed.")


def learned(regional: Screen, case: Case) -> list[str]:
    """All that a regional officer can read about it, page by page."""
    read = []
    for address in ("/", "/board/", f"/look-up/{case.reference}/", f"/cases/{case.reference}/",
                    f"/cases/{case.reference}/timeline/", "/cases/?q=داوود"):  # fmt: skip
        regional.go(address)
        read.append(regional.page.locator("#main").inner_text())
        regional.never_shows("NISHANE-42")
        regional.never_shows(TOLD)
    return read


@pytest.mark.parametrize("language", ["en", "fa"])
def test_from_news_to_a_wish_to_what_is_told_and_nobody_else_learns_of_it(
    office, case, sit_down, language
):
    regional = come_in(sit_down, language, office.staff["regional"])
    learned(regional, case)  # the openings themselves stand in the timeline
    before = learned(regional, case)
    hand_in(come_in(sit_down, language, office.clerk), case)
    officer = come_in(sit_down, language, office.protection)
    second = come_in(sit_down, language, office.elsewhere["protection"])
    officer.go("/news/")
    officer.page.locator("main table a").first.click()
    officer.shows(SEEN)

    write(officer, case, "trace", words=SEEN)
    write(officer, case, "check", kind="facts", fits="yes", words="his school")
    write(officer, case, "check", kind="photo", fits="yes", words="the scar")
    second.go("/sealed/")
    second.page.get_by_role("link", name=re.compile(case.reference)).first.click()
    second.follow("Confirm who it is")
    second.page.locator("main form button.b--main").click()
    write(officer, case, "ask", how="own_phone")
    enquirer = str(case.request.enquirer_id)
    write(
        officer, case, "wish", toward=enquirer, level="L1", words=WISH, how="own_phone",
        verified_how="his voice", free=TICKED,
    )  # fmt: skip
    agree(second, case, "I have read it: it is what the person said")
    write(officer, case, "decide", toward=enquirer, items="alive", wording=TOLD)
    agree(second, case, "Approve: exactly this is told")

    officer.go(f"/sealed/{case.reference}/")
    officer.reads("only that I am alive and well")
    officer.reads("approved by")
    track = tracks.track_of(case)
    assert (track.state, track.decisions.get().wording) == ("wish_recorded", TOLD)
    assert regional.page.goto(f"/sealed/{case.reference}/").status == 403
    after = learned(regional, case)
    assert [masked(page) for page in after] == [masked(page) for page in before]


def masked(page: str) -> str:
    """Without the officer's own openings, which the timeline counts."""
    return re.sub(r"[\d۰-۹]+", "N", page)


def test_regional_officer_of_another_office_learns_nothing_either(office, case, sit_down):
    regional = come_in(sit_down, "en", office.elsewhere["regional"])

    for address in (f"/cases/{case.reference}/", f"/look-up/{case.reference}/"):
        assert regional.page.goto(address).status == 404
    assert regional.page.goto(f"/sealed/{case.reference}/").status == 403
