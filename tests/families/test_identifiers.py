import random

import pytest

from families.identifiers import WARNINGS, check, is_national_code, mask, normalise


@pytest.mark.parametrize(
    ("code", "warning"),
    [
        ("0012345679", ""),
        ("۰۰۱۲۳۴۵۶۷۹", ""),
        ("001-234567-9", ""),
        ("001 234 5679", ""),
        ("12345679", "zeros_missing"),
        ("0012345678", "wrong_check_digit"),
        ("0000000001", "wrong_check_digit"),
        ("123456", "not_ten_digits"),
        ("00123456790", "not_ten_digits"),
        ("نامعلوم", "not_ten_digits"),
        ("", "not_ten_digits"),
        *[(str(digit) * 10, "repeated_digit") for digit in range(10)],
    ],
)
def test_rule_33_national_code_is_only_warned_about(code, warning):
    assert check("ir_national", code) == warning
    assert is_national_code(code) is (warning == "")


def test_national_code_check_digit_by_hand():
    # 0·10+0·9+1·8+2·7+3·6+4·5+5·4+6·3+7·2 = 112; 112 mod 11 = 2; 11 − 2 = 9.
    assert check("ir_national", "0012345679") == ""
    others = [digit for digit in "012345678" if not check("ir_national", "001234567" + digit)]
    assert others == []


@pytest.mark.parametrize(
    ("nine", "right"),
    # Weighted sums 1·8 + 7·2 = 22 and 1·8 + 2·2 = 12: rests 0 and 1 stand for themselves.
    [("001000007", "0"), ("001000002", "1")],
)
def test_national_code_rest_below_two_stands_for_itself(nine, right):
    assert [digit for digit in "0123456789" if not check("ir_national", nine + digit)] == [right]


def test_about_one_random_code_in_ten_passes():
    chance = random.Random(33)
    passed = sum(is_national_code(f"{chance.randrange(10**10):010}") for _ in range(5000))
    assert 0.06 < passed / 5000 < 0.13


@pytest.mark.parametrize(
    ("kind", "value", "warning"),
    [
        ("al_id", "J50101001A", ""),
        ("al_id", "j50101001a", ""),
        ("al_id", "501010012", "unusual_form"),
        ("passport", "anything", ""),
        ("other", "", ""),
    ],
)
def test_other_kinds_are_warned_about_by_their_form(kind, value, warning):
    assert check(kind, value) == warning


def test_every_warning_has_a_code():
    assert len(set(WARNINGS)) == len(WARNINGS)


@pytest.mark.parametrize("spelling", ["ab-123 456", "AB123456", "ab ۱۲۳/۴۵۶", "\u202dAb.123456"])
def test_identifier_is_looked_up_in_one_form(spelling):
    assert normalise(spelling) == "AB123456"


@pytest.mark.parametrize(
    ("value", "expected"),
    [("0012345679", "•••••••679"), ("۰۰۱۲۳۴۵۶۷۹", "•••••••۶۷۹"), ("12345", "•••••"), ("", "")],
)
def test_masked_value_shows_its_last_three_characters(value, expected):
    assert mask(value) == expected
