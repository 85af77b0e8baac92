"""The mail of the morning: once a day, at the office's hour, counts alone, none for nothing."""

import datetime
import smtplib

import pytest
import time_machine
from django.core import mail

from casework import tasks
from casework.actions import digests, dues
from casework.models import Digest, Office, Staff
from tests.factories import end_posts, log_family

# 29 November 2026 is a Sunday: a working day in Ahvaz, not in Tirana. 8:00 in Tehran is 4:30 UTC.
SUNDAY = datetime.datetime(2026, 11, 29, 4, 30, tzinfo=datetime.UTC)


def at(moment):
    return time_machine.travel(moment, tick=False)


def later(**by):
    return SUNDAY + datetime.timedelta(**by)


@pytest.fixture
def reader(cast):
    """The clerk, who reads mail; one acknowledgement was due on 26 November, one is due today."""
    with at(later(days=-8)):
        log_family(cast, on=datetime.date(2026, 11, 21))
    with at(later(days=-5)):
        log_family(cast, on=datetime.date(2026, 11, 24))
    Staff.objects.filter(pk=cast.clerk.pk).update(email="clerk@example.org")
    return Staff.objects.get(pk=cast.clerk.pk)


def run(moment):
    with at(moment):
        tasks.send_digests()


def states():
    return list(Digest.objects.order_by("on").values_list("staff__username", "state"))


def test_it_counts_and_names_nothing(reader):
    run(SUNDAY)

    (sent,) = mail.outbox
    assert sent.to == ["clerk@example.org"]
    assert sent.subject == "Your day at Sample Family Links, Ahvaz"
    lines = [line for line in sent.body.splitlines() if line]
    assert lines[:4] == [
        "What waits for you:", "Late: 1", "Due today: 1", "In the next seven days: 0",
    ]  # fmt: skip
    text = sent.subject + sent.body
    for secret in ("AHV", "فرضیان", "مریم", "محمدرضا", "clerk"):
        assert secret not in text


def test_it_speaks_the_readers_language(cast, reader):
    Staff.objects.filter(pk=reader.pk).update(language="fa")
    run(SUNDAY)
    assert "عقب‌افتاده: ۱" in mail.outbox[0].body


def test_once_a_day_however_often_the_scheduler_starts(reader):
    for minutes in (0, 10, 20, 600):
        run(later(minutes=minutes))
    assert len(mail.outbox) == 1

    run(later(days=1))
    assert len(mail.outbox) == 2


def test_not_before_the_offices_hour(cast, reader):
    Office.objects.filter(pk=cast.ahvaz.pk).update(digest_hour=10)
    run(later(minutes=119))  # 9:59 in Tehran
    assert mail.outbox == []
    run(later(minutes=120))
    assert len(mail.outbox) == 1


def test_not_on_a_day_on_which_the_office_is_closed(reader):
    run(SUNDAY + datetime.timedelta(days=5))  # Friday
    assert (mail.outbox, states()) == ([], [])


def test_nothing_when_there_is_nothing(reader):
    with at(SUNDAY):
        for due in reader.held_posts()[0].office.dues.all():
            dues.finish(due, by=reader)
    run(SUNDAY)
    assert (mail.outbox, states()) == ([], [("clerk", "nothing")])


def test_who_switched_it_off_gets_none(reader):
    digests.choose(False, by=reader)
    run(SUNDAY)
    assert (mail.outbox, states()) == ([], [])


def test_who_holds_no_post_today_gets_none(reader):
    end_posts(reader, datetime.date(2026, 11, 28))
    run(SUNDAY)
    assert (mail.outbox, states()) == ([], [])


def test_what_only_protection_officers_may_know_of_is_in_no_mail_not_as_a_number(cast, reader):
    officer = cast.protection
    Staff.objects.filter(pk=officer.pk).update(email="officer@example.org")
    with at(SUNDAY):
        case = officer.held_posts()[0].office.cases.first()
        dues.write("left_anyway", "protection", SUNDAY.date(), case=case)
    run(SUNDAY)
    assert [sent.to for sent in mail.outbox] == [["clerk@example.org"]]


class NoLine:
    def __init__(self, *args, **kwargs):
        pass

    def open(self):
        raise ConnectionRefusedError

    def close(self):
        pass


class BrokenLine(NoLine):
    def open(self):
        pass

    def send_messages(self, messages):
        raise smtplib.SMTPServerDisconnected


def test_without_a_line_it_is_tried_again_the_same_day(reader, settings):
    settings.EMAIL_BACKEND = "tests.casework.test_digests.NoLine"
    run(SUNDAY)
    assert states() == []

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    run(later(minutes=10))
    assert (len(mail.outbox), states()) == (1, [("clerk", "sent")])


def test_one_that_may_have_left_is_never_sent_again(reader, settings):
    settings.EMAIL_BACKEND = "tests.casework.test_digests.BrokenLine"
    run(SUNDAY)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    run(later(minutes=10))
    assert (mail.outbox, states()) == ([], [("clerk", "failed")])
