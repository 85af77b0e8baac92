"""Corrections: nothing is lost, everything is shown, one's own last step can be taken back."""

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from casework.actions import consents, contacts, correcting, linking, undoing
from casework.actions.errors import Refused, Stale
from casework.models import Consent, Contact, Correction, Due, Entry, Note
from casework.models.correction import Part
from families.calendars import parse
from families.models import ContactPoint, Person, PersonLink, PersonName
from families.models.doubts import doubts
from tests.factories import log_family


@pytest.fixture
def case(cast):
    return log_family(cast).cases.get()


def name_said(full, **more):
    return {"full_as_given": full, "kind": "official", **more}


def rename(case, person, full, *, by, **more):
    row = person.names.first()
    return correcting.write_part(case, person, Part.NAME, name_said(full, **more), row=row, by=by)


def phone_said(value, **more):
    return {"kind": "phone", "value": value, "safe": "yes", "works": "works", **more}


# names ---------------------------------------------------------------------------------------


def test_a_corrected_name_is_a_new_row_and_the_form_as_given_stays(cast, case):
    rename(case, case.sought, "محمدرضا فرضیان‌پور", by=cast.clerk)

    sought = Person.objects.get(pk=case.sought_id)
    assert sought.full_name == "محمدرضا فرضیان‌پور"
    rows = PersonName.every.filter(person=sought).order_by("pk")
    assert [row.full_as_given for row in rows] == ["محمدرضا فرضیان", "محمدرضا فرضیان‌پور"]
    assert [row.is_standing for row in rows] == [False, True]


def test_a_corrected_name_keeps_its_place_before_a_later_one(cast, case):
    person = case.sought
    correcting.write_part(
        case, person, Part.NAME, name_said("Mohammadreza Farzian", kind="passport"), by=cast.clerk
    )

    rename(case, person, "محمد رضا فرضیان", by=cast.clerk)

    person = Person.objects.get(pk=person.pk)
    assert person.full_name == "محمد رضا فرضیان"
    assert person.latin_name == "Mohammadreza Farzian"


def test_letters_use_the_name_that_was_chosen_in_its_script_and_only_one(cast, case):
    person = case.sought
    for full in ("Mohammad Farzian", "Muhammad Farzyan"):
        correcting.write_part(
            case, person, Part.NAME,
            name_said(full, kind="passport", for_letters=True), by=cast.clerk,
        )  # fmt: skip

    person = Person.objects.get(pk=person.pk)
    assert person.latin_name == "Muhammad Farzyan"
    assert [n.full_as_given for n in person.names.filter(for_letters=True)] == ["Muhammad Farzyan"]
    assert person.full_name == "محمدرضا فرضیان"


def test_the_only_name_cannot_end(cast, case):
    row = case.sought.names.get()

    with pytest.raises(Refused) as refusal:
        correcting.end_part(case, case.sought, Part.NAME, row, by=cast.clerk)

    assert refusal.value.codes == ["only_name"]
    assert case.sought.names.count() == 1


# ways to reach ---------------------------------------------------------------------------------


def test_a_changed_number_replaces_the_old_one_which_stays_sealed(cast, case):
    person = case.request.enquirer
    old = person.contact_points.get()

    correcting.write_part(
        case, person, Part.CONTACT, phone_said("0916 000 0099"), row=old, by=cast.clerk
    )

    new = person.contact_points.get()
    old = ContactPoint.every.get(pk=old.pk)
    assert (new.value, new.replaces_id) == ("0916 000 0099", old.pk)
    assert (old.value, old.works, old.is_standing) == ("09160000005", "gone", False)
    stored = ContactPoint.every.filter(pk=old.pk).values_list("value", flat=True).get()
    assert b"0916" not in bytes(stored)


def test_how_the_sought_person_can_be_reached_is_never_written_here(cast, case):
    with pytest.raises(Refused) as refusal:
        correcting.write_part(
            case, case.sought, Part.CONTACT, phone_said("0691234567"), by=cast.clerk
        )

    assert refusal.value.codes == ["sought_contact"]
    assert case.sought.contact_points.count() == 0


def test_wrong_number_at_the_telling_marks_the_number_and_shows_it_in_the_history(cast, case):
    contacts.tell_family(case.request, by=cast.clerk, result="wrong_number")

    assert case.request.enquirer.contact_points.get().works == "wrong"
    assert Correction.objects.get().fields == ["works"]


# history and trail -----------------------------------------------------------------------------


