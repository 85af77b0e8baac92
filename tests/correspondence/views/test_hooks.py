"""Notices of a mail service: only its own are taken, each once, and nothing it says is lost."""

import base64
import hashlib
import hmac
import json
import time

import pytest
from django.core import checks

from correspondence import mailservice, outbox
from correspondence.channels import Result
from correspondence.channels import email as mail
from correspondence.models import ArrivedMail, Dispatch, MailEvent, MailNotice
from tests.correspondence import sending
from tests.correspondence.mailservers import Box, free_port, serving

SECRET = "payvand:a-long-secret-of-the-office"
POSTMARK = "anymail.backends.postmark.EmailBackend"
URL = "/hooks/postmark/"
SIGNED = {"Authorization": "Basic " + base64.b64encode(SECRET.encode()).decode()}


@pytest.fixture
def postmark(settings):
    settings.EMAIL_BACKEND = POSTMARK
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET, "POSTMARK_SERVER_TOKEN": "x"}


@pytest.fixture
def row(cast):
    queued = sending.queued(cast)
    with serving(Box()):
        outbox.send_one(queued.pk)
    return Dispatch.objects.get(pk=queued.pk)


def delivery(row, **more):
    return {
        "RecordType": "Delivery",
        "MessageID": "pm-1",
        "Recipient": "delegation@example.org",
        "DeliveredAt": "2026-11-20T09:00:00Z",
        "Metadata": {"dispatch": str(row.pk)},
    } | more


def tell(client, body, url=URL, **headers):
    headers = headers or SIGNED
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return client.post(url, raw, content_type="application/json", headers=headers)


def test_a_notice_with_the_secret_marks_the_mail(client, postmark, row):
    assert tell(client, delivery(row)).status_code == 200
    assert Dispatch.objects.get().delivered_at.isoformat() == "2026-11-20T09:00:00+00:00"


def test_the_same_notice_five_times_is_one(client, postmark, row):
    for _time in range(5):
        assert tell(client, delivery(row)).status_code == 200
    assert (MailNotice.objects.count(), MailEvent.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Nothing": "1"},
        {"Authorization": "Basic " + base64.b64encode(b"payvand:guess").decode()},
        {"Authorization": "Basic ???"},
    ],
)
def test_a_forged_notice_is_neither_kept_nor_believed(client, postmark, row, headers):
    assert tell(client, delivery(row), **headers).status_code == 400
    assert MailNotice.objects.count() == 0
    assert Dispatch.objects.get().delivered_at is None


@pytest.mark.parametrize("url", ["/hooks/mailgun/", "/hooks/nobody/", "/hooks/base/"])
def test_another_service_has_no_address(client, postmark, row, url):
    assert tell(client, delivery(row), url).status_code == 404


def test_over_plain_smtp_there_is_no_address(client, row):
    assert tell(client, delivery(row)).status_code == 404


def test_without_a_secret_there_is_no_address_and_the_check_fails(client, postmark, row, settings):
    assert checks.run_checks() == []
    settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "x", "POSTMARK_SIGNING_KEY": "unknown to it"}
    assert tell(client, delivery(row)).status_code == 404
    assert [found.id for found in checks.run_checks()] == ["correspondence.E001"]


@pytest.mark.parametrize("raw", [b"not json", b"{}", b"[]", b'{"RecordType": 7}', b"\xff\xfe"])
def test_a_notice_that_cannot_be_read_is_kept_and_asked_for_no_more(db, client, postmark, raw):
    assert tell(client, raw).status_code == 200
    assert MailNotice.objects.get().raw.encode("latin-1") == raw
    assert MailEvent.objects.count() == 0


def test_looking_is_not_telling(client, postmark):
    assert client.get(URL).status_code == 405


def signed_by_mailgun(key, age=0):
    moment = str(int(time.time()) - age)
    sealed = hmac.new(key.encode(), (moment + "token").encode(), hashlib.sha256).hexdigest()
    return {"timestamp": moment, "token": "token", "signature": sealed}


