"""Wordings of letters: kinds, their texts in four languages, labels chosen by the data.

Pure functions, no Django. The markup itself is ``casework.wording``.
"""

from casework.wording.errors import MissingValues, WordingError
from correspondence.wording.letter_kinds import (
    LetterKind,
    kind,
    kinds,
    offered_kinds,
)
from correspondence.wording.letters import LetterWording, missing, parse, render, shipped, source

__all__ = [
    "LetterKind",
    "LetterWording",
    "MissingValues",
    "WordingError",
    "kind",
    "kinds",
    "missing",
    "offered_kinds",
    "parse",
    "render",
    "shipped",
    "source",
]
