"""A register is read from whatever file an office has, or refused with one code."""

import datetime
import io
import zipfile

import openpyxl
import pytest

from casework.imports import RegisterError, read_register, recognise
from casework.imports.delimited import decode
from tests.casework.imports import registers
from tests.casework.imports.registers import EN_HEADINGS, FA_HEADINGS, FA_ROWS, SQ_HEADINGS

ALBANIAN_ROW = ("A-1", "1.2.2024", "Çelë Shembulli", "motër", "", "Gjon Provëza")


def cells(data, **more):
    return [row.cells for row in read_register(data, "register", **more).rows]


def refusal(data):
    with pytest.raises(RegisterError) as raised:
        read_register(data, "register")
    return raised.value.code


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter_is_found(delimiter):
    data = registers.text(FA_HEADINGS, *FA_ROWS, delimiter=delimiter)
    sheet = read_register(data, "register")
    assert (sheet.delimiter, sheet.headings) == (delimiter, FA_HEADINGS)
    assert sheet.rows[0].cells == FA_ROWS[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_text_is_read_with_and_without_a_mark(encoding):
    assert cells(registers.text(FA_HEADINGS, FA_ROWS[0], encoding=encoding)) == [FA_ROWS[0]]


def test_windows_1256_is_read():
    headings = ("شماره پرونده", "نام متقاضي", "نام مفقود", "نام پدر", "ملاحظات")
    line = ("12", "علي مثالي", "رضا مثالي", "حسن", "گچ پژ")
    data = registers.text(headings, line, delimiter=";", encoding="cp1256")
    sheet = read_register(data, "register")
    assert (sheet.encoding, sheet.rows[0].cells) == ("windows-1256", line)


@pytest.mark.parametrize("encoding", ["cp1250", "cp1252"])
def test_albanian_code_pages_are_read(encoding):
    data = registers.text(SQ_HEADINGS, ALBANIAN_ROW, encoding=encoding)
    assert cells(data) == [ALBANIAN_ROW]


def test_a_south_slavic_name_is_read_in_windows_1250():
    assert decode("Kërkuesi;Vučić Đorđe".encode("cp1250"))[0] == "Kërkuesi;Vučić Đorđe"


def test_a_damaged_utf_8_file_is_read_and_says_so():
    data = registers.text(FA_HEADINGS, *FA_ROWS)
    sheet = read_register(data + b"\xd8\x27", "register")
    assert [notice.code for notice in sheet.notices] == ["text_damaged"]
    assert sheet.rows[0].cells == FA_ROWS[0]


def test_a_cell_of_several_lines_is_one_cell_and_rows_keep_their_numbers():
    first = (*ALBANIAN_ROW[:2], "line one\nline two", *ALBANIAN_ROW[3:])
    sheet = read_register(registers.text(SQ_HEADINGS, first, ALBANIAN_ROW), "register")
    assert [(row.number, row.cell(2)) for row in sheet.rows] == [
        (2, "line one\nline two"),
        (3, "Çelë Shembulli"),
    ]


def test_quotes_that_never_close_do_not_swallow_the_rows_after_them():
    data = b"Applicant,Missing person,Father's name\nA,B,\"C\nD,E,F\nG,H,I\n"
    sheet = read_register(data, "register")
    assert [row.cell(0) for row in sheet.rows] == ["A", "D", "G"]
    assert [notice.code for notice in sheet.notices] == ["quotes_broken"]


def test_excels_own_delimiter_line_is_understood():
    data = b"sep=;\nApplicant;Missing person;Remarks\nA;B;a,b\n"
    sheet = read_register(data, "register")
    assert [(row.number, row.cells) for row in sheet.rows] == [(3, ("A", "B", "a,b"))]


@pytest.mark.parametrize("above", [0, 1, 4, 60])
def test_headings_are_found_under_titles_and_blank_lines(above):
    titles = [("فهرست خانواده‌ها (نمونه)",), *[()] * above]
    sheet = read_register(registers.workbook(*titles, FA_HEADINGS, *FA_ROWS), "register")
    assert (sheet.headings, sheet.heading_row) == (FA_HEADINGS, above + 2)
    assert [row.number for row in sheet.rows] == [above + 3, above + 4]
    assert sheet.titles == ("فهرست خانواده‌ها (نمونه)",)


def test_headings_on_two_rows_are_joined_under_their_group():
    upper = ("ردیف", "درخواست‌کننده", None, "فرد مورد جست‌وجو", None, "رضایت", None)
    lower = (None, "نام", "تلفن", "نام", "نام پدر", "صلیب سرخ", "کشور میزبان")
    line = (1, "مریم مثالی", "0916", "علی مثالی", "حسن", "بله", "خیر")
    sheet = read_register(registers.workbook(("فهرست",), upper, lower, line), "register")
    assert [column.field for column in recognise(sheet).columns] == [
        "row_number",
        "enquirer_name",
        "enquirer_phone",
        "sought_name",
        "sought_father",
        "consent_P3",
        "consent_P5",
    ]
    assert [row.number for row in sheet.rows] == [4]


def test_the_visible_sheet_with_headings_is_taken_and_the_other_named():
    data = registers.workbook(
        ("just", "notes"),
        title="Notes",
        more=(
            ("Old", "hidden", (EN_HEADINGS, ("T/9",))),
            ("Now", "visible", (EN_HEADINGS, ("T/1",))),
        ),
    )
    sheet = read_register(data, "register")
    assert (sheet.tab, sheet.rows[0].cells) == ("Now", ("T/1",))
    assert [(n.code, n.detail) for n in sheet.notices] == [("other_tab", {"tab": "Old"})]
    assert read_register(data, "register", tab="Old").rows[0].cells == ("T/9",)


def test_a_hidden_sheet_is_read_if_it_is_the_only_register_and_said():
    more = (("Old", "hidden", (EN_HEADINGS, ("T/9",))),)
    sheet = read_register(registers.workbook(("just", "notes"), more=more), "register")
    assert (sheet.tab, [n.code for n in sheet.notices]) == ("Old", ["hidden_tab"])


def test_formulas_stay_text():
    line = ("T/1", None, "A", None, None, "B", '=HYPERLINK("http://example.invalid","x")')
    sheet = read_register(registers.workbook(EN_HEADINGS, line), "register")
    assert sheet.rows[0].cell(6) == '=HYPERLINK("http://example.invalid","x")'
    assert sheet.rows[0].kind(6) == "formula"


def test_numbers_and_dates_of_excel_read_as_the_office_sees_them():
    def widen(book):
        tab = book.active
        tab.append([9160000001.0, 12, 1402.5, datetime.datetime(2024, 4, 1), True, 20, "x"])
        tab["F2"].number_format = "0000000000"

    sheet = read_register(registers.workbook(EN_HEADINGS, widen=widen), "register")
    assert sheet.rows[0].cells == (
        "9160000001",
        "12",
        "1402.5",
        "2024-04-01",
        "TRUE",
        "0000000020",
        "x",
    )


def test_a_register_of_headings_only_has_no_rows():
    assert read_register(registers.workbook(FA_HEADINGS), "register").rows == ()


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf\r\n;;;\r\n", registers.workbook()])
def test_a_file_with_nothing_in_it_is_refused(data):
    assert refusal(data) == "empty"


def test_a_table_without_any_known_heading_is_left_to_a_person():
    sheet = read_register(b"aaa;bbb\nccc;ddd\n", "register")
    assert [notice.code for notice in sheet.notices] == ["no_known_headings"]
    assert recognise(sheet).missing == ("enquirer_name", "sought_name")


def opendocument() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", "<x/>")
    return stream.getvalue()


def package_of(**parts) -> bytes:
    """A real workbook with some parts replaced or added."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(registers.persian(*FA_ROWS))) as real,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in real.namelist():
            if name not in parts:
                made.writestr(name, real.read(name))
        for name, content in parts.items():
            made.writestr(name, content)
    return stream.getvalue()


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (OLE, "old_format"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (opendocument(), "old_format"),
        (b"<html><table><tr><td>Applicant</td></tr></table></html>", "old_format"),
        (b"%PDF-1.7\n%\xe2\xe3", "not_a_register"),
        (b"PK\x03\x04 but nothing more", "damaged"),
        (bytes(range(32)) * 50, "not_a_register"),
    ],
)
def test_other_files_are_refused_with_what_they_are(data, code):
    assert refusal(data) == code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "http://example.invalid/x.dtd">',
    ],
)
def test_a_workbook_that_declares_entities_is_refused(declared, encoding):
    part = f'<?xml version="1.0" encoding="{encoding}"?>{declared}<x>text</x>'
    data = package_of(**{"xl/sharedStrings.xml": part.encode(encoding)})
    assert refusal(data) == "hostile"


def test_a_workbook_that_unpacks_without_end_is_refused_quickly():
    data = package_of(**{"xl/worksheets/sheet9.xml": b"<x>" + b" " * 260_000_000})
    assert len(data) < 2_000_000
    assert refusal(data) == "hostile"


def test_a_workbook_cut_off_is_refused():
    assert refusal(registers.persian(*FA_ROWS)[:-700]) == "damaged"


@pytest.mark.slow
def test_ten_thousand_rows_are_read():
    book = openpyxl.Workbook(write_only=True)
    tab = book.create_sheet("Register")
    tab.append(list(FA_HEADINGS))
    for number in range(10_000):
        tab.append([f"الف/{number}", *FA_ROWS[0][1:]])
    stream = io.BytesIO()
    book.save(stream)
    sheet = read_register(stream.getvalue(), "register")
    assert (len(sheet.rows), sheet.rows[-1].cell(0)) == (10_000, "الف/9999")
