"""Copies objects and all that they reach from an opened PDF into the file being written."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Stream

from .jpegs import without_metadata
from .objectfile import ObjectFile, number

DEPTH = 100
NOT_COPIED = frozenset(
    {
        "/AF",
        "/Alternates",
        "/LastModified",
        "/Length",
        "/Metadata",
        "/OPI",
        "/PieceInfo",
        "/Ref",
        "/StructParent",
        "/StructParents",
    }
)
"""What streams may carry along beside their content: attached files, camera and editor data."""

ACTIONS = frozenset({"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE"})


class TooDeep(Exception):
    """Arrays or dictionaries nested beyond reason."""


class Copier:
    """Copies from one source; an object met twice is written once.

    With ``strange=True`` (annexes) pictures lose their camera data and nothing that acts or
    is attached is copied; our own letter is copied as it is.
    """

    def __init__(self, file: ObjectFile, *, strange: bool) -> None:
        self._file = file
        self._strange = strange
        self._numbers: dict[tuple[int, int], int] = {}
        self._waiting: list[tuple[int, Any]] = []

    def known_as(self, thing: Any, number: int) -> None:
        """Let references to an object of the source point to this number of ours."""
        self._numbers[thing.objgen] = number

    def reference(self, thing: Any) -> bytes:
        """Return a reference to an object's copy, which `finish` writes."""
        known = self._numbers.get(thing.objgen) if thing.is_indirect else None
        if known is None:
            known = self._file.reserve()
            self._waiting.append((known, thing))
            if thing.is_indirect:
                self._numbers[thing.objgen] = known
        return b"%d 0 R" % known

    def finish(self) -> None:
        """Write everything referred to so far, and what that refers to."""
        while self._waiting:
            place, thing = self._waiting.pop()
            if isinstance(thing, Stream):
                self._copy_stream(place, thing)
            else:
                self._file.add(self.value(thing, inside=True), place)

    def entries(self, dictionary: Any, leaving: Collection[str] = (), depth: int = 0) -> bytes:
        """Return a dictionary's keys and values without the brackets."""
        return b"".join(
            name_bytes(key) + b" " + self.value(value, depth=depth + 1)
            for key, value in dictionary.items()
            if key not in leaving
        )

    def value(self, thing: Any, *, inside: bool = False, depth: int = 0) -> bytes:
        """Return a value as PDF writes it; ``inside`` asks for the object, not a reference."""
        if not isinstance(thing, Object):
            return plain(thing)
        if depth > DEPTH:
            raise TooDeep
        if isinstance(thing, Dictionary | Array | Stream) and thing.is_indirect and not inside:
            return self.reference(thing)
        if isinstance(thing, Array):
            return b"[" + b" ".join(self.value(item, depth=depth + 1) for item in thing) + b"]"
        if isinstance(thing, Dictionary):
            if self._strange and acts(thing):
                return b"null"
            return b"<<" + self.entries(thing, depth=depth) + b">>"
        return thing.unparse(resolved=True)

    def _copy_stream(self, place: int, stream: Any) -> None:
        leaving = NOT_COPIED if self._strange else {"/Length"}
        data = stream.read_raw_bytes()
        if self._strange and stream.get(Name.Filter) in (Name.DCTDecode, Array([Name.DCTDecode])):
            data = without_metadata(data)
        self._file.add_stream(self.entries(stream, leaving), data, number=place)


def acts(dictionary: Any) -> bool:
    action = dictionary.get(Name.S)
    acting = isinstance(action, Name) and str(action) in ACTIONS
    return acting or Name.JS in dictionary or Name.EF in dictionary


def plain(value: Any) -> bytes:
    """Write what pikepdf gives as a Python value."""
    if value is None:
        return b"null"
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if isinstance(value, int):
        return b"%d" % value
    if isinstance(value, Decimal):
        return format(value, "f").encode()
    return number(float(value))


def name_bytes(key: str) -> bytes:
    return Name(key).unparse()
