"""Messages of families: taken down, read by a colleague, carried both ways on the sealed side.

The open side never learns what became of one; what may go is asked anew at every step.
"""

import datetime
import io
import uuid

import pikepdf
import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from casework import tasks, vault
from casework.actions import carrying, cases, consents, contacts, messages, safety, wishing
from casework.actions.errors import Refused
from casework.disclosure import messages as sealed
from casework.disclosure import tracks
from casework.disclosure.models import CarriedMessage
from casework.models import Case, Entry, FamilyMessage, StoredFile
from families.models import Person
from tests.casework.disclosure.sealed_world import accepted, decided, second_officer, wished
from tests.factories import GRANTED_ALL, log_family

pytestmark = pytest.mark.django_db

NEWS = "همه خوبیم. لیلا دختر دارد. NISHANE-77"


def taken(cast, case=None, **more):
    case = case or accepted(cast)
    told = {"text": NEWS, "language": "fa", **more}
    return messages.take(case, case.request.enquirer, by=cast.clerk, **told)


def kept(cast, case=None, **more):
    """Found neutral by the coordinator; the row of the sealed side."""
    row = messages.accept(taken(cast, case, **more), by=cast.coordinator)
    return row, CarriedMessage.objects.get(origin=row)


def toward_person(cast, level="L3", **more):
    """A message that waits in a case whose person wants messages."""
    track = wished(cast, level, **more)
    return kept(cast, track.case)[1]


def from_person(cast, **more):
    """What the person says, found neutral by a second officer."""
    track = decided(cast, **more)
    enquirer = track.case.request.enquirer
    carrying.write_down(
        track, enquirer, by=cast.protection, text="I am well. NISHANE-78", language="fa",
        how="in_person",
    )  # fmt: skip
    row = CarriedMessage.objects.get(case=track.case, direction="to_family")
    carrying.accept(row, by=cast.elsewhere["protection"])
    row.refresh_from_db()
    return row


def handed(row, cast, *, how="in_person", result="delivered"):
    return carrying.hand_over(row, by=cast.protection, how=how, result=result)


def refused(call, *args, **kwargs):
    with pytest.raises(Refused) as refusal:
        call(*args, **kwargs)
    return refusal.value.codes


# at the desk ---------------------------------------------------------------------------------


def test_message_waits_for_another_person_than_who_took_it_down(cast):
    case = accepted(cast)
    row = messages.take(case, case.request.enquirer, by=cast.coordinator, text=NEWS, language="fa")

    assert refused(messages.accept, row, by=cast.coordinator) == ["own"]
    assert messages.accept(row, by=cast.clerk).state == "kept"


def test_found_neutral_its_words_leave_the_open_side(cast):
    row, carried = kept(cast)

    row.refresh_from_db()
    assert (row.text, row.sheet, carried.text) == ("", None, NEWS)
    assert row.kept_until == cast.ahvaz.today() + datetime.timedelta(days=365)


def test_the_same_press_twice_takes_one_message(cast):
    case, command = accepted(cast), uuid.uuid4()
    for _time in range(2):
        taken(cast, case, command=command)

    assert FamilyMessage.objects.count() == 1


def test_two_readers_at_once_decide_once(cast):
    row = taken(cast)
    messages.send_back(row, "place", by=cast.coordinator)

    assert refused(messages.accept, row, by=cast.protection) == ["read"]
    assert CarriedMessage.objects.count() == 0


@pytest.mark.parametrize("text", ["", "  \n "])
def test_nothing_written_is_no_message(cast, text):
    assert refused(taken, cast, text=text) == ["empty"]


