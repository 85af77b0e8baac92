"""Registers as they come: totals, unknowns, merged cells, odd delimiters, numbers made by machines.

All people are samples. Every row that holds anything is planned, or says why it is not.
"""

import datetime
import unicodedata

import pytest

from casework.imports import sentence
from casework.imports.papers import Folder
from casework.imports.people_in_cells import several_names
from tests.casework.imports import papers
from tests.casework.imports.registers import (
    AR_HEADINGS,
    EN_HEADINGS,
    FA_HEADINGS,
    FA_ROWS,
    SQ_HEADINGS,
    fields_of,
    planned,
    row,
    text,
    workbook,
)

REGISTERS = {
    "fa": (FA_HEADINGS, FA_ROWS[0]),
    "sq": (
        SQ_HEADINGS,
        ("12", "3.4.2019", "Luljeta Shembull", "motër", "0690000001", "Agim Shembull", "Besim",
         "rreth 1965", "po", "jo", "po", "po", "foto.jpg", "vetëm në mbrëmje"),
    ),
    "ar": (
        AR_HEADINGS,
        ("١٢", "٣/٤/٢٠١٩", "فاطمة مثال", "أخت", "0770000001", "علي مثال", "حسن", "حوالي ١٩٦٥",
         "نعم", "لا", "نعم", "نعم", "صورة.jpg", "الاتصال مساء فقط"),
    ),
    "en": (
        EN_HEADINGS,
        ("12", "3 April 2019", "Ann Sample", "sister", "0690000001", "Ben Sample", "Carl",
         "c. 1965", "yes", "no", "yes", "yes", "photo.jpg", "evenings only"),
    ),
}  # fmt: skip
ENCODINGS = {
    "fa": ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"),
    "ar": ("utf-8", "utf-8-sig", "utf-16", "windows-1256"),
    "sq": ("utf-8", "utf-8-sig", "utf-16", "windows-1250", "windows-1252"),
    "en": ("utf-8", "utf-16", "windows-1252"),
}


def codes(made):
    return [reason.code for reason in made.reasons if reason.code != "paper_missing"]


def only(**cells):
    return planned(workbook(FA_HEADINGS, row(documents="", **cells)))[0]


def ascii_digits(cells):
    """Windows-1256 has no digits but those of ASCII."""
    digits = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
    return [cell.translate(digits) for cell in cells]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "~", "^", ":"])
@pytest.mark.parametrize("language", REGISTERS)
def test_a_text_of_any_encoding_and_delimiter_is_read_to_the_last_cell(language, delimiter):
    headings, cells = REGISTERS[language]
    for encoding in ENCODINGS[language]:
        data = text(headings, ascii_digits(cells), delimiter=delimiter, encoding=encoding)
        made = planned(data)
        assert [(m.status, codes(m), m.values.remarks) for m in made] == [("new", [], cells[-1])]


@pytest.mark.parametrize("language", REGISTERS)
def test_the_same_register_says_the_same_as_a_workbook_and_as_a_text(language):
    headings, cells = REGISTERS[language]
    book, plain = planned(workbook(headings, cells)), planned(text(headings, cells))
    assert [m.values for m in book] == [m.values for m in plain]


@pytest.mark.parametrize(
    "total",
    [
        ("جمع",),
        ("جمع کل: ۲",),
        ("", "", "تعداد", "2"),
        ("TOTAL", "1 row", "1"),
        ("Sum", "=COUNTA(B2:B3)", ""),
        ("", "", "Gjithsej: 1"),
        ("المجموع", "", "٢"),
    ],
)
def test_a_row_that_adds_up_is_no_family_and_says_so(total):
    made = planned(workbook(FA_HEADINGS, FA_ROWS[0], total))[-1]
    assert (made.status, codes(made)) == ("rejected", ["is_a_total"])
    assert sentence("is_a_total") == "This row adds up others. It is not about anybody."


def test_a_family_that_speaks_of_a_number_is_not_a_total():
    assert only(remarks="تعداد: ۳").status == "new"
    assert only(old_number="جمع").status == "new"


@pytest.mark.parametrize(
    "word", ["نامشخص", "-", "?", "؟", "n/a", "N/A", "nuk dihet", "i panjohur", "غير معروف", "…"]
)
def test_a_cell_that_says_unknown_holds_nothing(word):
    made = only(sought_father=word, sought_birth=word, enquirer_phone=word, old_number=word)
    values = made.values
    assert (values.sought_father, values.phones, values.old_number) == ("", (), "")
    assert (made.status, codes(made)) == ("draft", ["birth_or_parent_missing"])
    nameless = only(sought_name=word)
    assert (nameless.status, codes(nameless)) == ("rejected", ["missing_sought_name"])


@pytest.mark.parametrize(
    "cell",
    [
        "علی مثالی و رضا مثالی",
        "علی و رضا مثالی",
        "۱- علی مثالی ۲- رضا مثالی",
        "علی مثالی\nرضا مثالی",
        "علی مثالی، رضا مثالی",
        "Ali Sample; Reza Sample",
        "Ali Sample and Reza Sample",
        "Ali Shembull dhe Reza Shembull",
        "1) Ali Sample 2) Reza Sample",
    ],
)
def test_several_people_in_one_cell_are_asked_for_row_by_row(cell):
    made = only(sought_name=cell)
    assert (made.status, codes(made)) == ("rejected", ["several_sought"])


