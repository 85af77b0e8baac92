"""Registers as they come: totals, unknowns, merged cells, odd delimiters, numbers made by machines.

All people are samples. Every row that holds anything is planned, or says why it is not.
"""

import datetime
import io
import re
import unicodedata
import zipfile

import pytest

from casework.imports import RegisterError, sentence
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
def test_several_people_of_whom_one_cell_says_the_birth_are_asked_about(cell):
    made = only(sought_name=cell)
    assert (made.status, codes(made)) == ("rejected", ["several_sought", "several_to_decide"])


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


@pytest.mark.parametrize("quoted", [True, False])
def test_a_cell_longer_than_python_reads_by_itself_is_read_whole(quoted):
    story = "a long story " * 11_000
    cell = f'"{story}"' if quoted else story
    lines = [";".join(EN_HEADINGS), ";".join([*REGISTERS["en"][1][:-1], cell])]

    (made,) = planned("\n".join(lines).encode())

    assert (made.status, made.values.remarks) == ("new", story.strip())


def calculated(formula: str, shown: str | None) -> bytes:
    """A register whose sought name is a formula, with what a program last showed for it."""
    data = workbook(FA_HEADINGS, row(documents="", sought_name=formula))
    if shown is None:
        return data
    return _patched(
        data,
        "xl/worksheets/sheet1.xml",
        lambda part: re.sub(
            rb'<c r="(F2)"([^>]*)><f>(.*?)</f><v\s*/?>(?:</v>)?</c>',
            rb'<c r="\1" t="str"><f>\3</f><v>' + shown.encode() + b"</v></c>",
            part,
        ),
    )


def _patched(data: bytes, name: str, change) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as held, zipfile.ZipFile(made, "w") as changed:
        for part in held.namelist():
            content = held.read(part)
            changed.writestr(part, change(content) if part == name else content)
    return made.getvalue()


def test_a_formula_reads_as_what_the_office_last_saw():
    (made,) = planned(calculated('=CONCATENATE("رضا"," مثالی")', "رضا مثالی"))

    assert (made.values.sought_name, codes(made)) == ("رضا مثالی", ["formula_shown"])


def test_a_formula_that_shows_nothing_names_nobody():
    (made,) = planned(calculated('=CONCATENATE("رضا"," مثالی")', None))

    assert (made.status, codes(made)) == ("rejected", ["formula_as_text", "missing_sought_name"])


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Consent German authorities", ""),
        ("Consent: government of Canada", ""),
        ("رضایت دولت آلمان", ""),
        ("موافقة السلطات الألمانية", ""),
        ("Pëlqim qeveria gjermane", ""),
        ("Consent: host government authorities", "consent_P5"),
        ("Consent: country of origin authorities", "consent_P6"),
        ("Government of Iran consent (y/n)", "consent_P6"),
        ("رضایت مقامات کشور خود", "consent_P6"),
        ("الموافقة لحكومة بلده", "consent_P6"),
        ("A pranon qeveria iraniane?", "consent_P6"),
        ("A pranon qeveria shqiptare?", "consent_P5"),
    ],
)
def test_a_consent_to_a_state_is_read_only_where_every_word_says_whose(heading, field):
    data = workbook((*FA_HEADINGS[:7], heading), (*FA_ROWS[0][:7], "بله"))

    assert fields_of(data)[heading] == field


# Headings as four offices that nobody asked write them, in an order of their own.
STRANGE = {
    "fa": {
        "کد پرونده": "old_number", "پیوست‌ها": "documents", "تاریخ مصاحبه": "received_on",
        "نام درخواست کننده": "enquirer_name", "نسبت فامیلی": "relationship",
        "شماره تماس": "enquirer_phone", "گمشده": "sought_name", "زادگاه": "sought_birth_place",
        "پدر": "sought_father", "متولد": "sought_birth", "آخرین شهر": "last_place",
        "آخرین تاریخ ارتباط": "last_news_on", "توضیح قطع تماس": "circumstances",
        "اجازه دولت خودی": "consent_P6", "اطلاع‌رسانی انجام شد": "notice",
    },
    "en": {
        "Scan file(s)": "documents", "Y.O.B.": "sought_birth", "POB": "sought_birth_place",
        "Claimant": "enquirer_name", "Contact no.": "enquirer_phone",
        "Missing relative": "sought_name", "Father's first name": "sought_father",
        "Last known addr.": "last_place", "When last seen": "last_news_on",
        "How did they lose contact?": "circumstances", "OK to share with ICRC/RC?": "consent_P3",
        "OK to share with home govt?": "consent_P6", "Privacy info given?": "notice",
    },
    "ar": {
        "ملفات": "documents", "اسم والدته": "sought_mother", "صاحب الطلب": "enquirer_name",
        "صلته بالمفقود": "relationship", "رقم الجوال": "enquirer_phone",
        "الشخص المطلوب البحث عنه": "sought_name", "المواليد": "sought_birth",
        "آخر خبر بتاريخ": "last_news_on", "قرئ عليه الإشعار": "notice",
        "موافقة الهلال الأحمر": "consent_P3", "ملحوظات": "remarks",
    },
    "sq": {
        "Bashkëlidhje": "documents", "Dt. lindjes": "sought_birth", "Mëmësia": "sought_mother",
        "Aplikanti": "enquirer_name", "Nr. tel.": "enquirer_phone", "I zhdukuri": "sought_name",
        "Atësia": "sought_father", "Njoftuar": "notice", "A pranon KNKK?": "consent_P3",
        "A lejon kopje?": "consent_P13", "Komente": "remarks",
    },
}  # fmt: skip
CELLS = {"documents": "a.jpg", "old_number": "A-7", "notice": "yes"}


@pytest.mark.parametrize("language", STRANGE)
def test_headings_of_offices_nobody_asked_are_known(language):
    wanted = STRANGE[language]
    cells = [
        "yes" if field.startswith("consent") else CELLS.get(field, "Ann Sample")
        for field in wanted.values()
    ]

    assert fields_of(workbook(tuple(wanted), cells)) == wanted


@pytest.mark.parametrize("phone", [9160000001, 690000001.0])
def test_a_telephone_that_a_spreadsheet_took_for_a_number_says_so(phone):
    made = only(enquirer_phone=phone)

    assert (codes(made), made.values.phones) == (["zero_lost"], (str(int(phone)),))


def test_empty_columns_far_away_are_no_columns_of_the_register():
    def far(book):
        book.active["XFD2"] = " "
        book.active["ZZ2"] = "a note far away"

    (made,) = planned(workbook(FA_HEADINGS, row(documents=""), widen=far))

    assert made.values.extras == {"ZZ": "a note far away"}


def test_a_register_of_too_many_columns_is_refused():
    with pytest.raises(RegisterError) as refused:
        planned(workbook([f"h{n}" for n in range(500)], ["x"] * 500))
    assert refused.value.code == "too_many_columns"
