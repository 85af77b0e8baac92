"""Values in isolates, and names that try to steer the direction of a letter."""

import pytest

from correspondence.pdf import clean, isolate, strip_isolates

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"


@pytest.mark.parametrize("kind", ["reference", "number", "phone", "email", "url", "identifier"])
@pytest.mark.parametrize("language", ["en", "fa", "ar", "sq"])
def test_identifiers_read_left_to_right_in_every_language(kind, language):
    assert isolate("FL-2026/17", kind, language) == f"{LRI}FL-2026/17{PDI}"


def test_date_follows_the_language_of_the_letter():
    assert isolate("۱ آذر ۱۴۰۵", "date", "fa")[0] == RLI
    assert isolate("22 November 2026", "date", "en")[0] == LRI


def test_name_finds_its_own_direction():
    assert isolate("Arta", "name", "fa") == f"{FSI}Arta{PDI}"


def test_empty_value_stays_empty():
    assert isolate("", "name", "fa") == ""


def test_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="unknown kind"):
        isolate("x", "colour", "en")


def test_overrides_and_foreign_isolates_are_taken_out_of_names():
    assert clean("Ali\u202egnp.\u202c\u2067x\u2069\u200f") == "Alignp.x"


def test_half_space_stays():
    assert clean("علی‌اکبر") == "علی‌اکبر"


def test_private_use_characters_are_replaced():
    assert clean("a\ue000b") == "a\ufffdb"


def test_isolates_are_stripped_for_reading():
    assert strip_isolates(f"{LRI}FL-1{PDI} است") == "FL-1 است"