def test_the_trail_holds_names_of_fields_and_the_history_holds_before_and_after_sealed(cast, case):
    said = {"birth": parse("۱۳۳۰"), "birth_place": "شهر نمونه"}

    correcting.correct_details(case, case.sought, said, by=cast.clerk)

    line = Entry.objects.get(verb="edit_people")
    assert line.details["fields"] == ["birth", "birth_place"]
    assert "نمونه" not in str(line.details)
    row = Correction.objects.get()
    (change,) = row.changes
    assert change["before"]["birth"]["as_given"] == "حدود ۱۳۲۷"
    assert change["after"]["birth_place"] == "شهر نمونه"
    stored = Correction.objects.values_list("changes", flat=True).get()
    assert "نمونه".encode() not in bytes(stored)


def test_nothing_that_differs_writes_nothing(cast, case):
    row = correcting.correct_details(case, case.sought, {"sex": case.sought.sex}, by=cast.clerk)

    assert row is None
    assert Correction.objects.count() == 0
    assert Entry.objects.filter(verb="edit_people").count() == 0


def test_a_page_that_is_old_is_refused_and_changes_nothing(cast, case):
    seen = case.sought.version
    correcting.correct_details(case, case.sought, {"sex": "male"}, by=cast.clerk, seen=seen)

    with pytest.raises(Stale):
        correcting.correct_details(case, case.sought, {"sex": "female"}, by=cast.clerk, seen=seen)

    assert Person.objects.get(pk=case.sought_id).sex == "male"


def test_a_second_press_changes_nothing_more(cast, case):
    press = "11111111-2222-4333-8444-555555555555"
    for _press in range(2):
        correcting.write_part(
            case, case.sought, Part.NEWS, {"place": "Tirana"}, by=cast.clerk, command=press
        )

    assert case.sought.news.filter().count() == 2
    assert Correction.objects.count() == 1


def test_another_offices_clerk_and_another_familys_person_are_refused(cast, case):
    other = log_family(cast, enquirer="علی نمونه").cases.get()
    for by, person in ((cast.elsewhere["clerk"], case.sought), (cast.clerk, other.sought)):
        with pytest.raises(PermissionDenied):
            correcting.correct_details(case, person, {"sex": "male"}, by=by)

    assert Correction.objects.count() == 0


# taking back -----------------------------------------------------------------------------------


def undo(case, by, reason="by mistake"):
    step = undoing.last_step(case, by=by)
    undoing.undo_last_step(case, step.pk, by=by, reason=reason)


def test_a_corrected_name_is_put_back_within_the_hour(cast, case):
    rename(case, case.sought, "نام نادرست", by=cast.clerk)
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=59), tick=False):
        undo(case, cast.clerk)

    assert Person.objects.get(pk=case.sought_id).full_name == "محمدرضا فرضیان"
    row = Correction.objects.get()
    assert (row.undone_why, row.undone_at is None) == ("by mistake", False)


def test_after_the_hour_nothing_is_put_back(cast, case):
    rename(case, case.sought, "نام نادرست", by=cast.clerk)
    step = undoing.last_step(case, by=cast.clerk)

    later = timezone.now() + datetime.timedelta(minutes=61)
    with time_machine.travel(later, tick=False), pytest.raises(Refused) as refusal:
        undoing.undo_last_step(case, step.pk, by=cast.clerk, reason="late")

    assert refusal.value.codes == ["not_last"]
    assert Person.objects.get(pk=case.sought_id).full_name == "نام نادرست"


def test_a_reason_is_asked_for(cast, case):
    rename(case, case.sought, "نام نادرست", by=cast.clerk)

    with pytest.raises(Refused) as refusal:
        undo(case, cast.clerk, reason="  ")

    assert refusal.value.codes == ["reason"]


def test_a_colleagues_step_is_not_ones_own(cast, case):
    rename(case, case.sought, "نام نادرست", by=cast.clerk)

    assert undoing.last_step(case, by=cast.coordinator) is None


def test_what_a_colleague_changed_since_stays(cast, case):
    rename(case, case.sought, "نام نادرست", by=cast.clerk)
    rename(case, Person.objects.get(pk=case.sought_id), "نام درست", by=cast.coordinator)

    with pytest.raises(Refused) as refusal:
        undo(case, cast.clerk)

    assert refusal.value.codes == ["changed_since"]
    assert Person.objects.get(pk=case.sought_id).full_name == "نام درست"


