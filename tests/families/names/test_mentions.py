"""Names found in a text of any script."""

import pytest

from families.names.evidence import Told
from families.names.mentions import mentions

PEOPLE = [Told("محمدرضا فرضیان"), Told("علی کریمی"), Told("Maryam Nouri"), Told("حسن کریمی")]


def words_of(text, people=PEOPLE):
    return [found and found.words for found in mentions(text, people)]


def test_a_letter_in_latin_letters_names_people_written_in_persian():
    text = "We regret that Mr Mohammad-Reza FARZIAN and KARIMI, Ali (born 1965) were not found."

    assert words_of(text) == ["Mohammad-Reza FARZIAN", "KARIMI, Ali", None, None]


def test_a_persian_letter_names_somebody_written_in_latin():
    assert words_of("درباره خانم مریم نوری خبری نیست.") == [None, None, "مریم نوری", None]


def test_a_fathers_name_may_stand_between():
    assert words_of("Ali son of Hassan Karimi")[1] == "Ali son of Hassan Karimi"


def test_a_name_broken_over_two_lines_is_found():
    assert words_of("about Mohammad\nReza\nFarzian, please")[0] == "Mohammad\nReza\nFarzian"


@pytest.mark.parametrize("text", ["", "Karimi", "1965", "Hassan and Ali", "‮", "x" * 5000])
def test_a_given_name_or_a_surname_alone_is_nobody(text):
    assert words_of(text) == [None] * 4


def test_the_place_is_where_the_words_stand():
    text = "Re: Ali Karimi."
    found = mentions(text, [Told("علی کریمی")])[0]

    assert text[found.start : found.end] == found.words == "Ali Karimi"
    assert {fit.one for fit in found.verdict.fits} == {"علی", "کریمی"}


def test_a_brother_is_not_likely():
    found = mentions("Hossein Karimi", [Told("علی کریمی")])[0]

    assert found is None or found.verdict.level != "likely"


def test_a_very_long_text_is_read_to_its_limit():
    assert words_of("word " * 30_000 + "Ali Karimi") == [None] * 4
    assert words_of("word " * 3_000 + "Ali Karimi")[1] == "Ali Karimi"
