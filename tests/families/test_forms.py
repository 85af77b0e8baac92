"""A date typed in boxes: what was said is kept, nothing is refused for being vague."""

import datetime
import re

import pytest
from django import forms
from django.utils import translation

from families.calendars import parse
from families.forms import DateBoxes, SaidDateField


class Form(forms.Form):
    born = SaidDateField(label="Born", required=False, widget=DateBoxes)


def typed(exactness="exact", day="", month="", year="", calendar="solar"):
    boxes = (exactness, day, month, year, calendar)
    names = ("born_exact", "born_d", "born_m", "born", "born_c")
    form = Form(dict(zip(names, boxes, strict=True)))
    assert form.is_valid()
    return form.cleaned_data["born"]


def is_ready(page, calendar) -> bool:
    """Whether this calendar is the chosen one."""
    chosen = re.findall(r'name="born_c" value="(\w+)"[^>]*checked', page)
    return chosen == [calendar]


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
    back = SaidDateField(widget=DateBoxes).clean(boxes)
    assert (back.earliest, back.latest, back.calendar) == (
        held.earliest,
        held.latest,
        held.calendar,
    )


def test_what_does_not_fit_the_boxes_stands_as_words_in_the_year_box():
    boxes = Form.base_fields["born"].widget.decompress(parse("spring 1350"))
    assert boxes == ["", "", "", "spring 1350", "solar"]


def test_a_required_date_asks_for_something():
    class Must(forms.Form):
        born = SaidDateField(widget=DateBoxes)

    assert list(Must({}).errors) == ["born"]


def test_each_box_has_its_label_and_the_group_its_legend():
    with translation.override("en"):
        page = str(Form()["born"].as_field_group())
    for number, label in enumerate(["How exact", "Day", "Month", "Year, or in words"]):
        assert f'<label for="id_born_{number}">{label}</label>' in page
    assert '<legend class="label"><b>Born</b></legend>' in page
    assert 'id="id_born" tabindex="-1"' in page
    assert 'value="solar" id="id_born_4_0"' in page
    assert is_ready(page, "gregorian")


def test_words_that_did_not_come_from_boxes_stand_as_they_were_given():
    held = parse("حدود ۱۳۴۰")
    widget = Form.base_fields["born"].widget

    assert widget.decompress(held) == ["", "", "", "حدود ۱۳۴۰", "solar"]
    assert SaidDateField(widget=DateBoxes).clean(widget.decompress(held)).as_given == "حدود ۱۳۴۰"


@pytest.mark.parametrize("language", ["en", "fa", "ar", "sq"])
def test_a_date_that_is_not_touched_goes_back_as_it_came(language):
    with translation.override(language):
        given = typed(day="12", month="1", year="1377")
        boxes = Form.base_fields["born"].widget.decompress(given)
        assert SaidDateField(widget=DateBoxes).clean(boxes) == given


@pytest.mark.parametrize(
    ("language", "boxes"),
    [("en", ["", "1", "4", "1998", "gregorian"]), ("fa", ["", "12", "1", "1377", "solar"])],
)
def test_a_known_day_fills_the_boxes_in_the_readers_calendar(language, boxes):
    with translation.override(language):
        assert DateBoxes(whole=True).decompress(datetime.date(1998, 4, 1)) == boxes


def test_what_was_typed_is_shown_again_in_both_calendars():
    page = str(Form({"born_d": "12", "born_m": "1", "born": "1377", "born_c": "solar"})["born"])

    assert "12 Farvardin 1377 (1 April 1998)" in page
    assert 'name="born_d" value="12"' in page


def test_the_calendar_of_the_screen_is_ready_but_says_nothing_by_itself():
    with translation.override("fa"):
        assert is_ready(str(Form()["born"]), "solar")
    assert typed(exactness="about", calendar="lunar") is None
