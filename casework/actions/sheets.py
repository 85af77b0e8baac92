"""The signed authorisation sheet comes back as a scan: read, hung once for the whole family."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from casework import consent
from casework.models import Answer, Document, FamilyRequest, HowGiven

from . import acting, consents, papers, squares
from .errors import Refused
from .told import PaperTold

OTHER_FAMILY = "other_family"


class Reading(StrEnum):
    """What became of a sheet: read, or why it was not. Whatever was not read changes no answer."""

    READ = "read"
    EMPTY = "empty"
    DAMAGED = "damaged"
    OTHER_PAPER = "other_paper"
    NO_CODE = "no_code"


@dataclass(frozen=True)
class Received:
    """The paper that was kept, and what its code said."""

    document: Document
    reading: Reading


def receive_sheet(family: FamilyRequest, paper: PaperTold, *, by, command=None) -> Received:
    """Keeps the scan for all cases of the family. Where the code of its sheet to sign names this
    family, the answers that stand as a yes are from now on given in writing; whatever else it is,
    only the paper is kept. Raises Refused when it is another family's; nothing is hung here.
    """
    seen = squares.look(paper.stored, paper.pages)
    if seen.families - {family.number}:
        raise Refused(
            _("This sheet belongs to another request: it was not hung here."), code=OTHER_FAMILY
        )
    reading = _reading(seen)
    with acting.acting(
        "record_consent",
        by=by,
        family=family,
        command=command,
        content=[family.number, str(paper.stored.pk)],
    ) as act:
        if act.done:
            document = Document.objects.get(pk=act.result["document"])
            return Received(document, Reading(act.result["reading"]))
        document = papers.write_paper(family, paper, case=None, by=by)
        act.record("attach", target=family.number, document=str(document.pk))
        if reading == Reading.READ:
            _put_in_writing(family, document, act)
        act.result = {"document": str(document.pk), "reading": reading}
    return Received(document, reading)


def _reading(seen: squares.Seen) -> Reading:
    if seen.sheets:
        return Reading.READ
    if seen.others:
        return Reading.OTHER_PAPER
    if seen.damaged:
        return Reading.DAMAGED
    if seen.foreign:
        return Reading.OTHER_PAPER
    return Reading.NO_CODE if seen.written else Reading.EMPTY


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
