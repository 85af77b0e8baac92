"""Requests that look alike, beside the form of a new one."""

import pytest

from casework.alike import alike, others_asking
from families.calendars import parse
from tests.factories import log_family

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed", ["Mohammad Reza Farzian", "Mohamad-Reza Farziyan", "محمد رضا فرضيان", "محمدرضا فرضیان"]
)
def test_the_same_person_is_found_however_the_name_is_written(cast, typed):
    case = log_family(cast).cases.get()

    found = alike(cast.clerk, [typed], father="غلامعباس", birth=parse("1327"))

    assert [(row.case, row.why) for row in found] == [(case, ("name", "father", "birth"))]


def test_somebody_written_as_typed_does_not_hide_who_is_written_in_other_letters(cast):
    persian = log_family(cast, sought=("محمدرضا فرضیان",)).cases.get()
    latin = log_family(cast, sought=("Mohammadreza Farzian",)).cases.get()

    found = alike(cast.clerk, ["Mohammadreza Farzian"])

    assert {row.case for row in found} == {persian, latin}


def test_a_case_of_another_office_is_never_among_them(cast):
    log_family(cast)

    assert alike(cast.elsewhere["clerk"], ["محمدرضا فرضیان", "Mohammadreza Farzian"]) == []


@pytest.mark.parametrize("typed", ["", "  ", "آقای", "؟", "Hassan Karimi", "x" * 300, "‮علی‬"])
def test_what_is_nobodys_name_finds_nobody(cast, typed):
    log_family(cast)

    assert alike(cast.clerk, [typed]) == []


def test_another_family_asks_for_the_same_person_in_other_letters(cast):
    first = log_family(cast, sought=("محمدرضا فرضیان", "علی فرضیان")).cases.first()
    second = log_family(cast, enquirer="Maryam Farzian", sought=("Mohammad Reza Farzian",))

    assert others_asking(cast.coordinator, first) == list(second.cases.all())
    assert others_asking(cast.elsewhere["coordinator"], first) == []


def test_who_was_surely_born_at_another_time_is_somebody_else(cast):
    first = log_family(cast).cases.get()
    second = log_family(cast, enquirer="زهرا نمونه").cases.get()
    second.sought.birth = parse("1375")
    second.sought.save()

    assert others_asking(cast.coordinator, first) == []


def test_somebody_sought_who_asks_here_is_not_shown_beside_the_form(cast):
    log_family(cast, enquirer="حسن کریمی", sought=("بهرام نمونه",))

    assert alike(cast.clerk, ["حسن کریمی", "Hassan Karimi"]) == []
