"""No letter is lost, none is silently doubled; what is in doubt is left to a person."""

import datetime
import hashlib
import threading

import pytest
from celery import current_app
from django.db import connections
from django.utils import timezone

from casework.actions import consents, safety
from casework.models import Case, OutwardStep
from correspondence import outbox
from correspondence.actions import dispatching
from correspondence.channels import Outcome, Result
from correspondence.models import Dispatch, Letter, SubmissionCase
from correspondence.models.dispatch import DispatchState
from tests import factories
from tests.correspondence import mailservers, sending
from tests.correspondence.mailservers import Box, serving

LONG_AGO = datetime.timedelta(hours=3)


@pytest.fixture
def row(cast):
    return sending.queued(cast)


def again(row) -> Dispatch:
    return Dispatch.objects.get(pk=row.pk)


def state_of(row):
    found = again(row)
    return found.state, found.error


def withdraw(cast):
    """The family takes back its yes to the Red Cross."""
    consents.record_consent(Case.objects.get().request, {"P3": "refused"}, by=cast.clerk)


class TestASend:
    def test_hands_over_the_frozen_bytes_under_its_own_message_id(self, row):
        with serving(Box()) as box:
            assert outbox.send_one(row.pk) == DispatchState.SENT

        (message,) = box.messages
        (attachment,) = message.iter_attachments()
        content = attachment.get_payload(decode=True)
        assert message["Message-ID"] == row.message_id
        assert hashlib.sha256(content).hexdigest() == row.frozen_sha256
        assert hashlib.sha256(content).hexdigest() == Letter.objects.get().bundle_sha256
        assert box.envelopes[0].rcpt_tos == ["delegation@example.org"]

    def test_tells_no_name_and_no_reference_of_a_case(self, row):
        with serving(Box()) as box:
            outbox.send_one(row.pk)
        case = Case.objects.get()
        (message,) = box.messages
        (attachment,) = message.iter_attachments()
        told = str(message["Subject"]) + attachment.get_filename() + str(message.get_body())
        assert [w for w in ("فرضیان", "محمدرضا", case.reference) if w in told] == []
        assert attachment.get_filename() == "letter-1405-0001.pdf"

    def test_moves_letter_case_and_marks_when_it_is_certain(self, cast, row):
        with serving(Box()):
            outbox.send_one(row.pk)
        today = cast.ahvaz.today()
        mark, step = SubmissionCase.objects.get(), OutwardStep.objects.get()
        assert Letter.objects.get().state == "sent"
        assert Case.objects.get().state == "submitted"
        assert (mark.sent_on, mark.delivered_on) == (today, None)
        assert (step.on, step.kind) == (today, "first")

    def test_a_second_wake_up_sends_nothing_more(self, row):
        with serving(Box()) as box:
            outbox.send_one(row.pk)
            assert outbox.send_one(row.pk) == "not mine"
            assert outbox.sweep()["tried"] == 0
        assert len(box.messages) == 1

    def test_is_found_by_the_sweep_when_nobody_was_woken(self, row):
        with serving(Box()) as box:
            assert outbox.sweep() == {"unknown": 0, "tried": 1, "sent": 1}
        assert len(box.messages) == 1


class TestAServerThatDoesNot:
    def test_after_a_451_it_is_tried_again_later_with_the_same_message_id(self, row):
        with serving(Box("451 try later")):
            assert outbox.send_one(row.pk) == DispatchState.PENDING
        found = again(row)
        assert (found.error, found.attempts) == ("data_451", 1)
        assert found.try_after > timezone.now()
        assert outbox.send_one(row.pk) == "not mine"  # not before its turn
        Dispatch.objects.filter(pk=row.pk).update(try_after=None)
        with serving(Box()) as box:
            outbox.send_one(row.pk)
        assert [m["Message-ID"] for m in box.messages] == [row.message_id]

    def test_a_line_dropped_after_data_is_unknown_and_never_resent(self, row):
        with serving(Box("drop")) as box:
            assert outbox.send_one(row.pk) == DispatchState.UNKNOWN
            outbox.sweep(timezone.now() + LONG_AGO)
            outbox.send_one(row.pk)
        assert len(box.messages) == 1  # it had arrived: a second copy would have been one too many
        assert state_of(row) == (DispatchState.UNKNOWN, "broken_off")
        assert Case.objects.get().state == "accepted"

    def test_a_server_too_slow_to_answer_is_unknown(self, row):
        with serving(Box(wait=1.2), timeout=0.4):
            assert outbox.send_one(row.pk) == DispatchState.UNKNOWN

    def test_a_refused_recipient_is_final(self, row):
        with serving(Box(refused="550 no such user")) as box:
            assert outbox.send_one(row.pk) == DispatchState.FAILED
        assert state_of(row) == (DispatchState.FAILED, "recipient_550")
        assert box.messages == []

    def test_a_recipient_who_is_busy_is_tried_again(self, row):
        with serving(Box(refused="450 mailbox busy")):
            assert outbox.send_one(row.pk) == DispatchState.PENDING

    def test_a_554_after_data_is_final(self, row):
        with serving(Box("554 no")):
            assert outbox.send_one(row.pk) == DispatchState.FAILED

    def test_no_server_at_all_is_tried_again_until_the_waits_are_over(self, row):
        with mailservers.pointing_to(mailservers.free_port()):
            assert outbox.send_one(row.pk) == DispatchState.PENDING
            Dispatch.objects.filter(pk=row.pk).update(attempts=len(outbox.WAITS), try_after=None)
            assert outbox.send_one(row.pk) == DispatchState.FAILED
        assert again(row).error == "no_line"

    def test_a_lost_file_is_said_before_anything_is_handed_over(self, row, settings):
        for path in settings.FILES_DIR.rglob("*"):
            if path.is_file():
                path.unlink()
        with serving(Box()) as box:
            assert outbox.send_one(row.pk) == DispatchState.FAILED
        assert state_of(row) == (DispatchState.FAILED, "file_missing")
        assert box.messages == []


