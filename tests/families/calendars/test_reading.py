"""What registers really hold. Expected Gregorian days come from published tables, not our code."""

from datetime import date

import pytest

from families.calendars import parse

TODAY = date(2026, 11, 22)


def read(text, hint="solar"):
    return parse(text, calendar_hint=hint, today=TODAY)


def parts(known):
    return known.calendar, known.year, known.month, known.day, known.precision


@pytest.mark.parametrize(
    ("text", "expected", "day"),
    [
        ("۱۴۰۲/۱/۲۶", ("solar", 1402, 1, 26), date(2023, 4, 15)),
        ("1402/02/17", ("solar", 1402, 2, 17), date(2023, 5, 7)),
        ("١٤٠٢/٢/١٧", ("solar", 1402, 2, 17), date(2023, 5, 7)),
        ("۱۲/۱۱/۱۳۳۲", ("solar", 1332, 11, 12), date(1954, 2, 1)),
        ("1356-07-18", ("solar", 1356, 7, 18), date(1977, 10, 10)),
        ("1356.7.18", ("solar", 1356, 7, 18), date(1977, 10, 10)),
        ("1356\\7\\18", ("solar", 1356, 7, 18), date(1977, 10, 10)),
        ("1356 / 7 / 18", ("solar", 1356, 7, 18), date(1977, 10, 10)),
        ("1356/07/18 ه.ش", ("solar", 1356, 7, 18), date(1977, 10, 10)),
        ("۱۸ مهر ۱۳۵۶", ("solar", 1356, 7, 18), date(1977, 10, 10)),
        ("دوشنبه ۱۸ مهرماه ۱۳۵۶", ("solar", 1356, 7, 18), date(1977, 10, 10)),
        ("مورخ ۱۳۵۶/۷/۱۸", ("solar", 1356, 7, 18), date(1977, 10, 10)),
        ("18 Mehr 1356", ("solar", 1356, 7, 18), date(1977, 10, 10)),
        ("۱۸ میزان ۱۳۵۶", ("solar", 1356, 7, 18), date(1977, 10, 10)),
        ("پانزدهم خرداد ۱۳۴۲", ("solar", 1342, 3, 15), date(1963, 6, 5)),
        ("سی و یکم شهریور هزار و سیصد و پنجاه و نه", ("solar", 1359, 6, 31), date(1980, 9, 22)),
        ("۱۳۵۷ بهمن ۲۲", ("solar", 1357, 11, 22), date(1979, 2, 11)),
        ("13571122", ("solar", 1357, 11, 22), date(1979, 2, 11)),
        ("1403/12/30", ("solar", 1403, 12, 30), date(2025, 3, 20)),
        ("2535/1/1", ("imperial", 2535, 1, 1), date(1976, 3, 21)),
        ("01.04.2024", ("gregorian", 2024, 4, 1), date(2024, 4, 1)),
        ("2024-08-11", ("gregorian", 2024, 8, 11), date(2024, 8, 11)),
        ("2024-08-11 00:00:00", ("gregorian", 2024, 8, 11), date(2024, 8, 11)),
        ("2024-08-11T10:30:00Z", ("gregorian", 2024, 8, 11), date(2024, 8, 11)),
        ("3/4/1960", ("gregorian", 1960, 4, 3), date(1960, 4, 3)),
        ("04/25/1960", ("gregorian", 1960, 4, 25), date(1960, 4, 25)),
        ("25/04/1960", ("gregorian", 1960, 4, 25), date(1960, 4, 25)),
        ("11 August 2024", ("gregorian", 2024, 8, 11), date(2024, 8, 11)),
        ("August 11th, 2024", ("gregorian", 2024, 8, 11), date(2024, 8, 11)),
        ("11 gusht 2024", ("gregorian", 2024, 8, 11), date(2024, 8, 11)),
        ("më 5 nëntorit 1990", ("gregorian", 1990, 11, 5), date(1990, 11, 5)),
        ("۱۱ اوت ۲۰۲۴", ("gregorian", 2024, 8, 11), date(2024, 8, 11)),
        ("٢٢ تشرين الثاني ٢٠٢٦", ("gregorian", 2026, 11, 22), date(2026, 11, 22)),
        ("٢٢ نوفمبر ٢٠٢٦م", ("gregorian", 2026, 11, 22), date(2026, 11, 22)),
        ("۱ آذر ۱۴۰۵ (۲۲ نوامبر ۲۰۲۶)", ("solar", 1405, 9, 1), date(2026, 11, 22)),
        ("1405/9/1 برابر با 2026/11/22", ("solar", 1405, 9, 1), date(2026, 11, 22)),
        ("روز ۱۸ ماه ۷ سال ۱۳۵۶", ("solar", 1356, 7, 18), date(1977, 10, 10)),
        ("12-Mar-60", ("gregorian", 1960, 3, 12), date(1960, 3, 12)),
        ("Born: 12 March, 1960", ("gregorian", 1960, 3, 12), date(1960, 3, 12)),
        ("1345،3،2", ("solar", 1345, 3, 2), date(1966, 5, 23)),
        ("65/2/3", ("solar", 1365, 2, 3), date(1986, 4, 23)),
        ("۳/۲/۶۵", ("solar", 1365, 2, 3), date(1986, 4, 23)),
        ("۲۲ بهمن ۵۷", ("solar", 1357, 11, 22), date(1979, 2, 11)),
    ],
)
def test_day_is_read_in_any_digits_order_and_language(text, expected, day):
    known = read(text)
    assert parts(known) == (*expected, "day")
    assert (known.earliest, known.latest) == (day, day)
    assert (known.qualifier, known.problem, known.as_given) == ("exact", "", text)


