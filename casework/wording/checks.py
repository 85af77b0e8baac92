"""Checks over shipped texts: every language, the same fields, the right script.

Stricter than reading a text: a coordinator may quote a Latin name in a Persian
letter, our own reviewed texts have no reason to.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from casework.wording.errors import WordingError
from casework.wording.nodes import NumberedNode, Template
from casework.wording.papers import PAPERS, PAPERS_HOME, paper
from casework.wording.script import LANGUAGES, without_tags

Reader = Callable[[str], Template]

_ARABIC_SCRIPT = frozenset({"fa", "ar"})
_DIRECTIVE = re.compile(r"^@(?:subject|section\s+\w+)", re.MULTILINE)
# ه + ZWNJ + ی is another way to write the ezafe; ours is ه + U+0654
_EZAFE_AS_YEH = re.compile("ه\u200cی(?=\\s)")


@dataclass(frozen=True)
class Problem:
    """Something wrong with a shipped text: which one, and what."""

    place: str
    language: str
    detail: str

    def __str__(self) -> str:
        return f"{self.place}/{self.language}: {self.detail}"


def check_papers() -> list[Problem]:
    """All problems of the papers; empty when they may be shipped."""
    return [
        problem
        for name in PAPERS
        for problem in check_texts(PAPERS_HOME / name, partial(paper, name))
    ]


def check_texts(
    folder: Path, read: Reader, *, aside: frozenset[str] = frozenset()
) -> list[Problem]:
    """The problems of the four texts in a folder.

    ``aside`` are fields that need not stand in all languages.
    """
    problems: list[Problem] = []
    templates: dict[str, Template] = {}
    for language in LANGUAGES:
        path = folder / f"{language}.txt"
        if not path.is_file():
            problems.append(Problem(folder.name, language, "this language is missing"))
            continue
        problems += [
            Problem(folder.name, language, detail)
            for detail in foreign_writing(path.read_text(encoding="utf-8"), language)
        ]
        try:
            templates[language] = read(language)
        except WordingError as error:
            problems.append(Problem(folder.name, language, str(error)))
    return problems + list(_differences(folder.name, templates, aside))


def _differences(
    place: str, templates: dict[str, Template], aside: frozenset[str]
) -> Iterator[Problem]:
    if "en" not in templates:
        return
    ours = templates["en"]
    for language, theirs in templates.items():
        for name in sorted((ours.fields ^ theirs.fields) - aside):
            yield Problem(place, language, f"field {name} is not in all languages")
        if _shape(ours) != _shape(theirs):
            yield Problem(place, language, "parts or blocks differ from the English text")


def _shape(template: Template) -> list[tuple[str, list[tuple[str, int]]]]:
    """Parts, kinds of blocks and numbers of items: the same in each language."""
    return [
        (
            section.key,
            [
                (
                    type(block).__name__,
                    len(block.items) if isinstance(block, NumberedNode) else 0,
                )
                for block in section.blocks
            ],
        )
        for section in template.sections
    ]


def foreign_writing(text: str, language: str) -> Iterator[str]:
    """What does not belong to the script of the language, outside fields and directives."""
    bare = _DIRECTIVE.sub("", without_tags(text))
    letters = {character for character in bare if character.isalpha()}
    for letter in sorted(letters):
        if _script(letter) != ("ARABIC" if language in _ARABIC_SCRIPT else "LATIN"):
            yield f"the letter {letter} is of another script"
    for digit in sorted({character for character in bare if character.isdigit()}):
        if digit not in _digits(language):
            yield f"the digit {digit} is of another script"
    if language == "fa" and _EZAFE_AS_YEH.search(bare):
        yield "ezafe written with a yeh"
    if unicodedata.normalize("NFC", text) != text:
        yield "not in normal form C"


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]


def _digits(language: str) -> str:
    return {"fa": "۰۱۲۳۴۵۶۷۸۹", "ar": "٠١٢٣٤٥٦٧٨٩"}.get(language, "0123456789")
