"""What servers tell of a mail: kept once, in any order, and it decides what was in doubt."""

import datetime
import itertools
import json

import pytest
from django.utils import timezone

from casework.models import Case
from correspondence import outbox, queries
from correspondence.actions import dispatching, tracking
from correspondence.models import Dispatch, Letter, MailEvent, MailNotice, SubmissionCase
from correspondence.models.dispatch import DispatchState
from tests.correspondence import sending
from tests.correspondence.mailservers import Box, serving

START = datetime.datetime(2026, 11, 20, 9, tzinfo=datetime.UTC)


def told(row, kind, hours=0, **more):
    at = START + datetime.timedelta(hours=hours)
    return tracking.Told(
        **({"kind": kind, "at": at, "event_id": f"{kind}-{hours}", "message_id": row.message_id}
        | more)
    )  # fmt: skip


def tell(row, *events, raw=None):
    """Each event in a notice of its own, as servers send them."""
    for number, event in enumerate(events):
        body = raw or json.dumps([event.event_id, number, str(timezone.now())])
        notice, _new = tracking.keep_notice("postmark", body.encode())
        tracking.learn(notice, [event])


def standing(row):
    found = Dispatch.objects.get(pk=row.pk)
    marks = SubmissionCase.objects.first() or SubmissionCase()
    return {
        "state": found.state,
        "delivered": found.delivered_at,
        "opened": found.opened_at,
        "bounced": found.bounced_at,
        "complained": found.complained_at,
        "letter": Letter.objects.get().state,
        "case": Case.objects.get().state,
        "sent_on": marks.sent_on,
        "delivered_on": marks.delivered_on,
    }


@pytest.fixture
def row(cast):
    return sending.queued(cast)


@pytest.fixture
def sent(row):
    with serving(Box()):
        outbox.send_one(row.pk)
    return Dispatch.objects.get(pk=row.pk)


class TestMarks:
    def test_handed_over_is_neither_delivered_nor_opened(self, sent):
        found = standing(sent)
        assert found["state"] == "sent"
        assert (found["delivered"], found["opened"], found["delivered_on"]) == (None, None, None)

    def test_a_delivery_marks_every_case_of_the_letter(self, sent):
        tell(sent, told(sent, "delivered"))
        found = standing(sent)
        assert found["delivered"] == START
        assert found["delivered_on"] == max(START.date(), found["sent_on"])

    def test_an_opening_is_a_hint_and_marks_no_case(self, sent):
        tell(sent, told(sent, "opened"))
        found = standing(sent)
        assert (found["opened"], found["delivered_on"]) == (START, None)

    def test_moves_no_case(self, sent):
        before = standing(sent)["case"]
        tell(sent, *[told(sent, kind) for kind in ("delivered", "opened", "complained")])
        assert standing(sent)["case"] == before == "submitted"

    def test_what_came_back_waits_for_a_person_and_can_be_sent_anew(self, cast, sent):
        tell(sent, told(sent, "bounced", code="5.1.1"))
        assert list(queries.in_doubt(Dispatch.objects.all())) == [sent]
        letter = Letter.objects.get()
        anew = dispatching.dispatch(letter, sending.addressee(letter), "email", by=cast.coordinator)
        with serving(Box()) as box:
            assert outbox.send_one(anew.pk) == DispatchState.SENT
        assert box.messages[0]["Message-ID"] == anew.message_id != sent.message_id
        assert list(queries.in_doubt(Dispatch.objects.all())) == []

    def test_an_arrival_after_a_soft_bounce_is_an_arrival(self, sent):
        tell(sent, told(sent, "bounced", 1), told(sent, "delivered", 2))
        assert Dispatch.objects.get(pk=sent.pk).came_back is False
        assert list(queries.in_doubt(Dispatch.objects.all())) == []


class TestOrder:
    def test_all_orders_of_four_events_with_doubles_end_alike(self, sent):
        events = [
            told(sent, "delayed", 0),
            told(sent, "delivered", 1),
            told(sent, "opened", 2),
            told(sent, "bounced", 3),
        ]
        endings = set()
        for order in itertools.permutations(events):
            MailEvent.objects.all().delete()
            fresh(sent)
            tell(sent, *order, *reversed(order), order[1])
            endings.add(tuple(standing(sent).items()))
        assert len(endings) == 1
        (ending,) = endings
        assert dict(ending)["bounced"] == START + datetime.timedelta(hours=3)
        assert MailEvent.objects.count() == 4

    def test_all_orders_end_alike_for_a_mail_in_doubt(self, row):
        events = [
            told(row, kind, n) for n, kind in enumerate(("accepted", "bounced", "complained"))
        ]
        endings = set()
        for order in itertools.permutations(events):
            Dispatch.objects.filter(pk=row.pk).update(state="unknown")
            MailEvent.objects.all().delete()
            tell(row, *order)
            endings.add(Dispatch.objects.get(pk=row.pk).state)
        assert endings == {"sent"}


