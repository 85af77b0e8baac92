"""Registers made for the tests: the same families in four languages, as XLSX or as text."""

import csv
import io
from functools import lru_cache

import openpyxl

from casework.imports import plan, read_register, recognise

FA_HEADINGS = (
    "شماره پرونده", "تاریخ ثبت", "نام متقاضی", "نسبت", "تلفن همراه", "نام مفقود", "نام پدر",
    "سال تولد", "رضایت صلیب سرخ", "رضایت کشور میزبان", "رضایت ارسال مدارک", "اطلاعیه داده شد",
    "مدارک", "توضیحات",
)  # fmt: skip
FA_ROWS = (
    ("الف/۱", "۱۴۰۲/۱/۲۶", "معصومه مثالی", "مادر", "09160000001", "رضا مثالی", "حسن", "۱۳۴۰",
     "بله", "خیر", "بله", "بله", "عکس رضا.jpg، شناسنامه.pdf", "تماس فقط عصرها"),
    ("الف/۲", "۱۴۰۲/۲/۶", "نجمه مثالی", "خواهر", "", "علی مثالی", "حسین", "", "", "", "", "", "",
     "پرونده قبلاً به صلیب سرخ تحویل شده است"),
)  # fmt: skip
EN_HEADINGS = (
    "File no.", "Date received", "Name of applicant", "Relationship", "Tel.",
    "Name of missing person", "Father's name", "Date of birth", "Consent ICRC",
    "Consent host State", "Consent to send copies of documents", "Information notice given",
    "Documents", "Remarks",
)  # fmt: skip
SQ_HEADINGS = (
    "Nr. i dosjes", "Data e pranimit", "Kërkuesi", "Lidhja familjare", "Celulari",
    "Personi që kërkohet", "Emri i babait", "Datëlindja", "Pëlqim KNKK",
    "Pëlqim për autoritetet shqiptare", "Pëlqim për dokumentet", "Njoftimi u dha", "Dokumentet",
    "Shënime",
)  # fmt: skip
AR_HEADINGS = (
    "رقم الملف", "تاريخ الطلب", "اسم مقدم الطلب", "صلة القرابة", "الهاتف", "اسم المفقود",
    "اسم الأب", "سنة الولادة", "موافقة الصليب الأحمر", "موافقة الدولة المضيفة",
    "الموافقة على إرسال نسخ الوثائق", "تم تسليم الإشعار", "المرفقات", "ملاحظات",
)  # fmt: skip
FIELDS = (
    "old_number", "received_on", "enquirer_name", "relationship", "enquirer_phone", "sought_name",
    "sought_father", "sought_birth", "consent_P3", "consent_P5", "consent_P13", "notice",
    "documents", "remarks",
)  # fmt: skip


def workbook(*rows, title="Register", state="visible", more=(), widen=None) -> bytes:
    """An XLSX with these rows; `more` are further (title, state, rows) sheets."""
    book = openpyxl.Workbook()
    tab = book.active
    for name, shown, lines in ((title, state, rows), *more):
        if tab is None:
            tab = book.create_sheet()
        tab.title = name
        for line in lines:
            tab.append(list(line))
        tab.sheet_state = shown
        tab = None
    if widen:
        widen(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def text(*rows, delimiter=",", encoding="utf-8") -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue().encode(encoding)


@lru_cache
def persian(*rows) -> bytes:
    """A Persian register of the usual headings."""
    return workbook(FA_HEADINGS, *rows)


def row(like=0, **changes) -> tuple:
    """One of the Persian rows with some fields changed, by field name."""
    cells = dict(zip(FIELDS, FA_ROWS[like], strict=True))
    cells.update(changes)
    return tuple(cells[field] for field in FIELDS)


def planned(data: bytes, name="register"):
    sheet = read_register(data, name)
    return plan(sheet, recognise(sheet))


def fields_of(data: bytes) -> dict[str, str]:
    """Heading -> field, as recognised; headings that come twice keep their first column."""
    found: dict[str, str] = {}
    for column in recognise(read_register(data, "register")).columns:
        found.setdefault(column.heading, column.field)
    return found