def test_steps_are_taken_back_one_by_one(cast, case):
    correcting.correct_details(case, case.sought, {"sex": "male"}, by=cast.clerk)
    contacts.add_note(case.request, "a note", by=cast.clerk, case=case)

    undo(case, cast.clerk)
    undo(case, cast.clerk)

    assert Note.objects.get().taken_back_at is not None
    assert Person.objects.get(pk=case.sought_id).sex == "unknown"


def test_a_death_heard_by_mistake_is_taken_back_with_the_call(cast, case):
    contacts.tell_family(case.request, by=cast.clerk, result="died")
    assert Person.objects.get(pk=case.request.enquirer_id).life_status == "dead"

    undo(case, cast.clerk)

    enquirer = Person.objects.get(pk=case.request.enquirer_id)
    assert (enquirer.life_status, enquirer.died_on) == ("unknown", None)
    assert Contact.objects.get().taken_back_at is not None


def test_what_was_due_is_due_again_when_the_telling_is_taken_back(cast, case):
    before = set(Due.objects.filter(done_at=None).values_list("pk", flat=True))
    contacts.tell_family(case.request, by=cast.clerk, result="told")
    told = set(Due.objects.filter(done_at=None).values_list("pk", flat=True))
    assert before - told == set(Due.objects.exclude(done_at=None).values_list("pk", flat=True))

    undo(case, cast.clerk)

    assert set(Due.objects.filter(done_at=None).values_list("pk", flat=True)) == before


def test_an_answer_is_taken_back_by_a_new_row(cast, case):
    consents.record_consent(case.request, {"P3": "refused"}, by=cast.clerk)

    undo(case, cast.clerk)

    rows = Consent.objects.filter(purpose="P3").order_by("sequence")
    assert [row.answer for row in rows] == ["granted", "refused", "granted"]


def test_what_others_acted_on_is_not_taken_back_and_says_so(cast, case):
    step = Entry.objects.filter(by=cast.clerk, verb="register").get()

    assert undoing.last_step(case, by=cast.clerk) == step
    assert undoing.can_be_undone(step) is False
    with pytest.raises(Refused) as refusal:
        undo(case, cast.clerk)
    assert refusal.value.codes == ["cannot"]


# one human being ---------------------------------------------------------------------------------


def test_two_records_are_linked_with_a_reason_and_parted_again(cast, case):
    other = log_family(cast, enquirer="علی نمونه").cases.get()

    row = linking.link(
        case, case.sought, other, other.sought, by=cast.coordinator, reason="same mother"
    )

    assert list(linking.links_of(other.sought)) == [row]
    assert (row.reason, row.decided_by) == ("same mother", str(cast.coordinator))
    assert Entry.objects.filter(verb="link_people").count() == 2
    linking.unlink(case, case.sought, row, other, by=cast.coordinator, reason="other mother")
    assert list(linking.links_of(case.sought)) == []
    assert PersonLink.every.get().reason == "same mother / other mother"
    assert Person.objects.count() == 4


def test_a_record_of_another_office_cannot_be_linked(cast, case):
    other = log_family(cast, office=cast.tirana, by=cast.elsewhere["clerk"]).cases.get()

    with pytest.raises(PermissionDenied):
        linking.link(case, case.sought, other, other.sought, by=cast.coordinator, reason="x")

    assert PersonLink.every.count() == 0


def test_a_clerk_does_not_link(cast, case):
    other = log_family(cast, enquirer="علی نمونه").cases.get()

    with pytest.raises(PermissionDenied):
        linking.link(case, case.sought, other, other.sought, by=cast.clerk, reason="x")


# what does not fit -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("birth", "news", "expected"),
    [
        ("1380", "1377", ["birth_after_news"]),
        ("حدود ۱۳۲۷", "1377", []),
        ("1377", "1377", []),  # maybe is no doubt
        ("۳۰ اسفند ۱۴۰۲", "1404", ["birth:no_such_day"]),
    ],
)
def test_a_birth_after_the_last_contact_warns_and_is_kept(cast, case, birth, news, expected):
    heard = case.sought.news.get()
    correcting.write_part(
        case, case.sought, Part.NEWS, {"on": parse(news)}, row=heard, by=cast.clerk
    )
    correcting.correct_details(case, case.sought, {"birth": parse(birth)}, by=cast.clerk)

    person = Person.objects.get(pk=case.sought_id)
    assert doubts(person) == expected
    assert person.birth.as_given == birth