@pytest.mark.parametrize(
    ("text", "expected", "bounds"),
    [
        ("1386/1", ("solar", 1386, 1, "month"), (date(2007, 3, 21), date(2007, 4, 20))),
        ("فروردین ۱۳۸۶", ("solar", 1386, 1, "month"), (date(2007, 3, 21), date(2007, 4, 20))),
        ("حمل 1386", ("solar", 1386, 1, "month"), (date(2007, 3, 21), date(2007, 4, 20))),
        ("نوروز ۱۳۸۶", ("solar", 1386, 1, "month"), (date(2007, 3, 21), date(2007, 4, 20))),
        ("مهر ۵۹", ("solar", 1359, 7, "month"), (date(1980, 9, 23), date(1980, 10, 22))),
        ("آبانماه 1359", ("solar", 1359, 8, "month"), (date(1980, 10, 23), date(1980, 11, 21))),
        ("1386/01/00", ("solar", 1386, 1, "month"), (date(2007, 3, 21), date(2007, 4, 20))),
        ("Mar-90", ("gregorian", 1990, 3, "month"), (date(1990, 3, 1), date(1990, 3, 31))),
        ("xx/03/1990", ("gregorian", 1990, 3, "month"), (date(1990, 3, 1), date(1990, 3, 31))),
        ("00/03/1990", ("gregorian", 1990, 3, "month"), (date(1990, 3, 1), date(1990, 3, 31))),
        ("سال 1386 ماه 1", ("solar", 1386, 1, "month"), (date(2007, 3, 21), date(2007, 4, 20))),
        ("03.1990", ("gregorian", 1990, 3, "month"), (date(1990, 3, 1), date(1990, 3, 31))),
        ("March 1990", ("gregorian", 1990, 3, "month"), (date(1990, 3, 1), date(1990, 3, 31))),
        ("آذار 1990", ("gregorian", 1990, 3, "month"), (date(1990, 3, 1), date(1990, 3, 31))),
        ("نیمهٔ اول ۱۳۶۵", ("solar", 1365, None, "year"), (date(1986, 3, 21), date(1987, 3, 20))),
        ("نوبت دوم ۱۳۶۵", ("solar", 1365, None, "year"), (date(1986, 3, 21), date(1987, 3, 20))),
        ("1365", ("solar", 1365, None, "year"), (date(1986, 3, 21), date(1987, 3, 20))),
        ("1345.0", ("solar", 1345, None, "year"), (date(1966, 3, 21), date(1967, 3, 20))),
        ("سال ۶۵", ("solar", 1365, None, "year"), (date(1986, 3, 21), date(1987, 3, 20))),
        ("متولد ۱۳۶۵", ("solar", 1365, None, "year"), (date(1986, 3, 21), date(1987, 3, 20))),
        ("1365/0/0", ("solar", 1365, None, "year"), (date(1986, 3, 21), date(1987, 3, 20))),
        ("1365/؟/؟", ("solar", 1365, None, "year"), (date(1986, 3, 21), date(1987, 3, 20))),
        ("2535", ("imperial", 2535, None, "year"), (date(1976, 3, 21), date(1977, 3, 20))),
        ("1956", ("gregorian", 1956, None, "year"), (date(1956, 1, 1), date(1956, 12, 31))),
        ("letër, 2009", ("gregorian", 2009, None, "year"), (date(2009, 1, 1), date(2009, 12, 31))),
        ("مواليد ١٩٦٥", ("gregorian", 1965, None, "year"), (date(1965, 1, 1), date(1965, 12, 31))),
        ("بهار ۱۳۲۵", ("solar", 1325, 1, "season"), (date(1946, 3, 21), date(1946, 6, 21))),
        ("spring 1366", ("solar", 1366, 1, "season"), (date(1987, 3, 21), date(1987, 6, 21))),
        ("پائيز 1331", ("solar", 1331, 7, "season"), (date(1952, 9, 23), date(1952, 12, 21))),
        ("زمستان ۶۵", ("solar", 1365, 10, "season"), (date(1986, 12, 22), date(1987, 3, 20))),
        ("vera 1980", ("gregorian", 1980, 6, "season"), (date(1980, 6, 1), date(1980, 9, 23))),
        ("دههٔ ۴۰", ("solar", 1340, None, "decade"), (date(1961, 3, 21), date(1971, 3, 20))),
        ("دهه ی چهل", ("solar", 1340, None, "decade"), (date(1961, 3, 21), date(1971, 3, 20))),
        ("1960s", ("gregorian", 1960, None, "decade"), (date(1960, 1, 1), date(1969, 12, 31))),
        ("the '60s", ("gregorian", 1960, None, "decade"), (date(1960, 1, 1), date(1969, 12, 31))),
        (
            "fundi i viteve 60",
            ("gregorian", 1960, None, "decade"),
            (date(1960, 1, 1), date(1969, 12, 31)),
        ),
        ("اواخر دههٔ شصت", ("solar", 1360, None, "decade"), (date(1981, 3, 21), date(1991, 3, 20))),
        ("vitet '60", ("gregorian", 1960, None, "decade"), (date(1960, 1, 1), date(1969, 12, 31))),
        ("الستينات", ("gregorian", 1960, None, "decade"), (date(1960, 1, 1), date(1969, 12, 31))),
    ],
)
def test_month_season_year_and_decade_are_intervals(text, expected, bounds):
    known = read(text)
    assert (known.calendar, known.year, known.month, known.precision) == expected
    assert (known.earliest, known.latest) == bounds
    assert (known.day, known.qualifier, known.problem) == (None, "exact", "")


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("12 رمضان 1365", (date(1946, 8, 7), date(1946, 8, 11))),
        ("۱۳۶۵/۹/۱۲ ق", (date(1946, 8, 7), date(1946, 8, 11))),
        ("1365/9/12ه.ق", (date(1946, 8, 7), date(1946, 8, 11))),
        ("1365/9/12 هجری قمری", (date(1946, 8, 7), date(1946, 8, 11))),
        ("12 Ramadan 1365 AH", (date(1946, 8, 7), date(1946, 8, 11))),
        ("١٢ رمضان ١٣٦٥ هـ", (date(1946, 8, 7), date(1946, 8, 11))),
    ],
)
def test_lunar_day_is_an_interval_of_two_days_either_side(text, bounds):
    known = read(text)
    assert parts(known) == ("lunar", 1365, 9, 12, "day")
    assert (known.earliest, known.latest) == bounds


