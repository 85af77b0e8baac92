"""When an office works: its week, the holidays of its country, what the moon decides, its own."""

import datetime

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from casework import dates, tasks
from casework.actions import closing_days, house
from casework.actions.errors import Refused
from casework.models import Certainty, Entry, Holiday, Office
from tests.factories import office_fields

D = datetime.date


def again(office) -> Office:
    return Office.objects.get(pk=office.pk)


def certainties(office, *days):
    held = dict(office.holiday_rows.values_list("on", "certainty"))
    return [held.get(day) for day in days]


def test_an_office_in_iran_works_from_saturday_to_wednesday(cast):
    week = [D(2026, 11, day) for day in range(21, 28)]  # Saturday to Friday

    working = [dates.is_working(cast.ahvaz, day) for day in week]

    assert working == [True, True, True, True, True, False, False]


def test_a_new_office_has_the_holidays_of_its_country_at_once(
    cast, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        fields = office_fields("DUR", "Durrës", "دورس", timezone="Europe/Tirane")
        durres = house.open_office(fields, by=cast.administrator)
    this = durres.today().year
    years = set(durres.holiday_rows.values_list("on__year", flat=True))
    assert years == {this, this + 1}
    assert certainties(durres, D(this, 11, 28)) == ["fixed"]


def test_holidays_of_iran_are_taken_over_and_lunar_ones_of_next_year_are_estimates(cast):
    added = closing_days.take_over(cast.ahvaz, "IR", [2026, 2027], by=cast.administrator)

    nowruz, ashura, next_ashura = D(2026, 3, 21), D(2026, 6, 25), D(2027, 6, 16)
    assert certainties(cast.ahvaz, nowruz, ashura, next_ashura, D(2027, 3, 21)) == [
        "fixed", "fixed", "estimated", "fixed",
    ]  # fmt: skip
    assert added == cast.ahvaz.holiday_rows.count()
    assert Holiday.objects.get(on=next_ashura).names == {"fa": "عاشورای حسینی", "en": "Ashura"}
    assert not dates.is_working(again(cast.ahvaz), next_ashura)


def test_holidays_of_albania_have_albanian_names(cast):
    closing_days.take_over(cast.tirana, "AL", [2026], by=cast.administrator)

    flag = Holiday.objects.get(office=cast.tirana, on=D(2026, 11, 30))
    assert flag.name("sq").startswith("Dita Flamurit dhe e Pavarësisë")
    assert not cast.ahvaz.holiday_rows.exists()


def test_taking_over_again_adds_nothing_and_brings_nothing_back(cast):
    closing_days.take_over(cast.ahvaz, "IR", [2026], by=cast.administrator)
    before = list(Holiday.objects.values_list("on", "certainty"))
    closing_days.strike(Holiday.objects.get(on=D(2026, 6, 5)), by=cast.administrator)

    assert closing_days.take_over(cast.ahvaz, "IR", [2026], by=cast.administrator) == 0

    struck = [(on, "struck" if on == D(2026, 6, 5) else was) for on, was in before]
    assert list(Holiday.objects.values_list("on", "certainty")) == struck
    closing_days.put_back(Holiday.objects.get(on=D(2026, 6, 5)), by=cast.administrator)
    assert not dates.is_working(again(cast.ahvaz), D(2026, 6, 5))


def test_an_estimate_is_confirmed_for_the_day_that_was_announced(cast):
    closing_days.take_over(cast.ahvaz, "IR", [2027], by=cast.administrator)
    fitr = Holiday.objects.get(on=D(2027, 3, 10))

    closing_days.confirm(fitr, on=D(2027, 3, 9), by=cast.administrator)

    assert certainties(cast.ahvaz, D(2027, 3, 9), D(2027, 3, 10)) == ["confirmed", None]
    assert dates.is_working(again(cast.ahvaz), D(2027, 3, 10))


def test_one_day_stands_once(cast):
    closing_days.add(cast.ahvaz, D(2026, 12, 1), {"fa": "روز دفتر"}, by=cast.administrator)
    with pytest.raises(Refused, match="stands in the list already"):
        closing_days.add(cast.ahvaz, D(2026, 12, 1), {"fa": "باز"}, by=cast.administrator)

    closing_days.add(cast.ahvaz, D(2026, 12, 2), {"fa": "دو"}, by=cast.administrator)
    with pytest.raises(Refused, match="stands in the list already"):
        second = Holiday.objects.get(on=D(2026, 12, 2))
        closing_days.confirm(second, on=D(2026, 12, 1), by=cast.administrator)
    assert Holiday.objects.count() == 2


def test_nobody_has_to_remember_the_holidays_at_new_year(cast):
    with time_machine.travel(D(2026, 11, 29)):
        tasks.look_ahead_at_holidays()
        first = Holiday.objects.count()
        tasks.look_ahead_at_holidays()
    assert {on.year for on in Holiday.objects.values_list("on", flat=True)} == {2026, 2027}
    assert Holiday.objects.count() == first

    with time_machine.travel(D(2027, 1, 2)):
        tasks.look_ahead_at_holidays()
    assert {on.year for on in Holiday.objects.values_list("on", flat=True)} == {2026, 2027, 2028}
    assert Entry.objects.filter(verb="take_over_holidays", by=None).count() == 4


def test_struck_estimated_and_confirmed_are_the_only_doubts(cast):
    """What each certainty means for a working day, by hand."""
    day = D(2026, 12, 1)
    row = Holiday.objects.create(office=cast.ahvaz, on=day, names={"en": "x"})
    works = {}
    for certainty in Certainty.values:
        Holiday.objects.filter(pk=row.pk).update(certainty=certainty)
        works[certainty] = dates.is_working(again(cast.ahvaz), day)
    assert works == {"fixed": False, "estimated": False, "confirmed": False, "struck": True}


class PaperOffice:
    working_days = ()
    timezone = "Asia/Tehran"

    def __init__(self, holidays):
        self.holidays = frozenset(holidays)


DAYS = st.dates(D(2026, 1, 1), D(2027, 12, 31))


@given(DAYS, DAYS, st.integers(0, 15), st.frozensets(DAYS, max_size=40))
def test_waiting_for_working_days_reads_the_same_forwards_and_back(start, today, count, closed):
    """A list asks which days lie so far back; the page counts forward from the day itself."""
    office = PaperOffice(closed)

    forward = dates.working_day(office, start, count) <= today

    assert forward == (start <= dates.working_days_back(office, today, count))


@given(DAYS, st.frozensets(DAYS, max_size=40))
def test_the_next_and_the_last_working_day_are_the_nearest(day, closed):
    office = PaperOffice(closed)
    after, before = dates.next_working(office, day), dates.last_working(office, day)

    assert dates.is_working(office, after) and dates.is_working(office, before)
    between = [D.fromordinal(n) for n in range(before.toordinal() + 1, after.toordinal())]
    assert not any(dates.is_working(office, one) for one in between)
    assert before <= day <= after
