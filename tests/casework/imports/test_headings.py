"""Columns are recognised in four languages, in any order, and never against what they say."""

import pytest

from casework.imports import Mapping, read_register, recognise
from casework.imports.phrases import guess
from tests.casework.imports import registers
from tests.casework.imports.registers import (
    AR_HEADINGS,
    EN_HEADINGS,
    FA_HEADINGS,
    FIELDS,
    SQ_HEADINGS,
    fields_of,
)


@pytest.mark.parametrize("headings", [FA_HEADINGS, EN_HEADINGS, SQ_HEADINGS, AR_HEADINGS])
def test_a_whole_register_is_recognised_in_each_language(headings):
    assert fields_of(registers.workbook(headings)) == dict(zip(headings, FIELDS, strict=True))


@pytest.mark.parametrize("headings", [FA_HEADINGS, EN_HEADINGS, SQ_HEADINGS, AR_HEADINGS])
def test_the_order_of_the_columns_does_not_matter(headings):
    turned = headings[::-1]
    assert fields_of(registers.workbook(turned)) == dict(zip(turned, FIELDS[::-1], strict=True))


# What offices really write over their columns -> target and role.
HEADINGS = {
    "نام درخواست‌کننده": ("name", "enquirer"),
    "نام و نام خانوادگي متقاضي": ("name", "enquirer"),
    "درخواستکننده": ("name", "enquirer"),
    "نام خانوادگی مفقود": ("family", "sought"),
    "فرد مورد جست و جو": ("name", "sought"),
    "نام لاتین (گذرنامه)": ("latin_name", ""),
    "کد ملی درخواست‌کننده": ("national_code", "enquirer"),
    "شماره شناسنامه فرد گمشده": ("national_code", "sought"),
    "تلفن / Phone": ("phone", ""),
    "آخرین خبر (تاریخ)": ("last_news_on", ""),
    "آخرین خبر (شرح)": ("last_news", ""),
    "رضایت: صلیب سرخ / هلال احمر": ("consent_P3", ""),
    "رضایت مراجع کشور میزبان": ("consent_P5", ""),
    "رضایت مراجع ایران": ("consent_P6", ""),
    "اطلاع به فرد که چه کسی جست‌وجو می‌کند": ("consent_P9", ""),
    "رضایت ارسال رونوشت مدارک": ("consent_P13", ""),
    "اطلاعیه داده‌ها به خانواده داده شد": ("notice", ""),
    "Applicant": ("name", "enquirer"),
    "Aplicant": ("name", "enquirer"),
    "Name of person sought": ("name", "sought"),
    "MISSING PERSON (full name)": ("name", "sought"),
    "Father’s name": ("father", ""),
    "Fater's name": ("father", ""),
    "Applicant's relationship to the missing person": ("relationship", ""),
    "D.O.B.": ("birth", ""),
    "Last seen at": ("last_place", ""),
    "Share with ICRC?": ("consent_P3", ""),
    "Consent - host country authorities": ("consent_P5", ""),
    "May the sought person be told who is looking?": ("consent_P9", ""),
    "Consent (P9)": ("consent_P9", ""),
    "Consent to send copies of documents": ("consent_P13", ""),
    "Permission to publish photo": ("consent_P11", ""),
    "Emri i babait": ("father", ""),
    "Data e lindjes së të kërkuarit": ("birth", "sought"),
    "Telefoni i kërkuesit": ("phone", "enquirer"),
    "Lidhja me personin e kërkuar": ("relationship", ""),
    "Pëlqimi i Kryqit të Kuq": ("consent_P3", ""),
    "A mund t'i thuhet personit kush e kërkon?": ("consent_P9", ""),
    "Njoftimi për të dhënat u dha": ("notice", ""),
    "اسم الشخص المبحوث عنه": ("name", "sought"),
    "اسم والد المفقود": ("father", "sought"),
    "هاتف مقدّم الطلب": ("phone", "enquirer"),
    "إبلاغ الشخص بمن يبحث عنه": ("consent_P9", ""),
    "موافقة سلطات البلد المضيف": ("consent_P5", ""),
    "مقدم الطلب (باللاتينية)": ("latin_name", "enquirer"),
    "Enquirer (Latin)": ("latin_name", "enquirer"),
    "Copies of papers": ("consent_P13", ""),
    "ش قدیم": ("old_number", ""),
    "تاریخ آخرین اطلاع": ("last_news_on", ""),
}


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_is_understood(heading):
    found = guess(heading)
    assert (found.target, found.role) == HEADINGS[heading]


