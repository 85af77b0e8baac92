"""Values as they come in life: very short or long, accents, tricks with direction, any script."""

import dataclasses

import pypdfium2
import pytest

from correspondence.pdf import DataSheet, Schedule, Table, isolate, render_letter
from correspondence.pdf.styles import MARGIN_SIDE

from .reading import page_texts
from .samples import letter

LANGUAGES = ["en", "fa", "ar", "sq"]
NAMES = {
    "one": "ع",
    "one Latin": "N",
    "120": ("Skënderbeu " * 11)[:120].strip(),
    "120 without a space": "N" * 120,
    "120 Persian": ("محمدرضاپور " * 11)[:120].strip(),
    "accents": "Zoë Ğüñéš D̦ö́n Ëç",
    "vowel signs": "مُحَمَّدٌ رِضَا",
    "override": "Ali \u202egnitset\u202c \u2067x\u2069",
    "another script": "漢字 Հայաստան ქართული",
    "joiners alone": "\u200c\u200d",
    "nothing": "",
}


def named(language: str, name: str):
    shown = isolate(name, "name", language)
    rows = [["1", "AHV-1405-000417-K", shown, shown, "1366", shown, shown]]
    return dataclasses.replace(
        letter(language),
        signatory=(shown, shown),
        schedule=Schedule("t", list("abcdefg"), [("g", rows)]),
        sheets=[DataSheet(title="t", reference="r", rows=[(shown, shown)])],
        body=[Table(["a", "b"], [[shown, shown]])],
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_name_stands_within_its_page(language, name):
    found = render_letter(named(language, NAMES[name]))
    for page in pypdfium2.PdfDocument(found.pdf):
        width = page.get_width()
        text = page.get_textpage()
        for at in range(text.count_chars()):
            left, _bottom, right, _top = text.get_charbox(at)
            assert left > MARGIN_SIDE - 14
            assert right < width - MARGIN_SIDE + 14
    assert "\u202e" not in "".join(page_texts(found.pdf))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_no_font_of_ours_holds_is_told(language):
    found = render_letter(named(language, NAMES["another script"]))
    assert "漢" in found.missing
    assert not {"H", "ا", "\u202e"} & set(found.missing)


@pytest.mark.parametrize("language", LANGUAGES)
def test_cell_longer_than_a_page_goes_on_over_the_next_ones(language):
    words = " ".join(f"w{n}" for n in range(3000))
    body = [Table(["a", "b"], [["x", words], ["y", "last"]])]
    found = render_letter(dataclasses.replace(letter(language), body=body, schedule=None))
    said = "\n".join(page_texts(found.pdf))
    assert found.pages > 2
    assert all(f"w{n}" in said for n in range(0, 3000, 97))
    assert "last" in said
