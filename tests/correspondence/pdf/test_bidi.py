"""UAX #9: the sample of the official files, and the cases that letters depend on."""

import gzip
from pathlib import Path

import pytest

from correspondence.pdf.bidi import REMOVED, levels, visual_order
from correspondence.pdf.brackets import CLOSING, OPENING
from correspondence.pdf.isolates import LRI, PDI

from .conformance import judge_characters, judge_classes

DATA = Path(__file__).parent / "data"


def _sample(name: str) -> list[str]:
    return gzip.decompress((DATA / name).read_bytes()).decode("utf-8").splitlines()


def test_sample_of_bidi_character_test_passes():
    count, failures = judge_characters(_sample("BidiCharacterTest.sample.txt.gz"))

    assert failures == []
    assert count > 2_000


def test_sample_of_bidi_test_passes():
    count, failures = judge_classes(_sample("BidiTest.sample.txt.gz"))

    assert failures == []
    assert count > 2_000


def test_judges_can_fail():
    _, failures = judge_characters(["0061 05D0;0;0;1 1;0 1"])
    _, class_failures = judge_classes(["@Levels: 1", "@Reorder: 0", "L;2"])

    assert len(failures) == 1
    assert len(class_failures) == 1


def _shown(text: str, base: int) -> str:
    """The text as the eye meets it from left to right, isolates left out."""
    found = levels(text, base)[1]
    return "".join(text[at] for at in visual_order(found) if text[at] not in LRI + PDI)


def test_date_without_isolate_turns_round_in_persian():
    assert _shown("مورخ 2024-08-11", 1) == "11-08-2024 خروم"


def test_isolated_date_keeps_its_order_in_persian():
    assert _shown(f"مورخ {LRI}2024-08-11{PDI}", 1) == "2024-08-11 خروم"


def test_isolated_reference_keeps_its_order_between_persian_words():
    assert _shown(f"شماره {LRI}FL-2026/17{PDI} است", 1) == "تسا FL-2026/17 هرامش"


def test_persian_digits_run_left_to_right_within_persian():
    assert _shown("سال ۱۴۰۵", 1) == "۱۴۰۵ لاس"


def test_brackets_around_latin_take_the_direction_of_the_paragraph():
    found = levels("سرخ (ICRC) تهران", 1)[1]

    assert (found[4], found[9]) == (1, 1)


def test_zero_width_non_joiner_has_no_level():
    assert levels("می\u200cشود", 1)[1][2] == REMOVED


@pytest.mark.parametrize(("text", "level"), [("abc", 0), ("سلام", 1), ("123 سلام", 1), ("", 0)])
def test_paragraph_level_comes_from_the_first_strong_letter(text, level):
    assert levels(text)[0] == level


def test_every_bracket_has_one_partner():
    assert len(OPENING) == 64
    assert {CLOSING[closing] for closing in OPENING.values()} == set(OPENING)
