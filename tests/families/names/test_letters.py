import pytest
from hypothesis import given
from hypothesis import strategies as st

from families.names import fold_letters, in_digits, script_of, tidy, to_ascii_digits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("۱۴۰۵", "1405"),
        ("١٤٠٥", "1405"),
        ("1405", "1405"),
        ("१४", "14"),
        ("الف/۱", "الف/1"),
        ("²", "²"),
    ],
)
def test_digits_of_any_script_become_ascii(text, expected):
    assert to_ascii_digits(text) == expected


@pytest.mark.parametrize(
    ("system", "expected"),
    [("latn", "a 417-K"), ("arabext", "a ۴۱۷-K"), ("arab", "a ٤١٧-K")],
)
def test_digits_are_written_in_one_system(system, expected):
    assert in_digits("a ٤۱7-K", system) == expected


def test_unknown_digits_are_refused():
    with pytest.raises(ValueError, match="roman"):
        in_digits("1", "roman")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  محمدرضا ", "محمدرضا"),
        ("\u202eعلی\u202c", "علی"),
        ("علی\u200f کریمی\u200e", "علی کریمی"),
        ("نمونه\u200cای", "نمونه\u200cای"),
        ("علي  كريمي", "علي  كريمي"),
        ("خانهٔ مُحَمَّد", "خانهٔ مُحَمَّد"),
        ("a\x00b\x07c\ud800", "abc"),
        ("\ufeffNr.", "Nr."),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("\u2067علی\u2069", "علی"),
    ],
)
def test_tidy_removes_only_what_nobody_can_see(text, expected):
    assert tidy(text) == expected


@given(st.text())
def test_tidy_text_is_storable_and_stays_as_it_is(text):
    kept = tidy(text)
    assert tidy(kept) == kept
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert "\x00" not in kept


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("علی کریمی", "arab"),
        ("ﻋﻠﯽ", "arab"),
        ("Ali Karimi", "latn"),
        ("Provëza", "latn"),
        ("علی (Ali)", "arab"),
        ("Иван", "other"),
        ("۱۲۳", "other"),
        ("", "other"),
    ],
)
def test_script_is_that_of_most_letters(text, expected):
    assert script_of(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("علي", "علی"),
        ("كريم", "کریم"),
        ("فاطمة", "فاطمه"),
        ("موسى", "موسی"),
        ("أحمد", "احمد"),
        ("إسماعيل", "اسماعیل"),
        ("آرزو", "ارزو"),
        ("مؤمن", "مومن"),
        ("رضائی", "رضایی"),
        ("زهراء", "زهرا"),
        ("مُحَمَّد", "محمد"),
        ("سـارا", "سارا"),
        ("ﻋﻠﯽ", "علی"),
        ("ﷲ", "الله"),
        ("خانۀ", "خانه"),
        ("ھما", "هما"),
        ("ے", "ی"),
        ("Provëza", "proveza"),
        ("ÇELA", "cela"),
    ],
)
def test_letters_that_read_alike_have_one_form(one, other):
    assert fold_letters(one) == fold_letters(other)


@pytest.mark.parametrize(
    ("kurdish", "folded"), [("عەلی", "علی"), ("جەواد", "جواد"), ("فاطمە", "فاطمه")]
)
def test_the_kurdish_e_inside_a_word_is_a_vowel_nobody_else_writes(kurdish, folded):
    assert fold_letters(kurdish) == folded == fold_letters(fold_letters(kurdish))
