"""The real page while it is being written: the same path as the final letter, marked DRAFT."""

import copy
from dataclasses import dataclass

from correspondence import wording
from correspondence.models import Letter
from correspondence.pdf import render_letter

from .composing import Composition, look


@dataclass(frozen=True)
class Preview:
    """A letter as it would be printed now, and all that went into it.

    `pages` are all pages; `follow` those of the list and the sheets after the letter itself, which
    its words do not change: with it a next look renders the letter alone.
    """

    pdf: bytes
    pages: int
    composition: Composition
    follow: int


def preview(letter: Letter, text: str | None = None, *, follow: int | None = None) -> Preview:
    """The letter with the words typed so far; nothing is kept. Raises WordingError.

    `follow`: the pages after the letter, known from a look before; they are not rendered again.
    """
    shown = letter
    if text is not None:
        shown = copy.copy(letter)
        shown.wording = wording.tidied(text)
    composition = look(shown, front=follow is not None)
    rendered = render_letter(composition.document, follow=follow or 0)
    if follow is not None:
        return Preview(rendered.pdf, rendered.pages + follow, composition, follow)
    own = rendered.sections["letter"][1]
    return Preview(rendered.pdf, rendered.pages, composition, rendered.pages - own)
