"""The annexes of a letter: in the order of the schedule, each paper once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy

from casework import vault
from casework.models import Document
from correspondence import sentences
from correspondence.pdf import annexes as annex_files
from correspondence.pdf.assembly import rasters

from .reasons import LeftOut

AS_THEY_ARE = frozenset({annex_files.PDF, *rasters.FORMATS})
GONE = "missing_file"
MISSING_FILE = gettext_lazy("The file of this paper is not in the store. Please upload it again.")
ONE_PAGE = frozenset(rasters.FORMATS) - {rasters.TIFF}


@dataclass
class Enclosed:
    """One annex: its number, its paper, its pages, and the cases it belongs to."""

    number: int
    document: Document
    pages: int
    cases: set = field(default_factory=set)


def cannot_go(document: Document, broken: str = "") -> LeftOut | None:
    """Why the file itself cannot go with a letter, or None."""
    if document.file.mime not in AS_THEY_ARE:
        broken = "docx_needs_pdf"
    if not broken:
        return None
    return LeftOut(broken, MISSING_FILE if broken == GONE else sentences.annex_sentence(broken))


def plan(
    lines: Iterable, pages: Mapping | None = None, order: Sequence[str] = ()
) -> list[Enclosed]:
    """The annexes of the desk lines that go. The same file twice in the letter is one annex.

    `pages` holds counts that are known better than from the upload, by document; `order` the ids
    of documents as somebody put them. What does not stand there follows in the schedule's order.
    """
    counted = pages or {}
    found: dict[object, Enclosed] = {}
    for line in lines:
        for document in (paper.document for paper in line.papers if paper.included):
            if document.file_id not in found:
                count = counted.get(document.pk, document.pages or 1)
                found[document.file_id] = Enclosed(0, document, count)
            found[document.file_id].cases.add(line.case.pk)
    place = {key: number for number, key in enumerate(order)}
    placed = sorted(found.values(), key=lambda e: place.get(str(e.document.pk), len(place)))
    for number, annex in enumerate(placed, 1):
        annex.number = number
    return placed


def count_pages(document: Document) -> int:
    """How many pages the paper takes in the bundle. Raises AnnexRefused with the reason."""
    if document.file.mime in ONE_PAGE:
        return 1
    try:
        return annex_files.count_pages(lambda: vault.open_plain(document.file), document.file.mime)
    except vault.MissingFile:
        raise annex_files.AnnexRefused(GONE) from None


def numbers_for(case, annexes: Iterable[Enclosed]) -> list[int]:
    """The annex numbers that stand in the schedule beside a case."""
    return [annex.number for annex in annexes if case.pk in annex.cases]
