"""The squares on papers, read from a scan however it lies; and its printed words."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import zxingcpp
from PIL import Image

from casework import vault
from casework.models import StoredFile
from casework.references import family_in_code, is_of_sheet
from casework.vault import checks

PAGES = 3  # a sheet has one or two; what lies behind is not searched
WIDTHS = (1654, 2480)  # pixels across: A4 at 200 and 300 dpi
QR_CODES = zxingcpp.barcode_formats_from_str("QRCode")
INK = 48  # steps of grey that something written differs from its paper, at least
EMPTY = 1 / 4000  # of the page: less than this is dust


@dataclass
class Seen:
    """What the first pages of a scan show: the family numbers on sheets to sign and on our other
    papers, squares of anybody else's, squares that are there and cannot be read, anything at all.
    """

    sheets: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    foreign: bool = False
    damaged: bool = False
    written: bool = False

    @property
    def families(self) -> set[str]:
        return self.sheets | self.others


def look(stored: StoredFile, pages: int) -> Seen:
    """What can be seen on a scan, by its squares."""
    seen = Seen()
    with vault.open_plain(stored) as path, checks.Examiner() as examiner:
        for page in range(1, min(pages, PAGES) + 1):
            for width in WIDTHS:
                if _look_at(examiner, path, stored.mime, page, width, seen):
                    break
    return seen


def families_on(stored: StoredFile, pages: int) -> set[str]:
    """The family numbers of our own squares on the first pages."""
    return look(stored, pages).families


def found_on(stored: StoredFile, pages: int, read: Callable[[str], str | None]) -> set[str]:
    """What `read` makes of the squares on the first pages; it gives None for a stranger's."""
    found = set()
    with vault.open_plain(stored) as path, checks.Examiner() as examiner:
        for page in range(1, min(pages, PAGES) + 1):
            for width in WIDTHS:
                texts = _texts(examiner, path, stored.mime, page, width)
                here = {told for text in texts if (told := read(text))}
                found |= here
                if here:
                    break
    return found


def _texts(examiner, path, mime: str, page: int, width: int) -> list[str]:
    try:
        drawing = examiner.render(path, mime, page, width, grey=True)
    except checks.RenderingRefused:
        return []
    with Image.open(io.BytesIO(drawing)) as picture:
        return [square.text for square in zxingcpp.read_barcodes(picture, formats=QR_CODES)]


def words_on(stored: StoredFile) -> str:
    """What a PDF says on its first pages in letters that a program can read; "" for any other."""
    with vault.open_plain(stored) as path, checks.Examiner() as examiner:
        try:
            return examiner.words(path, stored.mime, PAGES)
        except checks.RenderingRefused:
            return ""


def _look_at(examiner, path, mime: str, page: int, width: int, seen: Seen) -> bool:
    """Adds what a page shows at this width; whether a square of ours was read."""
    try:
        drawing = examiner.render(path, mime, page, width, grey=True)
    except checks.RenderingRefused:
        return False
    with Image.open(io.BytesIO(drawing)) as picture:
        seen.written = seen.written or not _is_empty(picture)
        numbers = list(_numbers(picture, seen))
    return bool(numbers)


def _numbers(picture: Image.Image, seen: Seen) -> Iterator[str]:
    for square in zxingcpp.read_barcodes(picture, formats=QR_CODES, return_errors=True):
        number = family_in_code(square.text) if square.valid else None
        if number:
            (seen.sheets if is_of_sheet(square.text) else seen.others).add(number)
            yield number
        elif square.valid:
            seen.foreign = True
        else:
            seen.damaged = True


def _is_empty(picture: Image.Image) -> bool:
    """Paper and nothing on it, whatever its shade."""
    counts = picture.reduce(4).histogram()
    paper, pixels = counts.index(max(counts)), sum(counts)
    ink = sum(n for grey, n in enumerate(counts) if abs(grey - paper) > INK)
    return ink < pixels * EMPTY
