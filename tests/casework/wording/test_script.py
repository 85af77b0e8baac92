import pytest

from casework.wording import WordingError, parse_text
from tests.casework.wording.registry import FIELDS


def refused(text: str, language: str) -> tuple:
    with pytest.raises(WordingError) as caught:
        parse_text(text, fields=FIELDS, language=language, subject=False)
    return caught.value.code, caught.value.line, caught.value.column, caught.value.detail


@pytest.mark.parametrize("letter", ["ي", "ى", "ك", "ة"])
def test_arabic_letters_are_kept_out_of_persian_text(letter):
    assert refused(f"نامه\nا{letter}", "fa") == ("wrong_script", 2, 2, letter)


@pytest.mark.parametrize("letter", ["ی", "ک", "گ", "چ", "پ", "ژ"])
def test_persian_letters_are_kept_out_of_arabic_text(letter):
    assert refused(f"كتاب {letter}", "ar") == ("wrong_script", 1, 6, letter)


@pytest.mark.parametrize(
    ("language", "digit"), [("fa", "٤"), ("ar", "۴"), ("en", "۴"), ("en", "٤"), ("sq", "٤")]
)
def test_digits_of_another_language_are_refused(language, digit):
    assert refused(f"x {digit}", language)[0] == "wrong_digit"


def test_values_keep_the_writing_of_whom_they_name():
    text = "به {{office.name}} نوشته شد"

    template = parse_text(text, fields=FIELDS, language="fa", subject=False)

    assert template.fields == {"office.name"}


def test_persian_ezafe_is_heh_with_hamza_above():
    assert refused("نامۀ شما", "fa") == ("ezafe_form", 1, 4, "ۀ")
    parse_text("نامهٔ شما", fields=FIELDS, language="fa", subject=False)


@pytest.mark.parametrize(
    "text", ["<b>x</b>", "a <script>", "</p>", "<!-- x -->", "&nbsp;", "&#8238;"]
)
def test_html_is_refused(text):
    assert refused(text, "en")[0] == "html"


def test_a_lone_less_than_sign_and_ampersand_are_text():
    parse_text("2 < 3 & more", fields=FIELDS, language="en", subject=False)


@pytest.mark.parametrize("control", ["\u202e", "\u202a", "\u2066", "\u2069", "\x07", "\t"])
def test_direction_and_control_characters_are_refused(control):
    assert refused(f"ab{control}c", "en") == (
        "control_character",
        1,
        3,
        f"U+{ord(control):04X}",
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "a Red Cross Message"),
        ("en", "red\ncrescent messages"),
        ("en", "the ICRC form"),
        ("fa", "پیام صلیب سرخ"),
        ("fa", "نامهٔ هلال احمر"),
        ("ar", "رسالة الصليب الأحمر"),
        ("ar", "استمارة الهلال الأحمر"),
        ("sq", "mesazh i Kryqit të Kuq"),
        ("sq", "Mesazhi i Gjysmëhënës së Kuqe"),
        ("en", "sign ✚ here"),
        ("sq", "☪"),
    ],
)
def test_protected_words_and_signs_are_refused(language, text):
    assert refused(text, language)[0] == "protected_emblem"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "the Red Cross and Red Crescent, that is the International Committee"),
        ("fa", "صلیب سرخ و هلال احمر"),
        ("ar", "على الصليب الأحمر والهلال الأحمر"),
        ("sq", "Kryqit të Kuq dhe Gjysmëhënës së Kuqe"),
    ],
)
def test_the_bodies_themselves_may_be_named(language, text):
    parse_text(text, fields=FIELDS, language=language, subject=False)