@pytest.mark.parametrize(("key", "status"), [("right", 200), ("wrong", 400)])
def test_a_service_that_signs_is_known_by_its_signature(client, settings, row, key, status):
    settings.EMAIL_BACKEND = "anymail.backends.mailgun.EmailBackend"
    settings.ANYMAIL = {"MAILGUN_WEBHOOK_SIGNING_KEY": "right"}
    assert mailservice.reader() is not None
    event = {
        "event": "delivered",
        "id": "e1",
        "timestamp": 1_795_000_000.5,
        "message": {"headers": {"message-id": row.message_id.strip("<>")}},
        "user-variables": {"dispatch": str(row.pk)},
        "recipient": "delegation@example.org",
    }
    body = {"signature": signed_by_mailgun(key), "event-data": event}
    assert tell(client, body, "/hooks/mailgun/").status_code == status
    assert (Dispatch.objects.get().delivered_at is not None) == (status == 200)


@pytest.mark.parametrize(
    ("status", "result"),
    [(200, Result.UNKNOWN), (422, Result.REFUSED), (429, Result.LATER), (500, Result.UNKNOWN)],
)
def test_what_a_provider_answers_decides(cast, settings, provider_answering, status, result):
    queued = sending.queued(cast)
    settings.EMAIL_BACKEND = POSTMARK
    with provider_answering(status, b"not json") as url:
        settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "x", "POSTMARK_API_URL": url}
        assert mail.send(queued).result == result


def test_a_provider_that_cannot_be_reached_has_not_taken_it(cast, settings):
    queued = sending.queued(cast)
    settings.EMAIL_BACKEND = POSTMARK
    settings.ANYMAIL = {
        "POSTMARK_SERVER_TOKEN": "x",
        "POSTMARK_API_URL": f"http://127.0.0.1:{free_port()}/",
    }
    assert mail.send(queued).result == Result.LATER


def test_a_provider_that_knows_its_keys_is_asked_again(cast, settings, provider_answering):
    queued = sending.queued(cast)
    settings.EMAIL_BACKEND = "anymail.backends.resend.EmailBackend"
    with provider_answering(500, b"") as url:
        settings.ANYMAIL = {"RESEND_API_KEY": "x", "RESEND_API_URL": url}
        assert mail.send(queued).result == Result.LATER
        queued.attempts = mail.ASKED_AGAIN
        assert mail.send(queued).result == Result.UNKNOWN
    keys = {seen["Idempotency-Key"] for seen in provider_answering.headers}
    assert keys == {str(queued.pk)}


def test_what_a_provider_calls_the_mail_is_remembered(cast, settings, provider_answering):
    queued = sending.queued(cast)
    settings.EMAIL_BACKEND = POSTMARK
    taken = {"To": "delegation@example.org", "MessageID": "pm-77", "ErrorCode": 0, "Message": "OK"}
    with provider_answering(200, json.dumps(taken).encode()) as url:
        settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "x", "POSTMARK_API_URL": url}
        assert outbox.send_one(queued.pk) == "sent"
    assert Dispatch.objects.get().provider_id == "pm-77"
    (body,) = provider_answering.bodies
    assert json.loads(body)["Metadata"] == {"dispatch": str(queued.pk)}


INBOUND = "/hooks/postmark/inbound/"


def mail_in(to="office@office.example", **more):
    return {
        "From": "registry@elsewhere.example",
        "FromFull": {"Email": "registry@elsewhere.example", "Name": "", "MailboxHash": ""},
        "ToFull": [{"Email": to, "Name": "", "MailboxHash": ""}],
        "OriginalRecipient": to,
        "Subject": "Your letter",
        "Date": "Fri, 20 Nov 2026 09:00:00 +0000",
        "Headers": [{"Name": "Message-ID", "Value": "<1@elsewhere.example>"}],
        "TextBody": "We acknowledge receipt.",
    } | more


class TestInbound:
    def test_a_mail_comes_in_once_for_the_office_it_was_sent_to(self, client, postmark, cast):
        for office, address in (
            (cast.ahvaz, "office@office.example"),
            (cast.tirana, "tir@o.example"),
        ):
            office.email = address
            office.save()
        for _time in range(2):
            assert tell(client, mail_in("tir@o.example"), INBOUND).status_code == 200
        kept = ArrivedMail.objects.get()
        assert (kept.office, kept.kind, kept.door) == (cast.tirana, "acknowledged", "service")

    def test_forged_ones_are_not_taken(self, client, postmark, cast):
        assert tell(client, mail_in(), INBOUND, **{"X-Nothing": "1"}).status_code == 400
        assert not ArrivedMail.objects.exists()

    def test_without_a_service_there_is_no_such_address(self, client, cast):
        assert tell(client, mail_in(), INBOUND).status_code == 404
