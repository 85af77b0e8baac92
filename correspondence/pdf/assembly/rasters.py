"""Puts pictures into the file: their own bytes where a PDF can hold them, else written anew."""

from __future__ import annotations

import io
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import pillow_heif
from PIL import Image, ImageOps
from PIL.TiffImagePlugin import TiffImageFile

from . import jpegs, pngs
from .objectfile import ObjectFile
from .placing import UPRIGHT, Piece, times

pillow_heif.register_heif_opener()

JPEG, PNG, WEBP, TIFF, HEIC = (
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/tiff",
    "image/heic",
)
FORMATS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP", TIFF: "TIFF", HEIC: "HEIF"}
QUALITY = 90
PLAUSIBLE = (95.0, 1300.0)
SPACES = {1: b"/DeviceGray", 3: b"/DeviceRGB", 4: b"/DeviceCMYK"}
ROWS_PER_STRIP, STRIP_OFFSETS, STRIP_COUNTS, PHOTOMETRIC = 278, 273, 279, 262
JPEG_IN_TIFF = frozenset({"jpeg", "tiff_jpeg", "webp"})


class UnreadablePicture(Exception):
    """The picture cannot be decoded."""


@dataclass(frozen=True)
class Encoded:
    """A picture as a PDF holds it: dictionary entries and data."""

    entries: bytes
    data: bytes


def frames(file: BinaryIO, mime: str) -> int:
    """Return the number of pages of a picture file.

    Raises:
        UnreadablePicture: if it is damaged.
    """
    if mime != TIFF:
        return 1
    with opened(file, mime) as picture:
        return getattr(picture, "n_frames", 1)


def embed(out: ObjectFile, file: BinaryIO, mime: str) -> Iterator[Piece]:
    """Write a picture file's pages into the file and yield them, one after another.

    Raises:
        UnreadablePicture: if a page cannot be decoded.
    """
    if mime == JPEG:
        yield embed_jpeg(out, file)
    elif mime == PNG and (found := pngs.survey(file)) is not None:
        number = out.add_stream(found.entries, found.pieces(file), found.length)
        yield piece_for(number, found.width, found.height, found.orientation, found.density)
    else:
        yield from embed_decoded(out, file, mime)


def embed_jpeg(out: ObjectFile, file: BinaryIO) -> Piece:
    try:
        found = jpegs.survey(file)
    except jpegs.NotJpeg as error:
        raise UnreadablePicture from error
    if not found.fits_pdf:
        return next(embed_decoded(out, file, JPEG))
    entries = image_entries(found.width, found.height, SPACES[found.components], 8)
    entries += b"/Filter/DCTDecode"
    if found.components == 4 and found.adobe:
        entries += b"/Decode[1 0 1 0 1 0 1 0]"
    number = out.add_stream(entries, jpegs.pieces(file, found), found.length)
    return piece_for(number, found.width, found.height, found.orientation, found.density)


def embed_decoded(out: ObjectFile, file: BinaryIO, mime: str) -> Iterator[Piece]:
    with opened(file, mime) as picture:
        for frame in range(getattr(picture, "n_frames", 1) if mime == TIFF else 1):
            try:
                picture.seek(frame)
                density = density_of(picture)
                lossy = is_lossy(picture, mime, file)
                upright = ImageOps.exif_transpose(picture)
                encoded = encode(upright, lossy=lossy)
            except (OSError, ValueError, SyntaxError) as error:
                raise UnreadablePicture from error
            number = out.add_stream(encoded.entries, encoded.data)
            yield piece_for(number, upright.width, upright.height, 1, density)


def opened(file: BinaryIO, mime: str) -> Image.Image:
    file.seek(0)
    try:
        return Image.open(file, formats=[FORMATS[mime]])
    except (OSError, ValueError, SyntaxError) as error:
        raise UnreadablePicture from error


def is_lossy(picture: Image.Image, mime: str, file: BinaryIO) -> bool:
    """Return whether the source was already compressed with loss, so that JPEG loses little."""
    if mime == TIFF:
        return picture.info.get("compression") in JPEG_IN_TIFF
    if mime == WEBP:
        file.seek(0, os.SEEK_SET)
        return b"VP8L" not in file.read(4096)
    return mime in (HEIC, JPEG)


def encode(picture: Image.Image, *, lossy: bool) -> Encoded:
    """Write a picture anew: black and white as G4, lossy as JPEG, else deflated; on white."""
    if picture.mode == "1":
        return encode_g4(picture)
    flat = on_white(picture)
    space = SPACES[len(flat.getbands())]
    entries = image_entries(flat.width, flat.height, space, 8)
    if lossy:
        out = io.BytesIO()
        flat.save(out, "JPEG", quality=QUALITY)
        return Encoded(entries + b"/Filter/DCTDecode", out.getvalue())
    return Encoded(entries + b"/Filter/FlateDecode", zlib.compress(flat.tobytes(), 6))


def encode_g4(picture: Image.Image) -> Encoded:
    """Compress a black-and-white page by ITU-T T.6, all rows in one strip."""
    out = io.BytesIO()
    picture.save(out, "TIFF", compression="group4", tiffinfo={ROWS_PER_STRIP: picture.height})
    out.seek(0)
    with TiffImageFile(out) as written:
        tags = written.tag_v2
        (start,), (count,) = tags[STRIP_OFFSETS], tags[STRIP_COUNTS]
        light_is_one = tags[PHOTOMETRIC] == 1
    parameters = b"/DecodeParms<</K -1/Columns %d/Rows %d/BlackIs1 %b>>" % (
        picture.width,
        picture.height,
        b"true" if light_is_one else b"false",
    )
    entries = image_entries(picture.width, picture.height, b"/DeviceGray", 1)
    data = out.getvalue()[start : start + count]
    return Encoded(entries + b"/Filter/CCITTFaxDecode" + parameters, data)


def on_white(picture: Image.Image) -> Image.Image:
    """Return the picture as grey or RGB, what is transparent on white."""
    if picture.mode in ("L", "RGB"):
        return picture
    if picture.mode.startswith("I;16"):
        return picture.point(lambda value: value / 256).convert("L")
    if picture.mode == "LA" or picture.has_transparency_data:
        layered = picture.convert("RGBA")
        ground = Image.new("RGB", layered.size, "white")
        ground.paste(layered, mask=layered.getchannel("A"))
        return ground
    return picture.convert("RGB")


def density_of(picture: Image.Image) -> tuple[float, float]:
    """Return pixels per inch as the picture states them, 0 where it does not."""
    stated = picture.info.get("dpi", (0.0, 0.0))
    across, down = (float(value) for value in stated)
    turned = picture.getexif().get(jpegs.ORIENTATION, 1) in (5, 6, 7, 8)
    return (down, across) if turned else (across, down)


def image_entries(width: int, height: int, space: bytes, bits: int) -> bytes:
    return b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace%b/BitsPerComponent %d" % (
        width,
        height,
        space,
        bits,
    )


def piece_for(
    number: int, width: int, height: int, orientation: int, density: tuple[float, float]
) -> Piece:
    """Return a picture in its natural size: by its density where plausible, else one point a
    pixel, which `Sheet.place` then makes smaller to fit."""
    sound = all(PLAUSIBLE[0] <= value <= PLAUSIBLE[1] for value in density)
    across = width * 72 / density[0] if sound else float(width)
    down = height * 72 / density[1] if sound else float(height)
    if orientation in (5, 6, 7, 8):
        across, down = down, across
    return Piece(number, across, down, times(UPRIGHT[orientation], (across, 0, 0, down, 0, 0)))
