"""Letting a letter go and recording its proof, on screen."""

import io

import PIL.Image
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from casework.actions import safety
from casework.models import Case
from correspondence.models import Dispatch, SubmissionCase
from correspondence.models.dispatch import DispatchState
from tests.correspondence import letters as made
from tests.correspondence import sending


@pytest.fixture
def letter(cast):
    return sending.signed(cast)


def way(letter):
    return f"a{sending.addressee(letter).pk}-channel"


def let_go(client, letter, channel):
    return client.post(reverse("dispatch_new", args=[letter.pk]), {way(letter): channel})


def receipt():
    picture = io.BytesIO()
    PIL.Image.new("RGB", (300, 400), "white").save(picture, "JPEG")
    return SimpleUploadedFile("receipt.jpg", picture.getvalue(), "image/jpeg")


def today(cast):
    return cast.ahvaz.today().strftime("%d.%m.%Y")


def test_a_letter_chosen_to_go_by_hand_waits_for_its_proof(cast, enter, letter):
    answer = let_go(enter(cast.clerk), letter, "hand")
    row = Dispatch.objects.get()
    assert answer.url == reverse("dispatch_proof", args=[row.pk])
    assert (row.channel, row.state) == ("hand", DispatchState.PENDING)
    assert Case.objects.get().state == "accepted"


def test_a_second_press_on_the_way_makes_no_second_copy(cast, enter, letter):
    client = enter(cast.clerk)
    let_go(client, letter, "hand")
    let_go(client, letter, "hand")
    assert Dispatch.objects.count() == 1


def test_the_signed_receipt_with_its_scan_moves_the_case(cast, enter, letter):
    row = sending.queued(cast, letter, "hand")
    told = {
        "receipt": "signed", "on": today(cast), "bearer": "Messenger", "received_by": "Registry",
        "proof": receipt(), "command": "4" * 32,
    }  # fmt: skip
    client = enter(cast.clerk)

    answer = client.post(reverse("dispatch_proof", args=[row.pk]), told)

    row.refresh_from_db()
    mark = SubmissionCase.objects.get()
    assert answer.url == reverse("submission", args=[letter.submission_id])
    assert (row.state, row.receipt, row.bearer) == (DispatchState.SENT, "signed", "Messenger")
    assert row.proof is not None
    assert mark.sent_on == mark.delivered_on == cast.ahvaz.today()
    assert Case.objects.get().state == "submitted"
    assert client.get(reverse("dispatch_file", args=[row.pk])).status_code == 200


def test_a_refused_receipt_without_a_witness_is_not_taken(cast, enter, letter):
    row = sending.queued(cast, letter, "hand")
    told = {"receipt": "refused", "on": today(cast), "words": "no time"}
    page = enter(cast.clerk).post(reverse("dispatch_proof", args=[row.pk]), told)
    row.refresh_from_db()
    assert "A refused receipt needs a witness: who was there?" in page.content.decode()
    assert "no time" in page.content.decode()
    assert row.state == DispatchState.PENDING


def test_a_broken_scan_keeps_what_was_typed(cast, enter, letter):
    row = sending.queued(cast, letter, "hand")
    broken = SimpleUploadedFile("receipt.jpg", b"\xff\xd8\xff no picture", "image/jpeg")
    told = {"receipt": "signed", "on": today(cast), "received_by": "Registry", "proof": broken}
    page = enter(cast.clerk).post(reverse("dispatch_proof", args=[row.pk]), told)
    row.refresh_from_db()
    assert "Registry" in page.content.decode()
    assert row.state == DispatchState.PENDING


def test_the_post_needs_its_number_and_later_tells_the_day_of_arrival(cast, enter, letter):
    row = sending.queued(cast, letter, "post")
    address = reverse("dispatch_proof", args=[row.pk])
    client = enter(cast.clerk)

    client.post(address, {"on": today(cast), "tracking_number": ""})
    row.refresh_from_db()
    assert row.state == DispatchState.PENDING
    client.post(address, {"on": today(cast), "tracking_number": "RR 0000 0379"})
    assert SubmissionCase.objects.get().delivered_on is None
    client.post(address, {"on": today(cast), "command": "5" * 32})

    row.refresh_from_db()
    assert (row.state, row.tracking_number) == (DispatchState.SENT, "RR 0000 0379")
    assert SubmissionCase.objects.get().delivered_on == cast.ahvaz.today()