class TestABrokerThatIsAway:
    def test_delays_the_letter_and_nothing_more(
        self, cast, settings, django_capture_on_commit_callbacks, celery_app_without_broker
    ):
        letter = sending.signed(cast)
        with django_capture_on_commit_callbacks(execute=True):
            row = sending.queued(cast, letter)
        assert state_of(row) == (DispatchState.PENDING, "")
        with serving(Box()) as box:
            outbox.sweep()
        assert len(box.messages) == 1


@pytest.fixture
def celery_app_without_broker():
    before = current_app.conf.broker_url
    reach_broker_at(f"redis://127.0.0.1:{mailservers.free_port()}/0")
    yield
    reach_broker_at(before)


def reach_broker_at(url: str) -> None:
    """Connections that Celery keeps open would go on to the broker of before."""
    current_app.conf.broker_url = url
    current_app._pool = None
    current_app.amqp._producer_pool = None


class TestAWorker:
    def test_that_dies_leaves_a_doubt_for_a_person(self, row):
        outbox.claim(row.pk, "dead worker", timezone.now() - LONG_AGO)
        with serving(Box()) as box:
            assert outbox.sweep()["unknown"] == 1
            outbox.sweep()
        assert state_of(row) == (DispatchState.UNKNOWN, "worker_gone")
        assert box.messages == []

    def test_that_slept_past_its_lease_still_says_what_it_knows(self, row):
        outbox.claim(row.pk, "slow", timezone.now() - LONG_AGO)
        outbox.sweep()
        assert outbox._write(again(row), "slow", Outcome(Result.SENT)) == DispatchState.SENT
        assert Case.objects.get().state == "submitted"

    def test_that_comes_back_changes_nothing_a_person_has_decided(self, cast, row):
        outbox.claim(row.pk, "slow", timezone.now() - LONG_AGO)
        held = again(row)
        outbox.sweep()
        dispatching.decide_unknown(row, False, by=cast.coordinator)
        assert outbox._write(held, "slow", Outcome(Result.REFUSED, "x")) == "not mine"
        assert outbox._write(held, "slow", Outcome(Result.LATER, "x")) == "not mine"
        assert state_of(row) == (DispatchState.PENDING, "")

    def test_without_a_lapsed_lease_is_left_in_peace(self, row):
        outbox.claim(row.pk, "working")
        assert outbox.sweep()["unknown"] == 0
        assert again(row).state == DispatchState.SENDING


@pytest.mark.parametrize("channel", ["post", "hand"])
def test_what_a_person_carries_is_never_taken_by_a_worker(cast, channel):
    row = sending.queued(cast, channel=channel)
    assert outbox.send_one(row.pk) == "not mine"
    assert outbox.sweep()["tried"] == 0


class TestTheLastMoment:
    def test_a_safety_stop_wins(self, cast, row):
        safety.stop(Case.objects.get().request, by=cast.clerk)
        with serving(Box()) as box:
            assert outbox.send_one(row.pk) == "not mine"
        assert again(row).state == DispatchState.RECALLED
        assert box.messages == []
        assert Letter.objects.get().state == "draft"

    def test_a_stop_that_comes_while_the_worker_has_it_wins(self, cast, row):
        Case.objects.update(safety_stop=True)
        with serving(Box()) as box:
            assert outbox.send_one(row.pk) == DispatchState.RECALLED
        assert state_of(row) == (DispatchState.RECALLED, "safety_stop")
        assert box.messages == []

    def test_a_withdrawn_consent_wins(self, cast, row):
        withdraw(cast)
        with serving(Box()) as box:
            outbox.send_one(row.pk)
        assert again(row).state == DispatchState.RECALLED
        assert box.messages == []

    def test_what_has_left_stays_sent(self, cast, row):
        with serving(Box()):
            outbox.send_one(row.pk)
        withdraw(cast)
        assert again(row).state == DispatchState.SENT
        assert Letter.objects.get().state == "sent"


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_exactly_one_gets_a_dispatch():
    cast = factories.make_cast()
    row = sending.queued(cast)
    start, got = threading.Barrier(6), []

    def ask(number):
        start.wait()
        try:
            got.append(outbox.claim(row.pk, f"worker {number}"))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(got) == [False] * 5 + [True]
    assert again(row).state == DispatchState.SENDING
