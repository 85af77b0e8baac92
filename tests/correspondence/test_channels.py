"""What every way out of the house promises, asked of each one."""

import datetime

import pytest

from casework.actions.errors import Refused
from correspondence import outbox
from correspondence.actions import dispatching
from correspondence.channels import CHANNELS, Outcome, Result
from correspondence.models import Dispatch, Letter, Recipient, SubmissionCase
from correspondence.models.recipient import Channel
from correspondence.views.dispatches import TOLD
from tests.correspondence import mailservers, sending
from tests.correspondence.mailservers import Box, serving

# By hand: which ways there are, whether a worker sends them, and what proves that it left.
EXPECTED = {
    "email": (True, "handed_over", {"words": "from the coordinator's own box"}),
    "post": (False, "posted", {"tracking_number": "RR 0000 0001"}),
    "hand": (False, "signed", {"received_by": "Registry"}),
    "portal": (False, "entered", {"tracking_number": "2026-118"}),
}
BY_PERSON = [name for name, (automatic, *_rest) in EXPECTED.items() if not automatic]
PAGE = "https://body.example/requests"


def test_the_ways_are_these():
    assert {str(name): module.AUTOMATIC for name, module in CHANNELS.items()} == {
        name: automatic for name, (automatic, *_rest) in EXPECTED.items()
    }
    assert set(map(str, TOLD)) == set(EXPECTED) == set(Channel.values)


@pytest.fixture
def row(cast, request):
    return queued(cast, request.param)


def queued(cast, channel):
    letter = sending.signed(cast)
    Recipient.objects.update(portal=PAGE)
    return sending.queued(cast, letter, channel)


@pytest.mark.parametrize("row", EXPECTED, indirect=True)
def test_an_attempt_gives_an_outcome_and_never_raises(row):
    with serving(Box()):
        outcome = CHANNELS[row.channel].send(row)
    assert isinstance(outcome, Outcome)
    assert outcome.result == (Result.SENT if row.channel == "email" else Result.WAITS)


@pytest.mark.parametrize("row", BY_PERSON, indirect=True)
def test_what_a_person_carries_is_sent_when_it_is_proven_and_not_before(cast, row):
    receipt, proof = EXPECTED[row.channel][1:]
    with pytest.raises(Refused) as refused:
        dispatching.hand_in(row, by=cast.clerk, receipt=receipt)
    assert refused.value.codes == ["proof_missing"]
    assert SubmissionCase.objects.count() == 0
    dispatching.hand_in(row, by=cast.clerk, receipt=receipt, **proof)
    assert (Letter.objects.get().state, Dispatch.objects.get().receipt) == ("sent", receipt)
    assert SubmissionCase.objects.get().sent_on == cast.ahvaz.today()


@pytest.mark.parametrize("row", BY_PERSON, indirect=True)
@pytest.mark.parametrize("receipt", ["signed", "refused", "posted", "handed_over", "entered"])
def test_a_receipt_of_another_way_is_refused(cast, row, receipt):
    if receipt in CHANNELS[row.channel].RECEIPTS:
        return
    with pytest.raises(Refused) as refused:
        dispatching.hand_in(row, by=cast.clerk, receipt=receipt, words="x", witness="y")
    assert refused.value.codes == ["wrong_state"]


@pytest.mark.parametrize("channel", ["email", "portal"])
def test_a_way_whose_address_is_not_known_is_not_offered(cast, channel):
    letter = sending.signed(cast)
    Recipient.objects.update(email="", portal="", channels=list(Channel.values))
    assert Recipient.objects.get().offers(channel) is False
    with pytest.raises(Refused):
        sending.queued(cast, letter, channel)
    assert Dispatch.objects.count() == 0


def test_the_page_offers_a_body_of_its_own_and_keeps_the_number(cast, enter):
    row = queued(cast, "portal")
    page = enter(cast.coordinator).get(f"/dispatches/{row.pk}/")
    assert "Number that their page gave" in page.content.decode()
    told = {"tracking_number": "2026-118", "on": cast.ahvaz.today().strftime("%d %B %Y")}
    enter(cast.coordinator).post(f"/dispatches/{row.pk}/", told)
    assert Dispatch.objects.get().tracking_number == "2026-118"
    assert Dispatch.objects.get().sent_on == cast.ahvaz.today()


class TestMail:
    def test_that_is_too_large_for_them_is_said_before_it_is_queued(self, cast):
        letter = sending.signed(cast)
        size = letter.bundle.size
        Recipient.objects.update(max_bytes=9000)  # not even one page of it
        with pytest.raises(Refused) as refused:
            sending.queued(cast, letter)
        assert refused.value.codes == ["too_large"]
        Recipient.objects.update(max_bytes=size * 14 // 10)
        assert sending.queued(cast, letter).pk

    def test_as_large_as_it_says(self, cast):
        letter = sending.signed(cast)
        row = sending.queued(cast, letter)
        with serving(Box()) as box:
            outbox.send_one(row.pk)
        encoded = letter.bundle.size * 4 * 78 // (3 * 76)
        assert encoded <= len(box.envelopes[0].content) <= encoded + 3000

    def test_asks_a_server_that_can_for_a_report(self, cast):
        row = sending.queued(cast)
        with serving(mailservers.Reporting()) as box:
            outbox.send_one(row.pk)
        assert box.options == [["NOTIFY=SUCCESS,FAILURE,DELAY"]]

    def test_asks_no_other_server_for_it(self, cast):
        row = sending.queued(cast)
        with serving(Box()) as box:
            outbox.send_one(row.pk)
        assert box.options == [[]]


def test_days_of_a_proof_are_checked_for_every_way(cast):
    row = queued(cast, "portal")
    tomorrow = cast.ahvaz.today() + datetime.timedelta(days=1)
    with pytest.raises(Refused) as refused:
        dispatching.hand_in(row, by=cast.clerk, receipt="entered", on=tomorrow, tracking_number="1")
    assert refused.value.codes == ["future"]