class TestInDoubt:
    @pytest.fixture
    def row(self, cast, letter):
        row = sending.queued(cast, letter)
        Dispatch.objects.filter(pk=row.pk).update(state=DispatchState.UNKNOWN)
        return row

    def test_the_page_asks_and_the_answer_yes_confirms(self, cast, enter, row):
        address = reverse("dispatch_proof", args=[row.pk])
        client = enter(cast.coordinator)
        assert "We do not know whether this e-mail arrived" in client.get(address).content.decode()
        client.post(address, {"arrived": "yes"})
        row.refresh_from_db()
        assert row.state == DispatchState.SENT

    def test_the_answer_no_sends_it_once_more(self, cast, enter, row):
        client = enter(cast.coordinator)
        client.post(reverse("dispatch_proof", args=[row.pk]), {"arrived": "no"})
        row.refresh_from_db()
        assert row.state == DispatchState.PENDING

    def test_it_stands_in_the_list_of_doubts(self, cast, enter, row):
        page = enter(cast.coordinator).get(reverse("submission_list") + "?show=in_doubt")
        assert [each.pk for each in page.context["doubts"]] == [row.pk]


class TestWhoMayNot:
    def test_another_office_and_a_stranger_find_nothing(self, cast, enter, letter):
        row = sending.queued(cast, letter, "hand")
        for staff in (cast.elsewhere["clerk"], cast.stranger):
            client = enter(staff)
            assert client.get(reverse("dispatch_new", args=[letter.pk])).status_code == 404
            assert client.get(reverse("dispatch_proof", args=[row.pk])).status_code == 404
            assert client.get(reverse("dispatch_file", args=[row.pk])).status_code == 404

    def test_a_signatory_looks_but_sends_nothing(self, cast, enter, letter):
        row = sending.queued(cast, letter, "hand")
        client = enter(cast.signatory)
        address = reverse("dispatch_proof", args=[row.pk])
        assert client.get(address).status_code == 200
        assert client.post(address, {"receipt": "signed"}).status_code == 403
        assert client.get(reverse("dispatch_new", args=[letter.pk])).status_code == 403


def test_an_unsigned_letter_says_so_and_does_not_leave(cast, enter):
    letter = made.numbered(cast)
    page = let_go(enter(cast.clerk), letter, "hand")
    assert page.status_code == 200
    assert "This letter is not signed yet." in page.content.decode()
    assert not Dispatch.objects.exists()


@pytest.mark.parametrize(
    ("channel", "told"),
    [
        ("hand", {"receipt": "signed", "received_by": "Registry"}),
        ("post", {"tracking_number": "RR 0000 0379"}),
        ("email", {"words": "sent from the coordinator's own mailbox"}),
    ],
)
def test_what_left_although_stopped_is_recorded_on_its_page(cast, enter, letter, channel, told):
    row = sending.queued(cast, letter, channel)
    safety.stop(Case.objects.get().request, by=cast.clerk)
    address = reverse("dispatch_proof", args=[row.pk])
    client = enter(cast.clerk)
    assert "what happened always stands in the record" in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 200

    client.post(address, {"on": today(cast), **told})

    row.refresh_from_db()
    assert row.state == DispatchState.SENT
    assert "it left all the same" in client.get(address).content.decode()


def test_what_waits_and_must_stay_says_so_before_it_is_handed_in(cast, enter, letter):
    row = sending.queued(cast, letter, "hand")
    Case.objects.update(safety_stop=True)
    page = enter(cast.clerk).get(reverse("dispatch_proof", args=[row.pk])).content.decode()
    assert "Do not hand it in." in page
