"""Draws one page of an accepted file, for previews and for reading its codes."""

from __future__ import annotations

import io
from typing import BinaryIO

import PIL.Image
import PIL.ImageDraw
import PIL.ImageOps

from .images import JPEG, check_pixels, open_picture, seek_page
from .sniff import PDF, PICTURES, TIFF
from .verdicts import Limits, Refusal

WIDEST = 4000
LONGEST = 4
MOST_WORDS = 20_000  # characters of a page


def render(
    file: BinaryIO, mime: str, page: int, width: int, grey: bool, grid: bool, limits: Limits
) -> bytes:
    """Return one page (from 1), ``width`` pixels wide, on white.

    A PNG to look at, or with ``grey`` an unpacked PGM for a program to read, which is quicker.
    ``grid`` rules it at each tenth. A page more than four times as long as wide comes out narrower.

    Raises:
        Refusal: ``unreadable``, ``no_such_page``, ``too_many_pixels``, ``unsupported``.
    """
    width = max(1, min(width, WIDEST))
    if mime == PDF:
        picture = draw_pdf(file, page, width)
    elif mime in PICTURES:
        picture = draw_picture(file, mime, page, width, limits)
    else:
        raise Refusal("unsupported")
    if grid:
        picture = ruled(picture)
    out = io.BytesIO()
    if grey:
        picture.convert("L").save(out, "PPM")
    else:
        picture.convert("RGB").save(out, "PNG", compress_level=1)
    return out.getvalue()


def draw_pdf(file: BinaryIO, page: int, width: int) -> PIL.Image.Image:
    import pypdfium2

    file.seek(0)
    try:
        document = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as error:
        raise Refusal("unreadable") from error
    if not 1 <= page <= len(document):
        raise Refusal("no_such_page")
    document.init_forms()
    drawn = document[page - 1]
    across, down = drawn.get_size()
    if across <= 0 or down <= 0:
        raise Refusal("unreadable")
    scale = min(width / across, LONGEST * width / down)
    return drawn.render(scale=scale, may_draw_forms=True).to_pil()


def words_of(file: BinaryIO, mime: str, pages: int) -> bytes:
    """Return what the first pages of a PDF say in its own text layer, as UTF-8; a picture and a
    scan without such a layer say nothing.

    Raises:
        Refusal: ``unreadable``.
    """
    if mime != PDF:
        return b""
    import pypdfium2

    file.seek(0)
    try:
        document = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as error:
        raise Refusal("unreadable") from error
    texts = (document[n].get_textpage() for n in range(min(pages, len(document))))
    said = "\n".join(text.get_text_range(0, min(text.count_chars(), MOST_WORDS)) for text in texts)
    return said.encode("utf-8", "replace")


def draw_picture(
    file: BinaryIO, mime: str, page: int, width: int, limits: Limits
) -> PIL.Image.Image:
    picture = open_picture(file, mime)
    if page < 1 or (page > 1 and (mime != TIFF or not seek_page(picture, page - 1))):
        raise Refusal("no_such_page")
    check_pixels(picture, limits)
    if mime == JPEG:
        picture.draft(picture.mode, (width, width))
    upright = on_white(PIL.ImageOps.exif_transpose(picture))
    height = max(1, round(upright.height * width / upright.width))
    if height > LONGEST * width:
        width, height = max(1, round(LONGEST * width * width / height)), LONGEST * width
    return upright.resize((width, height), PIL.Image.Resampling.BILINEAR, reducing_gap=2.0)


def on_white(picture: PIL.Image.Image) -> PIL.Image.Image:
    """Return the picture as grey or colour without transparency."""
    if picture.mode in ("L", "RGB"):
        return picture
    if picture.mode == "1":
        return picture.convert("L")
    if picture.mode.startswith("I") or picture.mode == "F":
        return deep_to_grey(picture)
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layered = picture.convert("RGBA")
    ground = PIL.Image.new("RGB", layered.size, "white")
    ground.paste(layered, mask=layered.getchannel("A"))
    return ground


def deep_to_grey(picture: PIL.Image.Image) -> PIL.Image.Image:
    """Bring 16-bit and floating-point grey down to 8 bits over the values it uses."""
    wide = picture.convert("F")
    lowest, highest = (float(str(edge)) for edge in wide.getextrema())
    span = (highest - lowest) or 1.0
    return wide.point(lambda value: value * (255.0 / span) - lowest * 255.0 / span).convert("L")


def ruled(picture: PIL.Image.Image) -> PIL.Image.Image:
    """Return the page with a line at each tenth, numbered in per cent, for typing places."""
    lined = picture.convert("RGB")
    pen = PIL.ImageDraw.Draw(lined)
    for tenth in range(1, 10):
        x, y = tenth * lined.width // 10, tenth * lined.height // 10
        pen.line((x, 0, x, lined.height), fill=(11, 90, 99))
        pen.line((0, y, lined.width, y), fill=(11, 90, 99))
        pen.text((x + 3, 2), f"{tenth * 10}", fill=(156, 33, 24), font_size=16)
        pen.text((3, y + 2), f"{tenth * 10}", fill=(156, 33, 24), font_size=16)
    return lined
