"""Judges pictures: JPEG, PNG, WebP, TIFF of many pages, HEIC."""

from __future__ import annotations

import os
import warnings
from typing import BinaryIO

import PIL.Image
import PIL.JpegImagePlugin
import PIL.PngImagePlugin
import PIL.TiffImagePlugin
import PIL.WebPImagePlugin

from .containers import check_whole
from .sniff import EXTENSIONS, HEIC, JPEG, TIFF
from .verdicts import Limits, Refusal, Verdict

PIL.Image.MAX_IMAGE_PIXELS = None  # judged here, from the header, before anything is decoded
warnings.simplefilter("ignore")

FORMATS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WEBP",
    "image/tiff": "TIFF",
    "image/heic": "HEIF",
}
DECODED_PIXELS = 200_000_000
"""Pages of a long TIFF beyond this many pixels are checked by their offsets only."""
CUT_SHORT = ("truncated", "broken data", "unexpected end", "end of file", "not enough", "too short")


def open_picture(file: BinaryIO, mime: str) -> PIL.Image.Image:
    """Open a picture with the one decoder for its media type, without decoding it.

    Raises:
        Refusal: ``truncated`` or ``unreadable``.
    """
    if mime == HEIC:
        import pillow_heif

        pillow_heif.register_heif_opener()
    file.seek(0)
    try:
        return PIL.Image.open(file, formats=[FORMATS[mime]])
    except MemoryError:
        raise
    except Exception as error:
        raise refusal_for(error) from error


def refusal_for(error: Exception) -> Refusal:
    """Tell a file that ends too early from one that never was readable."""
    text = str(error).lower()
    early = isinstance(error, EOFError) or any(words in text for words in CUT_SHORT)
    return Refusal("truncated" if early else "unreadable")


def examine_picture(file: BinaryIO, mime: str, limits: Limits) -> Verdict:
    """Read every page of a picture within the limits.

    Raises:
        Refusal: ``truncated``, ``unreadable``, ``too_many_pages``, ``too_many_pixels``.
    """
    check_whole(file, mime, limits)
    picture = open_picture(file, mime)
    width, height = picture.size
    check_pixels(picture, limits)
    pages = check_pages(picture, file, limits) if mime == TIFF else 1
    if mime != TIFF:
        decode(picture, mime)
    return Verdict("accepted", "ok", mime, EXTENSIONS[mime], pages, width, height)


def check_pixels(picture: PIL.Image.Image, limits: Limits) -> None:
    width, height = picture.size
    if width * height > limits.pixels:
        raise Refusal("too_many_pixels", width=width, height=height, limit=limits.pixels)


def decode(picture: PIL.Image.Image, mime: str) -> None:
    """Decode one page to see that all of it is there; a JPEG at an eighth of its size."""
    try:
        if mime == JPEG:
            picture.draft(picture.mode, (picture.width // 8, picture.height // 8))
        picture.load()
    except MemoryError:
        raise
    except Exception as error:
        raise refusal_for(error) from error


def check_pages(picture: PIL.Image.Image, file: BinaryIO, limits: Limits) -> int:
    """Walk the pages of a TIFF; return their number."""
    size = file.seek(0, os.SEEK_END)
    pages, decoded = 0, 0
    while seek_page(picture, pages):
        pages += 1
        if pages > limits.pages:
            raise Refusal("too_many_pages", limit=limits.pages)
        check_pixels(picture, limits)
        check_strips(picture, size)
        decoded += picture.width * picture.height
        if decoded <= DECODED_PIXELS:
            decode(picture, TIFF)
    return pages


def seek_page(picture: PIL.Image.Image, page: int) -> bool:
    try:
        picture.seek(page)
    except EOFError:
        return False
    except MemoryError:
        raise
    except Exception as error:
        raise refusal_for(error) from error
    return True


def check_strips(picture: PIL.Image.Image, size: int) -> None:
    """Refuse a TIFF page whose strips or tiles lie beyond the end of the file."""
    tags = getattr(picture, "tag_v2", {})
    if 273 not in tags and 324 not in tags:
        raise Refusal("truncated")
    for offsets, counts in ((273, 279), (324, 325)):
        for offset, count in zip(tags.get(offsets, ()), tags.get(counts, ()), strict=False):
            if offset + count > size:
                raise Refusal("truncated")
