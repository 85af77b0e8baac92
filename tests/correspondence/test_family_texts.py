"""Text messages that ask families to call: fixed words to a safe number, once, never blindly again.

A real gateway answers on this computer; where a command is named, a real one runs.
"""

import datetime
import sys
import uuid

import pytest
import time_machine
from django.core.checks import run_checks
from django.db import connection
from django.urls import reverse

from casework.actions import contacts, quieting, safety
from casework.actions.errors import Refused
from casework.models import Due, Entry, FamilyRequest
from casework.models.due import DueKind
from correspondence import access, texting
from correspondence.actions import texts
from correspondence.channels import sms_gateway
from correspondence.models import FamilyText
from deploy.standing import mail
from deploy.standing.finding import Level
from families.models.contact_point import ContactPoint
from tests.correspondence import letters as made
from tests.correspondence import smsgateway
from tests.correspondence.mailservers import free_port
from tests.house.markers import Desk

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 11, 25, 9, tzinfo=datetime.UTC)  # 12:30 in Ahvaz, a Wednesday
NUMBER = "+989160000005"


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOON, tick=True):
        yield


@pytest.fixture
def gateway(settings):
    with smsgateway.answering() as each:
        settings.SMS_GATEWAY, settings.SMS_SECRET = each.address, "a long secret"
        yield each


def family(cast, language="en", *, safe="yes", due=True, **more) -> FamilyRequest:
    request = made.accepted(cast, language=language)[0].request
    ContactPoint.objects.filter(person=request.enquirer).update(safe=safe)
    point = request.enquirer.contact_points.get()
    for name, value in more.items():
        setattr(point, name, value)
    point.save()
    if due:
        news = Due.objects.filter(request=request, kind=DueKind.NEWS_TO_FAMILY, done_at=None)
        assert news.update(on=request.office.today() - datetime.timedelta(days=1)) == 1
    return request


def waiting(cast, user=None):
    rows = access.families_to_write_to(user or cast.clerk)
    return texts.waiting(rows, cast.ahvaz.today())


def asked(cast, **more) -> FamilyText:
    return texts.ask_to_call(family(cast, **more), by=cast.clerk)


def refused(call, *args, **kwargs):
    with pytest.raises(Refused) as refusal:
        call(*args, **kwargs)
    return refusal.value.codes


def state_of(text):
    text.refresh_from_db()
    return text.state, text.error


# who is asked --------------------------------------------------------------------------------


def test_only_a_number_that_is_safe_at_any_hour(cast, gateway):
    wanted = family(cast)
    family(cast, safe="no")
    family(cast, safe="ask")
    family(cast, works="wrong")
    family(cast, safe_times="evenings only")
    family(cast, who_may_answer="only she herself")
    family(cast, due=False)

    assert waiting(cast) == [wanted]
    assert waiting(cast, cast.elsewhere["clerk"]) == []


def test_nobody_behind_a_stop_in_quiet_days_or_dead(cast, gateway):
    stopped, quiet, dead = family(cast), family(cast), family(cast)
    safety.stop(stopped, by=cast.clerk)
    quieting.keep_quiet(quiet, since=cast.ahvaz.today(), by=cast.clerk)
    contacts.tell_family(dead, result="died", by=cast.clerk)

    assert waiting(cast) == []
    for each in (stopped, quiet, dead):
        assert refused(texts.ask_to_call, each, by=cast.clerk) != []
    assert FamilyText.objects.count() == 0


def test_switched_off_as_it_comes(cast, enter):
    assert sms_gateway.is_on() is False
    assert refused(texts.ask_to_call, family(cast), by=cast.clerk) == ["off"]
    page = enter(cast.clerk).get(reverse("family_texts")).content.decode()
    assert "switched off" in page


def test_once_for_each_due_whoever_presses(cast, gateway):
    request, key = family(cast), uuid.uuid4()
    assert texts.make([request], by=cast.clerk, key=key).made == 1
    assert texts.make([request], by=cast.clerk, key=key).made == 1  # the same press again
    second = texts.make([request], by=cast.coordinator, key=uuid.uuid4())

    assert (second.made, FamilyText.objects.count(), waiting(cast)) == (0, 1, [])


def test_a_month_lies_between_two_texts_to_one_family(cast, gateway):
    text = asked(cast)
    text.due.delete()  # planned anew, as after every talk
    Due.objects.create(
        office=cast.ahvaz, request=text.request, kind=DueKind.NEWS_TO_FAMILY, role="clerk",
        since=text.office.today(), on=text.office.today(),
    )  # fmt: skip
    assert waiting(cast) == []
    assert refused(texts.ask_to_call, text.request, by=cast.clerk) == ["texted"]

    FamilyText.objects.update(created_at=NOON - datetime.timedelta(days=31))
    assert waiting(cast) == [text.request]


