"""What was called back and had left all the same: always recorded, told to those who must know."""

import datetime

import pytest

from casework.actions import cases, consents, safety
from casework.actions.errors import Refused
from casework.models import Case, Due
from casework.models.due import DueKind
from correspondence import bundling, outbox
from correspondence.actions import dispatching, letters, numbers, replies, signing
from correspondence.models import Dispatch, Incoming, OutgoingNumber
from correspondence.models.dispatch import DispatchState, Receipt
from correspondence.models.recipient import Channel
from correspondence.models.submission import ReplyClass
from tests.correspondence import letters as made
from tests.correspondence import sending

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(cast):
    """Two families, the first with a paper."""
    rows = [*sending.family(cast, "محمدرضا فرضیان"), *sending.family(cast, "علی کریمی")]
    made.paper(cast, rows[0])
    return rows


@pytest.fixture
def letter(cast, two):
    return sending.signed(cast, two)


def stopped(cast, case):
    safety.stop(case.request, by=cast.clerk)


def withdrawn(cast, case):
    consents.record_consent(case.request, {"P3": "refused"}, by=cast.clerk)


def left(cast, row, **more):
    proof = {"receipt": Receipt.SIGNED, "received_by": "Registry"} | more
    return dispatching.hand_in(row, by=cast.clerk, **proof)


def dues() -> list[tuple]:
    rows = Due.objects.filter(kind=DueKind.LEFT_ANYWAY, done_at=None).order_by("case", "role")
    return [(due.case.reference, str(due.role)) for due in rows]


def told(case) -> list[tuple]:
    return [(case.reference, "coordinator"), (case.reference, "protection")]


@pytest.mark.parametrize("stop", [stopped, withdrawn])
@pytest.mark.parametrize(
    ("channel", "proof"),
    [
        (Channel.HAND, {}),
        (Channel.POST, {"receipt": Receipt.POSTED, "tracking_number": "RR 0000 0001"}),
        (Channel.EMAIL, {"receipt": Receipt.HANDED_OVER, "words": "from the coordinator's own"}),
    ],
)
def test_what_left_although_stopped_is_recorded_on_every_way(
    cast, two, letter, stop, channel, proof
):
    row = sending.queued(cast, letter, channel)
    stop(cast, two[0])
    row.refresh_from_db()
    assert row.state == DispatchState.RECALLED

    left(cast, row, **proof)

    row.refresh_from_db()
    letter.refresh_from_db()
    assert (row.state, letter.state) == (DispatchState.SENT, "sent")
    assert row.stopped_at is not None
    assert sorted(letter.submission.lines.values_list("case", flat=True)) == sorted(
        case.pk for case in two
    )
    assert {case.state for case in Case.objects.all()} == {"submitted"}
    assert dues() == told(two[0])


def test_the_letter_is_again_what_had_left(cast, two, letter):
    row = sending.queued(cast, letter, Channel.HAND)
    names = ("pdf_sha256", "bundle_sha256", "bundle_pages", "signed_on", "print_pages", "date")
    before = [getattr(letter, name) for name in names]
    annexes = list(letter.annexes.values_list("document", "number", "sha256"))
    withdrawn(cast, two[0])
    letters.take_out(letter, two[1], by=cast.coordinator)
    assert letter.annexes.count() == 0

    left(cast, row)

    letter.refresh_from_db()
    assert [getattr(letter, name) for name in names] == before
    assert list(letter.annexes.values_list("document", "number", "sha256")) == annexes
    assert letter.lines.filter(included=True).count() == 2
    assert letter.approver == cast.signatory
    with pytest.raises(Refused):
        letters.take_out(letter, two[1], by=cast.coordinator)


def test_taken_back_and_numbered_anew_the_edition_that_left_counts(cast, two, letter):
    row = sending.queued(cast, letter, Channel.HAND)
    sha = letter.pdf_sha256
    letters.take_back(letter, "a wrong word", by=cast.coordinator)
    letters.take_out(letter, two[1], by=cast.coordinator)
    numbers.take_number(made.approved(cast, letter), by=cast.coordinator)

    left(cast, row)

    letter.refresh_from_db()
    assert (letter.state, letter.edition, letter.pdf_sha256) == ("sent", 1, sha)
    ended = dict(letter.editions.values_list("edition", "ended_as"))
    assert ended == {1: "", 2: "not_sent"}
    assert dues() == told(min(two, key=lambda case: case.reference))


