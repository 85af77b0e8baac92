"""How names, dates and numbers come out on a page, in every language."""

import datetime

import pytest
from django.template import engines
from django.utils import timezone, translation

from families import display
from families.calendars import parse

DAY = datetime.date(2026, 11, 22)


def page(source, language="en", **context):
    with translation.override(language):
        return engines["django"].from_string(source).render(context)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "22 November 2026"),
        ("fa", "۱ آذر ۱۴۰۵"),
        ("ar", "٢٢ تشرين الثاني ٢٠٢٦"),
        ("sq", "22.11.2026"),
    ],
)
def test_a_day_is_written_in_the_readers_calendar_and_digits(language, words):
    assert page("{{ d|day }}", language, d=DAY) == f'<time datetime="2026-11-22">{words}</time>'


def test_both_calendars_stand_side_by_side():
    assert page('{{ d|day:"both" }}', d=DAY) == (
        '<time datetime="2026-11-22"><span>22 November 2026</span> '
        '<span class="cal">(1 Azar 1405)</span></time>'
    )
    assert page('{{ d|day:"both" }}', "fa", d=DAY) == (
        '<time datetime="2026-11-22"><span>۱ آذر ۱۴۰۵</span> '
        '<span class="cal">(۲۲ نوامبر ۲۰۲۶)</span></time>'
    )


def test_an_instant_is_the_day_it_was_here():
    before_midnight_utc = datetime.datetime(2026, 11, 22, 21, 0, tzinfo=datetime.UTC)
    with timezone.override("Asia/Tehran"):
        assert "2026-11-23" in page("{{ t|day }}", t=before_midnight_utc)
        assert page("{{ t|moment }}", "fa", t=before_midnight_utc).endswith(
            ">۲ آذر ۱۴۰۵، ۰۰:۳۰</time>"
        )


def test_nothing_is_shown_for_nothing():
    source = "{{ x|day }}{{ x|moment }}{{ x|partial }}{{ x|digits }}{{ x|ref }}{{ x|phone }}"
    assert page(source + "{{ x|person_name }}{{ x|count }}", x=None) == ""


def test_a_date_keeps_the_precision_that_was_given():
    assert page("{{ d|partial }}", "fa", d=parse("حدود ۱۳۴۰")) == "حدود ۱۳۴۰"


@pytest.mark.parametrize(
    ("language", "number"), [("en", "12,345"), ("fa", "۱۲٬۳۴۵"), ("ar", "١٢٬٣٤٥")]
)
def test_thousands_stand_apart(language, number):
    assert page("{{ n|count }}", language, n=12345) == number


def test_digits_change_and_nothing_else():
    assert page("{{ y|digits }}", "fa", y="1405/0358") == "۱۴۰۵/۰۳۵۸"
    assert page("{{ y|digits }}", "sq", y="1405/0358") == "1405/0358"


def test_a_reference_stays_latin_and_whole_in_a_persian_page():
    assert page("{{ r|ref }}", "fa", r="AHV-1405-000417-K") == (
        '<bdi class="ref" dir="ltr">AHV-1405-000417-K</bdi>'
    )


@pytest.mark.parametrize("tag", ["ref", "phone", "person_name"])
def test_what_people_typed_is_never_markup(tag):
    assert "&lt;b&gt;" in page("{{ x|" + tag + " }}", x="<b>")


def test_the_office_decides_digits_and_calendar_of_persian_pages():
    with display.using(calendar="gregorian", digits="latn"):
        assert page("{{ d|day }}", "fa", d=DAY).endswith(">22 نوامبر 2026</time>")
    assert page("{{ d|day }}", "fa", d=DAY).endswith(">۱ آذر ۱۴۰۵</time>")


def test_an_english_page_keeps_latin_digits_and_its_calendar_in_a_persian_office():
    with display.using(calendar="solar", digits="arabext"):
        assert page("{{ d|day }} {{ n|count }}", d=DAY, n=5).endswith(">22 November 2026</time> 5")


def test_a_name_that_is_one_endless_word_may_break_and_another_does_not():
    assert page("{{ n|person_name }}", n="ا" * 500) == f'<bdi class="endless">{"ا" * 500}</bdi>'
    assert page("{{ n|person_name }}", n="Ali " * 100) == f"<bdi>{('Ali ' * 100).strip()}</bdi>"
    assert page("{{ n|person_name }}", n="") == ""
