"""Binds a letter and its annexes into one PDF, the same bytes each time.

The letter's pages come first, as they are. Every page of an annex stands on a fresh A4 page
under a strip with its stamp. Memory stays small whatever the annexes weigh: each is opened
when its turn comes, written, and closed.
"""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import pikepdf
from pikepdf import Dictionary, Name

from . import annexes as annex_files
from .annexes import AnnexRefused, AnnexSource
from .assembly.copying import Copier
from .assembly.layers import Layers
from .assembly.navigation import Bookmark, outlines, page_labels
from .assembly.objectfile import ObjectFile, numbers, text
from .assembly.pages import content_of
from .assembly.placing import Piece, Sheet, draw
from .document import StampText, direction_of
from .stamps import STRIP_HEIGHT, stamp_pdf

PRODUCER = "Payvand"

StampMaker = Callable[[Sequence[StampText], str, float, float], bytes]
Progress = Callable[[int, int], None]

__all__ = ["AnnexRefused", "AnnexSource", "BundleResult", "build_bundle"]


@dataclass(frozen=True)
class BundleResult:
    """What was built. ``annex_pages`` counts the pages of each annex in order."""

    pages: int
    letter_pages: int
    annex_pages: tuple[int, ...]
    bytes: int
    sha256: str


@dataclass(frozen=True)
class _Stamped:
    """A strip still to be drawn: its object's number, its page's width and its words."""

    number: int
    width: float
    words: StampText


class _Binder:
    """The pages, bookmarks and stamps of one bundle while it grows."""

    def __init__(self, out: BinaryIO) -> None:
        self.file = ObjectFile(out)
        self.root = self.file.reserve()
        self.tree = self.file.reserve()
        self.layers = Layers()
        self.pages: list[int] = []
        self.bookmarks: list[Bookmark] = []
        self.labels: list[tuple[int, str]] = [(0, "")]
        self.stamps: list[_Stamped] = []
        self.catalog = b""

    def add_letter(self, pdf: pikepdf.Pdf, outline: Sequence[tuple[str, int]]) -> int:
        """Copy the letter with its structure for screen readers; return its count of pages."""
        copier = Copier(self.file, strange=False)
        for page in pdf.pages:
            parent = page.obj.get(Name.Parent)
            while isinstance(parent, Dictionary):
                copier.known_as(parent, self.tree)
                parent = parent.get(Name.Parent)
        for page in pdf.pages:
            self.pages.append(int(copier.reference(page.obj).split()[0]))
        self.layers.note(pdf, copier)
        for key in (Name.StructTreeRoot, Name.MarkInfo):
            if key in pdf.Root:
                self.catalog += key.unparse() + b" " + copier.value(pdf.Root[key])
        copier.finish()
        self.bookmarks += [Bookmark(title, self.pages[page - 1]) for title, page in outline]
        return len(self.pages)

    def add_annex(self, annex: AnnexSource) -> int:
        """Write one annex; return its count of pages."""
        first = len(self.pages)
        strips: list[tuple[int, float]] = []
        found = annex_files.embed(self.file, annex.source, annex.mime, self.layers, annex.number)
        for piece in found:
            strips.append(self.add_page(piece))
        for page, (number, width) in enumerate(strips, 1):
            self.stamps.append(_Stamped(number, width, annex.stamp(page, len(strips))))
        if strips:
            self.bookmarks.append(Bookmark(annex.title, self.pages[first]))
            self.labels.append((first, annex.label_prefix))
        return len(strips)

    def add_page(self, piece: Piece) -> tuple[int, float]:
        """Place a piece on a page of its own; return its strip's number and width."""
        sheet = Sheet.for_piece(piece, strip=STRIP_HEIGHT)
        strip = self.file.reserve()
        content = b"/Artifact BMC\n" + draw(b"X", sheet.place(piece))
        content += draw(b"S", (1, 0, 0, 1, 0, sheet.height - STRIP_HEIGHT)) + b"EMC"
        drawn = self.file.add_stream(b"", content)
        box = numbers((0, 0, sheet.width, sheet.height))
        page = (
            b"<</Type/Page/Parent %d 0 R/MediaBox[%b]/Contents %d 0 R"
            b"/Resources<</XObject<</X %d 0 R/S %d 0 R>>>>>>"
        )
        self.pages.append(self.file.add(page % (self.tree, box, drawn, piece.number, strip)))
        return strip, sheet.width

    def draw_stamps(self, stamp: StampMaker, language: str) -> None:
        """Set all strips of one width as one small PDF and take its pages along as forms."""
        for width in sorted({stamped.width for stamped in self.stamps}):
            waiting = [stamped for stamped in self.stamps if stamped.width == width]
            made = stamp([stamped.words for stamped in waiting], language, width, STRIP_HEIGHT)
            with pikepdf.open(io.BytesIO(made)) as pdf:
                copier = Copier(self.file, strange=False)
                for stamped, page in zip(waiting, pdf.pages, strict=True):
                    self.draw_stamp(stamped, page.obj, copier)
                copier.finish()

    def draw_stamp(self, stamped: _Stamped, page: Any, copier: Copier) -> None:
        packing, data = content_of(page.get(Name.Contents), copier)
        box = numbers((0, 0, stamped.width, STRIP_HEIGHT))
        resources = copier.value(page.get(Name.Resources, Dictionary()))
        entries = b"/Type/XObject/Subtype/Form/BBox[%b]/Resources %b" % (box, resources)
        self.file.add_stream(entries + packing, data, number=stamped.number)

    def finish(self, language: str, title: str, reference: str) -> str:
        """Write what holds the pages together; return the SHA-256 of the file."""
        kids = b" ".join(b"%d 0 R" % page for page in self.pages)
        self.file.add(b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(self.pages), kids), self.tree)
        navigation = b""
        if self.bookmarks:
            top = outlines(self.file, self.bookmarks)
            navigation = b"/Outlines %d 0 R/PageMode/UseOutlines" % top
        direction = b"/Direction/R2L" if direction_of(language) == "rtl" else b""
        self.file.add(
            b"<</Type/Catalog/Pages %d 0 R/Lang(%b)/ViewerPreferences<</DisplayDocTitle true%b>>"
            % (self.tree, language.encode("ascii"), direction)
            + navigation
            + page_labels(self.labels)
            + self.layers.entry
            + self.catalog
            + b">>",
            self.root,
        )
        info = b"<</Title %b/Subject %b/Producer(%b)>>"
        written = self.file.add(info % (text(title), text(reference), PRODUCER.encode()))
        return self.file.finish(self.root, written)


