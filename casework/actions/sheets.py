"""The signed authorisation sheet comes back as a scan: read, hung once for the whole family."""

import io
from collections.abc import Iterator

import zxingcpp
from django.utils.translation import gettext as _
from PIL import Image

from casework import consent, vault
from casework.models import Answer, FamilyRequest, HowGiven
from casework.references import family_in_code
from casework.vault import checks

from . import acting, consents, papers
from .errors import Refused
from .told import PaperTold

READ, UNREAD = "read", "unread"
PAGES = 3  # a sheet has one or two; what lies behind is not searched
WIDTHS = (1654, 2480)  # pixels across: A4 at 200 and 300 dpi
QR_CODES = zxingcpp.barcode_formats_from_str("QRCode")


def receive_sheet(family: FamilyRequest, paper: PaperTold, *, by, command=None) -> str:
    """Keeps the scan for all cases of the family. Where its code names this family, the answers
    that stand as a yes are from now on given in writing (READ); without a readable code only the
    paper is kept (UNREAD). Raises Refused when it is another family's sheet; nothing is kept.
    """
    numbers = set(_numbers_on(paper))
    if numbers and numbers != {family.number}:
        raise Refused(
            _("This sheet belongs to another request. Nothing was kept."), code="other_family"
        )
    with acting.acting(
        "record_consent",
        by=by,
        office=family.office,
        command=command,
        content=[family.number, str(paper.stored.pk)],
    ) as act:
        if act.done:
            return act.result["taken"]
        document = papers.write_paper(family, paper, case=None, by=by)
        act.record("attach", target=family.number, document=str(document.pk))
        if numbers:
            _put_in_writing(family, document, act)
        act.result = {"taken": READ if numbers else UNREAD}
    return act.result["taken"]


def _put_in_writing(family: FamilyRequest, document, act) -> None:
    """Every yes that stands and was not in writing yet, once more, with the sheet as evidence."""
    spoken = [
        standing
        for standing in consent.book(family).standing()
        if standing.row.answer == Answer.GRANTED and standing.row.how != HowGiven.WRITTEN
    ]
    again = [consents.said_again(standing, Answer.GRANTED) for standing in spoken]
    given = consents.Given(how=HowGiven.WRITTEN, evidence=document)
    consents.write_many(family, again, given, by=act.by)
    if spoken:
        purposes = sorted({one.purpose for one in again})
        act.record("record_consent", target=family.number, purposes=purposes)


def _numbers_on(paper: PaperTold) -> Iterator[str]:
    """The family numbers of our own codes on the first pages, however they lie."""
    with vault.open_plain(paper.stored) as path, checks.Examiner() as examiner:
        for page in range(1, min(paper.pages, PAGES) + 1):
            for width in WIDTHS:
                found = list(_codes(examiner, path, paper.mime, page, width))
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
