"""The signed authorisation sheet comes back as a scan: read, hung once for the whole family."""

from django.utils.translation import gettext as _

from casework import consent
from casework.models import Answer, FamilyRequest, HowGiven

from . import acting, consents, papers, squares
from .errors import Refused
from .told import PaperTold

READ, UNREAD = "read", "unread"


def receive_sheet(family: FamilyRequest, paper: PaperTold, *, by, command=None) -> str:
    """Keeps the scan for all cases of the family. Where its code names this family, the answers
    that stand as a yes are from now on given in writing (READ); without a readable code only the
    paper is kept (UNREAD). Raises Refused when it is another family's sheet; nothing is kept.
    """
    numbers = squares.families_on(paper.stored, paper.pages)
    if numbers and numbers != {family.number}:
        raise Refused(
            _("This sheet belongs to another request. Nothing was kept."), code="other_family"
        )
    with acting.acting(
        "record_consent",
        by=by,
        family=family,
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
