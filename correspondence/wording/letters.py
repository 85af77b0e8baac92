"""The wording of a letter: a shipped text or a coordinator's own, read and filled.

template = parse(text, kind="reminder", language="fa")
missing(template, values)            # fields that the record does not hold
written = render(template, values)   # subject, and blocks for the page
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from casework.wording import blocks as wording_blocks
from casework.wording import missing as missing_values
from casework.wording import parse_text
from casework.wording import render as render_values
from casework.wording.fields import Field, Value
from casework.wording.nodes import Template
from correspondence.pdf import document
from correspondence.wording.letter_kinds import kind as kind_of

Values = Mapping[str, Value]

_ZWNJ = "\u200c"


@dataclass(frozen=True)
class LetterWording:
    """A letter's own words: ``parts`` holds the blocks of each named part; most letters
    have one, ``body``, and ``blocks`` is all of them in order."""

    language: str
    subject: str
    parts: Mapping[str, tuple[document.Block, ...]]

    @property
    def blocks(self) -> list[document.Block]:
        return [block for blocks in self.parts.values() for block in blocks]


def source(kind: str, language: str) -> str:
    """The shipped text of a kind, as a coordinator starts from it."""
    return (kind_of(kind).folder / f"{language}.txt").read_text(encoding="utf-8")


def tidied(text: str) -> str:
    """A text as a browser sends it, as a wording has it."""
    return text.replace("\r\n", "\n").strip()


def parse(text: str, *, kind: str, language: str) -> Template:
    """Read a text of that kind; the same for shipped, office's and one letter's wording.

    Raises WordingError at the first place that cannot be taken.
    """
    its = kind_of(kind)
    return parse_text(text, fields=its.fields, language=language, subject=its.has_subject)


@cache
def shipped(kind: str, language: str) -> Template:
    """The shipped wording of a kind, read once."""
    return parse(source(kind, language), kind=kind, language=language)


def missing(template: Template, values: Values) -> list[Field]:
    """Fields the text would show for which there is no value."""
    return missing_values(template, derived(values))


def render(template: Template, values: Values, *, gap: str = "") -> LetterWording:
    """Subject and blocks. Raises MissingValues when a value is missing, unless a ``gap``
    (what a draft prints in its place) is given."""
    written = render_values(template, derived(values), gap=gap)
    return LetterWording(
        written.language,
        written.subject,
        {
            section.key: tuple(_titled(section.title) + [_block(b) for b in section.blocks])
            for section in written.sections
        },
    )


def derived(values: Values) -> Values:
    """The values, and what follows from them alone."""
    count = values.get("cases.count")
    several = isinstance(count, int) and count > 1
    return {"cases.several": several, **values}


def page_blocks(blocks) -> list[document.Block]:
    """Blocks of a paper's wording as the page has them."""
    return [_block(one) for one in blocks]


def _titled(title: str) -> list[document.Block]:
    return [document.Heading(title)] if title else []


def _block(written: wording_blocks.Block) -> document.Block:
    """A block of a wording as the page takes it."""
    if isinstance(written, wording_blocks.Heading):
        return document.Heading(_without_marks(written.runs))
    if isinstance(written, wording_blocks.Paragraph):
        return document.Paragraph(_marked(written.runs))
    items = tuple(_marked(item) for item in written.items)
    if isinstance(written, wording_blocks.Numbered):
        return document.Numbered(items)
    return document.Bullets(items)


def _marked(runs: wording_blocks.Runs) -> str:
    """Runs in the marks of the page: bold between asterisks, italics as plain text."""
    return "".join(f"**{_literal(run)}**" if run.bold else _literal(run) for run in runs)


def _without_marks(runs: wording_blocks.Runs) -> str:
    return "".join(_literal(run) for run in runs)


def _literal(run: wording_blocks.Run) -> str:
    """A value that holds asterisks must not switch bold on: keep two of them apart."""
    return run.text.replace("*", f"*{_ZWNJ}")
