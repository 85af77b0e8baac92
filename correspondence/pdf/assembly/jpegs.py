"""Finds what of a JPEG file goes into a PDF: the picture, without what the camera wrote.

ISO/IEC 10918-1, annex B. EXIF (with the place), XMP, IPTC, comments, thumbnails and whatever
follows the picture (a phone's film) are left behind; the picture's own bytes are untouched.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from PIL import Image

CHUNK = 64 * 1024
FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
READABLE_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
SCAN, END, EXIF, ICC, ADOBE, JFIF = 0xDA, 0xD9, 0xE1, 0xE2, 0xEE, 0xE0
MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
ORIENTATION = 0x0112
JFIF_LENGTH = 18


class NotJpeg(Exception):
    """The bytes do not follow the order of a JPEG file."""


@dataclass
class Survey:
    """What was found: ``ranges`` are (start, stop) of the bytes that go along, in order."""

    width: int = 0
    height: int = 0
    components: int = 0
    frame: int = 0
    precision: int = 8
    adobe: bool = False
    orientation: int = 1
    density: tuple[float, float] = (0.0, 0.0)
    ranges: list[tuple[int, int]] = field(default_factory=list)
    ended: bool = False

    @property
    def length(self) -> int:
        return sum(stop - start for start, stop in self.ranges) + (0 if self.ended else 2)

    @property
    def fits_pdf(self) -> bool:
        """Whether a PDF reader can decode it (ISO 32000-1, 7.4.8)."""
        sound = self.frame in READABLE_FRAMES and self.precision == 8
        return sound and self.components in (1, 3, 4) and self.width > 0 and self.height > 0

    def keep(self, start: int, stop: int) -> None:
        if self.ranges and self.ranges[-1][1] == start:
            self.ranges[-1] = (self.ranges[-1][0], stop)
        else:
            self.ranges.append((start, stop))


def survey(file: BinaryIO) -> Survey:
    """Walk a JPEG file from marker to marker.

    Raises:
        NotJpeg: if it does not begin with a picture.
    """
    file.seek(0)
    if file.read(2) != b"\xff\xd8":
        raise NotJpeg
    found = Survey()
    found.keep(0, 2)
    position = 2
    while (step := next_marker(file, position)) is not None:
        marker, position = step
        if marker == END:
            found.keep(position - 2, position)
            found.ended = True
            break
        position = read_segment(file, position, marker, found)
    if not found.frame:
        raise NotJpeg
    return found


def next_marker(file: BinaryIO, position: int) -> tuple[int, int] | None:
    """Return the marker at a position, fill bytes skipped, and where its segment begins."""
    file.seek(position)
    head = file.read(2)
    while len(head) == 2 and head == b"\xff\xff":
        position += 1
        head = b"\xff" + file.read(1)
    if len(head) < 2 or head[0] != 0xFF:
        return None
    return head[1], position + 2


def read_segment(file: BinaryIO, position: int, marker: int, found: Survey) -> int:
    """Note one segment, for a scan with its data; return where the next marker stands."""
    file.seek(position)
    length = int.from_bytes(file.read(2), "big")
    stop = position + max(length, 2)
    body = file.read(max(length - 2, 0)) if marker != SCAN else b""
    note(marker, body, found)
    if marker == SCAN:
        stop = end_of_scan(file, stop)
    if goes_along(marker, body):
        found.keep(position - 2, stop)
    return stop


def note(marker: int, body: bytes, found: Survey) -> None:
    if marker in FRAMES and len(body) >= 6:
        found.frame, found.precision = marker, body[0]
        found.height = int.from_bytes(body[1:3], "big")
        found.width = int.from_bytes(body[3:5], "big")
        found.components = body[5]
    elif marker == EXIF and body.startswith(b"Exif\0\0"):
        found.orientation = orientation_in(body)
    elif marker == ADOBE and body.startswith(b"Adobe"):
        found.adobe = True
    elif marker == JFIF and body.startswith(b"JFIF\0") and len(body) >= 12:
        per_inch = {1: 1.0, 2: 2.54}.get(body[7], 0.0)
        across, down = (int.from_bytes(body[at : at + 2], "big") for at in (8, 10))
        found.density = (across * per_inch, down * per_inch)


def goes_along(marker: int, body: bytes) -> bool:
    """Return whether a segment is part of the picture rather than a note about it."""
    if marker == JFIF:
        return body.startswith(b"JFIF\0") and len(body) <= JFIF_LENGTH
    if marker == ICC:
        return body.startswith(b"ICC_PROFILE\0")
    if marker == ADOBE:
        return body.startswith(b"Adobe")
    return not (0xE0 <= marker <= 0xEF or marker == 0xFE)


def end_of_scan(file: BinaryIO, position: int) -> int:
    """Return where the entropy-coded data ends: at the next marker that is no restart."""
    file.seek(position)
    kept = b""
    while chunk := file.read(CHUNK):
        block = kept + chunk
        if hit := MARKER.search(block):
            return position + hit.start()
        kept = block[-1:]
        position += len(block) - 1
    return position + len(kept)


def orientation_in(body: bytes) -> int:
    exif = Image.Exif()
    try:
        exif.load(body)
        value = exif.get(ORIENTATION, 1)
    except Exception:  # camera data in any state of disrepair must not stop a letter
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def pieces(file: BinaryIO, found: Survey) -> Iterator[bytes]:
    """Yield the bytes that go along, a few at a time."""
    for start, stop in found.ranges:
        file.seek(start)
        while start < stop and (piece := file.read(min(CHUNK, stop - start))):
            start += len(piece)
            yield piece
    if not found.ended:
        yield b"\xff\xd9"


def without_metadata(data: bytes) -> bytes:
    """Return a JPEG picture without camera data; anything else as it is."""
    file = io.BytesIO(data)
    try:
        return b"".join(pieces(file, survey(file)))
    except NotJpeg:
        return data
