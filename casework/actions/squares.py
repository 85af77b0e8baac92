"""The square on a family's papers, read from a scan however it lies; and its printed words."""

import io
from collections.abc import Iterator

import zxingcpp
from PIL import Image

from casework import vault
from casework.models import StoredFile
from casework.references import family_in_code
from casework.vault import checks

PAGES = 3  # a sheet has one or two; what lies behind is not searched
WIDTHS = (1654, 2480)  # pixels across: A4 at 200 and 300 dpi
QR_CODES = zxingcpp.barcode_formats_from_str("QRCode")


def families_on(stored: StoredFile, pages: int) -> set[str]:
    """The family numbers of our own squares on the first pages."""
    return set(_numbers_on(stored, pages))


def words_on(stored: StoredFile) -> str:
    """What a PDF says on its first pages in letters that a program can read; "" for any other."""
    with vault.open_plain(stored) as path, checks.Examiner() as examiner:
        try:
            return examiner.words(path, stored.mime, PAGES)
        except checks.RenderingRefused:
            return ""


def _numbers_on(stored: StoredFile, pages: int) -> Iterator[str]:
    with vault.open_plain(stored) as path, checks.Examiner() as examiner:
        for page in range(1, min(pages, PAGES) + 1):
            for width in WIDTHS:
                found = list(_codes(examiner, path, stored.mime, page, width))
                yield from found
                if found:
                    break


def _codes(examiner, path, mime: str, page: int, width: int) -> Iterator[str]:
    try:
        drawing = examiner.render(path, mime, page, width, grey=True)
    except checks.RenderingRefused:
        return
    with Image.open(io.BytesIO(drawing)) as picture:
        for barcode in zxingcpp.read_barcodes(picture, formats=QR_CODES):
            number = family_in_code(barcode.text)
            if number:
                yield number