@pytest.mark.parametrize(
    "text",
    ["حدود ۱۳۴۰", "حدودا 1340", "تقریبا ۱۳۴۰", "تقریباً 1340", "حوالی سال ۱۳۴۰", "1340?", "~1340",
     "ca. 1340", "about 1340", "rreth 1340", "نحو ١٣٤٠", "۱۳۴۰ (حدود)", "در حدود سال ۱۳۴۰"],
)  # fmt: skip
def test_about_a_year_reaches_two_years_either_side(text):
    known = read(text)
    assert parts(known) == ("solar", 1340, None, None, "year")
    assert known.qualifier == "about"
    assert (known.earliest, known.latest) == (date(1959, 3, 22), date(1964, 3, 20))


@pytest.mark.parametrize(
    ("text", "qualifier", "earliest", "latest"),
    [
        ("پیش از ۱۳۴۰", "before", None, date(1961, 3, 20)),
        ("قبل از ۱۳۴۰", "before", None, date(1961, 3, 20)),
        ("قبل ١٩٦٥", "before", None, date(1964, 12, 31)),
        ("before 1965", "before", None, date(1964, 12, 31)),
        ("para vitit 1965", "before", None, date(1964, 12, 31)),
        ("until 1965", "before", None, date(1965, 12, 31)),
        ("تا ۱۳۶۵", "before", None, date(1987, 3, 20)),
        ("پس از ۱۳۶۵", "after", date(1987, 3, 21), None),
        ("بعد از سال ۶۵", "after", date(1987, 3, 21), None),
        ("after 1965", "after", date(1966, 1, 1), None),
        ("pas 1965", "after", date(1966, 1, 1), None),
        ("بعد ١٩٦٥", "after", date(1966, 1, 1), None),
        ("since 1965", "after", date(1965, 1, 1), None),
        ("۱۳۶۵ به بعد", "after", date(1986, 3, 21), None),
        ("از ۱۳۶۵ تا کنون", "after", date(1986, 3, 21), None),
        ("بعد از عید ۱۳۶۵", "after", date(1986, 3, 21), None),
    ],
)
def test_before_and_after_leave_one_side_open(text, qualifier, earliest, latest):
    known = read(text)
    assert (known.qualifier, known.earliest, known.latest) == (qualifier, earliest, latest)
    assert known.precision == "year"


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("age 45 in 2003", (date(1957, 1, 2), date(1958, 12, 31))),
        ("aged 45 (2003)", (date(1957, 1, 2), date(1958, 12, 31))),
        ("45 years old in 2003", (date(1957, 1, 2), date(1958, 12, 31))),
        ("45 vjeç në 2003", (date(1957, 1, 2), date(1958, 12, 31))),
        ("عمره ٤٥ سنة في ٢٠٠٣", (date(1957, 1, 2), date(1958, 12, 31))),
        ("۴۵ ساله در ۲۰۰۳", (date(1957, 1, 2), date(1958, 12, 31))),
        ("در سال ۲۰۰۳ چهل و پنج ساله", (date(1957, 1, 2), date(1958, 12, 31))),
        ("۴۵ ساله", (date(1980, 11, 23), date(1981, 11, 22))),
    ],
)
def test_age_at_a_date_is_an_interval_of_birth(text, bounds):
    known = read(text)
    assert (known.precision, known.age) == ("age", 45)
    assert (known.earliest, known.latest) == bounds


