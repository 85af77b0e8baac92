"""Wordings of letters: kinds, their texts in four languages, labels chosen by the data.

Pure functions, no Django. The markup itself is ``casework.wording``.
"""

from casework.wording.errors import MissingValues, WordingError
from correspondence.wording.claims import Claim, claims
from correspondence.wording.letter_kinds import (
    LetterKind,
    kind,
    kinds,
    offered_kinds,
)
from correspondence.wording.letters import (
    LetterWording,
    missing,
    page_blocks,
    parse,
    render,
    shipped,
    source,
    tidied,
)
from correspondence.wording.pasting import cleaned, pasted

__all__ = [
    "Claim",
    "LetterKind",
    "LetterWording",
    "MissingValues",
    "WordingError",
    "claims",
    "cleaned",
    "kind",
    "kinds",
    "missing",
    "offered_kinds",
    "page_blocks",
    "parse",
    "pasted",
    "render",
    "shipped",
    "source",
    "tidied",
]
