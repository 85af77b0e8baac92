"""Checks over all kinds of letters, for the system check and the tests."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from casework.wording.checks import Problem, check_papers, check_texts
from casework.wording.errors import WordingError
from casework.wording.script import LANGUAGES
from correspondence.wording import letter_kinds
from correspondence.wording.fields import HEADING_FIELDS, LETTER_FIELDS
from correspondence.wording.letter_kinds import LETTERS_HOME, LetterKind, kinds
from correspondence.wording.letters import shipped

_CHOICES = {
    "audience": letter_kinds.AUDIENCES,
    "cases": letter_kinds.HOW_MANY,
    "cites": letter_kinds.CITES,
    "layout": letter_kinds.LAYOUTS,
    "says": letter_kinds.SAYS,
}


def check_letters() -> list[Problem]:
    """All problems of kinds, letters and papers; empty when they may be shipped."""
    problems = [
        Problem(folder.name, "kind.toml", "is missing")
        for folder in sorted(LETTERS_HOME.iterdir())
        if folder.is_dir() and folder.name not in kinds()
    ]
    for kind in kinds().values():
        problems += _declared(kind)
        problems += check_texts(kind.folder, partial(shipped, kind.code), aside=HEADING_FIELDS)
        problems += _unused(kind)
    return problems + check_papers()


def _declared(kind: LetterKind) -> Iterator[Problem]:
    for name, choices in _CHOICES.items():
        if getattr(kind, name) not in choices:
            yield Problem(kind.code, "kind.toml", f"{name} = {getattr(kind, name)}")
    for recipient in kind.recipients:
        if recipient not in letter_kinds.RECIPIENTS:
            yield Problem(kind.code, "kind.toml", f"recipient {recipient}")
    for name in set(kind.asks).difference(kind.required, kind.optional):
        yield Problem(kind.code, "kind.toml", f"asks for {name}, which it does not name")
    for name in (*kind.required, *kind.optional):
        if name not in LETTER_FIELDS:
            yield Problem(kind.code, "kind.toml", f"unknown field {name}")
    for language in LANGUAGES:
        if not kind.title.get(language):
            yield Problem(kind.code, "kind.toml", f"no title in {language}")


def _unused(kind: LetterKind) -> Iterator[Problem]:
    """A field that is required, yet no text shows it."""
    try:
        shown = shipped(kind.code, "en").fields
    except (OSError, WordingError):
        return
    for name in kind.required:
        if name not in shown:
            yield Problem(kind.code, "kind.toml", f"requires {name}, which no text shows")
