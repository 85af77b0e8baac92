"""The last question before anything leaves: may it still go?"""

from collections.abc import Iterator

from casework import consent, queries, quiet
from casework.models import Case
from correspondence import wording
from correspondence.models import Dispatch, FamilyText
from correspondence.models.letter import AddresseeRole, LetterState
from families.models.contact_point import Safe
from families.models.person import LifeStatus

READY = (LetterState.SIGNED, LetterState.SENT)


def objection(dispatch: Dispatch) -> str:
    """A code when the dispatch may not leave any more, else "".

    Asks for every case of the letter, on the day it leaves: safety stop, the family's consent for
    this very body, and for each annexed paper that goes to it.
    """
    if dispatch.letter.state not in READY:
        return "letter_not_signed"
    return next((code for _request, code in _objections(dispatch)), "")


def objection_to_text(text: FamilyText) -> str:
    """A code when this text message may not leave any more, else "": the family was told, somebody
    died, a stop, quiet days, or the number is not what it was."""
    family, today = text.request, text.office.today()
    point = text.point
    checks = (
        ("told", text.due is None or text.due.done_at is not None),
        ("died", family.enquirer.life_status == LifeStatus.DEAD),
        ("safety_stop", family.cases.filter(safety_stop=True).exists()),
        ("quiet", quiet.until(family, today) is not None),
        ("not_safe", point.safe != Safe.YES or not point.usable or point.ended_at is not None),
    )
    return next((code for code, holds in checks if holds), "")


def cases_against(dispatch: Dispatch) -> list[Case]:
    """The cases of the letter for which it may not leave, whatever state the letter is in."""
    families = {request for request, _code in _objections(dispatch)}
    rows = _carried(dispatch).filter(request__in=families)
    return list(rows.select_related("request", "office").order_by("reference"))


def _carried(dispatch: Dispatch):
    return Case.objects.filter(letter_lines__letter=dispatch.letter, letter_lines__included=True)


def _objections(dispatch: Dispatch) -> Iterator[tuple]:
    """Family and code, one for each thing that stands against it."""
    letter, body = dispatch.letter, dispatch.addressee.recipient.body
    today = letter.office.today()
    asked = wording.kind(letter.kind).says != "nothing" or (
        dispatch.addressee.role != AddresseeRole.TO
    )
    for case in queries.with_consents(_carried(dispatch)):
        if case.safety_stop:
            yield case.request_id, "safety_stop"
        elif asked and not consent.covers(case, body, today):
            yield case.request_id, "consent_missing"
    if dispatch.addressee.role != AddresseeRole.COPY_PLAIN:
        for annex in letter.annexes.select_related("document__request"):
            answers = consent.book(annex.document.request)
            if not answers.covers_document(annex.document, body, today):
                yield annex.document.request_id, "paper_consent_missing"