def test_it_tells_nothing_so_the_news_stays_due(cast, gateway):
    text = asked(cast)
    assert texting.send_one(text.pk) == "sent"

    assert text.due.done_at is None
    assert text.request.contacts.count() == 0


# what goes out -------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "fa", "ar", "sq"])
def test_words_are_the_offices_number_and_nothing_of_the_family(cast, gateway, language):
    text = asked(cast, language=language)
    texting.send_one(text.pk)

    [(_headers, body)] = gateway.got
    assert body == {"id": str(text.pk), "to": NUMBER, "text": text.words}
    assert "061-5550000" in body["text"] and len(body["text"]) < 200
    for part in ("فرضیان", "Farzian", "AHV", cast.ahvaz.name(language), "1405"):
        assert part not in body["text"]


def test_all_families_of_a_language_get_the_same_words(cast, gateway):
    one, other = asked(cast), asked(cast)

    assert one.words == other.words


def test_gateway_gets_the_secret_and_one_key_per_message(cast, gateway):
    text = asked(cast)
    gateway.status = 429
    texting.send_one(text.pk)
    gateway.status = 200
    texting.sweep(NOON + datetime.timedelta(minutes=5))

    told = [(h["Authorization"], h["Idempotency-Key"]) for h, _body in gateway.got]
    assert told == [("Bearer a long secret", str(text.pk))] * 2
    assert state_of(text) == ("sent", "")


def test_number_and_words_are_sealed_and_in_no_trail(cast, gateway):
    text = asked(cast)
    texting.send_one(text.pk)

    with connection.cursor() as cursor:
        cursor.execute("SELECT number, words FROM correspondence_familytext")
        row = [bytes(value) for value in cursor.fetchone()]
    assert NUMBER.encode() not in b"".join(row) and b"5550000" not in b"".join(row)
    said = " ".join(f"{e.verb} {e.target} {e.details}" for e in Entry.objects.all())
    assert "text_family" in said and "9160000005" not in said


# what the gateway answers --------------------------------------------------------------------

ANSWERS = {
    200: ("sent", ""),
    202: ("sent", ""),
    302: ("failed", "gateway_302"),
    400: ("failed", "gateway_400"),
    408: ("pending", "gateway_408"),
    429: ("pending", "gateway_429"),
    500: ("unknown", "gateway_500"),
    503: ("unknown", "gateway_503"),
    0: ("unknown", "no_answer"),
}


@pytest.mark.parametrize("status", ANSWERS)
def test_each_answer_means_taken_not_taken_or_nobody_knows(cast, gateway, status):
    gateway.status = status
    text = asked(cast)
    texting.send_one(text.pk)

    assert state_of(text) == ANSWERS[status]


def test_what_is_in_doubt_is_never_sent_again_by_itself(cast, gateway):
    gateway.status = 500
    text = asked(cast)
    texting.send_one(text.pk)
    gateway.status = 200
    for days in range(9):
        texting.sweep(NOON + datetime.timedelta(days=days))

    assert len(gateway.got) == 1
    assert waiting(cast) == []
    texts.settle(text, arrived=True, by=cast.clerk)
    assert state_of(text)[0] == "sent"


def test_said_not_to_have_left_it_may_be_asked_anew(cast, gateway):
    gateway.status = 500
    text = asked(cast)
    texting.send_one(text.pk)
    texts.settle(text, arrived=False, by=cast.clerk)

    assert waiting(cast) == [text.request]


def test_gateway_that_is_not_there_is_tried_again(cast, gateway, settings):
    settings.SMS_GATEWAY = f"http://127.0.0.1:{free_port()}/"
    text = asked(cast)
    texting.send_one(text.pk)

    assert state_of(text) == ("pending", "no_answer")
    assert text.attempts == 1


def test_worker_that_died_leaves_it_in_doubt(cast, gateway):
    text = asked(cast)
    assert texting.claim(text.pk, "a worker that dies", NOON)
    assert texting.send_one(text.pk) == "not mine"
    texting.sweep(NOON + texting.LEASE + datetime.timedelta(seconds=1))

    assert state_of(text) == ("unknown", "worker_gone")
    assert gateway.got == []


@pytest.mark.parametrize(
    ("hour", "sent"), [(0, False), (5, False), (6, True), (15, True), (16, False), (23, False)]
)
def test_only_by_day_on_the_offices_clock(cast, gateway, hour, sent):
    text = asked(cast)
    texting.send_one(text.pk, NOON.replace(hour=hour, minute=0))  # Ahvaz: three and a half later

    assert (len(gateway.got) == 1) is sent
    if not sent:
        morning = texting.sweep(NOON + datetime.timedelta(days=1))
        assert (morning["sent"], text.attempts) == (1, 0)


# asked once more before it leaves ------------------------------------------------------------