@pytest.mark.parametrize(
    "heading",
    [
        "Name of interviewer",
        "نام مصاحبه‌گر",
        "اسم المترجم",
        "Emri i fshatit",
        "نام همسر",
        "Wife's name",
        "Date of father's birth",
        "تاریخ تولد مادر",
        "وضعیت",
        "Status",
        "Consent",
        "رضایت",
        "Consent UN and ICRC",
        "",
        "—",
    ],
)
def test_a_heading_that_says_something_else_is_not_taken(heading):
    assert guess(heading).target == ""


def test_a_bare_name_belongs_to_the_person_no_other_column_names():
    headings = ("نام", "نام خانوادگی", "نسبت", "نام مفقود", "نام خانوادگی مفقود", "نام پدر")
    assert list(fields_of(registers.workbook(headings)).values()) == [
        "enquirer_name",
        "enquirer_family",
        "relationship",
        "sought_name",
        "sought_family",
        "sought_father",
    ]


def test_a_father_before_the_sought_person_is_still_the_sought_persons():
    headings = ("Father", "Date of birth", "Enquirer", "Phone", "Sought person")
    assert list(fields_of(registers.workbook(headings)).values()) == [
        "sought_father",
        "sought_birth",
        "enquirer_name",
        "enquirer_phone",
        "sought_name",
    ]


def test_a_heading_that_comes_twice_is_said_and_its_second_column_not_used():
    headings = (*FA_HEADINGS, "نام پدر")
    mapping = recognise(read_register(registers.workbook(headings), "register"))
    assert [column.field for column in mapping.columns] == [*FIELDS, ""]
    assert [(n.code, n.detail) for n in mapping.notices] == [
        ("heading_twice", {"heading": "نام پدر", "column": "O"})
    ]


def test_two_headings_for_one_field_are_said():
    headings = (*EN_HEADINGS, "Father")
    mapping = recognise(read_register(registers.workbook(headings), "register"))
    assert mapping.columns[-1].field == ""
    assert [notice.code for notice in mapping.notices] == ["field_twice"]


def test_a_second_telephone_is_a_second_telephone():
    headings = (*EN_HEADINGS, "Mobile phone")
    assert fields_of(registers.workbook(headings))["Mobile phone"] == "second_phone"


def test_a_consent_for_nobody_in_particular_is_said_and_not_guessed():
    mapping = recognise(read_register(registers.workbook((*EN_HEADINGS, "Consent")), "r"))
    assert mapping.columns[-1].field == ""
    assert [notice.code for notice in mapping.notices] == ["consent_unclear"]


@pytest.mark.parametrize(
    ("cells", "field"), [(("بله", "خیر", ""), "consent_P3"), (("2019", "قم"), "")]
)
def test_a_body_alone_is_a_consent_only_over_answers(cells, field):
    headings = ("متقاضی", "مفقود", "صلیب سرخ")
    rows = [("a", "b", cell) for cell in cells]
    assert fields_of(registers.workbook(headings, *rows))["صلیب سرخ"] == field


def test_documents_over_yes_and_no_are_not_file_names():
    rows = [("a", "b", "yes"), ("c", "d", "no")]
    assert fields_of(registers.workbook(("Applicant", "Missing", "Documents"), *rows)) == {
        "Applicant": "enquirer_name",
        "Missing": "sought_name",
        "Documents": "",
    }


def test_file_names_are_recognised_under_any_heading():
    rows = [("a", "b", "one.jpg, two.pdf"), ("c", "d", "three.tif")]
    data = registers.workbook(("Applicant", "Missing", "Column X"), *rows)
    assert fields_of(data)["Column X"] == "documents"


def test_a_running_number_with_letters_is_the_number_of_the_old_book():
    rows = [("A/1", "a", "b"), ("A/2", "c", "d")]
    assert fields_of(registers.workbook(("Nr.", "Applicant", "Missing"), *rows))["Nr."] == (
        "old_number"
    )
    rows = [(1, "a", "b"), (2, "c", "d")]
    assert fields_of(registers.workbook(("Nr.", "Applicant", "Missing"), *rows))["Nr."] == (
        "row_number"
    )


def test_a_person_may_correct_a_column_and_the_field_moves():
    mapping = recognise(read_register(registers.workbook((*EN_HEADINGS, "Other")), "r"))
    corrected = mapping.corrected({14: "sought_father"})
    assert corrected.index_of("sought_father") == 14
    assert corrected.columns[6].field == ""
    with pytest.raises(ValueError, match="no_such_field"):
        mapping.corrected({0: "no_such_field"})


def test_a_mapping_survives_being_kept():
    mapping = recognise(read_register(registers.workbook((*FA_HEADINGS, "نام پدر")), "r"))
    assert Mapping.from_json(mapping.as_json()).as_json() == mapping.as_json()


def test_what_is_missing_is_named():
    mapping = recognise(read_register(registers.workbook(("Applicant", "Phone")), "r"))
    assert mapping.missing == ("sought_name",)
