"""Judges PDF files: whole, bounded, without a loop; and names what in them could act."""

from __future__ import annotations

import io
import os
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from .sniff import EXTENSIONS, PDF
from .verdicts import Limits, Refusal, Verdict

TAIL = 64 * 1024
CHUNK = 1024 * 1024
DEPTH = 60
OBJECTS = 500_000
ACTIONS = {
    "/JavaScript": "javascript",
    "/Launch": "launch",
    "/SubmitForm": "submit",
    "/ImportData": "submit",
    "/GoToR": "other_file",
    "/GoToE": "other_file",
    "/Rendition": "multimedia",
    "/Movie": "multimedia",
    "/Sound": "multimedia",
}
SUBTYPES = {"/RichMedia": "multimedia", "/3D": "multimedia", "/FileAttachment": "embedded_file"}


def open_pdf(file: BinaryIO) -> tuple[pikepdf.Pdf, bool]:
    """Open a PDF; the flag says that its table of objects had to be rebuilt.

    Raises:
        Refusal: ``password``, ``truncated`` or ``unreadable``.
    """
    try:
        return pikepdf.open(file, attempt_recovery=False, inherit_page_attributes=False), False
    except pikepdf.PasswordError as error:
        raise Refusal("password") from error
    except pikepdf.PdfError:
        if cut_short(file):
            raise Refusal("truncated") from None
    try:
        return pikepdf.open(file, inherit_page_attributes=False), True
    except pikepdf.PasswordError as error:
        raise Refusal("password") from error
    except pikepdf.PdfError as error:
        raise Refusal("unreadable") from error


def unlocked(file: BinaryIO, password: str) -> bytes:
    """Return a copy that opens without a password.

    Raises:
        Refusal: ``wrong_password`` or ``unreadable``.
    """
    out = io.BytesIO()
    try:
        with pikepdf.open(file, password=password) as pdf:
            pdf.save(out, encryption=False)
    except pikepdf.PasswordError as error:
        raise Refusal("wrong_password") from error
    except pikepdf.PdfError as error:
        raise Refusal("unreadable") from error
    return out.getvalue()