def fresh(row):
    names = ("delivered_at", "opened_at", "bounced_at", "complained_at")
    Dispatch.objects.filter(pk=row.pk).update(**dict.fromkeys(names))
    SubmissionCase.objects.update(delivered_on=None)


class TestADoubt:
    @pytest.mark.parametrize("kind", ["accepted", "delayed", "delivered", "opened", "complained"])
    def test_is_decided_by_an_event_with_its_message_id(self, row, kind):
        Dispatch.objects.filter(pk=row.pk).update(state="unknown", error="worker_gone")
        tell(row, told(row, kind))
        found = standing(row)
        assert (found["state"], found["letter"], found["case"]) == ("sent", "sent", "submitted")

    def test_that_only_came_back_did_not_leave(self, row):
        Dispatch.objects.filter(pk=row.pk).update(state="unknown")
        tell(row, told(row, "bounced"))
        found = Dispatch.objects.get(pk=row.pk)
        assert (found.state, found.error) == ("failed", "bounced")
        assert standing(row)["sent_on"] is None

    def test_that_a_person_lets_go_once_more_is_not_sent_when_the_news_comes_first(self, cast, row):
        Dispatch.objects.filter(pk=row.pk).update(state="unknown")
        dispatching.decide_unknown(row, False, by=cast.coordinator)
        tell(row, told(row, "delivered"))
        with serving(Box()) as box:
            assert outbox.send_one(row.pk) == "not mine"
        assert box.messages == []
        assert standing(row)["state"] == "sent"

    def test_of_a_dead_worker_is_decided_by_what_was_told_before(self, row):
        long_ago = timezone.now() - datetime.timedelta(hours=1)
        outbox.claim(row.pk, "dead worker", long_ago)
        tell(row, told(row, "delivered"))
        assert standing(row)["state"] == "sending"  # the worker may live: it is left to it
        outbox.sweep()
        assert standing(row)["state"] == "sent"


class TestANotice:
    def test_is_kept_once_sealed_and_byte_for_byte(self, sent):
        raw = bytes(range(256)) * 3
        first, new = tracking.keep_notice("postmark", raw)
        second, again = tracking.keep_notice("postmark", raw)
        assert (new, again, first.pk) == (True, False, second.pk)
        found = MailNotice.objects.get()
        assert found.raw.encode("latin-1") == raw
        stored = MailNotice.objects.values_list("raw", flat=True).get()
        assert bytes(stored)[:64] != raw[:64]

    def test_of_a_strange_mail_changes_nothing(self, sent):
        before = standing(sent)
        tell(sent, told(sent, "bounced", message_id="<somebody@else.example>"))
        tell(sent, told(sent, "bounced", 1, ours="not an id"))
        assert standing(sent) == before
        assert MailEvent.objects.filter(dispatch=None).count() == 2

    def test_from_a_clock_years_ahead_is_not_believed(self, sent):
        tell(sent, told(sent, "delivered", hours=24 * 4000))
        ahead = standing(sent)["delivered"] - timezone.now()
        assert ahead <= datetime.timedelta(days=1)

    def test_is_matched_by_the_providers_own_id(self, sent):
        Dispatch.objects.filter(pk=sent.pk).update(provider_id="pm-123")
        tell(sent, told(sent, "delivered", message_id="pm-123"))
        assert standing(sent)["delivered"] == START


class TestALease:
    def test_is_renewed_by_the_worker_that_has_it_alone(self, row):
        now = timezone.now()
        outbox.claim(row.pk, "working", now - outbox.LEASE)
        assert outbox.renew(row.pk, "another") is False
        assert outbox.renew(row.pk, "working", now) is True
        assert outbox.sweep(now + datetime.timedelta(seconds=1))["unknown"] == 0
        assert outbox.sweep(now + outbox.LEASE * 2)["unknown"] == 1
        assert outbox.renew(row.pk, "working") is False