def test_sender_must_ask_be_alive_and_agree_to_be_named(cast):
    case = accepted(cast)
    stranger = Person.objects.create()
    assert refused(messages.take, case, stranger, by=cast.clerk, text=NEWS, language="fa") == [
        "sender"
    ]

    consents.record_consent(case.request, {"P9": "refused"}, by=cast.clerk)
    assert refused(taken, cast, Case.objects.get(pk=case.pk)) == ["P9"]

    consents.record_consent(case.request, {"P9": "granted"}, by=cast.clerk)
    contacts.tell_family(case.request, result="died", by=cast.clerk)
    assert refused(taken, cast, Case.objects.get(pk=case.pk)) == ["dead"]


def test_withdrawn_request_takes_no_message(cast):
    case = cases.move(accepted(cast), "withdraw", by=cast.clerk, facts={"wish_verified": True})

    assert refused(taken, cast, case) == ["state"]


def test_back_with_a_reason_told_once_and_forgotten_after_thirty_days(cast):
    row = messages.send_back(taken(cast), "place", by=cast.coordinator, words="the street")
    messages.note_told(row, by=cast.clerk)
    row.refresh_from_db()
    assert (row.state, row.words, row.text, row.told_on) == (
        "back", "the street", NEWS, cast.ahvaz.today(),
    )  # fmt: skip

    today = cast.ahvaz.today()
    assert messages.forget(today + datetime.timedelta(days=29)) == 0
    assert messages.forget(today + datetime.timedelta(days=30)) == 1
    assert messages.forget(today + datetime.timedelta(days=31)) == 0
    row.refresh_from_db()
    assert (row.text, row.words, row.reason) == ("", "", "place")


def test_another_reason_needs_a_word(cast):
    assert refused(messages.send_back, taken(cast), "other", by=cast.coordinator) == ["words"]


@pytest.mark.parametrize("role", ["signatory", "administrator", "protection"])
def test_who_does_not_sit_at_the_desk_takes_none_down(cast, role):
    case = accepted(cast)
    with pytest.raises(PermissionDenied):
        messages.take(case, case.request.enquirer, by=cast.staff[role], text=NEWS, language="fa")


# what a camera writes ------------------------------------------------------------------------


def photographed():
    """A photograph of a sheet with the place where it was taken, and a marker."""
    exif = Image.Exif()
    exif[0x010E] = "NISHANE-99 taken at home"
    exif.get_ifd(0x8825)[2] = (36.0, 18.0, 30.0)
    out = io.BytesIO()
    Image.new("RGB", (300, 400), "white").save(out, "JPEG", exif=exif)
    assert b"NISHANE-99" in out.getvalue()
    return SimpleUploadedFile("NISHANE-99.jpg", out.getvalue(), "image/jpeg")


def test_of_a_photographed_sheet_only_the_pictures_of_its_pages_are_kept(cast, enter):
    case = accepted(cast)
    answer = enter(cast.clerk).post(
        reverse("message_new", args=[case.reference]),
        {"sender": str(case.request.enquirer_id), "language": "fa", "sheet": photographed()},
    )

    assert answer.status_code == 302
    row = FamilyMessage.objects.get()
    content = b"".join(vault.read(row.sheet))
    assert (row.pages, StoredFile.objects.count()) == (1, 1)
    assert b"NISHANE" not in content and b"Exif" not in content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert (len(pdf.pages), list(pdf.docinfo.keys())) == (1, [])


def test_file_that_is_no_sheet_is_refused_with_a_sentence_and_nothing_is_kept(cast, enter):
    case = accepted(cast)
    answer = enter(cast.clerk).post(
        reverse("message_new", args=[case.reference]),
        {
            "sender": str(case.request.enquirer_id), "language": "en",
            "sheet": SimpleUploadedFile("x.pdf", b"%PDF-1.4 broken"),
        },
    )  # fmt: skip

    assert answer.status_code == 200
    assert (FamilyMessage.objects.count(), StoredFile.objects.count()) == (0, 0)


# toward the person ---------------------------------------------------------------------------

LEVELS = {"L0": False, "L1": False, "L2": False, "L3": True, "L4": True, "L5": True}


