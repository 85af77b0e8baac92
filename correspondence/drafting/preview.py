"""The real page while it is being written: the same path as the final letter, marked DRAFT."""

import copy
from dataclasses import dataclass

from correspondence.models import Letter
from correspondence.pdf import render_letter

from .composing import Composition, look


@dataclass(frozen=True)
class Preview:
    """A letter as it would be printed now, and all that went into it."""

    pdf: bytes
    pages: int
    composition: Composition


def preview(letter: Letter, text: str | None = None) -> Preview:
    """The letter with the words typed so far; nothing is kept. Raises WordingError."""
    shown = letter
    if text is not None:
        shown = copy.copy(letter)
        shown.wording = tidy_wording(text)
    composition = look(shown)
    rendered = render_letter(composition.document)
    return Preview(rendered.pdf, rendered.pages, composition)


def tidy_wording(text: str) -> str:
    """A text as a browser sends it, as the wording has it."""
    return text.replace("\r\n", "\n").strip()
