import pytest

from families.calendars import before, parse, same


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1339", "1340", "yes"),
        ("1340", "1339", "no"),
        ("1340", "1340", "maybe"),
        ("1340", "1961", "maybe"),
        ("1340", "1963", "yes"),
        ("حدود 1340", "1341", "maybe"),
        ("حدود 1340", "1343", "yes"),
        ("پیش از 1340", "1340", "yes"),
        ("پیش از 1340", "1330", "maybe"),
        ("پس از 1340", "1340", "no"),
        ("1402/1/26", "1402/1/26", "no"),
        ("1402/1/25", "1402/1/26", "yes"),
        ("نامعلوم", "1340", "maybe"),
        ("12 رمضان 1365", "1946-08-09", "maybe"),
        ("12 رمضان 1365", "1946-08-12", "yes"),
    ],
)
def test_before_answers_yes_no_or_maybe(one, other, expected):
    assert before(parse(one), parse(other)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1402/1/26", "2023-04-15", "yes"),
        ("2535/1/1", "1355/1/1", "yes"),
        ("1402/1/26", "2023-04-16", "no"),
        ("1340", "1340", "maybe"),
        ("1340", "1963", "no"),
        ("حدود 1340", "1342", "maybe"),
        ("age 45 in 2003", "1337", "maybe"),
        ("age 45 in 2003", "1340", "no"),
        ("12 رمضان 1365", "12 رمضان 1365", "maybe"),
        ("نامعلوم", "نامعلوم", "maybe"),
        ("پیش از 1340", "1345", "no"),
    ],
)
def test_same_is_yes_only_for_two_equal_days(one, other, expected):
    assert same(parse(one), parse(other)) == expected