@pytest.mark.parametrize("level", LEVELS)
def test_message_goes_on_only_where_the_wish_allows_messages(cast, level):
    row = toward_person(cast, level, details="all, to her")

    if LEVELS[level]:
        handed(row, cast)
        row.refresh_from_db()
        assert (row.state, row.ended_on) == ("delivered", cast.ahvaz.today())
    else:
        assert refused(handed, row, cast) == ["wish_allows"]
        assert refused(carrying.open_message, row, by=cast.protection) == ["wish_allows"]


def test_where_nothing_is_known_nothing_goes_on(cast):
    _row, carried = kept(cast)

    assert refused(handed, carried, cast) == ["wish_allows"]
    assert sealed.to_hand_over(cast.protection) == []


def test_rule_10_a_newer_wish_wins_between_writing_and_handing_over(cast):
    row = toward_person(cast)
    assert sealed.to_hand_over(cast.protection) == [row]
    track = tracks.track_of(row.case)
    wishing.record_wish(
        track, row.person, "L0", by=cast.protection, words="no more", verified_how="voice",
        free=True,
    )  # fmt: skip

    assert refused(handed, row, cast) == ["wish_allows"]
    assert sealed.to_hand_over(cast.protection) == []


def test_rule_16_a_safety_stop_holds_messages(cast):
    row = toward_person(cast)
    safety.stop(row.case.request, by=cast.clerk)

    assert refused(handed, row, cast) == ["safety_stop"]


def test_rule_44_of_a_dead_sender_nothing_goes_on(cast):
    row = toward_person(cast)
    contacts.tell_family(row.case.request, result="died", by=cast.clerk)

    assert refused(handed, row, cast) == ["dead"]


def test_sender_who_will_not_be_named_any_more_is_not(cast):
    row = toward_person(cast)
    consents.record_consent(row.case.request, {"P9": "refused"}, by=cast.clerk)

    assert refused(handed, row, cast) == ["P9"]


def test_rule_14_to_a_minor_only_through_a_guardian(cast):
    row = toward_person(cast)
    Person.objects.filter(pk=row.case.sought_id).update(maybe_minor=True)

    assert refused(handed, row, cast) == ["guardian"]
    handed(row, cast, how="guardian")


def test_taken_back_before_it_went_on_it_never_does(cast):
    row = toward_person(cast)
    messages.take_back(row.origin, by=cast.clerk)
    row.refresh_from_db()

    assert row.state == "taken_back"
    assert refused(handed, row, cast) == ["over"]


def test_taken_back_after_it_went_on_the_open_side_says_the_same(cast):
    row = toward_person(cast)
    handed(row, cast)
    messages.take_back(row.origin, by=cast.clerk)
    row.refresh_from_db()

    assert (row.state, FamilyMessage.objects.get().state) == ("delivered", "taken_back")


def test_not_reached_it_waits_on_and_each_attempt_is_kept(cast):
    row = toward_person(cast)
    handed(row, cast, result="not_reached")
    handed(row, cast, result="refused")

    row.refresh_from_db()
    assert row.state == "refused"
    assert [one.result for one in row.attempts.all()] == ["not_reached", "refused"]
    assert refused(handed, row, cast) == ["over"]


def test_only_the_officer_of_the_office_hands_over(cast):
    row = toward_person(cast)
    for staff in (cast.coordinator, cast.clerk, cast.elsewhere["protection"]):
        with pytest.raises(PermissionDenied):
            carrying.hand_over(row, by=staff, how="in_person", result="delivered")


# toward the family ---------------------------------------------------------------------------


def test_rule_9_persons_message_goes_to_the_one_named_and_to_no_second_enquirer(cast):
    row = from_person(cast)
    second = Person.objects.create()
    row.case.request.co_enquirers.add(second)
    track = tracks.track_of(row.case)

    handed(row, cast)
    assert refused(
        carrying.write_down, track, second, by=cast.protection, text="x", language="fa",
        how="in_person",
    ) == ["wish_allows"]  # fmt: skip


