"""Every page as axe-core judges it: four languages, light and dark, and on a narrow telephone."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from casework.disclosure import messages as carried
from correspondence.models import Letter
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.furnished import Furnished, furnish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
EVERYTHING = {"runOnly": list(RULES), "resultTypes": ["violations"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
# The words of a drawing that stand outside it, where nobody sees them whole.
CUT = """[...document.querySelectorAll('svg text')].filter(text => {
    const [own, all] = [text, text.ownerSVGElement].map(one => one.getBoundingClientRect());
    return own.left < all.left - 1 || own.right > all.right + 1;
}).map(text => text.textContent)"""
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest.fixture
def work(office) -> Furnished:
    return furnish(office)


def pages_of_the_desk(work: Furnished) -> Iterator[str]:
    case, family = work.case.reference, work.case.request.number
    yield from (
        "/",
        "/new/",
        "/cases/",
        "/news/new/",
        "/scans/",
        "/notice/fa/",
        f"/families/{family}/receipt/",
        f"/families/{family}/authorisation/",
        f"/families/{family}/label/",
        f"/families/{family}/risk/",
        "/form/ar/",
        "/new/all/",
    )
    for page in ("", "person-1/", "sought/", "answers/", "co-1/", "papers/", "check/"):
        yield f"/new/{work.typed}/{page}"
    for part in ("", "people/", "documents/", "letters/", "timeline/", "contact/", "note/"):
        yield f"/cases/{case}/{part}"
    sought = work.case.sought
    for part in ("", "details/", "history/", "links/", "add/contact/", "add/news/", "add/tie/"):
        yield f"/cases/{case}/people/{sought.pk}/{part}"
    yield f"/cases/{case}/people/{sought.pk}/name/{sought.names.first().pk}/"
    yield f"/cases/{case}/undo/"
    yield from (f"/cases/{case}/consent/", f"/cases/{case}/stop/", f"/look-up/{case}/")
    yield f"/cases/{work.waiting.reference}/"
    yield from ("/day/", "/day/office/", "/calls/", "/calls/?what=news", "/handing-over/")
    yield from ("/offices/", "/families/ask/", "/how-a-case-moves/", "/meetings/", "/meetings/new/")
    yield f"/meetings/{work.more.meeting.pk}/"
    yield from (
        f"/cases/{case}/quiet/",
        f"/families/{family}/letters/",
        f"/families/{family}/town/",
    )
    yield from (f"/dues/{work.more.due.code}/", "/arrived/", "/messages/")
    yield from (f"/cases/{case}/messages/", f"/cases/{case}/messages/new/")


def pages_of_the_letter_desk(work: Furnished) -> Iterator[str]:
    draft, sent = work.draft, work.sent
    yield from ("/", "/cases/many/", "/board/", "/registers/", "/letters/", "/letters/new/")
    for run in (work.register, work.more.large):
        yield from (f"/registers/{run.pk}/{page}/" for page in ("preview", "decide"))
    yield f"/registers/{work.more.reading.pk}/preview/"
    yield from (f"/letters/{draft.pk}/", f"/letters/{sent.pk}/", f"/letters/{sent.pk}/send/")
    yield from ("/texts/", "/texts/AHV/reminder/fa/", "/texts/AHV/wgeid/en/?size=long")
    yield from (f"/texts/version/{work.text.pk}/", "/heads/AHV/", "/folder-labels/")
    yield from ("/submissions/", f"/submissions/{sent.submission_id}/")
    yield from (
        f"/submissions/{work.earlier.pk}/",
        "/earlier/new/",
        f"/dispatches/{work.dispatch.pk}/",
    )
    yield from ("/replies/new/", f"/replies/new/?submission={sent.submission_id}")
    yield from ("/incoming/", f"/incoming/{work.reply.pk}/", "/outgoing/")
    yield from ("/outgoing/sheet/", "/incoming/sheet/")
    yield from ("/arrived/", f"/arrived/{work.mail.pk}/", "/family-letters/", "/family-texts/")
    yield from ("/recipients/", f"/recipients/{work.recipient.pk}/")
    yield from (f"/recipients/{work.recipient.pk}/edit/", "/recipients/new/")
    yield from pages_of_the_work_lists(work)


def pages_of_the_work_lists(work: Furnished) -> Iterator[str]:
    more, case = work.more, work.case.reference
    silent = more.silent.submission_id
    yield from ("/day/", "/day/office/", "/figures/", "/cases/many/", f"/cases/many/{more.run.pk}/")
    yield from ("/cases/many/?step=close", f"/cases/many/?step=hold&pick={case}")
    yield from ("/reviews/", f"/reviews/letter/{work.sent.submission_id}/")
    yield f"/reviews/family/{more.unsent.request.number}/"
    yield from ("/submissions/?show=all", "/submissions/remind/", f"/submissions/{silent}/further/")
    yield f"/submissions/remind/?pick={silent}&pick={work.sent.submission_id}"
    yield from ("/messages/", f"/messages/{more.message.pk}/")
    yield from ("/same/", f"/same/{more.pair.pk}/", "/handing-over/", "/offices/")
    yield from (f"/offices/transfers/{more.transfer.pk}/", "/offices/emergency/")
    yield from (f"/cases/{case}/transfer/", f"/cases/{case}/lend/", f"/cases/{case}/quiet/")
    yield from ("/meetings/", f"/meetings/{more.meeting.pk}/", "/exports/", "/exports/new/")


def pages_of_the_signatory(work: Furnished) -> Iterator[str]:
    yield from ("/", "/letters/?show=to_sign", f"/letters/{work.review.pk}/")
    yield f"/letters/{work.review.pk}/step/send_back/"
    yield from ("/texts/", "/texts/AHV/reminder/fa/", f"/texts/version/{work.text.pk}/")
    yield from ("/day/", "/figures/", f"/meetings/{work.more.meeting.pk}/", "/deputies/")
    letter = Letter.objects.get(state="numbered")
    pile = f"/letters/scans/{work.pile.pk}/"
    yield from ("/letters/scans/", pile, f"{pile}{letter.pk}/")


def pages_of_the_protection_officer(work: Furnished) -> Iterator[str]:
    case = work.case.reference
    yield from ("/", "/news/", f"/news/{work.news}/", f"/cases/{case}/")
    yield from ("/sealed/", "/sealed/key/", f"/sealed/{case}/", f"/sealed/{case}/step/trace/")
    yield from ("/day/", "/alerts/", f"/alerts/{work.more.alert.pk}/", "/alerts/invented/")
    talking = work.more.carried
    yield from (f"/sealed/{talking}/", f"/sealed/{talking}/messages/")
    yield f"/sealed/{talking}/messages/new/"
    for row in carried.of_case(talking):
        yield f"/sealed/messages/{row.pk}/"


def pages_of_the_regional_officer(work: Furnished) -> Iterator[str]:
    yield from ("/", "/look-up/", f"/look-up/{work.own.reference}/", "/look-up/?q=AHV-1405-1")
    yield from ("/board/", "/day/", "/calls/", "/offices/")


def pages_of_the_administrator(work: Furnished) -> Iterator[str]:
    cast = work.cast
    yield from (
        "/",
        "/house/",
        "/house/well/",
        "/house/staff/new/",
        f"/house/offices/{cast.ahvaz.pk}/",
    )
    yield from (f"/house/staff/{cast.clerk.pk}/", "/door/password/", "/door/mfa/")
    yield from (f"/house/offices/{cast.ahvaz.pk}/days/", "/house/offices/new/", "/alerts/")
    yield from ("/house/bodies/new/", "/house/organisation/", "/house/notice/")


def rounds(work: Furnished):
    cast = work.cast
    yield cast.clerk, pages_of_the_desk(work)
    yield cast.coordinator, pages_of_the_letter_desk(work)
    yield cast.signatory, pages_of_the_signatory(work)
    yield cast.protection, pages_of_the_protection_officer(work)
    yield cast.elsewhere["regional"], pages_of_the_regional_officer(work)
    yield cast.administrator, pages_of_the_administrator(work)


def judge(page: Page, address: str) -> Iterator[str]:
    """One line for each thing that is wrong with a page."""
    answer = page.goto(address)
    if answer is None or answer.status not in (200, 404):
        yield f"{address} answers {answer and answer.status}"
        return
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.evaluate(Axe().axe_script)
    yield from violations(page, address, "light", EVERYTHING)
    yield from (f"{address} cuts off {words}" for words in page.evaluate(CUT))
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    yield from violations(page, address, "dark", COLOURS)
    page.set_viewport_size(PHONE["viewport"])
    if not page.evaluate(FITS):
        yield f"{address} scrolls sideways on a telephone"
    page.set_viewport_size(DESK["viewport"])


def violations(page: Page, address: str, theme: str, options: dict) -> Iterator[str]:
    for found in page.evaluate("options => axe.run(options)", options)["violations"]:
        for node in found["nodes"]:
            yield f"{address} {theme} {found['id']}: {node['html'][:200]} {node['failureSummary']}"


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "fa", "ar", "sq"])
def test_nothing_stands_in_anybodys_way(work, sit_down, language):
    wrong = []
    for staff, addresses in rounds(work):
        page = sit_down(staff, language)
        wrong += [line for address in addresses for line in judge(page, address)]
    assert wrong == []


@pytest.mark.parametrize("language", ["en", "fa", "ar", "sq"])
def test_the_door_is_open_to_everybody(at_the_door, language):
    screen = at_the_door(language, locale=language)
    assert list(judge(screen.page, "/door/login/")) == []
