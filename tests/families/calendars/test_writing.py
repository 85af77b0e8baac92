from datetime import date

import pytest

from families.calendars import explain, format_day, format_partial, of_day, parse
from families.calendars.partial import PROBLEMS
from families.calendars.writing import words_of

DAY = date(2026, 11, 22)
PERSIAN_ONLY = "یکگپچژ" + "۰۱۲۳۴۵۶۷۸۹"
ARABIC_ONLY = "يكةىأإ" + "٠١٢٣٤٥٦٧٨٩"


@pytest.mark.parametrize(
    ("language", "options", "expected"),
    [
        ("fa", {}, "۱ آذر ۱۴۰۵"),
        ("fa", {"both": True}, "۱ آذر ۱۴۰۵ (۲۲ نوامبر ۲۰۲۶)"),
        ("fa", {"calendar": "gregorian"}, "۲۲ نوامبر ۲۰۲۶"),
        ("fa", {"calendar": "gregorian", "both": True}, "۲۲ نوامبر ۲۰۲۶ (۱ آذر ۱۴۰۵)"),
        ("fa", {"digits": "latn"}, "1 آذر 1405"),
        ("fa", {"calendar": "lunar"}, "۱۲ جمادی‌الثانی ۱۴۴۸"),
        ("en", {}, "22 November 2026"),
        ("en", {"both": True}, "22 November 2026 (1 Azar 1405)"),
        ("en", {"calendar": "solar"}, "1 Azar 1405"),
        ("sq", {}, "22.11.2026"),
        ("sq", {"both": True}, "22.11.2026 (1 azar 1405)"),
        ("ar", {}, "٢٢ تشرين الثاني ٢٠٢٦"),
        ("ar", {"arabic_months": "international"}, "٢٢ نوفمبر ٢٠٢٦"),
        ("ar", {"both": True}, "٢٢ تشرين الثاني ٢٠٢٦ (١ آذر ١٤٠٥)"),
        ("de", {}, "22 November 2026"),
    ],
)
def test_day_is_written_as_the_language_does(language, options, expected):
    assert format_day(DAY, language, **options) == expected


def test_albanian_day_has_two_digits_for_day_and_month():
    assert format_day(date(2024, 4, 1), "sq") == "01.04.2024"


def test_day_before_the_solar_calendar_is_gregorian():
    assert format_day(date(600, 1, 2), "fa", both=True) == "۲ ژانویه ۶۰۰"


@pytest.mark.parametrize(
    ("given", "fa", "en", "ar", "sq"),
    [
        ("حدود ۱۳۴۰", "حدود ۱۳۴۰", "about 1340 solar Hijri", "نحو ١٣٤٠ هـ.ش",
         "rreth 1340 hixhri diellor"),
        ("1956", "۱۹۵۶ میلادی", "1956", "١٩٥٦", "1956"),
        ("۱۳۴۵", "۱۳۴۵", "1345 solar Hijri", "١٣٤٥ هـ.ش", "1345 hixhri diellor"),
        ("1386/1", "فروردین ۱۳۸۶", "Farvardin 1386", "فروردين ١٣٨٦", "farvardin 1386"),
        ("1990/3", "مارس ۱۹۹۰", "March 1990", "آذار ١٩٩٠", "mars 1990"),
        ("پاییز 1331", "پاییز ۱۳۳۱", "autumn 1331 solar Hijri", "خريف ١٣٣١ هـ.ش",
         "vjeshtë 1331 hixhri diellor"),
        ("دههٔ ۴۰", "دههٔ ۱۳۴۰", "1340s solar Hijri", "عقد ١٣٤٠ هـ.ش",
         "vitet 1340 hixhri diellor"),
        ("before 1965", "پیش از ۱۹۶۵ میلادی", "before 1965", "قبل ١٩٦٥", "para 1965"),
        ("until 1965", "تا ۱۹۶۵ میلادی", "until 1965", "حتى ١٩٦٥", "deri më 1965"),
        ("۱۳۶۵ به بعد", "از ۱۳۶۵ به بعد", "since 1365 solar Hijri", "منذ ١٣٦٥ هـ.ش",
         "që nga 1365 hixhri diellor"),
        ("1340-42", "۱۳۴۰ تا ۱۳۴۲", "1340–1342 solar Hijri", "١٣٤٠–١٣٤٢ هـ.ش",
         "1340–1342 hixhri diellor"),
        ("age 45 in 2003", "۴۵ ساله در ۲۰۰۳ میلادی", "aged 45 in 2003", "بعمر ٤٥ في ٢٠٠٣",
         "45 vjeç në 2003"),
        ("1402/12/30", "۱۴۰۲", "1402 solar Hijri", "١٤٠٢ هـ.ش", "1402 hixhri diellor"),
        ("نامعلوم", "نامعلوم", "unknown", "غير معروف", "nuk dihet"),
        ("یک نامهٔ کوتاه", "یک نامهٔ کوتاه", "یک نامهٔ کوتاه", "یک نامهٔ کوتاه", "یک نامهٔ کوتاه"),
        ("", "", "", "", ""),
    ],
)  # fmt: skip
def test_partial_date_keeps_the_precision_that_was_given(given, fa, en, ar, sq):
    known = parse(given)
    written = [format_partial(known, language) for language in ("fa", "en", "ar", "sq")]
    assert written == [fa, en, ar, sq]


