"""Out and back with a real mail server and a real reply box: sent, acknowledged, filed."""

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from correspondence import outbox, tasks
from correspondence.models import ArrivedMail, Incoming, SubmissionCase
from tests.correspondence import sending
from tests.correspondence.mailservers import Box, serving
from tests.journeys.posting import answer
from tests.journeys.screen import Screen

pytestmark = [
    pytest.mark.browser,
    pytest.mark.imap,
    pytest.mark.django_db(transaction=True),
]
OUT_OF_OFFICE = {
    "en": "I am out of the office until Monday.",
    "fa": "تا دوشنبه در دفتر نیستم.",
}


def sent(office):
    """A letter that left by e-mail; gives what the body's server got."""
    row = sending.queued(office)
    with serving(Box()) as server:
        assert outbox.send_one(row.pk) == "sent"
    (message,) = server.messages
    return row, message


@pytest.mark.parametrize("language", ["en", "fa"])
def test_an_acknowledgement_is_filed_and_an_out_of_office_is_no_answer(
    office, box, sit_down, language
):
    row, message = sent(office)
    to, message_id = message["Reply-To"], message["Message-ID"]
    assert to == f"office+{row.reply_token}@office.example"
    away = answer(to, message_id, OUT_OF_OFFICE[language], Auto_Submitted="auto-replied")
    box.put("ahvaz", away, answer(to, message_id, "We acknowledge receipt of your letter."))
    call_command("poll_mail")
    tasks.poll_boxes()
    assert sorted(ArrivedMail.objects.values_list("kind", flat=True)) == [
        "acknowledged", "auto_reply",
    ]  # fmt: skip

    screen = Screen(sit_down(office.clerk, language), language)
    screen.go("/arrived/")
    expect(screen.page.locator("main ul.todo li")).to_have_count(1)
    screen.page.locator("main ul.todo a").first.click()
    screen.reads("it came to the reply address of our e-mail")
    screen.page.locator("main ol.todo a").first.click()
    screen.choose("For all cases below", "acknowledged")
    screen.press("Record the reply")
    screen.reads("Recorded. Nothing else moved than what you marked.")

    assert Incoming.objects.get().way == "email"
    assert SubmissionCase.objects.get().acknowledged_on == office.ahvaz.today()
    screen.go("/arrived/?show=machine")
    expect(screen.page.locator("main ul.todo li")).to_have_count(1)
    screen.go("/arrived/")
    screen.reads("No mail here.")
    assert len(box.flags("ahvaz")) == 2
