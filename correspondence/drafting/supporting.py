"""Whether the record holds what the sentences of a letter state (rule 42)."""

from collections.abc import Callable, Sequence

from casework import consent
from casework.models.consent import PURPOSE_FOR, DataClass, HowGiven
from casework.wording.isolates import without_isolates
from correspondence import wording
from correspondence.models import Letter
from correspondence.models.letter import AddresseeRole
from correspondence.wording.claims import (
    EARLIER_LETTER,
    ENCLOSED_PAPERS,
    FOUND,
    SOUGHT_CONSENT,
    THEIR_REPLY,
    WRITTEN_CONSENT,
)

from .enclosed import Enclosed


def unsupported(
    letter: Letter, text: str, written: wording.LetterWording, lines, annexes: Sequence[Enclosed]
) -> list[wording.Claim]:
    """The claims of the text that stand in the written letter and that its record does not hold.

    A sentence that a condition leaves out claims nothing.
    """
    shown = _plain(written)
    return [
        claim
        for claim in wording.claims(text, letter.language)
        if claim.words.lower() in shown and not HOLDS[claim.code](letter, lines, annexes)
    ]


def _plain(written: wording.LetterWording) -> str:
    texts = [written.subject]
    for block in written.blocks:
        texts += [getattr(block, "text", ""), *getattr(block, "items", ())]
    plain = without_isolates(" ".join(texts)).replace("**", "")
    return " ".join(plain.split()).lower()


def _all_in_writing(letter: Letter, lines, annexes) -> bool:
    """Every family that goes said yes to every addressee on a paper that it signed."""
    rows = letter.addressees.exclude(role=AddresseeRole.FILE).select_related("recipient__body")
    bodies = [row.recipient.body for row in rows]
    books = [consent.book(line.case.request) for line in lines]
    return bool(books) and all(_in_writing(book, body) for book in books for body in bodies)


def _in_writing(book: consent.ConsentBook, body) -> bool:
    about = {"data_class": DataClass.WHO}
    purpose = PURPOSE_FOR[body.kind]
    row = book.newest(purpose, body=body, **about) or book.newest(purpose, **about)
    return row is not None and row.how == HowGiven.WRITTEN


def _follows(letter: Letter, lines, annexes) -> bool:
    return letter.submission.is_earlier or letter.follows.exists()


def _replied(letter: Letter, lines, annexes) -> bool:
    """By the marks of the thread alone: what is open to everybody who sees the letter."""
    marks = letter.submission.lines.all()
    return any(
        mark.acknowledged_on or mark.promised_until or mark.asks_more_on or mark.passed_to
        or mark.answered_on or mark.declined_on
        for mark in marks
    )  # fmt: skip


def _encloses(letter: Letter, lines, annexes) -> bool:
    return bool(annexes)


def _never(letter: Letter, lines, annexes) -> bool:
    return False


HOLDS: dict[str, Callable] = {
    WRITTEN_CONSENT: _all_in_writing,
    SOUGHT_CONSENT: _never,
    FOUND: _never,
    EARLIER_LETTER: _follows,
    THEIR_REPLY: _replied,
    ENCLOSED_PAPERS: _encloses,
}
