"""A date typed in boxes: what was said is kept, nothing is refused for being vague."""

import datetime

import pytest
from django import forms
from django.utils import translation

from families.calendars import parse
from families.forms import DateBoxesField


class Form(forms.Form):
    born = DateBoxesField(label="Born", required=False)


def typed(exactness="exact", day="", month="", year="", calendar="solar"):
    boxes = (exactness, day, month, year, calendar)
    form = Form({f"born_{n}": text for n, text in enumerate(boxes)})
    assert form.is_valid()
    return form.cleaned_data["born"]


def test_empty_boxes_are_no_date():
    assert typed() is None
    assert typed(exactness="about") is None


def test_a_year_alone_is_the_whole_solar_year():
    born = typed(year="۱۳۲۷")
    assert (born.precision, born.year, born.qualifier) == ("year", 1327, "exact")
    assert born.earliest == datetime.date(1948, 3, 21)
    assert born.latest == datetime.date(1949, 3, 20)


def test_a_whole_day():
    born = typed(day="12", month="1", year="1377")
    assert born.earliest == born.latest == datetime.date(1998, 4, 1)
    assert born.as_given == "12 Farvardin 1377"


def test_a_month_by_its_name_means_the_same_day():
    assert typed(day="۱۲", month="فروردین", year="۱۳۷۷").earliest == datetime.date(1998, 4, 1)


def test_the_calendar_that_was_chosen_counts():
    assert typed(day="4", month="1", year="1977", calendar="gregorian").earliest == datetime.date(
        1977, 1, 4
    )
    assert typed(year="1400", calendar="lunar").calendar == "lunar"


@pytest.mark.parametrize("year", ["1365", "1986"])
def test_an_unknown_calendar_is_read_from_the_year(year):
    born = typed(year=year, calendar="unknown")
    assert born.calendar == {"1365": "solar", "1986": "gregorian"}[year]


@pytest.mark.parametrize("exactness", ["about", "before", "after"])
def test_how_exact_widens_the_interval(exactness):
    born = typed(exactness=exactness, year="1350")
    assert born.qualifier == exactness
    exact = typed(year="1350")
    assert (born.earliest, born.latest) != (exact.earliest, exact.latest)


def test_the_year_box_takes_words():
    born = typed(year="بهار ۱۳۵۰")
    assert (born.precision, born.as_given) == ("season", "بهار ۱۳۵۰")


def test_an_imperial_year_is_understood_in_the_solar_boxes():
    assert typed(year="2535").calendar == "imperial"


def test_a_day_that_does_not_exist_is_kept_with_its_problem():
    born = typed(day="30", month="12", year="1402")
    assert (born.problem, born.year, born.as_given) == ("no_such_day", 1402, "30 12 1402")


@pytest.mark.parametrize("text", ["9" * 5000, "؟؟", "<b>", "-1"])
def test_nothing_that_is_typed_breaks_the_page(text):
    assert typed(year=text).as_given == text
    assert typed(year=text).earliest is None
    assert typed(day=text, month=text, year="1350") is not None


def test_boxes_that_were_never_shown_choose_nothing():
    tampered = typed(exactness="never", year="1350", calendar="mayan")
    assert (tampered.calendar, tampered.qualifier) == ("solar", "exact")


@pytest.mark.parametrize("said", ["12 Farvardin 1377", "about 1340", "before 1977", "Mehr 1389"])
def test_what_is_held_fills_the_boxes_and_reads_back_the_same(said):
    held = parse(said)
    boxes = Form.base_fields["born"].widget.decompress(held)
    back = DateBoxesField().clean(boxes)
    assert (back.earliest, back.latest, back.calendar) == (
        held.earliest,
        held.latest,
        held.calendar,
    )


def test_what_does_not_fit_the_boxes_stands_as_words_in_the_year_box():
    boxes = Form.base_fields["born"].widget.decompress(parse("spring 1350"))
    assert boxes == ["exact", "", "", "spring 1350", "solar"]


def test_a_required_date_asks_for_something():
    class Must(forms.Form):
        born = DateBoxesField()

    assert list(Must({}).errors) == ["born"]


def test_each_box_has_its_label_and_the_group_its_legend():
    with translation.override("en"):
        page = str(Form()["born"].as_field_group())
    for number, label in enumerate(["How exact", "Day", "Month", "Year, or in words"]):
        assert f'<label for="id_born_{number}">{label}</label>' in page
    assert '<legend class="label"><b>Born</b></legend>' in page
    assert 'id="id_born" tabindex="-1"' in page
    assert 'value="solar" id="id_born_4_0"' in page
