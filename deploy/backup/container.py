"""The sealed file: a line that says what it is, then pieces of at most one mebibyte, each sealed
(AES-256-GCM) and bound to this backup, to its place and to whether it is the last.

A piece that was changed, moved, taken away or brought from another backup does not open.
"""

import secrets
from typing import BinaryIO

from families import sealing

MAGIC = b"PAYVAND BACKUP 1\n"
PIECE = 1024 * 1024
NAME = 16
LENGTH = 4


class Damaged(Exception):
    """The file is no backup of this house, or is not whole."""


def key() -> bytes:
    return sealing.derived_key("backup")


class Sealer:
    """Takes plain bytes and writes sealed ones; `close` writes the last piece."""

    def __init__(self, out: BinaryIO):
        self._out, self._held, self._number = out, bytearray(), 0
        self._name = secrets.token_bytes(NAME)
        out.write(MAGIC + self._name)

    def write(self, plain: bytes) -> int:
        self._held += plain
        while len(self._held) > PIECE:
            self._piece(bytes(self._held[:PIECE]), last=False)
            del self._held[:PIECE]
        return len(plain)

    def close(self) -> None:
        self._piece(bytes(self._held), last=True)
        self._held.clear()

    def _piece(self, plain: bytes, *, last: bool) -> None:
        sealed = sealing.seal(key(), plain, context=_context(self._name, self._number, last))
        self._out.write(len(sealed).to_bytes(LENGTH) + last.to_bytes() + sealed)
        self._number += 1


class Opener:
    """Gives the plain bytes again. Raises Damaged before anything wrong is given."""

    def __init__(self, file: BinaryIO):
        self._file, self._held, self._number, self._ended = file, b"", 0, False
        head = file.read(len(MAGIC) + NAME)
        if not head.startswith(MAGIC) or len(head) < len(MAGIC) + NAME:
            raise Damaged("This file is no backup of Payvand")
        self._name = head[len(MAGIC) :]

    def read(self, size: int) -> bytes:
        while len(self._held) < size and not self._ended:
            self._held += self._piece()
        given, self._held = self._held[:size], self._held[size:]
        return given

    def finish(self) -> None:
        """Reads to the end: a file whose end was cut off is damaged."""
        while not self._ended:
            self._piece()
        if self._file.read(1):
            raise Damaged("Something was added to the backup")

    def _piece(self) -> bytes:
        head = self._file.read(LENGTH + 1)
        length = int.from_bytes(head[:LENGTH])
        if len(head) < LENGTH + 1 or length > PIECE + sealing.NONCE + 16:
            raise Damaged("The backup is cut off or damaged")
        last = bool(head[LENGTH])
        context = _context(self._name, self._number, last)
        try:
            plain = sealing.unseal(key(), self._file.read(length), context=context)
        except sealing.Unreadable:
            raise Damaged("The backup is damaged, or the keys are not its own") from None
        self._number, self._ended = self._number + 1, last
        return plain


def _context(name: bytes, number: int, last: bool) -> str:
    return f"backup:{name.hex()}:{number}:{last}"