def test_age_about_is_wider():
    rough = read("about 45 years old in 2003")
    assert (rough.precision, rough.qualifier) == ("age", "about")
    assert (rough.earliest, rough.latest) == (date(1955, 1, 2), date(1960, 12, 31))


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("1340-1342", (date(1961, 3, 21), date(1964, 3, 20))),
        ("۱۳۴۰–۱۳۴۲", (date(1961, 3, 21), date(1964, 3, 20))),
        ("1340-42", (date(1961, 3, 21), date(1964, 3, 20))),
        ("۱۳۴۰ تا ۱۳۴۲", (date(1961, 3, 21), date(1964, 3, 20))),
        ("بین ۱۳۴۰ و ۱۳۴۲", (date(1961, 3, 21), date(1964, 3, 20))),
        ("بین سال‌های ۱۳۴۰ و ۱۳۴۲", (date(1961, 3, 21), date(1964, 3, 20))),
        ("سالهای ۴۰ تا ۴۲", (date(1961, 3, 21), date(1964, 3, 20))),
        ("1340 یا 1342", (date(1961, 3, 21), date(1964, 3, 20))),
        ("between 1960 and 1965", (date(1960, 1, 1), date(1965, 12, 31))),
        ("1960/65", (date(1960, 1, 1), date(1965, 12, 31))),
        ("بين ١٩٦٠ و١٩٦٥", (date(1960, 1, 1), date(1965, 12, 31))),
        ("nga 1960 deri më 1965", (date(1960, 1, 1), date(1965, 12, 31))),
        ("midis 1960 dhe 1965", (date(1960, 1, 1), date(1965, 12, 31))),
        ("از مهر ۱۳۵۹ تا مرداد ۱۳۶۷", (date(1980, 9, 23), date(1988, 8, 22))),
        ("بین فروردین و خرداد ۱۳۶۵", (date(1986, 3, 21), date(1986, 6, 21))),
        ("6.3.1955 or 15.3.1955", (date(1955, 3, 6), date(1955, 3, 15))),
        ("2024-08-11 - 2024-09-11", (date(2024, 8, 11), date(2024, 9, 11))),
        ("vitet 1960-1965", (date(1960, 1, 1), date(1965, 12, 31))),
        ("vitet 60-70", (date(1960, 1, 1), date(1979, 12, 31))),
        ("سال ۱۳۴۰ یا ۴۲", (date(1961, 3, 21), date(1964, 3, 20))),
        ("دهه‌های ۴۰ و ۵۰", (date(1961, 3, 21), date(1981, 3, 20))),
    ],
)
def test_range_reaches_from_its_first_to_its_last_day(text, bounds):
    known = read(text)
    assert (known.precision, known.problem) == ("range", "")
    assert (known.earliest, known.latest) == bounds


