"""Golden pages: what the English and the Persian sample letter say and look like.

`python -m tests.correspondence.pdf.golden` writes them anew; look at the pictures before you
commit them.
"""

from pathlib import Path

from PIL import Image, ImageChops

from correspondence.pdf import render_letter

from .reading import page_picture, page_texts
from .samples import letter

FOLDER = Path(__file__).resolve().parents[2] / "golden"
LANGUAGES = ("en", "fa")
ROWS = 40
DPI = 60


def golden_letter(language: str) -> bytes:
    return render_letter(letter(language, rows=ROWS)).pdf


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
    FOLDER.mkdir(exist_ok=True)
    for language in LANGUAGES:
        pdf = golden_letter(language)
        text_path(language).write_text(text_of(pdf), encoding="utf-8")
        for page in range(len(page_texts(pdf))):
            page_picture(pdf, page, DPI).quantize(16).save(picture_path(language, page))


if __name__ == "__main__":
    write()
