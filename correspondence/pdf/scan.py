"""Finds a signed letter in a scan, compares it page by page, and sets its pages upright.

What is sent is what was signed: the scan's pages take the place of ours in the bundle, so a
page too many, too few or from elsewhere must show before anybody confirms.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import zxingcpp
from PIL import Image

from . import annexes
from .assembly.layers import Layers
from .assembly.navigation import page_labels
from .assembly.objectfile import ObjectFile, numbers
from .assembly.placing import Piece, Sheet, draw
from .bundle import written_whole
from .pagecode import PageCode, is_ours, parse_code

WIDTHS = (1654, 2480, 1100)
"""Pixels across to look for a code at: A4 at 200, 300 and 133 dpi."""

QR_CODES = zxingcpp.barcode_formats_from_str("QRCode")
DARK_SHARE = 0.0005
DARKER = 60


@dataclass(frozen=True)
class ScannedPage:
    """One page of a scan: its number from 1, the text of our code on it, and how it lies.

    ``turn`` is how far to turn it clockwise to stand upright; unknown without a code, so 0.
    """

    page: int
    text: str = ""
    turn: int = 0
    blank: bool = False


@dataclass(frozen=True)
class ExpectedLetter:
    """The letter a scan should be: ``key`` is the one its codes were made with."""

    reference: str
    version: int
    pages: int
    key: bytes


@dataclass(frozen=True)
class ScanVerdict:
    """What a comparison found. `correspondence.sentences` says it in words.

    ``code`` is ``match``; ``confirm`` or ``extra_pages``, where a person must look; or a reason
    to scan again. ``order`` gives, for each page of the letter, the page of the scan.
    """

    code: str
    order: tuple[int, ...] = ()
    turns: tuple[int, ...] = ()
    detail: dict[str, Any] = field(default_factory=dict)

    @property
    def usable(self) -> bool:
        return len(self.order) > 0

    @property
    def needs_person(self) -> bool:
        return self.usable and self.code != "match"


class PageDrawer(Protocol):
    """Draws pages of a file that strangers made, in safety: `casework.vault.checks.Examiner`."""

    def render(
        self, source: Path | BinaryIO, mime: str, page: int, width: int, *, grey: bool = False
    ) -> bytes: ...


def read_codes(
    source: Path | BinaryIO, mime: str, pages: int, drawer: PageDrawer
) -> list[ScannedPage]:
    """Look for our code on each page of a scan, however it lies.

    ``pages`` is the count from the scan's own examination. What the drawer raises for a page
    that cannot be drawn comes through.
    """
    return [read_page(drawer, source, mime, page) for page in range(1, pages + 1)]


def read_page(drawer: PageDrawer, source: Path | BinaryIO, mime: str, page: int) -> ScannedPage:
    blank = False
    for width in WIDTHS:
        drawing = drawer.render(source, mime, page, width, grey=True)
        with Image.open(io.BytesIO(drawing)) as picture:
            picture.load()
        if found := code_in(picture):
            return ScannedPage(page, found[0], found[1])
        if blank := is_blank(picture):
            break
    return ScannedPage(page, blank=blank)


def code_in(picture: Image.Image) -> tuple[str, int] | None:
    """Return the text of our code in a picture and how far to turn the page."""
    for barcode in zxingcpp.read_barcodes(picture, formats=QR_CODES):
        if parse_code(barcode.text):
            return barcode.text, round(-barcode.orientation / 90) * 90 % 360
    return None


def is_blank(picture: Image.Image) -> bool:
    """Return whether a page is an empty back side: hardly anything darker than its paper."""
    counts = picture.resize((300, 424), Image.Resampling.BOX).histogram()
    paper = counts.index(max(counts))
    return sum(counts[: max(0, paper - DARKER)]) <= DARK_SHARE * sum(counts)


def letter_in(scanned: Sequence[ScannedPage]) -> PageCode | None:
    """Return the code of the first page that has one: it names the letter to compare with."""
    codes = (parse_code(page.text) for page in scanned)
    return next((code for code in codes if code), None)


def compare(scanned: Sequence[ScannedPage], letter: ExpectedLetter) -> ScanVerdict:
    """Say whether the scan is this letter, whole, and in which order its pages lie."""
    places: dict[int, ScannedPage] = {}
    loose = []
    for page in scanned:
        code = parse_code(page.text)
        if code is None:
            loose += [] if page.blank else [page]
            continue
        if wrong := stranger(page, code, letter):
            return wrong
        if code.page in places:
            return ScanVerdict("page_twice", detail={"page": code.page})
        places[code.page] = page
    return place_loose(places, loose, letter)


def stranger(page: ScannedPage, code: PageCode, letter: ExpectedLetter) -> ScanVerdict | None:
    """Return the verdict on a page that is not this letter's, None if it is."""
    if code.reference != letter.reference:
        return ScanVerdict("other_letter", detail={"page": page.page, "found": code.reference})
    if not is_ours(code, letter.key):
        return ScanVerdict("not_ours", detail={"page": page.page})
    if code.version != letter.version or code.total != letter.pages:
        return ScanVerdict("other_version", detail={"page": page.page, "found": code.version})
    return None


