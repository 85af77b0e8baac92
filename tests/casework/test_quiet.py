"""Rule 44 and its neighbours: the quiet days of a family, for any day, from dates alone."""

import datetime

import pytest
import time_machine

from casework import quiet
from casework.actions import contacts, correcting, quieting, undoing
from casework.actions.errors import Refused
from casework.models import FamilyRequest, QuietTime
from families.calendars import parse
from families.models.person import LifeStatus
from tests.factories import log_family

D = datetime.date
TODAY = D(2026, 11, 29)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime.datetime(2026, 11, 29, 9, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def family(cast):
    return log_family(cast)


def again(family) -> FamilyRequest:
    return FamilyRequest.objects.get(pk=family.pk)


def quiet_days(family, first, last):
    """Which of the days are quiet, as day numbers from the first."""
    days = (first + datetime.timedelta(days=n) for n in range((last - first).days + 1))
    held = again(family)
    by_row = [n for n, day in enumerate(days) if quiet.until(held, day)]
    by_query = [
        n
        for n in range((last - first).days + 1)
        if FamilyRequest.objects.filter(
            quiet.families(first + datetime.timedelta(days=n)), pk=family.pk
        ).exists()
    ]
    assert by_row == by_query
    return by_row


def test_rule_44_forty_days_follow_an_enquirers_death_heard_in_a_call(cast, family):
    contacts.tell_family(family, result="died", by=cast.clerk)

    assert quiet_days(family, D(2026, 11, 20), D(2027, 2, 1)) == list(range(9, 49))
    assert quiet.first_after(again(family), TODAY) == D(2027, 1, 8)


def test_rule_44_they_count_from_the_day_of_death_where_it_is_known(cast, family):
    case = family.cases.get()
    said = {"life_status": LifeStatus.DEAD, "died_on": parse("2026-11-10")}
    correcting.correct_details(case, family.enquirer, said, by=cast.clerk)

    row = QuietTime.objects.get()
    assert (row.since, row.until, row.kind) == (D(2026, 11, 10), D(2026, 12, 19), "mourning")


def test_rule_44_a_death_told_for_a_year_counts_from_the_day_it_was_heard(cast, family):
    said = {"life_status": LifeStatus.DEAD, "died_on": parse("1405")}
    correcting.correct_details(family.cases.get(), family.enquirer, said, by=cast.clerk)

    assert QuietTime.objects.get().since == TODAY


def test_rule_44_a_day_put_right_moves_the_same_forty_days(cast, family):
    contacts.tell_family(family, result="died", by=cast.clerk)
    said = {"died_on": parse("2026-11-10")}
    correcting.correct_details(family.cases.get(), again(family).enquirer, said, by=cast.clerk)

    assert QuietTime.objects.get().until == D(2026, 12, 19)


def test_rule_44_undone_the_quiet_ends(cast, family):
    case = family.cases.get()
    contacts.tell_family(family, result="died", by=cast.clerk)
    step = undoing.last_step(case, by=cast.clerk)

    undoing.undo_last_step(case, step.pk, by=cast.clerk, reason="the neighbour")

    assert quiet.until(again(family), TODAY) is None


def test_the_sought_persons_fate_makes_no_day_quiet(cast, family):
    case = family.cases.get()
    said = {"life_status": LifeStatus.DEAD, "died_on": parse("2026-11-10")}
    correcting.correct_details(case, case.sought, said, by=cast.clerk)

    assert not QuietTime.objects.exists()


def test_a_relatives_death_is_forty_days_from_the_day_that_is_given(cast, family):
    quieting.keep_quiet(family, since=D(2026, 11, 1), words="her mother", by=cast.clerk)

    assert quiet_days(family, D(2026, 10, 30), D(2026, 12, 20)) == list(range(2, 42))


def test_two_mournings_that_touch_are_one_quiet(cast, family):
    quieting.keep_quiet(family, since=D(2026, 11, 1), by=cast.clerk)  # to 10 December
    quieting.keep_quiet(family, since=D(2026, 12, 11), by=cast.clerk)  # to 19 January

    assert quiet.until(again(family), TODAY) == D(2027, 1, 19)


def test_muharram_is_quiet_only_for_a_family_that_wishes_it(cast, family):
    other = log_family(cast)
    quieting.keep_muharram(family, True, by=cast.clerk)

    # 1 Muharram 1449 is 5 or 6 June 2027; two days before and after belong to it
    quiet_then = quiet_days(family, D(2027, 6, 1), D(2027, 7, 12))
    assert (min(quiet_then), max(quiet_then)) == (3, 35)
    assert quiet_days(other, D(2027, 6, 1), D(2027, 7, 12)) == []

    quieting.keep_muharram(family, False, by=cast.clerk)
    assert quiet_days(family, D(2027, 6, 1), D(2027, 7, 12)) == []


@pytest.mark.parametrize(
    ("since", "until", "sentence"),
    [
        (D(2026, 11, 10), D(2026, 11, 9), "The end lies before the beginning"),
        (D(2026, 11, 1), D(2027, 3, 1), "More than 120 days"),
    ],
)
def test_odd_days_are_refused_in_a_sentence(cast, family, since, until, sentence):
    with pytest.raises(Refused, match=sentence):
        quieting.keep_quiet(family, since=since, until=until, kind="wish", by=cast.clerk)
    assert not QuietTime.objects.exists()


def test_quiet_that_was_a_mistake_ends_and_stays_in_the_record(cast, family):
    row = quieting.keep_quiet(family, since=TODAY, by=cast.clerk)

    quieting.end_quiet(row, by=cast.clerk)

    assert quiet.until(again(family), TODAY) is None
    assert QuietTime.objects.get().ended_at is not None


def test_the_words_about_a_death_are_sealed(cast, family):
    quieting.keep_quiet(family, since=TODAY, words="مادر او", by=cast.clerk)

    stored = QuietTime.objects.values_list("words", flat=True).get()
    assert "مادر".encode() not in bytes(stored)
    assert QuietTime.objects.get().words == "مادر او"
