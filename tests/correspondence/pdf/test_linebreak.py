"""Where lines end: UAX #14 and the rules of letters."""

import re

import pytest

from correspondence.pdf.inline import prepare
from correspondence.pdf.isolates import isolate
from correspondence.pdf.linebreak import breaks_inside, may_break_between
from correspondence.pdf.lines import break_lines, natural_width, set_text

NARROW = 9000.0


def _lines(text: str, language: str = "en", room: float = NARROW) -> list[str]:
    """Texts of the lines as they are broken, without the last spaces."""
    words = prepare(text, language, language in {"fa", "ar"}).lines[0]
    return [
        "".join(
            "".join(run.text for run in word.runs) + (" " if word.space else "") for word in line
        ).strip()
        for line in break_lines(words, room, language)
    ]


@pytest.mark.parametrize("word", ["word", "families’", "جست‌وجو", "شمارهٔ", "40", "word.", "لطفاً"])
def test_plain_words_are_not_broken(word):
    assert breaks_inside(word) == ()


def test_word_may_break_after_a_hyphen():
    assert breaks_inside("first-contact") == (6,)


def test_line_never_begins_with_closing_punctuation():
    assert not may_break_between("x", ")")
    assert not may_break_between("word", "!")


def test_line_never_ends_with_an_opening_bracket():
    assert not may_break_between("(", "word")


@pytest.mark.parametrize("unit", ["km", "kg,", "EUR", "ریال", "%"])
def test_number_stays_with_its_unit(unit):
    assert not may_break_between("10", unit)


def test_number_may_be_parted_from_a_common_word():
    assert may_break_between("10", "families")


def test_reference_stays_with_the_word_before_its_number():
    assert not may_break_between("no.", "2026/17")
    assert may_break_between("letter", "no.")


def _room_for(text: str) -> float:
    return natural_width(text, "en", False, False)[0] + 1


def test_isolated_reference_is_not_broken_at_its_hyphen():
    reference = isolate("FL-2026/1000-A", "reference", "en")
    room = _room_for("our file is FL-2026/1000-")

    assert _lines("our file is FL-2026/1000-A", room=room) == ["our file is FL-2026/1000-", "A"]
    assert _lines(f"our file is {reference}", room=room) == ["our file is", "FL-2026/1000-A"]


def test_isolated_phone_number_stays_on_one_line():
    number = isolate("+355 69 123 4567", "phone", "en")
    room = _room_for("please call +355 69")

    assert _lines("please call +355 69 123 4567", room=room)[0] == "please call +355 69"
    assert _lines(f"please call {number}", room=room) == ["please call", "+355 69 123 4567"]


def test_isolated_name_may_be_broken_between_its_words():
    name = isolate("Sample Person", "name", "en")

    assert _lines(f"for {name}", room=_room_for("for Sample")) == ["for Sample", "Person"]


def test_word_wider_than_the_line_is_cut_and_keeps_every_letter():
    lines = _lines("x" * 60, room=5000)

    assert len(lines) > 3
    assert "".join(lines) == "x" * 60


def test_justified_line_fills_the_room_and_the_last_line_does_not():
    found = set_text("one two three four five six", "en", False, False, "justify", NARROW)
    first, last = found.lines[0], found.lines[-1]

    assert first.placed[0].x == 0
    assert _right_edge(first) == pytest.approx(NARROW, abs=0.5)
    assert _right_edge(last) < NARROW - 100


def test_justified_persian_line_reaches_both_edges():
    text = "خواهشمند است در جست‌وجوی افراد مساعدت فرمایید"
    found = set_text(text, "fa", True, False, "justify", NARROW)
    first = found.lines[0]

    assert min(piece.x for piece in first.placed) == pytest.approx(0, abs=0.5)
    assert max(piece.x for piece in first.placed) == first.placed[0].x


def test_line_that_the_writer_ended_is_not_justified():
    found = set_text("a b\nc", "en", False, False, "justify", NARROW)

    assert len(found.lines) == 2
    assert _right_edge(found.lines[0]) < 2000


def _right_edge(line) -> float:
    """Where the last piece of a line ends: its glyphs, and what its operands move (TJ)."""
    last = line.placed[-1]
    x = last.x
    for codes, move in re.findall(r"<([0-9A-F]+)>|(-?[0-9.]+)", last.parts[0][1]):
        x -= float(move or 0)
        x += sum(last.face.width(int(codes[at : at + 4], 16)) for at in range(0, len(codes), 4))
    return x
