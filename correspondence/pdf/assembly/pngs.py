"""Finds the picture data of a PNG file that a PDF can hold as it is (ISO/IEC 15948, 5).

The deflated rows of a PNG are what a PDF calls Flate with predictor 15. Only a PNG without
transparency and interlace goes along untouched; texts and camera data stay behind.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from .jpegs import orientation_in

GREY, COLOUR, PALETTE = 0, 2, 3
BANDS = {GREY: 1, COLOUR: 3, PALETTE: 1}
METRE = 0.0254


@dataclass
class Survey:
    """The data of a PNG that goes along: ``ranges`` are (start, length) of its IDAT chunks."""

    width: int
    height: int
    bits: int
    kind: int
    palette: bytes = b""
    orientation: int = 1
    density: tuple[float, float] = (0.0, 0.0)
    ranges: list[tuple[int, int]] = field(default_factory=list)

    @property
    def length(self) -> int:
        return sum(length for _, length in self.ranges)

    @property
    def entries(self) -> bytes:
        """The image dictionary (ISO 32000-1, 8.9.5) with its predictor (7.4.4.4)."""
        return (
            b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace%b/BitsPerComponent %d"
            b"/Filter/FlateDecode/DecodeParms"
            b"<</Predictor 15/Colors %d/BitsPerComponent %d/Columns %d>>"
            % (
                self.width,
                self.height,
                self.space,
                self.bits,
                BANDS[self.kind],
                self.bits,
                self.width,
            )
        )

    @property
    def space(self) -> bytes:
        if self.kind == PALETTE:
            highest = len(self.palette) // 3 - 1
            return b"[/Indexed/DeviceRGB %d<%b>]" % (highest, self.palette.hex().encode())
        return b"/DeviceGray" if self.kind == GREY else b"/DeviceRGB"

    def pieces(self, file: BinaryIO) -> Iterator[bytes]:
        for start, length in self.ranges:
            file.seek(start)
            yield file.read(length)


def survey(file: BinaryIO) -> Survey | None:
    """Walk the chunks of a PNG; None if it must be written anew."""
    size = file.seek(0, os.SEEK_END)
    file.seek(8)
    found: Survey | None = None
    while len(head := file.read(8)) == 8:
        length, kind = struct.unpack(">I4s", head)
        start = file.tell()
        if start + length > size:
            return None
        if kind == b"IHDR":
            found = from_header(file.read(length))
        elif kind == b"IEND":
            break
        elif found is None or kind == b"tRNS":
            return None
        else:
            note(found, kind, start, length, file)
        file.seek(start + length + 4)
    return found if found and found.ranges and (found.kind != PALETTE or found.palette) else None


def from_header(header: bytes) -> Survey | None:
    """Read the header chunk; None for transparency, interlace or anything unknown."""
    if len(header) != 13:
        return None
    width, height, bits, kind, packing, filtering, interlace = struct.unpack(">IIBBBBB", header)
    if packing or filtering or interlace or kind not in BANDS or not width or not height:
        return None
    return Survey(width, height, bits, kind)


def note(found: Survey, kind: bytes, start: int, length: int, file: BinaryIO) -> None:
    if kind == b"IDAT":
        found.ranges.append((start, length))
    elif kind == b"PLTE" and length <= 768:
        found.palette = file.read(length)
    elif kind == b"eXIf" and length < 65536:
        found.orientation = orientation_in(b"Exif\0\0" + file.read(length))
    elif kind == b"pHYs" and length == 9:
        across, down, unit = struct.unpack(">IIB", file.read(9))
        if unit == 1:
            found.density = (across * METRE, down * METRE)
