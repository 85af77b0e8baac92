"""Reports of mail servers, as servers of several makes write them."""

import datetime
import random

import pytest

from correspondence.mail import reports

OURS = "<17.abc@office.example>"
HEAD = (
    "From: Mail Delivery System <MAILER-DAEMON@mx.example>\nDate: Fri, 20 Nov 2026 09:00:00 +0000\n"
)


def standard(action="failed", status="5.1.1", returned="message/rfc822"):
    """RFC 3464, as Postfix and Exchange write it."""
    inner = f"Message-ID: {OURS}\nSubject: Letter no. 1\n\nwords\n"
    return (
        HEAD + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nI'm sorry to have to inform you …\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        f"Final-Recipient: rfc822; registry@body.example\nAction: {action}\nStatus: {status}\n"
        "Diagnostic-Code: smtp; 550 no such user\n\n"
        f"--b\nContent-Type: {returned}\n\n{inner}--b--\n"
    ).encode()


def facts(raw):
    return [(r.message_id, r.kind, r.code) for r in reports.read(raw)]


@pytest.mark.parametrize(
    ("action", "status", "kind", "code"),
    [
        ("failed", "5.1.1", "bounced", "5.1.1"),
        ("delivered", "2.0.0", "delivered", "2.0.0"),
        ("delayed (still trying)", "4.4.1 (no answer)", "delayed", "4.4.1"),
        ("FAILED", "5.0.0", "bounced", "5.0.0"),
    ],
)
@pytest.mark.parametrize("returned", ["message/rfc822", "text/rfc822-headers"])
def test_a_standard_report(action, status, kind, code, returned):
    assert facts(standard(action, status, returned)) == [(OURS, kind, code)]


@pytest.mark.parametrize("action", ["relayed", "expanded", "", "arrived perhaps"])
def test_what_says_neither_arrived_nor_failed_says_nothing(action):
    assert facts(standard(action, "2.0.0")) == []


def test_the_day_of_the_report_is_taken_over():
    (report,) = reports.read(standard())
    assert report.at == datetime.datetime(2026, 11, 20, 9, tzinfo=datetime.UTC)


def test_the_same_report_twice_is_one_event():
    assert reports.read(standard()) == reports.read(standard())
    assert reports.read(standard())[0].event_id != reports.read(standard("delivered"))[0].event_id


def test_a_bounce_in_plain_words_that_quotes_the_mail():
    raw = HEAD + (
        "Content-Type: text/plain\n\nHi. This is the qmail-send program.\n<x@body.example>:\n"
        "550 5.1.1 no mailbox here by that name\n\n--- Below this line is a copy.\n\n"
        f"> Message-ID: {OURS}\n"
    )
    assert facts(raw.encode()) == [(OURS, "bounced", "5.1.1")]


def test_a_person_who_quotes_our_mail_is_no_bounce():
    raw = f"From: Registry <registry@body.example>\n\n550 thanks\n> Message-ID: {OURS}\n"
    assert facts(raw.encode()) == []


def test_a_receipt_of_opening():
    raw = (
        "From: registry@body.example\nContent-Type: multipart/report; "
        "report-type=disposition-notification; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nread\n"
        "--b\nContent-Type: message/disposition-notification\n\n"
        f"Final-Recipient: rfc822;registry@body.example\nOriginal-Message-ID: {OURS}\n"
        "Disposition: manual-action/MDN-sent-manually; displayed\n\n--b--\n"
    )
    assert facts(raw.encode()) == [(OURS, "opened", "")]


@pytest.mark.parametrize("seed", range(40))
def test_no_mail_however_broken_raises(seed):
    chance = random.Random(seed)
    raw = bytearray(standard())
    for _n in range(chance.randrange(1, 60)):
        at = chance.randrange(len(raw))
        match chance.randrange(3):
            case 0:
                raw[at] = chance.randrange(256)
            case 1:
                del raw[at : at + chance.randrange(1, 40)]
            case _:
                raw[at:at] = raw[: chance.randrange(1, 40)]
        raw = raw or bytearray(b"\n")
    assert isinstance(reports.read(bytes(raw)), list)


@pytest.mark.parametrize(
    "raw", [b"", b"\0" * 9, b"Content-Type: multipart/report\n\n", b"Date: 99\n\n"]
)
def test_nothing_gives_nothing(raw):
    assert reports.read(raw) == []
