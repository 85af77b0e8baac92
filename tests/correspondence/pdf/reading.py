"""Reading finished PDFs back: text, words, pictures of pages, codes, structure."""

import dataclasses
import io
import re
from collections import Counter
from collections.abc import Iterator

import pikepdf
import pypdfium2
from PIL import Image

from correspondence.pdf import strip_isolates

_WORD = re.compile(r"[\w\u0654\u200c]{2,}")
_ARABIC = re.compile("[\u0600-\u06ff]")


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page as PDFium copies it."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in document]


def page_picture(pdf: bytes, page: int, dpi: int) -> Image.Image:
    """A page (from 0) as PDFium shows it."""
    document = pypdfium2.PdfDocument(pdf)
    return document[page].render(scale=dpi / 72).to_pil().convert("L")


def place_of(pdf: bytes, page: int, text: str) -> tuple[float, float, float, float]:
    """(left, bottom, right, top) of the first place where a page (from 0) says this text."""
    textpage = pypdfium2.PdfDocument(pdf)[page].get_textpage()
    found = textpage.search(text, match_case=True).get_next()
    assert found is not None, f"{text!r} is not on the page"
    first, count = found
    boxes = [textpage.get_charbox(at) for at in range(first, first + count)]
    boxes = [box for box in boxes if box[2] > box[0]]
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


def arabic_words(text: str) -> Counter[str]:
    """Words of two letters or more in Arabic script, as they were written."""
    return Counter(word for word in _WORD.findall(strip_isolates(text)) if _ARABIC.search(word))


def texts_in(value: object) -> Iterator[str]:
    """Every text that a document (or a part of one) prints."""
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for item in dataclasses.fields(value):
            if item.name not in {"marks", "title", "language", "style"}:
                yield from texts_in(getattr(value, item.name))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts_in(item)


def share_of_words(wanted: Counter[str], found: Counter[str]) -> float:
    """Which part of the wanted words was found, each as often as it was written."""
    return 1 - (wanted - found).total() / wanted.total()


def codes_and_meanings(pdf: bytes) -> Iterator[tuple[set[int], dict[int, str]]]:
    """For each font: the codes that pages draw with it, and its ToUnicode map."""
    drawn: dict[str, set[int]] = {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            font = ""
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    font = str(operands[0])
                elif str(operator) == "TJ":
                    for item in operands[0]:
                        if isinstance(item, pikepdf.String):
                            codes = bytes(item)
                            drawn.setdefault(font, set()).update(
                                int.from_bytes(codes[at : at + 2], "big")
                                for at in range(0, len(codes), 2)
                            )
        fonts = document.pages[0].Resources.Font
        for name, codes in drawn.items():
            yield codes, _to_unicode(fonts[name].ToUnicode.read_bytes())


def _to_unicode(cmap: bytes) -> dict[int, str]:
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", cmap.split(b"endcodespacerange")[1])
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}
