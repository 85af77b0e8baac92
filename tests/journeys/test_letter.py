"""One letter for several cases: written, approved on a telephone, signed on paper, handed in."""

import io

import pypdfium2
import pytest
from playwright.sync_api import expect

from casework.models import Case
from casework.wording.status import status_words
from correspondence import tasks
from correspondence.models import Letter
from deploy.story.scanner import simulate_signed_scan
from tests import factories
from tests.correspondence import letters as made
from tests.journeys.conftest import PHONE
from tests.journeys.screen import Screen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OWN_WORDS = {"en": "Our office stays open all week.", "fa": "دفتر ما همهٔ هفته باز است."}
BODY = {"en": "ICRC", "fa": "کمیتهٔ بین‌المللی صلیب سرخ"}
KEPT_HOME = factories.GRANTED_ALL | {"P3": "refused", "P5": "refused"}


@pytest.fixture
def backlog(office):
    """Two cases that can go, one whose family said no to letters, one without a birth or parent."""
    can_go = factories.log_family(office, sought=("محمدرضا فرضیان", "علی فرضیان"))
    for case in can_go.cases.all():
        made.paper(office, case)
    refused = factories.log_family(office, enquirer="سارا نمونه", answers=KEPT_HOME)
    made.make_recipient(office)
    return list(can_go.cases.order_by("reference")), refused.cases.get()


def accept_what_can_go(screen: Screen, count: int) -> None:
    screen.follow("Check and accept many, with a preview")
    screen.reads("Can go")
    accept = screen.say("%(label)s: these", label=screen.say("Check and accept"))
    screen.page.get_by_role("button", name=accept, exact=True).click()
    done = screen.page.locator("section[aria-labelledby=yes] tbody tr")
    expect(done).to_have_count(count)


def write(screen: Screen, going: list[Case], staying: Case) -> Letter:
    screen.go("/letters/")
    screen.follow("New letter")
    screen.page.get_by_label(screen.say("To"), exact=True).select_option(index=1)
    screen.press("Show what fits this recipient")
    screen.choose("Kind of letter", "tracing_request")
    screen.choose("Language of the letter", screen.language)
    screen.choose("Cases", "all")
    screen.press("Show these cases")
    every, _sign, _end = screen.say("Take all others that fit (%(n)s)", n="|").partition("|")
    screen.page.get_by_label(every).check()
    screen.press("See what goes and what stays")
    screen.title("What goes and what stays")
    for case in going:
        expect(line_of(screen, case)).not_to_contain_text(
            screen.say("nothing: the whole case stays")
        )
    expect(line_of(screen, staying)).to_contain_text(screen.say("nothing: the whole case stays"))
    screen.press("Make the draft")
    screen.reads("The draft is there. Read it, change the wording where it must be, hand it over.")
    letter = Letter.objects.get()
    kept = letter.lines.filter(included=True).values_list("case", flat=True)
    assert set(kept) == {case.pk for case in going}
    return letter


def line_of(screen: Screen, case: Case):
    return screen.page.get_by_role("row").filter(has_text=case.reference)


def change_the_wording(screen: Screen, letter: Letter) -> None:
    box = screen.box("Text")
    words = OWN_WORDS[screen.language]
    box.fill(f"{box.input_value()}\n\n{words}\n")
    screen.press("Keep the wording")
    screen.reads("The wording is kept.")
    assert words in text_of(screen, f"/letters/{letter.pk}/pdf/")
    screen.press("Hand over for approval")
    screen.reads("The letter waits for approval.")
    expect(screen.page.get_by_role("button", name=screen.say("Approve"))).to_have_count(0)


def file_at(screen: Screen, address: str) -> bytes:
    answer = screen.page.context.request.get(address)
    assert answer.status == 200
    return answer.body()


def text_of(screen: Screen, address: str) -> str:
    with pypdfium2.PdfDocument(file_at(screen, address)) as pages:
        text = "".join(page.get_textpage().get_text_range() for page in pages)
    return " ".join(text.split())


def approve_on_the_telephone(screen: Screen, signatory, letter: Letter) -> None:
    screen.log_in(signatory)
    screen.go("/letters/?show=to_sign")
    screen.page.locator(f"a[href='/letters/{letter.pk}/']").click()
    narrow = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert screen.page.evaluate(narrow)
    screen.press("Approve")
    screen.reads("The letter is approved.")


def number(screen: Screen, letter: Letter) -> Letter:
    screen.go(f"/letters/{letter.pk}/")
    screen.follow("Give it its number")
    screen.press("Number and freeze it")
    letter.refresh_from_db()
    screen.shows(letter.number)
    return letter


def sign_on_paper(screen: Screen, letter: Letter) -> Letter:
    printed = file_at(screen, f"/letters/{letter.pk}/print/")
    screen.go(f"/letters/{letter.pk}/")
    screen.follow("Upload the signed scan")
    scan = {
        "name": "scan.pdf",
        "mimeType": "application/pdf",
        "buffer": simulate_signed_scan(printed),
    }
    screen.page.get_by_label(screen.say("The signed pages, as PDF or picture")).set_input_files(
        scan
    )
    screen.press("Upload and compare")
    expect(screen.page.locator(".compare img")).to_have_count(2 * pages_of(printed))
    screen.press("This is the signed letter")
    screen.reads("The letter is signed. Its pages are being bound together.")
    tasks.build_bundle(str(letter.pk))
    expect(
        screen.page.get_by_role("link", name=screen.say("Download the whole bundle"))
    ).to_be_visible()
    letter.refresh_from_db()
    return letter


def pages_of(content: bytes) -> int:
    with pypdfium2.PdfDocument(io.BytesIO(content)) as pages:
        return len(pages)


def hand_it_in(screen: Screen, letter: Letter) -> None:
    screen.go(f"/letters/{letter.pk}/send/")
    screen.page.locator("input[type=radio][value=hand]").check()
    screen.press("Let it go")
    screen.title("%(number)s", number=letter.number)
    screen.page.locator("input[name=receipt][value=signed]").check()
    screen.fill("Who took it, and their function", "دبیرخانه (نمونه)")
    screen.press("Record it")
    screen.reads("The proof is on file.")


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_letter_goes_from_the_work_list_to_the_recipients_desk(
    office, backlog, at_the_door, language
):
    going, staying = backlog
    desk = at_the_door(language)
    desk.log_in(office.coordinator)
    accept_what_can_go(desk, count=3)
    letter = write(desk, going, staying)
    change_the_wording(desk, letter)
    approve_on_the_telephone(at_the_door(language, **PHONE), office.signatory, letter)
    letter = number(desk, letter)
    letter = sign_on_paper(desk, letter)
    assert letter.bundle_pages == pages_of(file_at(desk, f"/letters/{letter.pk}/bundle/"))
    hand_it_in(desk, letter)
    for case in going:
        desk.go(f"/cases/{case.reference}/letters/")
        desk.shows(letter.number)
        desk.go(f"/look-up/{case.reference}/")
        desk.shows(status_words("written", language, BODY[language]))
    desk.go(f"/look-up/{staying.reference}/")
    desk.shows(status_words("ready", language, ""))
