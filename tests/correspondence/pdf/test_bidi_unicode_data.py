"""UAX #9, every line of the official test files (collected where they are, see conftest.py)."""

import pytest

from .conformance import judge_characters, judge_classes
from .unicode_data import unicode_data_dir

pytestmark = [pytest.mark.unicode_data, pytest.mark.slow]


def _lines(name: str):
    folder = unicode_data_dir()
    assert folder is not None
    with (folder / name).open(encoding="utf-8") as lines:
        yield from lines


def test_every_line_of_bidi_character_test_passes():
    count, failures = judge_characters(_lines("BidiCharacterTest.txt"))

    assert failures == []
    assert count > 90_000


def test_every_line_of_bidi_test_passes():
    count, failures = judge_classes(_lines("BidiTest.txt"))

    assert failures == []
    assert count > 770_000