@pytest.mark.parametrize(
    ("given", "fa", "en"),
    [
        ("1402/1/26", "۲۶ فروردین ۱۴۰۲ (۱۵ آوریل ۲۰۲۳)", "26 Farvardin 1402 (15 April 2023)"),
        ("1386/1", "فروردین ۱۳۸۶ (مارس تا آوریل ۲۰۰۷)", "Farvardin 1386 (March – April 2007)"),
        ("حدود 1340", "حدود ۱۳۴۰ (۱۹۶۱ تا ۱۹۶۲ میلادی)", "about 1340 solar Hijri (1961–1962)"),
        ("1956", "۱۹۵۶ میلادی (۱۳۳۴ تا ۱۳۳۵)", "1956 (1334–1335 solar Hijri)"),
        ("زمستان 1366", "زمستان ۱۳۶۶ (دسامبر ۱۹۸۷ تا مارس ۱۹۸۸)",
         "winter 1366 solar Hijri (December 1987 – March 1988)"),
        ("نامعلوم", "نامعلوم", "unknown"),
    ],
)  # fmt: skip
def test_both_calendars_show_what_the_date_covers_and_no_invented_day(given, fa, en):
    known = parse(given)
    assert format_partial(known, "fa", both=True) == fa
    assert format_partial(known, "en", both=True) == en


@pytest.mark.parametrize(
    ("given", "calendar", "expected"),
    [
        ("1402/1/26", "gregorian", "15 April 2023"),
        ("2023-04-15", "solar", "26 Farvardin 1402"),
        ("حدود 1340", "gregorian", "about 1961–1962"),
        ("قبل از 1340", "gregorian", "before 1961–1962"),
        ("1340-42", "gregorian", "1961–1964"),
        ("1340", "solar", "1340 solar Hijri"),
    ],
)
def test_another_calendar_is_written_on_demand(given, calendar, expected):
    assert format_partial(parse(given), "en", calendar=calendar) == expected


def test_two_dates_that_disagree_are_shown_as_they_were_written():
    assert format_partial(parse("۱۳۵۵ (۱۹۹۰)"), "en") == "۱۳۵۵ (۱۹۹۰)"


def test_what_could_not_be_read_is_shown_without_its_invisible_overrides():
    assert format_partial(parse("\u202eabc"), "en") == "abc"


def test_of_day_writes_a_machine_date_in_a_calendar():
    known = of_day(DAY, calendar="solar")
    assert (known.year, known.month, known.day) == (1405, 9, 1)
    assert format_partial(known, "fa") == "۱ آذر ۱۴۰۵"
    assert known.as_given == "2026-11-22"


@pytest.mark.parametrize("language", ["en", "fa", "ar", "sq"])
def test_every_problem_has_its_sentence(language):
    sentences = [explain(problem, language) for problem in PROBLEMS]
    assert len(set(sentences)) == len(PROBLEMS)
    assert all(sentence.endswith(".") for sentence in sentences)
    assert explain("", language) == ""


def _all_words(held):
    if isinstance(held, str):
        return held
    return " ".join(_all_words(one) for one in (held.values() if isinstance(held, dict) else held))


def test_persian_words_hold_no_arabic_letters_and_the_other_way_round():
    months = words_of("ar")["months"]
    arabic = {**words_of("ar"), "months": {**months, "solar": []}}
    assert not set(_all_words(words_of("fa"))) & set(ARABIC_ONLY)
    assert not set(_all_words(arabic)) & set(PERSIAN_ONLY)
    assert not set(_all_words(months["solar"])) & set("یک")


def test_unknown_arabic_months_are_refused():
    with pytest.raises(ValueError, match="Arabic month names"):
        format_day(DAY, "ar", arabic_months="syrian")