def test_two_years_of_two_calendars_are_one_date_and_not_a_range():
    known = read("1355/1976")
    assert parts(known) == ("solar", 1355, None, None, "year")


@pytest.mark.parametrize(
    ("text", "year", "problem"),
    [
        ("1402/12/30", 1402, "no_such_day"),
        ("۱۴۰۳/۱۲/۳۱", 1403, "no_such_day"),
        ("1402/07/31", 1402, "no_such_day"),
        ("۳۰ اسفند ۱۴۰۲", 1402, "no_such_day"),
        ("1402/1/32", 1402, "no_such_day"),
        ("29 Feb 2023", 2023, "no_such_day"),
        ("31.04.2024", 2024, "no_such_day"),
        ("1402/13/1", 1402, "no_such_month"),
        ("1402/13", 1402, "no_such_month"),
        ("13/13/1402", 1402, "no_such_month"),
        ("مهر 1980", 1980, "calendar_disagrees"),
        ("March 1365", 1365, "calendar_disagrees"),
        ("1365 12 4 9", 1365, "not_understood"),
    ],
)
def test_impossible_date_keeps_only_its_certain_year(text, year, problem):
    known = read(text)
    assert (known.year, known.month, known.day) == (year, None, None)
    assert (known.precision, known.problem, known.as_given) == ("year", problem, text)
    assert known.earliest == read(str(year)).earliest
    assert known.latest == read(str(year)).latest


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("14030", "no_such_year"),
        ("1700", "no_such_year"),
        ("65", "ambiguous_year"),
        ("سال ۰۳", "ambiguous_year"),
        ("12/05/03", "ambiguous_year"),
        ("پاییز", "no_year"),
        ("۱۲ فروردین", "no_year"),
        ("12/5", "no_year"),
        ("خبری نیست", "not_understood"),
        ("از ۱۳۶۵ قبل", "not_understood"),
        ("چند سال پیش", "not_understood"),
        ("حدود ۶۵", "ambiguous_year"),
        ("9" * 150, "no_such_year"),
        ("9" * 5000, "not_understood"),
        ("1365 " * 100, "not_understood"),
        ("", ""),
        ("  ", ""),
        ("-", ""),
        ("؟", ""),
        ("نامعلوم", ""),
        ("نامشخص", ""),
        ("غير معروف", ""),
        ("unknown", ""),
        ("nuk dihet", ""),
        ("i panjohur", ""),
    ],
)
def test_what_is_not_a_known_date_bounds_nothing(text, problem):
    known = read(text)
    assert (known.earliest, known.latest, known.year) == (None, None, None)
    assert (known.problem, known.as_given) == (problem, text)


