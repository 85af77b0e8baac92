"""Out and back, with a real mail server and a real reply box: forty cases in one letter, four
replies of four kinds, and the reminder of those that are still unanswered."""

import datetime
import io

import pypdfium2
import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from casework.models import Case
from correspondence import bundling, outbox
from correspondence.actions import signing
from correspondence.models import ArrivedMail, Letter, SubmissionCase
from correspondence.models.submission import Submission
from tests.correspondence import letters as made
from tests.correspondence import sending
from tests.correspondence.mailservers import Box, serving
from tests.journeys.posting import answer
from tests.journeys.screen import Screen

pytestmark = [
    pytest.mark.browser,
    pytest.mark.imap,
    pytest.mark.django_db(transaction=True),
]
FAMILIES, ANSWERED = (10, 10, 10, 10), 17
AWAY = {"en": "I am out of the office until Monday.", "fa": "تا دوشنبه در دفتر نیستم."}
RECEIVED = {"en": "We acknowledge receipt of your letter.", "fa": "نامهٔ شما دریافت شد."}
FOUND_NOTHING = {"en": "We answer the following cases:", "fa": "پاسخ ما به این پرونده‌ها:"}
PROMISE = {"en": "They answer within two months.", "fa": "تا دو ماه دیگر پاسخ می‌دهند."}


@pytest.fixture
def forty(office):
    """Forty accepted cases of four families, and a letter about them that is signed."""
    return [
        case
        for family, count in enumerate(FAMILIES)
        for case in made.accepted(
            office,
            enquirer=f"مریم نمونهٔ {family}",
            sought=[f"فرد نمونهٔ {family}{number}" for number in range(count)],
        )
    ]


@pytest.fixture
def server():
    with serving(Box()) as box:
        yield box


def send(screen: Screen, letter: Letter, server: Box):
    """By e-mail, from the page; gives what the body's server got."""
    screen.go(f"/letters/{letter.pk}/send/")
    screen.page.locator("input[type=radio][value=email]").check()
    screen.press("Let it go")
    screen.reads("Letters and how they left")
    before = len(server.messages)
    assert outbox.sweep()["sent"] == 1
    (message,) = server.messages[before:]
    return message


def references_in(message) -> set[str]:
    """The cases that stand in the bundle that went with a mail. In a text to the left PDFium copies
    the parts of a number in another order: year and serial stand side by side in both."""
    (attached,) = message.iter_attachments()
    with pypdfium2.PdfDocument(io.BytesIO(attached.get_content())) as pages:
        text = "".join(page.get_textpage().get_text_range() for page in pages)
    every = Case.objects.values_list("reference", flat=True)
    return {each for each in every if each.partition("-")[2][:-1] in text}


def file_the_only_mail(screen: Screen, reply_class: str) -> None:
    """The one that waits, to the submission that is suggested first."""
    screen.go("/arrived/")
    expect(screen.page.locator("main ul.todo li")).to_have_count(1)
    screen.page.locator("main ul.todo a").first.click()
    screen.page.locator("main ol.todo a").first.click()
    screen.choose("For all cases below", reply_class)
    screen.press("Record the reply")
    screen.reads("Recorded. Nothing else moved than what you marked.")


def take_down_the_call(screen: Screen, thread: Submission, until: datetime.date) -> None:
    screen.go(f"/submissions/{thread.pk}/")
    screen.follow("Record a reply")
    screen.page.locator("input[name=way][value=phone]").check()
    screen.fill("From whom", "خانم نمونه")
    screen.fill("What it says, or what was said, word for word", PROMISE[screen.language])
    screen.choose("For all cases below", "promised")
    screen.fill("Promised until", until.isoformat())
    screen.press("Record the reply")
    screen.reads("Recorded. Nothing else moved than what you marked.")


def remind(screen: Screen) -> Letter:
    """From the chase list, all that it holds, with one press after a look."""
    screen.go("/submissions/?show=to_chase")
    screen.reads("A promise was due")
    screen.press("All on this page")
    screen.press("Write these drafts")
    screen.reads("Drafts, to be looked at and handed over")
    return Letter.objects.get(kind="reminder")


def signed(office, letter: Letter) -> Letter:
    letter = signing.sign(made.numbered(office, letter), by=office.signatory)
    bundling.build(letter)
    letter.refresh_from_db()
    return letter


def marked(name: str) -> set[str]:
    rows = SubmissionCase.objects.filter(**{f"{name}__isnull": False})
    return set(rows.values_list("case__reference", flat=True))


@pytest.mark.parametrize("language", ["en", "fa"])
def test_forty_cases_go_out_seventeen_come_back_and_twenty_three_are_reminded_of(
    office, box, server, forty, sit_down, language
):
    every = {case.reference for case in forty}
    letter = sending.signed(office, forty, language=language)
    desk = Screen(sit_down(office.coordinator, language), language)
    clerk = Screen(sit_down(office.clerk, language), language)

    message = send(desk, letter, server)
    assert references_in(message) == marked("sent_on") == every
    to, known = message["Reply-To"], message["Message-ID"]

    away = answer(to, known, AWAY[language], Auto_Submitted="auto-replied")
    box.put("ahvaz", away, answer(to, known, RECEIVED[language]))
    call_command("poll_mail")
    file_the_only_mail(clerk, "acknowledged")
    assert marked("acknowledged_on") == every
    assert marked("answered_on") == set()

    today = office.ahvaz.today()
    take_down_the_call(clerk, letter.submission, today + datetime.timedelta(days=60))
    assert marked("promised_until") == every

    told = sorted(every)[:ANSWERED]
    box.put("ahvaz", answer(to, known, "\n".join([FOUND_NOTHING[language], *told])))
    call_command("poll_mail")
    file_the_only_mail(clerk, "answered")
    assert marked("answered_on") == set(told)

    SubmissionCase.objects.update(promised_until=today - datetime.timedelta(days=1))
    reminder = signed(office, remind(desk))
    assert references_in(send(desk, reminder, server)) == every - set(told)
    assert not ArrivedMail.objects.filter(state="waiting").exists()
