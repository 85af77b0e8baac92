"""Writes the objects of a PDF straight to a file, hashing what passes (ISO 32000-1, 7.5)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import BinaryIO

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class ObjectFile:
    """Numbered objects, each written once and then forgotten; only offsets stay in memory.

    The same objects in the same order give the same bytes.
    """

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._hash = hashlib.sha256()
        self._offsets: list[int] = []
        self.size = 0
        self._write(HEADER)

    def reserve(self) -> int:
        """Return the number of an object that will be written later."""
        self._offsets.append(0)
        return len(self._offsets)

    def add(self, body: bytes, number: int | None = None) -> int:
        """Write an object; return its number."""
        number = self._begin(number)
        self._write(body + b"\nendobj\n")
        return number

    def add_stream(
        self,
        dictionary: bytes,
        data: bytes | Iterable[bytes],
        length: int | None = None,
        number: int | None = None,
    ) -> int:
        """Write a stream; return its number. ``length`` is needed where data comes in pieces.

        Raises:
            ValueError: if the pieces are not as long together as stated.
        """
        pieces = (data,) if isinstance(data, bytes) else data
        stated = len(data) if isinstance(data, bytes) else length or 0
        number = self._begin(number)
        self._write(b"<<%b/Length %d>>\nstream\n" % (dictionary, stated))
        start = self.size
        for piece in pieces:
            self._write(piece)
        if self.size - start != stated:
            raise ValueError("a stream is not as long as stated")
        self._write(b"\nendstream\nendobj\n")
        return number

    def finish(self, root: int, info: int) -> str:
        """Write the table of offsets and the trailer; return the SHA-256 of the whole file.

        Raises:
            ValueError: if a reserved object was never written.
        """
        if not all(self._offsets):
            raise ValueError("a reserved object was never written")
        start, count = self.size, len(self._offsets) + 1
        name = self._hash.hexdigest()[:32].encode()
        rows = b"".join(b"%010d 00000 n \n" % offset for offset in self._offsets)
        self._write(b"xref\n0 %d\n0000000000 65535 f \n" % count + rows)
        self._write(
            b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]>>\nstartxref\n%d\n%%%%EOF\n"
            % (count, root, info, name, name, start)
        )
        return self._hash.hexdigest()

    def _begin(self, number: int | None) -> int:
        number = number or self.reserve()
        if self._offsets[number - 1]:
            raise ValueError("an object is written twice")
        self._offsets[number - 1] = self.size
        self._write(b"%d 0 obj\n" % number)
        return number

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._hash.update(data)
        self.size += len(data)


def text(value: str) -> bytes:
    """Return a text string as PDF writes it (7.9.2.2): UTF-16 with its mark, in hexadecimal."""
    return b"<%b>" % ("\ufeff" + value).encode("utf-16-be").hex().encode()


def number(value: float) -> bytes:
    """Return a number with at most five decimals and no exponent (7.3.3)."""
    written = f"{value:.5f}".rstrip("0").rstrip(".")
    return b"0" if written in ("-0", "") else written.encode()


def numbers(values: Iterable[float]) -> bytes:
    return b" ".join(number(value) for value in values)
