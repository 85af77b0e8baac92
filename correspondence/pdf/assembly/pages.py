"""Puts the pages of foreign PDF files into the file: only what is drawn, nothing that acts.

Each page becomes a form (ISO 32000-1, 8.10): its content and resources. Links, scripts,
attached files and document data hang on pages and catalogs, which are not taken along.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from .copying import Copier
from .layers import Layers
from .objectfile import ObjectFile, numbers
from .placing import A4, Piece, times

Box = tuple[float, float, float, float]

SMALLEST = 1.0


class UnreadablePdf(Exception):
    """The PDF cannot be read."""


class FilledFields(Exception):
    """The PDF holds filled-in text that only its own program can draw."""


def open_pdf(file: BinaryIO) -> pikepdf.Pdf:
    """Open a PDF, read piece by piece.

    Raises:
        UnreadablePdf: if it cannot be opened.
    """
    file.seek(0)
    try:
        return pikepdf.open(file, access_mode=pikepdf.AccessMode.stream)
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise UnreadablePdf from error


def embed(out: ObjectFile, file: BinaryIO, layers: Layers) -> Iterator[Piece]:
    """Write the pages of a PDF as forms and yield them, one after another.

    Raises:
        UnreadablePdf: if a page cannot be taken along.
        FilledFields: if filled-in text would be lost.
    """
    with open_pdf(file) as pdf:
        copier = Copier(out, strange=True)
        try:
            flatten(pdf)
            layers.note(pdf, copier)
            for page in pdf.pages:
                yield embed_page(out, page, copier)
        except (FilledFields, OSError, MemoryError):
            raise
        except Exception as error:  # strange objects fail in many ways inside the reader
            raise UnreadablePdf from error


def embed_page(out: ObjectFile, page: pikepdf.Page, copier: Copier) -> Piece:
    box = visible_box(page)
    entries = b"/Type/XObject/Subtype/Form/BBox[%b]" % numbers(box)
    for key in (Name.Resources, Name.Group):
        if isinstance(value := page.obj.get(key), Dictionary):
            entries += b"%b %b" % (key.unparse(), copier.value(value))
    extra, data = content_of(page.obj.get(Name.Contents), copier)
    number = out.add_stream(entries + extra, data)
    copier.finish()
    return piece_for(number, box, page.obj)


def content_of(contents: Any, copier: Copier) -> tuple[bytes, bytes]:
    """Return a page's content and how it is packed: a single stream stays as it is."""
    parts = list(contents) if isinstance(contents, Array) else [contents]
    streams = [part for part in parts if isinstance(part, Stream)]
    if len(streams) == 1:
        packing = b"".join(
            key.unparse() + b" " + copier.value(streams[0][key])
            for key in (Name.Filter, Name.DecodeParms)
            if key in streams[0]
        )
        return packing, streams[0].read_raw_bytes()
    joined = b"\n".join(stream.read_bytes() for stream in streams)
    return b"/Filter/FlateDecode", zlib.compress(joined, 6)


def visible_box(page: pikepdf.Page) -> Box:
    """Return what a reader sees of the page: the crop box within the media box."""
    media = box_in(page.obj.get(Name.MediaBox)) or (0.0, 0.0, *A4)
    crop = box_in(page.obj.get(Name.CropBox)) or media
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    if right - left < SMALLEST or top - bottom < SMALLEST:
        return media
    return left, bottom, right, top


def box_in(value: Any) -> Box | None:
    if not isinstance(value, Array) or len(value) != 4:
        return None
    x1, y1, x2, y2 = (float(edge) for edge in value)
    left, right, bottom, top = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
    sound = right - left >= SMALLEST and top - bottom >= SMALLEST
    return (left, bottom, right, top) if sound else None


def piece_for(number: int, box: Box, page: Any) -> Piece:
    left, bottom, right, top = box
    unit = float(page.get(Name.UserUnit, 1)) or 1.0
    matrix = times((1, 0, 0, 1, -left, -bottom), (unit, 0, 0, unit, 0, 0))
    piece = Piece(number, (right - left) * unit, (top - bottom) * unit, matrix)
    return piece.turned(round(float(page.get(Name.Rotate, 0)) / 90) * 90 % 360)


def flatten(pdf: pikepdf.Pdf) -> None:
    """Draw filled-in fields and notes into the pages, for they hang beside the content.

    Raises:
        FilledFields: if a field has text, but no look, that we could only draw wrongly.
    """
    form = pdf.Root.get(Name.AcroForm)
    if isinstance(form, Dictionary):
        written = [field for field in fields_of(pdf) if has_text(field)]
        bare = any(look_of(field) is None for field in written)
        latin = all(is_latin(field) for field in written)
        if bare and not latin:
            raise FilledFields
        redraw = latin and (bare or bool(form.get(Name.NeedAppearances, False)))
        form[Name.NeedAppearances] = redraw
        if redraw:
            pdf.generate_appearance_streams()
    pdf.flatten_annotations("all")


def fields_of(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for page in pdf.pages:
        annotations = page.obj.get(Name.Annots)
        for note in annotations if isinstance(annotations, Array) else []:
            if isinstance(note, Dictionary) and note.get(Name.Subtype) == Name.Widget:
                yield note


def text_of(field: Any) -> str:
    """Return a field's value, its own or its parent's, if it is text."""
    value = field.get(Name.V)
    parent = field.get(Name.Parent)
    if value is None and isinstance(parent, Dictionary):
        value = parent.get(Name.V)
    return str(value) if isinstance(value, String) else ""


def has_text(field: Any) -> bool:
    return bool(text_of(field).strip())


def is_latin(field: Any) -> bool:
    return all(ord(letter) < 256 for letter in text_of(field))


def look_of(field: Any) -> Any:
    looks = field.get(Name.AP)
    return looks.get(Name.N) if isinstance(looks, Dictionary) else None
