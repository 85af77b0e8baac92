"""Golden pages: what the sample letter and each kind of letter say and look like.

`python -m tests.correspondence.pdf.golden` writes them anew; look at the pictures before you
commit them.
"""

from itertools import product
from pathlib import Path

from PIL import Image, ImageChops

from correspondence.pdf import render_letter

from .kinds import KINDS, PICTURED, letter_of
from .reading import page_picture, page_texts
from .samples import letter

FOLDER = Path(__file__).resolve().parents[2] / "golden"
LANGUAGES = ("en", "fa", "ar", "sq")
ROWS = 40
DPI = 60


def golden_letter(language: str) -> bytes:
    return render_letter(letter(language, rows=ROWS)).pdf


def golden_kind(code: str, language: str) -> bytes:
    return render_letter(letter_of(code, language)).pdf


def kind_path(code: str, language: str, ending: str) -> Path:
    return FOLDER / "kinds" / f"{code}-{language}.{ending}"


def text_path(language: str) -> Path:
    return FOLDER / f"letter-{language}.txt"


def picture_path(language: str, page: int) -> Path:
    return FOLDER / f"letter-{language}-page{page + 1}.png"


def text_of(pdf: bytes) -> str:
    """All pages as text, line ends as in the repository, pages apart by a line of dashes."""
    pages = ["\n".join(line.rstrip() for line in text.splitlines()) for text in page_texts(pdf)]
    return "\n-----\n".join(pages) + "\n"


def difference(first: Image.Image, second: Image.Image) -> tuple[float, int]:
    """(mean difference, number of clearly different dots) of two grey pictures."""
    assert first.size == second.size
    dots = ImageChops.difference(first, second).tobytes()
    return sum(dots) / len(dots), sum(1 for dot in dots if dot > 96)


def write() -> None:
    (FOLDER / "kinds").mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        pdf = golden_letter(language)
        text_path(language).write_text(text_of(pdf), encoding="utf-8")
        for page in range(len(page_texts(pdf))):
            page_picture(pdf, page, DPI).quantize(16).save(picture_path(language, page))
    for code, language in product(KINDS, LANGUAGES):
        pdf = golden_kind(code, language)
        kind_path(code, language, "txt").write_text(text_of(pdf), encoding="utf-8")
        if code in PICTURED:
            page_picture(pdf, 0, DPI).quantize(16).save(kind_path(code, language, "png"))


if __name__ == "__main__":
    write()