def test_persons_message_is_read_by_a_second_officer(cast):
    track = decided(cast)
    carrying.write_down(
        track, track.case.request.enquirer, by=cast.protection, text="I am well.", language="en",
        how="own_phone",
    )  # fmt: skip
    row = CarriedMessage.objects.get()

    assert refused(carrying.accept, row, by=cast.protection) == ["second_person"]
    assert refused(handed, row, cast) == ["over"]
    assert tracks.waits_for_second(track) is True
    carrying.send_back(row, "place", by=second_officer(cast), words="a street")
    row.refresh_from_db()
    assert (row.state, tracks.waits_for_second(track)) == ("back", False)


@pytest.mark.parametrize("how", ["family", "controls"])
def test_rule_15_persons_message_never_comes_through_the_family(cast, how):
    track = decided(cast)

    assert refused(
        carrying.write_down, track, track.case.request.enquirer, by=cast.protection, text="x",
        language="fa", how=how,
    ) == ["direct_channel"]  # fmt: skip


def test_wish_without_a_decision_of_two_carries_nothing_to_the_family(cast):
    track = wished(cast)

    assert refused(
        carrying.write_down, track, track.case.request.enquirer, by=cast.protection, text="x",
        language="fa", how="in_person",
    ) == ["wish_allows"]  # fmt: skip


def test_rule_10_newer_wish_holds_the_persons_own_message_too(cast):
    row = from_person(cast)
    wishing.record_wish(
        tracks.track_of(row.case), row.person, "L1", by=cast.protection, words="less",
        verified_how="voice", free=True,
    )  # fmt: skip

    assert refused(handed, row, cast) == ["wish_allows"]


def test_rule_44_dead_enquirer_gets_no_message(cast):
    row = from_person(cast)
    contacts.tell_family(row.case.request, result="died", by=cast.clerk)

    assert "dead" in refused(handed, row, cast)


def test_to_the_family_never_through_somebody_else(cast):
    assert refused(handed, from_person(cast), cast, how="relay") == ["how"]


# forgetting ----------------------------------------------------------------------------------


def erased(cast, row):
    row.refresh_from_db()
    return row.text == "" and row.erased_on is not None


@pytest.mark.parametrize(("days", "gone"), [(29, False), (30, True)])
def test_words_are_erased_thirty_days_after_delivery(cast, days, gone):
    row = toward_person(cast)
    key = bytes(row.data_key)
    carrying.hand_over(
        row, by=cast.protection, how="in_person", result="delivered", words="he wept NISHANE"
    )
    carrying.forget(cast.ahvaz.today() + datetime.timedelta(days=days))

    assert erased(cast, row) is gone
    assert (bytes(row.data_key) != key) is gone
    assert row.attempts.get().words == ("" if gone else "he wept NISHANE")


def test_what_never_went_on_is_erased_when_the_common_time_is_over(cast):
    _row, carried = kept(cast)
    last = carried.kept_until
    carrying.forget(last)
    assert not erased(cast, carried)
    carrying.forget(last + datetime.timedelta(days=1))
    assert erased(cast, carried)


def test_sheet_goes_with_the_words(cast):
    sheet = vault.put_bytes(b"%PDF-1.4 sample", mime="application/pdf")
    _row, carried = kept(cast, text="", sheet=sheet, pages=1)
    messages.take_back(carried.origin, by=cast.clerk)
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=31)):
        tasks.forget_messages()

    assert erased(cast, carried)
    assert not StoredFile.objects.filter(pk=sheet.pk).exists()


# the trail -----------------------------------------------------------------------------------


