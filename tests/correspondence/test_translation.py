"""The office's own copy of a letter in another language: marked on every page, never the letter."""

import io

import pypdf
import pytest

from casework import vault
from casework.actions.errors import Refused
from correspondence import drafting
from correspondence.actions import copies, letters
from correspondence.models import Letter
from correspondence.wording import labels
from tests.correspondence import letters as made


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def test_every_page_says_that_it_is_an_unofficial_translation(cast):
    letter = made.drafted(cast, language="fa", to=made.make_recipient(cast))
    letter = copies.choose_copy(letter, "en", by=cast.coordinator)
    pages = pages_of(drafting.office_copy(letter).pdf)
    assert len(pages) >= 2
    assert all("UNOFFICIAL TRANSLATION" in page for page in pages)
    assert "We ask for your help in tracing" in pages[0]


@pytest.mark.parametrize("language", ["fa", "ar", "sq"])
def test_in_each_language_it_says_so_in_that_language(cast, language):
    letter = copies.choose_copy(made.drafted(cast), language, by=cast.coordinator)
    rendered = drafting.office_copy(letter)
    words = labels.label("unofficial_translation", language).split()
    for page in pages_of(rendered.pdf):
        assert sum(word in page for word in words) >= len(words) // 2, page[:200]
    assert rendered.missing == ()


def test_it_is_frozen_with_the_number_and_the_letter_is_the_same_without_it(cast):
    letter = copies.choose_copy(made.drafted(cast), "fa", by=cast.coordinator)
    letter = made.numbered(cast, letter)
    kept = b"".join(vault.read(letter.office_copy))
    assert labels.letter_number(letter.number, "fa")[-2:] in "".join(pages_of(kept))
    assert letter.pdf_id != letter.office_copy_id
    assert all("UNOFFICIAL" not in p for p in pages_of(b"".join(vault.read(letter.pdf))))


def test_taking_the_letter_back_takes_the_copy_away(cast):
    letter = copies.choose_copy(made.drafted(cast), "fa", by=cast.coordinator)
    letter = letters.take_back(made.numbered(cast, letter), "why", by=cast.coordinator)
    assert Letter.objects.get(pk=letter.pk).office_copy is None


def test_words_of_its_own_need_a_translation_before_there_is_a_copy(cast):
    letter = copies.choose_copy(made.drafted(cast), "sq", by=cast.coordinator)
    letter = letters.edit_wording(letter, "@subject A\n\nOwn words.", by=cast.coordinator)
    assert not drafting.has_words(letter)
    text = "@subject B\n\nFjalë të vetat."
    letter = copies.choose_copy(letter, "sq", text, by=cast.coordinator)
    assert "Fjalë të vetat." in pages_of(drafting.office_copy(letter).pdf)[0]


def test_its_words_are_checked_as_those_of_the_letter(cast):
    letter = copies.choose_copy(made.drafted(cast), "sq", by=cast.coordinator)
    with pytest.raises(letters.WordingRefused):
        copies.choose_copy(letter, "sq", "@subject B\n\n{{no.such}}", by=cast.coordinator)


def test_a_copy_in_the_language_of_the_letter_is_none(cast):
    with pytest.raises(Refused) as refusal:
        copies.choose_copy(made.drafted(cast), "en", by=cast.coordinator)
    assert refusal.value.codes == ["same_language"]
