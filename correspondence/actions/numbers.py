"""The number of a letter and its frozen form, in one transaction.

Lock the book, ask every consent again, take the number, render, store, hash, chain. Whatever
fails leaves no number behind.
"""

import datetime
import hashlib

from django.utils import timezone
from django.utils.translation import gettext as _

from casework import vault
from casework.actions.errors import Refused
from casework.models.office import Signing
from casework.wording import MissingValues
from correspondence import drafting, register
from correspondence.models import Edition, Letter
from correspondence.models.letter import LetterState
from correspondence.pdf import RenderedLetter

from . import rows
from .acting_on import on_letter, require_state, save
from .letters import NOT_NOW, refuse_missing
from .reading_text import refuse_unsupported


def take_number(
    letter: Letter,
    *,
    by,
    secretariat_number: str = "",
    dated: datetime.date | None = None,
    seen=None,
    command=None,
) -> Letter:
    """Numbers and freezes a letter. Raises Refused, naming the case whose consent is gone.

    `secretariat_number` is typed where the office's secretariat numbers letters; `dated` is the
    day on the paper (today unless told). A letter that was taken back keeps its number and gets
    its next edition.
    """
    with on_letter(
        letter,
        "number_letter",
        by=by,
        seen=seen,
        command=command,
        content=[secretariat_number, str(dated)],
    ) as act:
        if act.done:
            return act.letter
        _refuse_unready(act.letter, dated or act.letter.office.today())
        _number(act.letter, secretariat_number, dated or act.letter.office.today())
    return act.letter


def _refuse_unready(letter: Letter, day: datetime.date) -> None:
    """Approved; or, where the signature is the approval, a signatory in office on that day."""
    if letter.office.signing != Signing.SIGNATURE_IS_APPROVAL:
        require_state(letter, NOT_NOW, LetterState.APPROVED)
        return
    ready = (LetterState.DRAFT, LetterState.IN_REVIEW, LetterState.APPROVED)
    require_state(letter, NOT_NOW, *ready)
    signatories = drafting.in_office(letter.office, day)
    if letter.signatory not in signatories:
        sentence = _("The signatory of this letter is not in office on that day.")
        raise Refused(sentence, code="no_signatory")


def _number(letter: Letter, secretariat_number: str, day: datetime.date) -> None:
    book = None
    if not letter.number:
        book = register.take(letter, day, secretariat_number)
        letter.number = book.text
    letter.date, letter.edition = day, letter.editions.count() + 1
    composition = _composed(letter)
    rows.refuse_changed(letter, composition.desk)
    refuse_unsupported(composition.unsupported)
    rendered = drafting.render_final(letter, composition.document)
    _freeze(letter, rendered, composition)
    if book is not None:
        letter.previous_seal = register.seal(book, letter.pdf_sha256)
    letter.take_number()
    save(letter)


def _composed(letter: Letter) -> drafting.Composition:
    try:
        return drafting.look(letter, final=True)
    except MissingValues as error:
        raise _missing(error) from None


def _missing(error: MissingValues) -> Refused:
    try:
        refuse_missing(error.fields)
    except Refused as refusal:
        return refusal
    return Refused(str(error))


def _freeze(letter: Letter, rendered: RenderedLetter, composition: drafting.Composition) -> None:
    """The file into the vault; number, hash and all that went in, sealed with the letter."""
    letter.pdf = vault.put_bytes(rendered.pdf, mime="application/pdf")
    letter.pdf_sha256 = hashlib.sha256(rendered.pdf).hexdigest()
    letter.pdf_pages = rendered.pages
    letter.print_pages = rendered.sections["letter"][1]
    letter.outline = [list(entry) for entry in rendered.outline]
    Edition.objects.create(
        letter=letter, edition=letter.edition, pdf=letter.pdf, pdf_sha256=letter.pdf_sha256
    )
    for annex in composition.annexes:
        letter.annexes.filter(document=annex.document).update(
            number=annex.number, sha256=annex.document.file.sha256
        )
    if drafting.has_words(letter):
        copied = drafting.office_copy(letter).pdf
        letter.office_copy = vault.put_bytes(copied, mime="application/pdf")
    letter.values = {**letter.values, "frozen": _inputs(letter, composition)}


def _inputs(letter: Letter, composition: drafting.Composition) -> dict:
    """All that the file was made from: enough to say later why it says what it says."""
    return {
        "at": timezone.now().isoformat(),
        "number": letter.number,
        "date": letter.date.isoformat(),
        "edition": letter.edition,
        **drafting.inputs_of(letter, composition),
    }
