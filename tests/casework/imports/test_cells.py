"""Single cells: answers, file names, relationships, numbers of old books, telephones."""

import pytest

from casework.imports import cells


@pytest.mark.parametrize(
    "text",
    ["بله", " بلي ", "آری", "آره", "Yes", "YES.", "y", "po", "Po!", "نعم", "أجل", "✓", "✔️", "☑",
     "1", "۱", "TRUE", "موافق", "بله (۱۴۰۲/۳/۱)", "yes - 3/4/2023"],
)  # fmt: skip
def test_yes_in_every_language(text):
    assert cells.answer(text) == cells.YES


@pytest.mark.parametrize(
    "text", ["خیر", "خير", "نه", "No", "jo", "لا", "کلا", "✗", "0", "۰", "False", "رفض", "refuzoi"]
)
def test_no_in_every_language(text):
    assert cells.answer(text) == cells.NO


@pytest.mark.parametrize(
    "text", ["", "  ", "-", "—", "?", "؟", "n/a", "پرسیده نشده", "nuk u pyet", "لم يسأل", "☐"]
)
def test_not_asked_is_neither_yes_nor_no(text):
    assert cells.answer(text) == cells.NOT_ASKED


@pytest.mark.parametrize(
    "text", ["بله ولی فقط تهران", "yes, but not the address", "po/jo", "maybe", "x", "بعداً"]
)
def test_conditions_and_riddles_are_never_a_consent(text):
    assert cells.answer(text) == cells.UNCLEAR


def test_an_x_says_no_only_where_ticks_or_yes_stand_beside_it():
    assert cells.crosses_of(["x", "yes"], ticks=False) == cells.NO
    assert cells.crosses_of(["x", "x"], ticks=True) == cells.NO
    assert cells.crosses_of(["x", "x"], ticks=False) == cells.UNCLEAR
    assert cells.answer("X", crosses=cells.NO) == cells.NO


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("001-photo.jpg", ("001-photo.jpg",)),
        ("002-birth.jpg، 002-photo.jpg", ("002-birth.jpg", "002-photo.jpg")),
        ("a.jpg; b.pdf ؛ c.tif", ("a.jpg", "b.pdf", "c.tif")),
        ("a.jpg\nb.jpg", ("a.jpg", "b.jpg")),
        ("عکس رضا.jpg، کارت ملی (رو).pdf", ("عکس رضا.jpg", "کارت ملی (رو).pdf")),
        ("a.jpg و b.jpg", ("a.jpg", "b.jpg")),
        ("a.jpg b c.pdf", ("a.jpg", "b c.pdf")),
        (r"C:\scans\a.jpg, ../../etc/b.pdf", ("a.jpg", "b.pdf")),
        ("a.jpg, a.jpg", ("a.jpg",)),
        ("«a.jpg»", ("a.jpg",)),
        ("ندارد", ()),
        ("-", ()),
        ("", ()),
        ("..", ()),
    ],
)
def test_several_file_names_in_one_cell(text, names):
    assert cells.file_names(text) == names


@pytest.mark.parametrize(
    ("word", "code"),
    [("مادر", "mother"), ("خواهر", "sister"), ("عمو", "uncle"), ("پسر عمو", "cousin"),
     ("همسر", "spouse"), ("Brother", "brother"), ("djalë", "son"), ("motra", "sister"),
     ("xhaxha", "uncle"), ("أخت", "sister"), ("ابن العم", "cousin"), ("صديقة", "friend"),
     ("مادر ایشان", "mother"), ("همکار", "other"), ("", "")],
)  # fmt: skip
def test_relationships_keep_their_word(word, code):
    assert cells.relationship(word) == cells.Relationship(code, word)


@pytest.mark.parametrize(
    "text", ["الف/۱", "الف/1", " الف / ١ ", "ألف/1", "الف\u200c/\u200c۱", "الف\\1"]
)
def test_an_old_number_is_one_number_in_every_spelling(text):
    assert cells.number_key(text) == cells.number_key("الف/۱")


@pytest.mark.parametrize("other", ["الف/۱۱", "ب/۱", "آ/1", "الف/01", "الف1"])
def test_other_old_numbers_stay_other_numbers(other):
    assert cells.number_key(other) != cells.number_key("ا/1")
    assert cells.number_key(other) != cells.number_key("الف/۱")


def test_several_telephones_in_one_cell():
    assert cells.phones("09160000001، ۰۶۱-۵۵۵۰۰۰۷") == ("09160000001", "۰۶۱-۵۵۵۰۰۰۷")
    assert cells.phones("+355 60 000 0001") == ("+355 60 000 0001",)
    assert cells.phones(" ") == ()


@pytest.mark.parametrize(
    ("text", "code"), [("فارسی", "fa"), ("Shqip", "sq"), ("ar", "ar"), ("العربية", "ar"), ("?", "")]
)
def test_languages(text, code):
    assert cells.language(text) == code
