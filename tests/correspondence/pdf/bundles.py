"""Builds small bundles and looks at what came out, as a reader's program would."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image, ImageChops

from correspondence.pdf import StampText
from correspondence.pdf.bundle import AnnexSource, BundleResult, build_bundle
from tests.casework.vault import hostile

REFERENCE = "THR-1405-0007"


def letter_bytes(pages: int = 2) -> bytes:
    return hostile.pdf_bytes(hostile.plain_pdf(pages))


def annex(number: int, source: object, mime: str, title: str = "") -> AnnexSource:
    def stamp(page: int, pages: int) -> StampText:
        return StampText(f"Annex {number}", f"Page {page} of {pages}", REFERENCE)

    return AnnexSource(number, title or f"Annex {number}", mime, source, stamp)


def build(out: Path, *annexes: AnnexSource, letter: bytes = b"", **options: object) -> BundleResult:
    settings = {"language": "en", "reference": REFERENCE, "title": "Tracing request"} | options
    return build_bundle(letter or letter_bytes(), annexes, out=out, **settings)


def drawn(path: Path, page: int, width: int = 595) -> Image.Image:
    """Draw a page (from 1) as a reader shows it."""
    with pypdfium2.PdfDocument(path) as document:
        shown = document[page - 1]
        return shown.render(scale=width / shown.get_size()[0]).to_pil().convert("RGB")


def text_on(path: Path, page: int) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return document[page - 1].get_textpage().get_text_range()


def content_area(picture: Image.Image) -> Image.Image:
    """Cut away the strip of the stamp and the white around what is left."""
    return content_area_of(picture.crop((0, 40, picture.width, picture.height)))


def content_area_of(picture: Image.Image) -> Image.Image:
    """Cut away the white around what a picture shows."""
    white = Image.new("RGB", picture.size, "white")
    ink = ImageChops.difference(picture.convert("RGB"), white).convert("L")
    return picture.crop(ink.point(lambda value: 255 * (value > 60)).getbbox())


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the mean difference of two pictures, from 0 (the same) to 255."""
    size = (60, 60)
    gap = ImageChops.difference(one.convert("RGB").resize(size), other.convert("RGB").resize(size))
    values = gap.convert("L").tobytes()
    return sum(values) / len(values)


@contextmanager
def drawn_object(path: Path, page: int) -> Iterator[pikepdf.Stream]:
    """Give the object that a page of an annex draws, as it lies in the file."""
    with pikepdf.open(path) as pdf:
        yield pdf.pages[page - 1].obj.Resources.XObject.X


def everything_in(path: Path) -> bytes:
    """Return the whole file with all streams unpacked, to search for what must not be there."""
    out = io.BytesIO()
    with pikepdf.open(path) as pdf:
        pdf.save(out, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def problems_in(path: Path) -> list[str]:
    with pikepdf.open(path) as pdf:
        return pdf.check_pdf_syntax()
