"""Large registers of sample people with their scans, the same for the same seed.

The names are put together from common given names and family names that say "sample"; telephone
numbers come from a range of our own; no scan shows anything.
"""

import io
import random
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pikepdf
from PIL import Image

HEADINGS = (
    "ردیف", "شماره پرونده", "تاریخ ثبت", "نام متقاضی", "نسبت", "تلفن همراه", "نام مفقود",
    "نام پدر", "نام مادر", "سال تولد", "محل تولد", "آخرین محل", "آخرین خبر",
    "رضایت صلیب سرخ", "رضایت کشور میزبان", "رضایت ارسال مدارک", "اطلاعیه داده شد", "مدارک",
    "توضیحات",
)  # fmt: skip
_WOMEN = ("مریم", "زهرا", "فاطمه", "معصومه", "نجمه", "لیلا", "سکینه", "طاهره", "پروین", "اعظم")
_MEN = ("رضا", "علی", "محمد", "حسین", "حسن", "محمدرضا", "غلامعباس", "ناصر", "کریم", "یوسف",
        "ابراهیم", "اسماعیل", "جعفر", "صادق", "مصطفی", "منصور", "هادی", "داوود")  # fmt: skip
_FAMILIES = ("نمونه", "مثالی", "فرضیان", "نمونه‌پور", "مثالی‌زاده", "آزمایشی", "نمونه‌نژاد")
_KIN = ("مادر", "خواهر", "برادر", "پدر", "همسر", "دختر", "پسر")
_PLACES = ("تیرانا، آلبانی", "دورس، آلبانی", "بغداد", "استانبول", "آنکارا", "کمپ نمونه")
_REMARKS = ("", "", "", "تماس فقط عصرها", "پرونده قبلاً به صلیب سرخ تحویل شده است")
_ANSWERS = ("بله", "بله", "بله", "خیر", "")
_YEAR_IN_BOOK = 1402
_FAMILY_OF_MORE = 0.15
_WITHOUT_NOTICE = 0.1


def rows_of(rows: int, *, documents: int = 0, seed: int = 1) -> Iterator[tuple[str, ...]]:
    """The rows below the headings. Every seventh family or so seeks two people, in two rows."""
    chance = random.Random(seed)
    family: tuple[str, ...] = ()
    for number in range(1, rows + 1):
        if not family or chance.random() > _FAMILY_OF_MORE:
            family = _family(chance, number)
        papers = "، ".join(paper_names(number, rows, documents))
        yield _row(chance, number, family, papers)


def _family(chance: random.Random, number: int) -> tuple[str, ...]:
    day = f"{_YEAR_IN_BOOK}/{chance.randint(1, 12)}/{chance.randint(1, 28)}"
    name = f"{chance.choice(_WOMEN)} {chance.choice(_MEN)} {chance.choice(_FAMILIES)}"
    answers = [chance.choice(_ANSWERS) for _ in range(3)]
    notice = "" if chance.random() < _WITHOUT_NOTICE else "بله"
    return (day, name, f"0916{number:07d}", *answers, notice)


def _row(chance: random.Random, number: int, family: tuple[str, ...], papers: str) -> tuple:
    day, enquirer, phone, *answers = family
    sought = f"{chance.choice(_MEN)} {chance.choice(_MEN)} {chance.choice(_FAMILIES)}"
    return (
        str(number), f"الف/{number}", day, enquirer, chance.choice(_KIN), phone, sought,
        chance.choice(_MEN), chance.choice(_WOMEN), f"حدود {chance.randint(1320, 1375)}",
        "اهواز", chance.choice(_PLACES), f"یک نامه، {chance.randint(1365, 1395)}",
        *answers, papers, chance.choice(_REMARKS),
    )  # fmt: skip


def paper_names(number: int, rows: int, documents: int) -> list[str]:
    """The scans that row `number` names, so that all rows together name `documents` of them."""
    first = documents * (number - 1) // rows
    return [
        f"{at:05d}-{'شناسنامه.pdf' if at % 4 == 0 else 'عکس.jpg'}"
        for at in range(first, documents * number // rows)
    ]


def write_register(path: Path, rows: int, *, documents: int = 0, seed: int = 1) -> Path:
    """An XLSX under one title line."""
    book = openpyxl.Workbook(write_only=True)
    tab = book.create_sheet("دفتر نمونه")
    tab.append(["دفتر نمونه: این اشخاص وجود ندارند"])
    tab.append(HEADINGS)
    for row in rows_of(rows, documents=documents, seed=seed):
        tab.append(row)
    book.save(path)
    return path


def write_documents(folder: Path, rows: int, *, documents: int, seed: int = 1) -> Path:
    """One file for every name in the register, each with other content."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    picture, page = _picture(chance), _page()
    for number in range(1, rows + 1):
        for name in paper_names(number, rows, documents):
            mark = f"{seed}:{name}".encode()
            made = page + b"\n%" + mark if name.endswith("pdf") else _marked(picture, mark)
            (folder / name).write_bytes(made)
    return folder


def _picture(chance: random.Random) -> bytes:
    """A photograph of a card, about as large as an office's scanner makes it."""
    small = Image.frombytes("L", (100, 140), chance.randbytes(14_000))
    stream = io.BytesIO()
    small.resize((1000, 1400), Image.Resampling.BICUBIC).save(stream, "JPEG", quality=70)
    return stream.getvalue()


def _marked(jpeg: bytes, mark: bytes) -> bytes:
    """The same picture with a comment of its own (ITU-T T.81, B.2.4.5)."""
    comment = b"\xff\xfe" + (len(mark) + 2).to_bytes(2, "big") + mark
    return jpeg[:2] + comment + jpeg[2:]


def _page() -> bytes:
    stream, made = io.BytesIO(), pikepdf.new()
    made.add_blank_page()
    made.save(stream)
    return stream.getvalue()