def place_loose(
    places: dict[int, ScannedPage], loose: list[ScannedPage], letter: ExpectedLetter
) -> ScanVerdict:
    """Give pages without a code the free places, where their number fits exactly."""
    missing = [page for page in range(1, letter.pages + 1) if page not in places]
    unread = tuple(page.page for page in loose)
    if not missing:
        code = "extra_pages" if loose else "match"
        return in_order(code, places, letter, {"pages": unread} if loose else {})
    if not loose:
        return ScanVerdict("page_missing", detail={"pages": tuple(missing)})
    if len(missing) == len(loose):
        filled = places | dict(zip(missing, loose, strict=True))
        return in_order("confirm", filled, letter, {"pages": unread})
    found = len(places) + len(loose)
    return ScanVerdict("page_count", detail={"found": found, "expected": letter.pages})


def in_order(
    code: str, places: dict[int, ScannedPage], letter: ExpectedLetter, detail: dict[str, Any]
) -> ScanVerdict:
    pages = [places[page] for page in range(1, letter.pages + 1)]
    turns = tuple(page.turn for page in pages)
    return ScanVerdict(code, tuple(page.page for page in pages), turns, detail)


def signed_pages(source: annexes.Source, mime: str, verdict: ScanVerdict, out: Path) -> Path:
    """Write the signed pages upright, in the letter's order, each on A4; return the path.

    Only what the verdict placed is taken; pictures keep their bytes. It is the ``letter`` that
    `build_bundle` takes where an office signs on paper.

    Raises:
        AnnexRefused: if the scan cannot be read.
        ValueError: if the verdict placed no pages.
    """
    if not verdict.usable:
        raise ValueError("the scan was not found to be the letter")
    with written_whole(out) as file:
        objects, layers = ObjectFile(file), Layers()
        root, tree = objects.reserve(), objects.reserve()
        pieces = list(annexes.embed(objects, source, mime, layers))
        placed = zip(verdict.order, verdict.turns, strict=True)
        kids = [add_page(objects, tree, pieces[page - 1].turned(turn)) for page, turn in placed]
        listed = b" ".join(b"%d 0 R" % page for page in kids)
        objects.add(b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(kids), listed), tree)
        labels = page_labels([(0, "")])
        catalog = b"<</Type/Catalog/Pages %d 0 R%b%b>>"
        objects.add(catalog % (tree, labels, layers.entry), root)
        objects.finish(root, objects.add(b"<</Producer(Payvand)>>"))
    return out


def add_page(objects: ObjectFile, tree: int, piece: Piece) -> int:
    sheet = Sheet.for_piece(piece, edge=0)
    content = objects.add_stream(b"", draw(b"X", sheet.place(piece)))
    box = numbers((0, 0, sheet.width, sheet.height))
    page = b"<</Type/Page/Parent %d 0 R/MediaBox[%b]/Contents %d 0 R" % (tree, box, content)
    return objects.add(page + b"/Resources<</XObject<</X %d 0 R>>>>>>" % piece.number)
