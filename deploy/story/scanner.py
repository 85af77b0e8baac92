"""Plays the office's scanner: prints a letter, has it signed and stamped, scans it askew.

For the story, the sample office and the tests. The stamp is a plain ring that says SAMPLE.
"""

from __future__ import annotations

import io
import math
import random
from collections.abc import Sequence

import pikepdf
import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

INK = (24, 40, 130)
STAMP = (90, 60, 140)
PAPER = (247, 246, 242)
NOISE = 0.04


def simulate_signed_scan(
    letter: bytes,
    *,
    dpi: int = 150,
    rotate: float = 0.6,
    quality: int = 75,
    blur: float = 0.0,
    order: Sequence[int] | None = None,
    turned: Sequence[int] = (),
    signed: int = 1,
) -> bytes:
    """Return a PDF of page pictures as a flatbed scanner makes it; the same call, the same bytes.

    ``rotate`` is the skew in degrees, ``order`` the letter's pages (from 1) in the order they
    went through the scanner, ``turned`` those that lay upside down, ``signed`` the page that
    bears signature and stamp.
    """
    scan = pikepdf.new()
    with pypdfium2.PdfDocument(letter) as document:
        for number in order or range(1, len(document) + 1):
            page = printed(document[number - 1], dpi)
            if number == signed:
                sign(page, dpi)
            sheet = scanned(page, rotate, blur, seed=number)
            if number in turned:
                sheet = sheet.transpose(Image.Transpose.ROTATE_180)
            add_picture(scan, sheet, dpi, quality)
    out = io.BytesIO()
    scan.save(out, static_id=True)
    return out.getvalue()


def printed(page: pypdfium2.PdfPage, dpi: int) -> Image.Image:
    picture: Image.Image = page.render(scale=dpi / 72).to_pil()
    return picture.convert("RGB")


def sign(page: Image.Image, dpi: int) -> None:
    """Draw a signature and a round stamp at the lower end side, where a letter has its room."""
    pen = ImageDraw.Draw(page)
    left, top = page.width * 0.22, page.height * 0.78
    millimetre = dpi / 25.4
    line = [(left + t * millimetre * 0.45, top + millimetre * 5 * wave(t)) for t in range(100)]
    pen.line(line, fill=INK, width=max(1, round(0.5 * millimetre)), joint="curve")
    stamp(pen, left + 30 * millimetre, top + 6 * millimetre, millimetre)


def wave(step: int) -> float:
    return math.sin(step / 4) * math.cos(step / 17) - step / 150


def stamp(pen: ImageDraw.ImageDraw, x: float, y: float, millimetre: float) -> None:
    for radius in (15, 13.6):
        reach = radius * millimetre
        box = (x - reach, y - reach, x + reach, y + reach)
        pen.ellipse(box, outline=STAMP, width=max(1, round(0.4 * millimetre)))
    pen.text((x, y), "SAMPLE", fill=STAMP, anchor="mm", font_size=5 * millimetre)


def scanned(page: Image.Image, rotate: float, blur: float, seed: int) -> Image.Image:
    """Lay the page askew on the glass and add the grain of paper and sensor."""
    sheet = page.rotate(rotate, Image.Resampling.BICUBIC, fillcolor="white")
    if blur:
        sheet = sheet.filter(ImageFilter.GaussianBlur(blur))
    small = (max(1, sheet.width // 2), max(1, sheet.height // 2))
    grain = Image.frombytes("L", small, random.Random(seed).randbytes(small[0] * small[1]))
    rough = grain.resize(sheet.size, Image.Resampling.BILINEAR).convert("RGB")
    tinted = Image.blend(sheet, Image.new("RGB", sheet.size, PAPER), 0.15)
    return Image.blend(tinted, rough, NOISE)


def add_picture(pdf: pikepdf.Pdf, sheet: Image.Image, dpi: int, quality: int) -> None:
    """Add a page that is one JPEG picture from edge to edge."""
    data = io.BytesIO()
    sheet.save(data, "JPEG", quality=quality, dpi=(dpi, dpi))
    width, height = sheet.width * 72 / dpi, sheet.height * 72 / dpi
    pdf.add_blank_page(page_size=(width, height))
    picture = pikepdf.Stream(
        pdf,
        data.getvalue(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=sheet.width,
        Height=sheet.height,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page = pdf.pages[-1]
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture))
    page.Contents = pikepdf.Stream(pdf, b"q %.3f 0 0 %.3f 0 0 cm /P Do Q" % (width, height))
