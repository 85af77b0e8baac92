"""Makes new files of old ones: pages turned and put in order, or blackened for good.

What comes out is examined like any upload before it is kept.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import BinaryIO

import pikepdf
import PIL.Image
import PIL.ImageDraw
import PIL.ImageOps

from .images import check_pixels, open_picture, seek_page
from .rendering import draw_pdf, draw_picture, on_white
from .sniff import PDF, PICTURES, TIFF
from .verdicts import Limits, Refusal

A4_INCHES = 8.27
ACROSS = 1654
"""Pixels across a blackened page: A4 at 200 dpi."""
SCALE = 1000
"""Places on a page are thousandths of its width and height, from the top left."""


def arranged(file: BinaryIO, mime: str, order: list[list[int]], limits: Limits) -> bytes:
    """Return a file of these (page from 1, quarter turns clockwise), in this order.

    A PDF stays a PDF with its text; one page of a picture stays a picture; pages of a TIFF
    become a PDF.

    Raises:
        Refusal: ``no_such_page``, ``unreadable``, ``unsupported``, ``too_many_pixels``.
    """
    if mime == PDF:
        return arranged_pdf(file, order)
    if mime not in PICTURES:
        raise Refusal("unsupported")
    pages = (turned(page_of(file, mime, page, limits), turns) for page, turns in order)
    if mime != TIFF:
        return saved(next(pages), mime)
    return bound(pdf_page(page) for page in pages)


def arranged_pdf(file: BinaryIO, order: list[list[int]]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(file) as source, pikepdf.new() as made:
        for page, turns in order:
            if not 1 <= page <= len(source.pages):
                raise Refusal("no_such_page")
            made.pages.append(source.pages[page - 1])
            made.pages[-1].rotate(90 * turns, relative=True)
        made.save(out)
    return out.getvalue()


def page_of(file: BinaryIO, mime: str, page: int, limits: Limits) -> PIL.Image.Image:
    picture = open_picture(file, mime)
    if page < 1 or (page > 1 and (mime != TIFF or not seek_page(picture, page - 1))):
        raise Refusal("no_such_page")
    check_pixels(picture, limits)
    return (
        on_white(PIL.ImageOps.exif_transpose(picture))
        if picture.mode != "1"
        else PIL.ImageOps.exif_transpose(picture).copy()
    )


def turned(picture: PIL.Image.Image, turns: int) -> PIL.Image.Image:
    """Return the picture after quarter turns clockwise; turning loses no pixel."""
    ways = {1: "ROTATE_270", 2: "ROTATE_180", 3: "ROTATE_90"}
    way = ways.get(turns % 4)
    return picture.transpose(PIL.Image.Transpose[way]) if way else picture


def saved(picture: PIL.Image.Image, mime: str) -> bytes:
    """Return the picture without its metadata: JPEG for what was lossy, else PNG."""
    out = io.BytesIO()
    if mime == "image/png":
        picture.save(out, "PNG")
    else:
        picture.save(out, "JPEG", quality=92, subsampling=0)
    return out.getvalue()


def redacted(
    file: BinaryIO, mime: str, pages: int, boxes: list[list[int]], limits: Limits
) -> bytes:
    """Return a PDF of pictures alone, black where ``boxes`` (page, left, top, width, height) say.

    Every page is drawn anew, so that no text layer, note, attachment or metadata comes along;
    the black is in the pixels before they are packed.

    Raises:
        Refusal: ``no_such_page``, ``unreadable``, ``unsupported``, ``too_many_pixels``.
    """
    if mime != PDF and mime not in PICTURES:
        raise Refusal("unsupported")
    return bound(
        pdf_page(blackened(file, mime, page, [box[1:] for box in boxes if box[0] == page], limits))
        for page in range(1, pages + 1)
    )


def blackened(
    file: BinaryIO, mime: str, page: int, boxes: list[list[int]], limits: Limits
) -> PIL.Image.Image:
    if mime == PDF:
        drawn = draw_pdf(file, page, ACROSS)
    else:
        drawn = draw_picture(file, mime, page, ACROSS, limits)
    picture = drawn.convert("RGB")
    blacken(picture, boxes)
    return picture


def blacken(picture: PIL.Image.Image, boxes: list[list[int]]) -> None:
    """Fill each box (left, top, width, height in thousandths), outwards to whole pixels."""
    pen = PIL.ImageDraw.Draw(picture)
    for left, top, width, height in boxes:
        first = (left * picture.width // SCALE, top * picture.height // SCALE)
        last = (
            -(-(left + width) * picture.width // SCALE),
            -(-(top + height) * picture.height // SCALE),
        )
        pen.rectangle((first, last), fill="black")


def pdf_page(picture: PIL.Image.Image) -> bytes:
    """Return one page as wide as A4 that holds nothing but the picture."""
    out = io.BytesIO()
    packing = {} if picture.mode == "1" else {"quality": 85}
    picture.save(out, "PDF", resolution=picture.width / A4_INCHES, **packing)
    return out.getvalue()


def bound(pages: Iterable[bytes]) -> bytes:
    """Return one PDF of the pages, without who made it and when."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        for page in pages:
            with pikepdf.open(io.BytesIO(page)) as one:
                made.pages.append(one.pages[0])
        made.save(out, deterministic_id=True)
    return out.getvalue()
