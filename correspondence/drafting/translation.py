"""The office's own copy of a letter in a language that the office reads: an unofficial translation.

The letter is what was signed and sent; the copy is made from the same cases, facts and values, says
on every page in its language that it is a translation, and bears no page code, so that nobody can
take it for the letter.
"""

import copy
from dataclasses import replace

from casework.models import Organisation
from correspondence import office_texts
from correspondence.models import Letter
from correspondence.pdf import LetterDocument, RenderedLetter, render_letter
from correspondence.wording import labels

from .composing import labelled, look
from .values import addressee


def has_words(letter: Letter) -> bool:
    """Whether the copy can say what the letter says: a letter with words of its own needs them
    translated by somebody; the texts of kinds exist in every language."""
    return bool(letter.copy_language) and bool(letter.copy_wording or not letter.wording)


def words_of_copy(letter: Letter, language: str) -> str:
    """What the copy says, or what its translator begins with."""
    if letter.copy_wording and letter.copy_language == language:
        return letter.copy_wording
    used = office_texts.in_use(letter.office, letter.kind, language)
    return office_texts.words_of(used, letter.kind, language)


def office_copy(letter: Letter) -> RenderedLetter:
    """The copy in `letter.copy_language`; what the record lacks in that language is a gap."""
    return render_letter(_document(letter))


def _document(letter: Letter) -> LetterDocument:
    twin = copy.copy(letter)
    twin.language = letter.copy_language
    twin.wording = words_of_copy(letter, twin.language)
    document = look(twin).document
    marks = replace(
        document.marks,
        watermark=labels.label("draft", twin.language) if letter.pdf_id is None else None,
        note=_note(twin.language),
        qr_text=None,
    )
    if not addressee(twin):
        document = replace(document, to=labelled("to", twin.language, addressee(letter)))
    return replace(document, marks=marks)


def _note(language: str) -> str:
    note = labels.label("unofficial_translation", language)
    if Organisation.current().is_sample:
        note = f"{note} · {labels.label('sample', language)}"
    return note
