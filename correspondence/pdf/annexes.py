"""What goes with a letter: files of any kind we take, opened when their turn comes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from .assembly import pages, rasters
from .assembly.layers import Layers
from .assembly.objectfile import ObjectFile
from .assembly.placing import Piece
from .document import StampText

PDF = "application/pdf"

Opener = Callable[[], AbstractContextManager[Path | BinaryIO]]
Source = Path | Opener


class AnnexRefused(Exception):
    """A file cannot go with a letter.

    ``code`` is ``docx_needs_pdf`` (a text document), ``filled_fields`` or ``unreadable``;
    `correspondence.sentences` says it in words.
    """

    def __init__(self, code: str, number: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.number = number


@dataclass(frozen=True)
class AnnexSource:
    """One annex. ``source`` is a path, or opens to a path or a seekable binary stream.

    ``title`` is its bookmark, as it reads in the letter's list of enclosures; ``stamp`` gives
    the words on a page from the page's number and the annex's count of pages.
    """

    number: int
    title: str
    mime: str
    source: Source
    stamp: Callable[[int, int], StampText]

    @property
    def label_prefix(self) -> str:
        """What stands before the page number in a reader's page box."""
        return f"{self.number}-"


@contextlib.contextmanager
def opened(source: Source) -> Iterator[BinaryIO]:
    """Open a source as a seekable binary stream."""
    with contextlib.ExitStack() as stack:
        found = source if isinstance(source, Path) else stack.enter_context(source())
        if isinstance(found, Path):
            found = stack.enter_context(found.open("rb"))
        yield found


def count_pages(source: Source, mime: str) -> int:
    """Return how many pages a file takes in a bundle.

    Raises:
        AnnexRefused: if it cannot go with a letter.
    """
    with refusing(), opened(source) as file:
        if mime in rasters.FORMATS:
            return rasters.frames(file, mime)
        with pages.open_pdf(as_pdf(file, mime)) as pdf:
            return len(pdf.pages)


def embed(
    out: ObjectFile, source: Source, mime: str, layers: Layers, number: int = 0
) -> Iterator[Piece]:
    """Write a file's pages into the file being bound and yield them, one after another.

    Raises:
        AnnexRefused: if it cannot go with a letter; it carries the annex's number.
    """
    with refusing(number), opened(source) as file:
        if mime in rasters.FORMATS:
            yield from rasters.embed(out, file, mime)
        else:
            yield from pages.embed(out, as_pdf(file, mime), layers)


def as_pdf(file: BinaryIO, mime: str) -> BinaryIO:
    """Return the file itself if it is a PDF; a text document is turned into one before."""
    if mime != PDF:
        raise AnnexRefused("docx_needs_pdf")
    return file


@contextlib.contextmanager
def refusing(number: int = 0) -> Iterator[None]:
    try:
        yield
    except (rasters.UnreadablePicture, pages.UnreadablePdf) as error:
        raise AnnexRefused("unreadable", number) from error
    except pages.FilledFields as error:
        raise AnnexRefused("filled_fields", number) from error
    except AnnexRefused as error:
        raise AnnexRefused(error.code, number) from error
