import pytest
from hypothesis import given
from hypothesis import strategies as st

from families.phones import ALBANIA, format_phone, normalise_phone, same_phone


@pytest.mark.parametrize(
    "spelling",
    [
        "09160000001",
        "۰۹۱۶۰۰۰۰۰۰۱",
        "٠٩١٦٠٠٠٠٠٠١",
        "0916 000 0001",
        "0916-000-0001",
        "(0916) 0000001",
        "+989160000001",
        "+98 916 000 0001",
        "+98 (0) 916 000 0001",
        "+98 0916 000 0001",
        "0098 916 000 0001",
        "00980916 0000001",
        "989160000001",
        "9160000001",
        "9160000001.0",
        "989160000001+",
        "\u202a+98 916 000 0001\u202c",
        "09160000001 داخلی 12",
    ],
)
def test_iranian_mobile_is_one_number_in_all_its_spellings(spelling):
    assert normalise_phone(spelling) == "+989160000001"


@pytest.mark.parametrize(
    ("spelling", "country", "expected"),
    [
        ("۰۶۱-۵۵۵۰۰۰۷", "98", "+98615550007"),
        ("۰۲۱ ۸۸۸۸ ۰۰۰۱", "98", "+982188880001"),
        ("+355 60 000 0001", "98", "+355600000001"),
        ("00355 60 000 0001", "98", "+355600000001"),
        ("355690000001", "98", "+355690000001"),
        ("+355 (0)69 000 0001", "98", "+355690000001"),
        ("069 000 0001", "98", "+355690000001"),
        ("066 000 0001", ALBANIA, "+355660000001"),
        ("690000001", ALBANIA, "+355690000001"),
        ("042 000 001", ALBANIA, "+35542000001"),
        ("+49 30 000001", "98", "+4930000001"),
        ("5550007", "98", "5550007"),
        ("0613333", "98", "0613333"),
        ("نامعلوم", "98", ""),
        ("", "98", ""),
        ("+", "98", ""),
    ],
)
def test_number_is_international_where_its_country_can_be_told(spelling, country, expected):
    assert normalise_phone(spelling, country=country) == expected


@given(st.text(max_size=40))
def test_any_text_has_a_lookup_form_of_digits(text):
    found = normalise_phone(text)
    assert found.removeprefix("+").isascii()
    assert found.removeprefix("+") == "" or found.removeprefix("+").isdecimal()
    format_phone(text)


@given(st.from_regex(r"\+(98|355)[1-9][0-9]{7,9}", fullmatch=True))
def test_formatted_number_is_still_the_number(number):
    assert normalise_phone(format_phone(number)) == number


@pytest.mark.parametrize(
    ("spelling", "expected"),
    [
        ("۰۹۱۶۰۰۰۰۰۰۱", "+98 916 000 0001"),
        ("۰۶۱-۵۵۵۰۰۰۷", "+98 61 555 0007"),
        ("02188880001", "+98 21 8888 0001"),
        ("00355600000001", "+355 60 000 0001"),
        ("5550007", "5550007"),
        ("+49 30 000001", "+49 30 000001"),
        (" ندارد ", "ندارد"),
    ],
)
def test_number_is_written_in_groups(spelling, expected):
    assert format_phone(spelling) == expected


def test_two_missing_numbers_are_not_the_same():
    assert same_phone("0916 000 0001", "+98 916 000 0001")
    assert not same_phone("", "-")
