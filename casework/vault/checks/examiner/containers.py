"""Finds files that end too early by their own tables, where the decoders would shrug."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import BinaryIO

from .sniff import HEIC, TIFF, WEBP
from .verdicts import Limits, Refusal


def check_whole(file: BinaryIO, mime: str, limits: Limits) -> None:
    """Compare the lengths that a file states with its own.

    Raises:
        Refusal: ``truncated``, ``page_loop`` or ``too_many_pages``.
    """
    size = file.seek(0, os.SEEK_END)
    if mime == HEIC:
        check_boxes(file, size)
    elif mime == WEBP:
        file.seek(4)
        if 8 + int.from_bytes(file.read(4), "little") > size:
            raise Refusal("truncated")
    elif mime == TIFF:
        check_directories(file, size, limits)


def check_boxes(file: BinaryIO, size: int) -> None:
    """Walk the top boxes of a HEIC file (ISO/IEC 14496-12, 4.2): each must fit in the file."""
    position = 0
    while position < size:
        file.seek(position)
        head = file.read(16)
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        if length == 0:
            return
        if length < 8 or position + length > size:
            raise Refusal("truncated")
        position += length


def check_directories(file: BinaryIO, size: int, limits: Limits) -> None:
    """Walk the page directories of a TIFF (TIFF 6.0, section 2): all there, none twice."""
    seen: set[int] = set()
    for start, end in directories(file):
        if end > size:
            raise Refusal("truncated")
        if start in seen:
            raise Refusal("page_loop")
        seen.add(start)
        if len(seen) > limits.pages:
            raise Refusal("too_many_pages", limit=limits.pages)


def directories(file: BinaryIO) -> Iterator[tuple[int, int]]:
    """Yield where each page directory starts and ends, classic TIFF and BigTIFF."""
    file.seek(0)
    order = "little" if file.read(2) == b"II" else "big"
    wide = read_number(file, 2, order) == 43
    count_size, entry_size, offset_size = (8, 20, 8) if wide else (2, 12, 4)
    if wide:
        file.seek(8)
    while start := read_number(file, offset_size, order):
        file.seek(start)
        entries = read_number(file, count_size, order)
        end = start + count_size + entries * entry_size + offset_size
        yield start, end
        file.seek(end - offset_size)


def read_number(file: BinaryIO, size: int, order: str) -> int:
    return int.from_bytes(file.read(size), "little" if order == "little" else "big")