def told(cast, request):
    contacts.tell_family(request, result="told", by=cast.coordinator)


def died(cast, request):
    contacts.tell_family(request, result="died", by=cast.clerk)


def stopped(cast, request):
    safety.stop(request, by=cast.clerk)


def in_peace(cast, request):
    quieting.keep_quiet(request, since=cast.ahvaz.today(), by=cast.clerk)


def unsafe(cast, request):
    ContactPoint.objects.filter(person=request.enquirer).update(safe="no")


@pytest.mark.parametrize(
    ("happens", "code"),
    [
        (told, "told"), (died, "died"), (stopped, "safety_stop"), (in_peace, "quiet"),
        (unsafe, "not_safe"),
    ],
)  # fmt: skip
def test_what_happens_in_between_holds_it_back(cast, gateway, happens, code):
    text = asked(cast)
    happens(cast, text.request)
    texting.send_one(text.pk)

    assert state_of(text)[0] == "recalled"
    assert text.error in (code, "told")  # who died is told nothing either
    assert gateway.got == []


# a command instead of an address -------------------------------------------------------------

EXITS = {0: "sent", 65: "failed", 75: "pending", 1: "unknown"}


@pytest.mark.parametrize("code", EXITS)
def test_command_gets_the_message_on_its_input_alone(cast, settings, tmp_path, code):
    script, ledger = tmp_path / "gateway.py", tmp_path / "ledger"
    script.write_text(
        "import os, sys\n"
        f"open({str(ledger)!r}, 'w').write(sys.stdin.read() + os.environ['SMS_SECRET'])\n"
        f"assert len(sys.argv) == 1\nsys.exit({code})\n"
    )
    settings.SMS_GATEWAY, settings.SMS_SECRET = f"{sys.executable} {script}", "s"
    text = asked(cast)
    texting.send_one(text.pk)

    assert state_of(text)[0] == EXITS[code]
    assert NUMBER in ledger.read_text() and ledger.read_text().endswith("s")


def test_command_that_is_missing_is_tried_again(cast, settings):
    settings.SMS_GATEWAY = "/there/is/no/such/command"
    text = asked(cast)
    texting.send_one(text.pk)

    assert state_of(text) == ("pending", "no_command")


def test_command_that_does_not_end_leaves_it_in_doubt(cast, settings):
    settings.SMS_GATEWAY = f"{sys.executable} -c 'import time; time.sleep(60)'"
    settings.SMS_TIMEOUT = 1
    text = asked(cast)
    texting.send_one(text.pk)

    assert state_of(text) == ("unknown", "no_answer")


# whether it is set up ------------------------------------------------------------------------

SETTINGS = {
    ("", ""): ("", Level.WELL),
    ("https://gateway.example/send", "s"): ("", Level.WELL),
    ("http://127.0.0.1:9/send", "s"): ("", Level.WELL),
    ("http://gateway.example/send", "s"): ("open_line", Level.BROKEN),
    ("https://gateway.example/send", ""): ("no_secret", Level.BROKEN),
    ("send-sms 'unclosed", ""): ("no_command", Level.BROKEN),
    ("send-sms --now", ""): ("", Level.WELL),
}


@pytest.mark.parametrize("said", SETTINGS)
def test_setting_that_cannot_be_used_is_said_and_nothing_leaves(cast, settings, said):
    trouble, level = SETTINGS[said]
    settings.SMS_GATEWAY, settings.SMS_SECRET = said

    assert (sms_gateway.trouble(), mail.text_messages().level) == (trouble, level)
    failing = [error.id for error in run_checks() if error.id == "correspondence.E002"]
    assert bool(failing) is bool(trouble)


def test_what_is_in_doubt_stands_on_the_administrators_page(cast, gateway):
    FamilyText.objects.filter(pk=asked(cast).pk).update(state="unknown")

    assert mail.text_messages().level == Level.LOOK


# the page ------------------------------------------------------------------------------------


def test_page_asks_whoever_is_ticked_and_settles_what_is_in_doubt(cast, gateway):
    one, other = family(cast), family(cast)
    clerk, url = Desk(cast.clerk), "family_texts"
    clerk.press(url, family=[one.number])

    text = FamilyText.objects.get()
    assert (text.request, waiting(cast)) == (one, [other])
    FamilyText.objects.update(state="unknown")
    clerk.press(url, settle=str(text.pk), arrived="yes")
    assert state_of(text)[0] == "sent"


def test_page_of_another_office_settles_nothing_here(cast, gateway):
    text = asked(cast)
    FamilyText.objects.update(state="unknown")
    client = Desk(cast.elsewhere["clerk"]).client
    answer = client.post(reverse("family_texts"), {"settle": str(text.pk), "arrived": "yes"})

    assert (answer.status_code, state_of(text)[0]) == (404, "unknown")
