"""A page of one of our own letters as a picture, for screens that cannot show a PDF in a page."""

from __future__ import annotations

import io
import threading

import pypdfium2
from PIL import Image

WIDTH = 900
SHADES = 16

# PDFium keeps state of its own between calls and must not be entered twice at once.
_pdfium = threading.Lock()


class NoSuchPage(Exception):
    """The letter has no page of that number."""


def drawn_page(pdf: bytes, page: int, width: int = WIDTH) -> bytes:
    """Return a PNG of one page (from 1), ``width`` pixels wide, in sixteen shades of grey.

    Only for what this house has laid out itself: an upload is drawn by `casework.vault.checks`.
    """
    with _pdfium, pypdfium2.PdfDocument(pdf) as document:
        if not 1 <= page <= len(document):
            raise NoSuchPage(page)
        sheet = document[page - 1]
        scale = width / sheet.get_width()
        picture = sheet.render(scale=scale, grayscale=True).to_pil().convert("L")
    step = 256 // SHADES
    flat = picture.point([value // step * 255 // (SHADES - 1) for value in range(256)])
    written = io.BytesIO()
    flat.save(written, "PNG", bits=4)
    return written.getvalue()


def turned(png: bytes, turn: int) -> bytes:
    """The picture turned clockwise by so many degrees (0, 90, 180 or 270)."""
    if not turn:
        return png
    written = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        picture.rotate(-turn, expand=True).save(written, "PNG")
    return written.getvalue()
