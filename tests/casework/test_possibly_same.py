"""“Possibly the same person”: found in the background, decided by people, never merged; what is
sealed is told to protection officers alone."""

import pytest

from casework import access
from casework.actions import comparing, correcting, judging, linking, protecting
from casework.actions.errors import Refused
from casework.disclosure import recognising
from families.calendars import parse
from families.models import PersonLink
from tests.factories import log_family

pytestmark = pytest.mark.django_db


def two_families(cast, **second):
    one = log_family(cast).cases.get()
    told = {"enquirer": "Zahra Sample", "sought": ("Mohammad Reza Farzian",)} | second
    return one, log_family(cast, **told).cases.get()


def compared(cast):
    comparing.compare_waiting()
    return access.likenesses(cast.coordinator).open()


def hows(staff):
    rows = recognising.recognitions(staff).filter(handled="")
    return sorted((row.how, row.case.reference, row.other_case.reference) for row in rows)


def test_two_families_asking_for_one_person_are_found_in_any_letters(cast):
    one, other = two_families(cast)

    row = compared(cast).get()

    assert {row.first, row.second} == {one, other}
    assert row.level == "likely"


def test_what_was_compared_is_not_compared_again_until_it_is_corrected(cast):
    _one, other = two_families(cast)
    assert comparing.compare_waiting() == 2
    assert comparing.compare_waiting() == 0

    said = {"full_as_given": "حسن نمونه‌ای", "kind": "official"}
    name = other.sought.names.get()
    correcting.write_part(other, other.sought, "name", said, row=name, by=cast.clerk)

    assert comparing.compare_waiting() == 1
    assert not access.likenesses(cast.coordinator).exists()


def test_one_family_seeking_two_people_is_no_pair(cast):
    log_family(cast, sought=("علی فرضیان", "علی فرضیان"))

    assert not compared(cast).exists()


def test_brothers_of_two_requests_are_not_likely(cast):
    two_families(cast, sought=("حسن فرضیان",))

    assert [row for row in compared(cast) if row.level == "likely"] == []


def test_the_same_links_the_two_records_and_merges_nothing(cast):
    two_families(cast)
    row = compared(cast).get()

    judging.judge(row, "same", by=cast.coordinator, reason="the photographs")

    assert not access.likenesses(cast.coordinator).open().exists()
    link = PersonLink.objects.get()
    assert (link.first, link.second) == (row.first.sought, row.second.sought)
    assert row.first.sought.names.count() == row.second.sought.names.count() == 1


@pytest.mark.parametrize("judgement", ["different", "unsure"])
def test_what_was_decided_never_comes_back_by_itself(cast, judgement):
    _one, other = two_families(cast)
    judging.judge(compared(cast).get(), judgement, by=cast.coordinator, reason="another face")
    other.sought.version += 1
    other.sought.save()

    assert not compared(cast).exists()
    row = access.likenesses(cast.coordinator).get()
    assert (row.judgement, row.reason, row.judged_by) == (
        judgement, "another face", cast.coordinator,
    )  # fmt: skip


@pytest.mark.parametrize("judgement", ["same", "different", "unsure"])
def test_a_decision_is_taken_back_with_a_reason(cast, judgement):
    two_families(cast)
    row = judging.judge(compared(cast).get(), judgement, by=cast.coordinator, reason="a")
    with pytest.raises(Refused):
        judging.take_back(row, by=cast.coordinator, reason=" ")

    judging.take_back(row, by=cast.coordinator, reason="b")

    assert access.likenesses(cast.coordinator).open().get() == row
    assert not PersonLink.objects.exists()


def test_unlinking_on_the_persons_page_opens_the_question_again(cast):
    two_families(cast)
    row = judging.judge(compared(cast).get(), "same", by=cast.coordinator, reason="a")

    linking.unlink(
        row.first, row.first.sought, row.link, row.second, by=cast.coordinator, reason="b"
    )

    assert access.likenesses(cast.coordinator).open().get() == row


def test_two_who_are_linked_already_are_not_asked_about(cast):
    one, other = two_families(cast)
    linking.link(one, one.sought, other, other.sought, by=cast.coordinator, reason="a")

    assert not compared(cast).exists()