def test_dates_that_are_not_the_same_day_allow_both():
    known = read("۱۳۵۵ (۱۹۹۰)")
    assert known.problem == "dates_disagree"
    assert (known.earliest, known.latest) == (date(1976, 3, 21), date(1990, 12, 31))


def test_range_written_backwards_is_turned_and_said():
    known = read("1342-1340")
    assert known.problem == "range_reversed"
    assert (known.earliest, known.latest) == (date(1961, 3, 21), date(1964, 3, 20))
    assert [part.year for part in known.parts] == [1340, 1342]


@pytest.mark.parametrize("text", ["۲۰ سال پیش", "20 years ago", "para 20 vjetësh", "قبل 20 سنة"])
def test_years_ago_count_only_from_a_known_today(text):
    counted = read(text)
    assert (counted.year, counted.qualifier, counted.precision) == (1385, "about", "year")
    uncounted = parse(text)
    assert (uncounted.year, uncounted.problem) == (None, "ago_without_date")


def test_age_without_a_date_is_not_counted_from_the_day_of_reading():
    known = parse("۴۵ ساله")
    assert (known.problem, known.earliest, known.latest) == ("age_without_date", None, None)


@pytest.mark.parametrize(
    ("text", "hint", "calendar", "year"),
    [
        ("1400", "solar", "solar", 1400),
        ("1400", "gregorian", "solar", 1400),
        ("1400", "lunar", "lunar", 1400),
        ("1400 ش", "lunar", "solar", 1400),
        ("1985", "lunar", "gregorian", 1985),
        ("سال ۶۵", "gregorian", "gregorian", 1965),
        ("viti 65", "solar", "gregorian", 1965),
        ("3.2.65", "gregorian", "gregorian", 1965),
        ("1400 هجری", "solar", "solar", 1400),
        ("1400 هجري", "gregorian", "lunar", 1400),
        ("2536 شاهنشاهی", "solar", "imperial", 2536),
    ],
)
def test_hint_decides_only_what_the_text_leaves_open(text, hint, calendar, year):
    known = read(text, hint)
    assert (known.calendar, known.year) == (calendar, year)


@pytest.mark.parametrize(
    "text", ["‏۱۳۴۵‏", "\u202e1345\u202c", "1345\ufeff", "سال\u200c۱۳۴۵", " 1345 \n", "‎1345"]
)
def test_invisible_signs_do_not_hide_a_date_and_are_kept(text):
    known = read(text)
    assert (known.year, known.as_given) == (1345, text)


def test_two_digits_are_the_past_of_the_day_they_are_read():
    assert parse("سال ۶۵", today=date(2019, 1, 1)).year == 1365
    assert parse("سال ۰۳", today=date(2026, 1, 1)).problem == "ambiguous_year"
    assert parse("سال ۰۳", today=date(2031, 1, 1)).year == 1403


def test_three_pairs_of_digits_end_in_the_year_only_where_gregorian_dates_are_written():
    assert parts(read("03.02.05", "gregorian")) == ("gregorian", 2005, 2, 3, "day")
    assert read("03.02.05", "solar").problem == "ambiguous_year"