def test_trail_of_the_case_says_the_same_whatever_became_of_a_message(cast):
    one, other = toward_person(cast), kept(cast)[1]
    handed(one, cast)

    told = [
        [e.verb for e in Entry.objects.filter(case=row.case, verb__contains="message")]
        for row in (one, other)
    ]
    assert told[0] == told[1]
    assert sorted(told[0]) == ["accept_message", "take_message"]
    assert Entry.objects.filter(verb="hand_over_message", case=None).count() == 1


def test_nothing_of_a_message_stands_in_the_trail(cast):
    handed(toward_person(cast), cast)
    handed(from_person(cast, case=accepted(cast, enquirer="زهرا نمونه")), cast)

    said = " ".join(f"{e.verb} {e.target} {e.details}" for e in Entry.objects.all())
    assert "NISHANE" not in said


# pages ---------------------------------------------------------------------------------------


def test_reader_sees_what_a_machine_would_look_at_twice(cast, enter):
    row = taken(cast, text="همه خوبیم. در اهوازیم، 0916 123 4567")
    page = enter(cast.coordinator).get(reverse("message", args=[row.pk])).content.decode()

    assert "<mark>0916 123 4567" in page and "<mark>اهوازیم" in page


def test_desk_writes_anew_what_came_back(cast, enter):
    row = messages.send_back(taken(cast), "place", by=cast.coordinator)
    url = reverse("message_new", args=[row.case.reference]) + f"?from={row.pk}"

    assert NEWS in enter(cast.clerk).get(url).content.decode()


def test_words_of_a_kept_message_are_on_no_page_of_the_open_side(cast, enter):
    row, _carried = kept(cast)
    for name in ("case_messages", "message_new", "case", "case_timeline"):
        page = enter(cast.clerk).get(reverse(name, args=[row.case.reference])).content.decode()
        assert "NISHANE-77" not in page, name


def test_officer_of_a_case_without_a_trace_reads_no_words(cast, enter):
    _row, carried = kept(cast)
    client = enter(cast.protection)

    assert client.get(reverse("sealed_messages", args=[carried.case.reference])).status_code == 200
    assert client.get(reverse("sealed_message", args=[carried.pk])).status_code == 404


def test_officer_reads_hands_over_and_the_list_says_so(cast, enter):
    row = toward_person(cast)
    client, url = enter(cast.protection), reverse("sealed_message", args=[row.pk])

    assert NEWS in client.get(url).content.decode()
    answer = client.post(url, {"how": "read_aloud", "result": "delivered"})
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.state == "delivered"


def test_words_stay_closed_while_something_stands_against_them(cast, enter):
    row = toward_person(cast, "L1")
    page = enter(cast.protection).get(reverse("sealed_message", args=[row.pk])).content.decode()

    assert "NISHANE-77" not in page


def test_second_officer_of_another_office_reads_the_persons_message_and_no_other(cast, enter):
    mine = toward_person(cast)
    track = decided(cast, case=accepted(cast, enquirer="زهرا نمونه"))
    carrying.write_down(
        track, track.case.request.enquirer, by=cast.protection, text="I am well.", language="en",
        how="own_phone",
    )  # fmt: skip
    theirs = CarriedMessage.objects.get(direction="to_family")
    client = enter(cast.elsewhere["protection"])

    assert client.get(reverse("sealed_message", args=[mine.pk])).status_code == 404
    url = reverse("sealed_message", args=[theirs.pk])
    assert "I am well." in client.get(url).content.decode()
    assert client.post(url, {"found": "neutral"}).status_code == 302
    theirs.refresh_from_db()
    assert theirs.state == "ready"


def test_co_enquirer_without_an_own_yes_sends_none(cast):
    case = accepted(cast, answers=GRANTED_ALL)
    second = Person.objects.create()
    case.request.co_enquirers.add(second)

    assert refused(messages.take, case, second, by=cast.clerk, text=NEWS, language="fa") == ["P9"]


def test_draft_case_takes_none(cast):
    case = log_family(cast, notice=None).cases.get()

    assert case.state == "draft"
    assert refused(taken, cast, case) == ["state"]