def test_the_bundle_is_bound_again_byte_for_byte(cast, two, letter):
    row = sending.queued(cast, letter, Channel.HAND)
    sha = letter.bundle_sha256
    letters.take_back(letter, "a wrong word", by=cast.coordinator)
    left(cast, row)
    letter.refresh_from_db()
    letter.bundle = None
    letter.save(update_fields=["bundle"])
    assert bundling.build(letter).bundle_sha256 == sha


def test_a_void_letter_that_left_stands_in_the_book_again(cast, letter):
    row = sending.queued(cast, letter, Channel.HAND)
    letters.void(letter, "never mind", by=cast.coordinator)
    left(cast, row)
    letter.refresh_from_db()
    number = OutgoingNumber.objects.get()
    assert letter.state == "sent"
    assert (number.voided_at, number.void_reason) == (None, "never mind")


def test_a_case_that_is_paused_stays_paused_and_a_due_says_why(cast, two, letter):
    row = sending.queued(cast, letter, Channel.HAND)
    review = cast.ahvaz.today() + datetime.timedelta(days=30)
    cases.move(two[1], "hold", by=cast.coordinator, reason="travelling", review_on=review)
    stopped(cast, two[0])
    left(cast, row)
    assert [Case.objects.get(pk=case.pk).state for case in two] == ["submitted", "on_hold"]
    late = Due.objects.get(kind=DueKind.RECORDED_LATE)
    assert late.case == two[1]


def test_a_mail_in_doubt_that_arrived_after_the_stop_is_recorded(cast, two, letter):
    row = sending.queued(cast, letter)
    Dispatch.objects.update(state=DispatchState.UNKNOWN)
    stopped(cast, two[0])
    letter.refresh_from_db()
    assert letter.state == "draft"
    dispatching.decide_unknown(row, True, by=cast.coordinator)
    letter.refresh_from_db()
    assert (letter.state, dues()) == ("sent", told(two[0]))


def test_a_mail_that_the_outbox_stopped_can_be_told_by_a_person(cast, two, letter):
    row = sending.queued(cast, letter)
    Case.objects.filter(pk=two[0].pk).update(safety_stop=True)
    assert outbox.send_one(row.pk) == DispatchState.RECALLED
    left(cast, row, receipt=Receipt.HANDED_OVER, words="sent from another mailbox")
    assert dues() == told(two[0])


@pytest.mark.parametrize(
    ("channel", "proof", "code"),
    [
        (Channel.EMAIL, {"receipt": Receipt.HANDED_OVER, "received_by": ""}, "proof_missing"),
        (Channel.EMAIL, {}, "wrong_state"),
        (Channel.HAND, {"receipt": Receipt.HANDED_OVER, "words": "x"}, "wrong_state"),
        (Channel.HAND, {"on": datetime.date(2020, 1, 1)}, "before_signing"),
    ],
)
def test_what_a_person_tells_needs_its_proof(cast, two, letter, channel, proof, code):
    row = sending.queued(cast, letter, channel)
    stopped(cast, two[0])
    with pytest.raises(Refused) as refusal:
        left(cast, row, **proof)
    assert refusal.value.codes == [code]
    letter.refresh_from_db()
    assert letter.state == "draft"


def test_a_second_copy_on_the_same_way_is_not_recorded_twice(cast, two, letter):
    row = sending.queued(cast, letter, Channel.HAND)
    letters.take_back(letter, "a wrong word", by=cast.coordinator)
    again = numbers.take_number(made.approved(cast, letter), by=cast.coordinator)
    signing.sign(again, by=cast.signatory)
    again = bundling.build(type(letter).objects.get(pk=letter.pk))
    sending.queued(cast, again, Channel.HAND)
    with pytest.raises(Refused) as refusal:
        left(cast, row)
    assert refusal.value.codes == ["already_dispatched"]


def test_a_reply_is_recorded_whatever_became_of_the_case(cast, two):
    letter = sending.sent(cast, two)
    stopped(cast, two[0])
    review = cast.ahvaz.today() + datetime.timedelta(days=30)
    cases.move(two[1], "hold", by=cast.coordinator, reason="travelling", review_on=review)
    replies.record_reply(
        office=cast.ahvaz, body=letter.submission.recipient.body, way="phone",
        received_on=cast.ahvaz.today(), words="answered both", by=cast.clerk,
        lines=[replies.Line(letter.submission, case, ReplyClass.ANSWERED) for case in two],
    )  # fmt: skip
    assert Incoming.objects.count() == 1
    assert [Case.objects.get(pk=case.pk).state for case in two] == ["answered", "on_hold"]
    assert letter.submission.lines.filter(answered_on=None).count() == 0
    assert Due.objects.get(kind=DueKind.RECORDED_LATE).case == two[1]
