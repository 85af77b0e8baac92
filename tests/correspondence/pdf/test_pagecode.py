"""The code on each page of a letter."""

import pytest

from correspondence.pdf.pagecode import PageCode, format_code, is_ours, parse_code

KEY = b"key of this office"


def test_a_code_reads_as_it_was_written():
    text = format_code("THR-1405-0007", 2, 3, 5, KEY)

    code = parse_code(text)

    assert text.startswith("PV1:THR-1405-0007:2:3:5:")
    assert code == PageCode("THR-1405-0007", 2, 3, 5, text[-8:])


@pytest.mark.parametrize("reference", ["12/1405:7", "۱۴۰۵/ص/۱۲", "a:b:1:2:3"])
def test_a_reference_may_hold_anything(reference):
    code = parse_code(format_code(reference, 1, 1, 1, KEY))

    assert code.reference == reference


def test_a_code_made_with_our_key_is_ours():
    assert is_ours(parse_code(format_code("THR-7", 1, 1, 2, KEY)), KEY) is True


@pytest.mark.parametrize(
    "text",
    [
        format_code("THR-7", 1, 1, 2, b"another key"),
        format_code("THR-7", 1, 1, 2, KEY).replace(":1:2:", ":2:2:"),
        format_code("THR-7", 1, 1, 2, KEY).replace("THR-7", "THR-8"),
        "PV1:THR-7:1:1:2:",
        "PV1:THR-7:1:1:2:نشان",
    ],
)
def test_a_code_changed_or_made_elsewhere_is_not_ours(text):
    assert is_ours(parse_code(text), KEY) is False


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://example.org",
        "PV2:THR-7:1:1:2:ABCDEFGH",
        "PV1:THR-7:1:3:2:ABCDEFGH",
        "PV1:THR-7:1:0:2:ABCDEFGH",
        "PV1:THR-7:x:1:2:ABCDEFGH",
        "PV1::1:1:2:ABCDEFGH",
        "PV1:1:1:2:ABCDEFGH",
    ],
)
def test_other_texts_are_no_code(text):
    assert parse_code(text) is None