def build_bundle(
    letter: Path | bytes,
    annexes: Sequence[AnnexSource],
    *,
    out: Path,
    language: str,
    reference: str,
    title: str,
    outline: Sequence[tuple[str, int]] = (),
    stamp: StampMaker = stamp_pdf,
    progress: Progress | None = None,
) -> BundleResult:
    """Write the letter and its annexes to ``out``, whole or not at all.

    ``outline`` names the letter's own bookmarks as (title, page from 1); ``progress`` is
    called with (annexes done, annexes in all) after each one.

    Raises:
        AnnexRefused: if a file cannot go with a letter; nothing is left behind.
    """
    with written_whole(out) as file:
        binder = _Binder(file)
        with pikepdf.open(io.BytesIO(letter) if isinstance(letter, bytes) else letter) as pdf:
            letter_pages = binder.add_letter(pdf, outline)
        counts = []
        for done, annex in enumerate(annexes, 1):
            counts.append(binder.add_annex(annex))
            if progress:
                progress(done, len(annexes))
        binder.draw_stamps(stamp, language)
        digest = binder.finish(language, title, reference)
    pages = len(binder.pages)
    return BundleResult(pages, letter_pages, tuple(counts), binder.file.size, digest)


@contextlib.contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """Write beside the path, and move there only what was finished and is on the disk."""
    draft = path.with_name(f"{path.name}.part")
    try:
        with draft.open("wb", buffering=1024 * 1024) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
