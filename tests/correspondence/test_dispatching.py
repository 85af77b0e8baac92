"""Ways out of the house: what may be put on its way, what is proved, what a person decides."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from casework.actions import consents
from casework.actions.errors import Refused, Replayed, Stale
from casework.models import Case
from correspondence import gatekeeping
from correspondence.actions import dispatching
from correspondence.models import Dispatch, SubmissionCase
from correspondence.models.dispatch import DispatchState, Receipt
from correspondence.models.recipient import Channel
from tests.correspondence import letters as made
from tests.correspondence import sending


@pytest.fixture
def letter(cast):
    return sending.signed(cast)


def refusal_of(action, *args, **kwargs):
    with pytest.raises(Refused) as refusal:
        action(*args, **kwargs)
    return refusal.value.codes


class TestDispatch:
    def test_freezes_the_bytes_and_the_message_id_before_anything_leaves(self, cast, letter):
        row = sending.queued(cast, letter)
        assert (row.frozen_sha256, row.state) == (letter.bundle_sha256, DispatchState.PENDING)
        assert row.message_id.startswith("<") and row.message_id.endswith(">")
        assert SubmissionCase.objects.count() == 0

    def test_an_unsigned_letter_does_not_leave(self, cast):
        letter = made.numbered(cast)
        assert refusal_of(sending.queued, cast, letter) == ["letter_not_signed"]

    def test_an_unbound_letter_waits(self, cast):
        letter = sending.signed(cast, bound=False)
        assert refusal_of(sending.queued, cast, letter) == ["bundle_not_ready"]

    def test_two_presses_of_one_button_make_one_way(self, cast, letter):
        to = sending.addressee(letter)
        rows = [
            dispatching.dispatch(letter, to, Channel.HAND, by=cast.clerk, command="a" * 32)
            for _ in range(2)
        ]
        assert rows[0].pk == rows[1].pk

    def test_a_replay_with_another_way_is_refused(self, cast, letter):
        to = sending.addressee(letter)
        dispatching.dispatch(letter, to, Channel.HAND, by=cast.clerk, command="a" * 32)
        with pytest.raises(Replayed):
            dispatching.dispatch(letter, to, Channel.POST, by=cast.clerk, command="a" * 32)

    def test_the_same_way_twice_is_refused(self, cast, letter):
        sending.queued(cast, letter)
        assert refusal_of(sending.queued, cast, letter) == ["already_dispatched"]

    def test_a_page_that_is_old_says_so(self, cast, letter):
        with pytest.raises(Stale):
            dispatching.dispatch(
                letter, sending.addressee(letter), Channel.HAND, by=cast.clerk, seen=1
            )

    def test_whoever_may_not_is_told_so(self, cast, letter):
        with pytest.raises(PermissionDenied):
            dispatching.dispatch(letter, sending.addressee(letter), Channel.HAND, by=cast.signatory)


class TestTheLastQuestion:
    def test_has_no_objection_to_a_signed_letter(self, cast, letter):
        assert gatekeeping.objection(sending.queued(cast, letter)) == ""

    def test_objects_when_one_family_of_many_is_stopped(self, cast, letter):
        row = sending.queued(cast, letter)
        Case.objects.update(safety_stop=True)
        assert gatekeeping.objection(row) == "safety_stop"

    def test_objects_when_the_consent_for_this_very_body_is_gone(self, cast, letter):
        row = sending.queued(cast, letter)
        body = letter.submission.recipient.body
        consents.record_consent(
            Case.objects.get().request, {"P3": "refused"}, by=cast.clerk, body=body
        )
        assert gatekeeping.objection(row) == "consent_missing"

    def test_objects_when_a_paper_may_not_go_any_more(self, cast):
        (case,) = sending.family(cast)
        made.paper(cast, case)
        letter = sending.signed(cast, [case])
        row = sending.queued(cast, letter)
        assert letter.annexes.count() == 1
        consents.record_consent(case.request, {"P13": "refused"}, by=cast.clerk)
        assert gatekeeping.objection(row) == "paper_consent_missing"

    def test_objects_to_a_letter_that_went_back_to_draft(self, cast):
        row = Dispatch(letter=made.drafted(cast))
        assert gatekeeping.objection(row) == "letter_not_signed"


class TestByHand:
    @pytest.fixture
    def row(self, cast, letter):
        return sending.queued(cast, letter, Channel.HAND)

    def hand_in(self, cast, row, receipt=Receipt.SIGNED, **more):
        return dispatching.hand_in(row, by=cast.clerk, receipt=receipt, **more)

    def test_a_signed_receipt_delivers_every_case(self, cast, row):
        self.hand_in(cast, row, received_by="Registry")
        mark = SubmissionCase.objects.get()
        assert mark.sent_on == mark.delivered_on == cast.ahvaz.today()
        assert mark.acknowledged_on is None
        assert Case.objects.get().state == "submitted"

    def test_a_refused_receipt_before_a_witness_is_sent_and_not_delivered(self, cast, row):
        self.hand_in(cast, row, Receipt.REFUSED, witness="Ms Sample", words="not today")
        row.refresh_from_db()
        mark = SubmissionCase.objects.get()
        assert (row.receipt, row.witness) == (Receipt.REFUSED, "Ms Sample")
        assert (mark.sent_on, mark.delivered_on) == (cast.ahvaz.today(), None)

    @pytest.mark.parametrize(
        ("receipt", "proof", "code"),
        [
            (Receipt.REFUSED, {}, "witness"),
            (Receipt.SIGNED, {}, "proof_missing"),
            (Receipt.POSTED, {"tracking_number": "1"}, "wrong_state"),  # nobody posted it
            (
                Receipt.SIGNED,
                {"received_by": "x", "on": datetime.date(2100, 1, 1)},
                "future",
            ),
            (
                Receipt.SIGNED,
                {"received_by": "x", "on": datetime.date(2020, 1, 1)},
                "before_signing",
            ),
        ],
    )
    def test_without_its_proof_nothing_is_recorded(self, cast, row, receipt, proof, code):
        assert refusal_of(self.hand_in, cast, row, receipt, **proof) == [code]
        assert not SubmissionCase.objects.exists()

    def test_a_second_press_changes_nothing(self, cast, row):
        self.hand_in(cast, row, received_by="Registry")
        self.hand_in(cast, row, received_by="Somebody else")
        row.refresh_from_db()
        assert row.received_by == "Registry"
        assert SubmissionCase.objects.count() == 1

    def test_an_email_is_not_handed_in(self, cast, letter):
        row = sending.queued(cast, letter)
        assert refusal_of(self.hand_in, cast, row, received_by="x") == ["wrong_state"]


class TestByPost:
    def test_the_number_of_the_post_proves_it_and_arrival_comes_later(self, cast, letter):
        row = sending.queued(cast, letter, Channel.POST)
        dispatching.hand_in(
            row, by=cast.clerk, receipt=Receipt.POSTED, tracking_number="RR 0000 0379"
        )
        assert SubmissionCase.objects.get().delivered_on is None
        dispatching.record_delivery(row, cast.ahvaz.today(), by=cast.clerk)
        assert SubmissionCase.objects.get().delivered_on == cast.ahvaz.today()

    def test_nothing_arrives_before_it_has_left(self, cast, letter):
        row = sending.queued(cast, letter, Channel.POST)
        today = cast.ahvaz.today()
        assert refusal_of(dispatching.record_delivery, row, today, by=cast.clerk) == ["wrong_state"]


class TestAPersonDecides:
    @pytest.fixture
    def row(self, cast, letter):
        row = sending.queued(cast, letter)
        self.is_now(row, DispatchState.UNKNOWN)
        return row

    def is_now(self, row, state):
        Dispatch.objects.filter(pk=row.pk).update(state=state, attempts=3)

    def test_that_it_arrived(self, cast, row):
        dispatching.decide_unknown(row, True, by=cast.coordinator)
        row.refresh_from_db()
        assert (row.state, row.receipt) == (DispatchState.SENT, Receipt.HANDED_OVER)
        assert Case.objects.get().state == "submitted"

    def test_that_it_did_not_and_goes_once_more_under_the_same_id(self, cast, row):
        dispatching.decide_unknown(row, False, by=cast.coordinator)
        again = Dispatch.objects.get(pk=row.pk)
        assert (again.state, again.attempts, again.message_id) == (
            DispatchState.PENDING, 0, row.message_id,
        )  # fmt: skip

    def test_twice_and_the_first_decision_stays(self, cast, row):
        dispatching.decide_unknown(row, True, by=cast.coordinator)
        dispatching.decide_unknown(row, False, by=cast.coordinator)
        row.refresh_from_db()
        assert row.state == DispatchState.SENT

    def test_not_that_a_refused_one_arrived(self, cast, row):
        self.is_now(row, DispatchState.FAILED)
        assert refusal_of(dispatching.decide_unknown, row, True, by=cast.coordinator) == ["refused"]

    def test_not_to_send_a_failed_one_again_when_another_copy_is_on_its_way(self, cast, row):
        self.is_now(row, DispatchState.FAILED)
        sending.queued(cast, row.letter)
        codes = refusal_of(dispatching.decide_unknown, row, False, by=cast.coordinator)
        assert codes == ["already_dispatched"]