def test_no_decision_without_a_reason_nor_twice(cast):
    two_families(cast)
    row = compared(cast).get()
    for judgement, reason in (("same", ""), ("", "x"), ("merged", "x")):
        with pytest.raises(Refused):
            judging.judge(row, judgement, by=cast.coordinator, reason=reason)
    judging.judge(row, "unsure", by=cast.coordinator, reason="x", seen=row.version)
    with pytest.raises(Refused):
        judging.judge(row, "same", by=cast.coordinator, reason="x", seen=row.version)


def test_a_name_that_very_many_bear_makes_no_pairs_by_itself(cast):
    for at in range(16):
        log_family(cast, enquirer=f"Sample {at}", sought=("فاطمه محمدی",))
    for case in access.cases(cast.coordinator):
        case.sought.names.update(father="")
        case.sought.birth = parse("")
        case.sought.save()

    assert not compared(cast).exists()


def test_another_offices_case_is_shown_to_protection_officers_alone(cast):
    one = log_family(cast).cases.get()
    other = log_family(
        cast, by=cast.elsewhere["clerk"], office=cast.tirana, enquirer="Zana Sample",
        sought=("Mohammad Reza Farzian",),
    ).cases.get()  # fmt: skip

    assert not compared(cast).exists()
    assert not access.likenesses(cast.elsewhere["coordinator"]).exists()
    for officer in (cast.protection, cast.elsewhere["protection"]):
        assert {row[0] for row in hows(officer)} == {"elsewhere"}
    assert hows(cast.coordinator) == []
    assert {one.reference, other.reference} == set(hows(cast.protection)[0][1:])


def test_who_seeks_each_other_is_told_to_protection_officers_alone(cast):
    mother = log_family(cast, enquirer="زهرا رستمی", sought=("Hassan Karimi",)).cases.get()
    son = log_family(cast, enquirer="حسن کریمی", sought=("Zahra Rostami",)).cases.get()

    assert not compared(cast).exists()
    assert hows(cast.protection) == sorted(
        [("mutual", mother.reference, son.reference), ("mutual", son.reference, mother.reference)]
    )
    assert hows(cast.coordinator) == hows(cast.clerk) == hows(cast.elsewhere["protection"]) == []


def test_a_sought_person_who_asks_here_is_told_to_protection_officers_alone(cast):
    sought = log_family(cast, enquirer="زهرا رستمی", sought=("Hassan Karimi",)).cases.get()
    asks = log_family(cast, enquirer="حسن کریمی", sought=("Bahram Sample",)).cases.get()

    assert not compared(cast).exists()
    assert hows(cast.protection) == [("asks_here", sought.reference, asks.reference)]


@pytest.mark.parametrize("traced_first", [True, False])
def test_another_family_asking_for_a_traced_person_is_a_due_of_protection(cast, traced_first):
    one = log_family(cast).cases.get()
    if traced_first:
        protecting.note_trace(one, by=cast.protection, words="he called")
    other = log_family(cast, enquirer="Zahra Sample", sought=("Mohammad Reza Farzian",))
    before = list(compared(cast).values_list("first", "second", "score"))
    if not traced_first:
        protecting.note_trace(one, by=cast.protection, words="he called")

    after = list(compared(cast).values_list("first", "second", "score"))

    assert hows(cast.protection) == [("sealed", one.reference, other.cases.get().reference)]
    assert before == after and len(after) == 1


def test_what_protection_handled_stays_handled_and_can_be_opened_again(cast):
    log_family(cast, enquirer="زهرا رستمی", sought=("Hassan Karimi",))
    asks = log_family(cast, enquirer="حسن کریمی", sought=("Bahram Sample",)).cases.get()
    compared(cast)
    row = recognising.recognitions(cast.protection).get()

    protecting.handle_recognition(row, "another", by=cast.protection, words="another man")
    asks.sought.version += 1
    asks.sought.save()
    compared(cast)
    assert hows(cast.protection) == []

    protecting.handle_recognition(row, "", by=cast.protection, words="looked again")
    assert len(hows(cast.protection)) == 1