def cut_short(file: BinaryIO) -> bool:
    """Return whether the end-of-file marker is missing from the end (ISO 32000-1, 7.5.5)."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - TAIL))
    return b"%%EOF" not in file.read()


def examine_pdf(file: BinaryIO, limits: Limits) -> Verdict:
    """Judge a PDF within the limits.

    Raises:
        Refusal: ``password``, ``truncated``, ``unreadable``, ``no_pages``, ``page_loop``,
            ``too_many_pages``, ``too_many_pixels``, ``inflates``.
    """
    pdf, rebuilt = open_pdf(file)
    with pdf:
        pages = count_leaves(pdf, limits)
        active = sorted(look_through(pdf, limits))
        detail: dict[str, Any] = {"active": active}
        detail |= {"rebuilt": True} if rebuilt else {}
        detail |= {"form": True} if has_fields(pdf) else {}
        if len(pdf.pages) != pages:
            raise Refusal("unreadable")
    if active:
        return Verdict("neutralised", "active_content", PDF, EXTENSIONS[PDF], pages, detail=detail)
    return Verdict("accepted", "ok", PDF, EXTENSIONS[PDF], pages, detail=detail)


def count_leaves(pdf: pikepdf.Pdf, limits: Limits) -> int:
    """Count pages by walking the tree ourselves: a node met twice would never end."""
    waiting: list[Any] = [pdf.Root.get(Name.Pages)]
    seen: set[tuple[int, int]] = set()
    leaves = 0
    while waiting:
        node = waiting.pop()
        if not isinstance(node, Dictionary):
            raise Refusal("unreadable")
        if node.is_indirect and node.objgen in seen:
            raise Refusal("page_loop")
        seen.add(node.objgen if node.is_indirect else (0, len(seen)))
        kids = node.get(Name.Kids)
        if isinstance(kids, Array):
            waiting.extend(kids)
        else:
            leaves += 1
        if leaves > limits.pages or len(seen) > 4 * limits.pages + 100:
            raise Refusal("too_many_pages", limit=limits.pages)
    if leaves == 0:
        raise Refusal("no_pages")
    return leaves


def look_through(pdf: pikepdf.Pdf, limits: Limits) -> set[str]:
    """Meet every object once: bound what streams unpack to, collect what could act."""
    found: set[str] = set()
    budget = limits.inflated_bytes
    for number, thing in enumerate(pdf.objects):
        if number > OBJECTS:
            raise Refusal("inflates")
        if isinstance(thing, Stream):
            budget -= unpacked_size(thing, min(budget, allowance(thing, limits)))
        for dictionary in dictionaries_in(thing):
            found |= acting(dictionary)
    return found


def allowance(stream: Stream, limits: Limits) -> int:
    """Return how many bytes a stream may unpack to: pictures by their pixels, others flatly."""
    if stream.get(Name.Subtype) != Name.Image:
        return limits.content_bytes
    width, height = (int(stream.get(key, 0)) for key in (Name.Width, Name.Height))
    if width * height > limits.pixels:
        raise Refusal("too_many_pixels", width=width, height=height, limit=limits.pixels)
    return max(limits.content_bytes, width * height * 8)


def unpacked_size(stream: Stream, most: int) -> int:
    """Inflate a stream piece by piece and throw it away; return its size.

    Only deflate multiplies without bound: other filters are left to the memory limit.
    """
    filters = stream.get(Name.Filter, Array([]))
    names = [filters] if isinstance(filters, Name) else list(filters)
    if Name.FlateDecode not in names:
        return 0
    if names[0] != Name.FlateDecode:
        return wrapped_size(stream, most)
    size = 0
    for piece in inflated(stream.read_raw_bytes(), names.count(Name.FlateDecode)):
        size += len(piece)
        if size > most:
            raise Refusal("inflates")
    return size


def wrapped_size(stream: Stream, most: int) -> int:
    """Return the size of a stream whose deflated data is packed once more, as in ASCII85."""
    try:
        size = len(stream.read_bytes(pikepdf.StreamDecodeLevel.generalized))
    except pikepdf.PdfError:
        return 0
    if size > most:
        raise Refusal("inflates")
    return size


def inflated(data: bytes, times: int) -> Iterator[bytes]:
    """Yield deflated data unpacked ``times`` times, at most a mebibyte at a time."""
    pieces: Iterator[bytes] = iter([data])
    for _ in range(min(times, 8)):
        pieces = inflate_once(pieces)
    return pieces


def inflate_once(pieces: Iterator[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj()
    for piece in pieces:
        while piece:
            try:
                out = unpacker.decompress(piece, CHUNK)
            except zlib.error:
                return
            piece = unpacker.unconsumed_tail
            yield out


def dictionaries_in(thing: Any) -> Iterator[Any]:
    """Yield an object's own dictionaries, nested ones too, without following references."""
    waiting = [(thing, 0)]
    while waiting:
        here, depth = waiting.pop()
        if depth > DEPTH:
            raise Refusal("unreadable")
        if isinstance(here, Dictionary | Stream):
            yield here
            inner = [value for _, value in here.items()]
        elif isinstance(here, Array):
            inner = list(here)
        else:
            continue
        waiting += [
            (value, depth + 1)
            for value in inner
            if isinstance(value, Dictionary | Array) and not value.is_indirect
        ]


def acting(dictionary: Any) -> set[str]:
    """Name what one dictionary could do when the document is opened or clicked."""
    found = set()
    action, subtype = dictionary.get(Name.S), dictionary.get(Name.Subtype)
    if isinstance(action, Name) and str(action) in ACTIONS:
        found.add(ACTIONS[str(action)])
    if isinstance(subtype, Name) and str(subtype) in SUBTYPES:
        found.add(SUBTYPES[str(subtype)])
    if Name.EF in dictionary or dictionary.get(Name.Type) == Name.EmbeddedFile:
        found.add("embedded_file")
    if Name.JS in dictionary:
        found.add("javascript")
    if Name.XFA in dictionary:
        found.add("xfa")
    return found


def has_fields(pdf: pikepdf.Pdf) -> bool:
    form = pdf.Root.get(Name.AcroForm)
    return isinstance(form, Dictionary) and len(form.get(Name.Fields, Array([]))) > 0