@pytest.mark.parametrize(
    "name",
    [
        "Sample, Ali",
        "علی\nمثالی",
        "رضا مثالی (رضوان)",
        "Wafa Sample",
        "رضا 😀 مثالی",
        "علی مثالی ۲",
    ],
)
def test_one_person_is_one_however_the_name_is_written(name):
    assert not several_names(name)
    assert only(sought_name=name).status == "new"


def test_a_number_that_a_spreadsheet_made_of_a_day_is_that_day():
    made = only(received_on=45031, sought_birth=22371.0)
    assert codes(made) == ["date_from_number", "date_from_number"]
    assert made.values.received_on.earliest == datetime.date(2023, 4, 15)
    assert made.values.sought_birth.as_given == "22371"


def test_a_true_date_and_a_year_as_a_fraction_are_read():
    made = only(received_on=datetime.datetime(2023, 4, 15, 10, 30), sought_birth=1340.0)
    assert codes(made) == []
    assert made.values.received_on.earliest == datetime.date(2023, 4, 15)
    assert made.values.sought_birth.earliest == datetime.date(1961, 3, 21)


def test_an_impossible_birth_is_said_and_kept_as_written():
    made = only(sought_birth="1361/13/45")
    assert codes(made) == ["impossible_date"]
    assert made.values.sought_birth.as_given == "1361/13/45"


@pytest.mark.parametrize("number", [417, 417.0, "417.0", "۴۱۷"])
def test_an_old_number_is_the_same_however_it_is_stored(number):
    assert only(old_number=number).key == "417"


def test_a_number_that_was_cut_short_is_said():
    assert codes(only(enquirer_phone="9.16E+09")) == ["number_shortened"]


def test_two_telephones_between_spaces_are_two():
    assert only(enquirer_phone="09160000001 09160000002").values.phones == (
        "09160000001",
        "09160000002",
    )


@pytest.mark.parametrize(
    "cell", ["a.jpg/b.pdf", "a.jpg - b.pdf", "a.jpg\\b.pdf", "a.jpg+b.pdf", "a.jpg؛ b.pdf"]
)
def test_file_names_are_parted_whatever_stands_between(cell):
    made = planned(workbook(FA_HEADINGS, row(documents=cell)))[0]
    assert made.values.documents == ("a.jpg", "b.pdf")


def test_a_file_is_found_in_another_unicode_form_case_or_without_its_ending(tmp_path):
    name = unicodedata.normalize("NFD", "Çertifikatë.JPG")
    shelf = Folder(papers.box(tmp_path, **{name: b"1", "علي كريمي.pdf": b"2"}))
    assert [path.read_bytes() for path in shelf.find("çertifikatë.jpg")] == [b"1"]
    assert [path.read_bytes() for path in shelf.find("çertifikatë")] == [b"1"]
    assert [path.read_bytes() for path in shelf.find("علی کریمی.pdf")] == [b"2"]


def test_a_cell_merged_over_the_rows_of_a_family_counts_in_each():
    def merge(book):
        book.active.merge_cells("B2:B3")
        book.active.merge_cells("C2:C3")

    second = list(row(old_number="الف/۲", sought_name="ناصر مثالی", documents=""))
    second[1] = second[2] = None
    first, other = planned(workbook(FA_HEADINGS, row(documents=""), second, widen=merge))
    assert (other.status, other.values.enquirer_name) == ("new", "معصومه مثالی")
    assert other.family == first.number


def test_a_merged_group_above_says_whose_a_column_is_and_nothing_else():
    groups = ("", "متقاضی", "", "مفقود", "", "رضایت", "")
    names = ("شماره پرونده", "تاریخ", "نام", "نام", "نام پدر", "صلیب سرخ", "اطلاعیه")
    found = fields_of(workbook(groups, names, ("۱", "۱۴۰۲", "الف ب", "پ ت", "ث", "بله", "بله")))
    assert list(found.values()) == [
        "old_number", "received_on", "enquirer_name", "sought_name", "sought_father",
        "consent_P3", "notice",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("ت.ت", "sought_birth"),
        ("#", "row_number"),
        ("اسم والده", "sought_father"),
        ("ICRC ok?", "consent_P3"),
        ("Gov ok?", "consent_P5"),
        ("تم إبلاغه بالإشعار", "notice"),
    ],
)
def test_short_headings_are_known(heading, field):
    headings = (heading, "Name of applicant", "Name of missing person")
    assert fields_of(text(headings, ("1", "Ann Sample", "Ben Sample")))[heading] == field


def test_a_doubted_yes_is_no_consent():
    made = only(consent_P3="بله؟")
    assert (made.values.consents.get("P3"), codes(made)) == (None, ["answer_unclear"])


def test_what_is_too_long_for_its_place_stands_in_full_among_the_notes():
    name = "ر" * 600
    assert only(sought_name=name).values.extras == {"نام مفقود": name}


def test_a_formula_and_a_turned_name_do_nothing():
    made = only(enquirer_name="\u202eمعصومه مثالی\u202c", remarks="=HYPERLINK('x')")
    assert (made.values.enquirer_name, made.values.remarks) == ("معصومه مثالی", "=HYPERLINK('x')")
    assert codes(made) == ["formula_as_text"]
