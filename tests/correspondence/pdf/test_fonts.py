"""The fonts of the project are the ones that were checked, with their licences."""

import hashlib

import pytest

from correspondence.pdf.fonts import FAMILIES, FONTS_DIR, face

LICENCES = {
    "Amiri": "OFL-Amiri.txt",
    "NotoSerif": "OFL-NotoSerif.txt",
    "Vazirmatn": "OFL-Vazirmatn.txt",
}


def _sums() -> dict[str, str]:
    lines = (FONTS_DIR / "SHA256SUMS").read_text().splitlines()
    return {name: digest for digest, name in (line.split() for line in lines)}


def test_fonts_are_unchanged():
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FONTS_DIR.glob("*.ttf")
    }

    assert found == _sums()


@pytest.mark.parametrize("family", sorted(LICENCES))
def test_each_family_comes_regular_and_bold_with_its_licence(family):
    licence = (FONTS_DIR / LICENCES[family]).read_text()

    assert {f"{family}-Regular.ttf", f"{family}-Bold.ttf"} <= set(_sums())
    assert licence.startswith("Copyright ")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_every_language_names_families_of_the_project():
    assert {family for families in FAMILIES.values() for family in families} == set(LICENCES)


@pytest.mark.parametrize(
    ("language", "letters"),
    [
        ("fa", "اآبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیءئؤأٔۀ،؛؟«»۰۱۲۳۴۵۶۷۸۹‌"),
        ("ar", "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءئؤأإآًٌٍَُِّْ،؛؟«»٠١٢٣٤٥٦٧٨٩"),
        ("sq", "abcçdeëfghijklmnopqrstuvxyzABCÇDEËFGHIJKLMNOPQRSTUVXYZ’“”–"),
        ("en", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ’“”–§…"),
    ],
)
@pytest.mark.parametrize("bold", [False, True])
def test_first_font_of_a_language_holds_its_letters(language, letters, bold):
    points = face(FAMILIES[language][0], bold=bold).points

    assert [letter for letter in letters if ord(letter) not in points] == []
