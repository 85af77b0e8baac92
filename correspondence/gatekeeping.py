"""The last question before anything leaves: may it still go?"""

from casework import consent, queries
from casework.models import Case
from correspondence.models import Dispatch
from correspondence.models.letter import AddresseeRole, LetterState

READY = (LetterState.SIGNED, LetterState.SENT)


def objection(dispatch: Dispatch) -> str:
    """A code when the dispatch may not leave any more, else "".

    Asks for every case of the letter, on the day it leaves: safety stop, the family's consent for
    this very body, and for each annexed paper that goes to it.
    """
    letter = dispatch.letter
    if letter.state not in READY:
        return "letter_not_signed"
    body = dispatch.addressee.recipient.body
    today = letter.office.today()
    cases = queries.with_consents(
        Case.objects.filter(letter_lines__letter=letter, letter_lines__included=True)
    )
    for case in cases:
        if case.safety_stop:
            return "safety_stop"
        if not consent.covers(case, body, today):
            return "consent_missing"
    return "" if _is_plain(dispatch) else _papers(letter, body, today)


def _is_plain(dispatch: Dispatch) -> bool:
    return dispatch.addressee.role == AddresseeRole.COPY_PLAIN


def _papers(letter, body, today) -> str:
    for annex in letter.annexes.select_related("document__request"):
        answers = consent.book(annex.document.request)
        if not answers.covers_document(annex.document, body, today):
            return "paper_consent_missing"
    return ""
