"""The markup of a wording, read into a Template.

A text is lines. ``@subject …`` is the subject of a letter; ``@section key title``
begins a named part. A blank line ends a paragraph and a single line end is a line
break. Lines that begin with ``1.`` ``۱.`` ``١.`` or ``-`` are items, and indented
lines go on with their item. A line that is wholly bold, first in its block, is a
heading. In the lines: ``**bold**``, ``*italic*``, ``{{field.name}}``,
``{{date|jalali}}``, ``{{#if field}}…{{/if}}``, ``{{#each table}}…{{/each}}`` (each
row on a line of its own). Nothing else is markup; braces and HTML are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from casework.wording.errors import WordingError
from casework.wording.fields import Registry
from casework.wording.inline import parse_inline
from casework.wording.nodes import (
    BlockNode,
    BulletsNode,
    HeadingNode,
    Inline,
    NumberedNode,
    ParagraphNode,
    Section,
    Template,
)
from casework.wording.script import findings
from casework.wording.tokens import Line

_DIRECTIVE = re.compile(r"@(\S*)\s*")
_SECTION_KEY = re.compile(r"([a-z][a-z0-9_]*)(?:\s+|$)")
_NUMBER = re.compile(r"([0-9]{1,2}|[۰-۹]{1,2}|[٠-٩]{1,2})\.\s+")
_BULLET = re.compile(r"-\s+")
_HEADING = re.compile(r"\*\*[^*]+\*\*")


def parse_text(text: str, *, fields: Registry, language: str, subject: bool) -> Template:
    """Read a text of one language that may use these fields.

    ``subject`` says whether it must, or must not, have a subject line.
    Raises WordingError at the first place that cannot be taken.
    """
    source = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    _check_characters(source, language)
    reader = _Sections(fields)
    for number, line in enumerate(source.split("\n"), 1):
        reader.take(Line(line.rstrip(), number))
    return reader.template(language, subject=subject)


def _check_characters(source: str, language: str) -> None:
    first = min(findings(source, language), key=lambda finding: finding.offset, default=None)
    if first is None:
        return
    before = source[: first.offset]
    column = first.offset - (before.rfind("\n") + 1) + 1
    raise WordingError(before.count("\n") + 1, column, first.code, first.detail)


@dataclass
class _Sections:
    fields: Registry
    subject: Inline | None = None
    sections: list[Section] = field(default_factory=list)
    key: str = "body"
    title: Inline = ()
    lines: list[Line] = field(default_factory=list)
    named: bool = False

    def take(self, line: Line) -> None:
        directive = _DIRECTIVE.match(line.text)
        if not directive:
            self.lines.append(line)
        elif directive.group(1) == "subject":
            self._take_subject(line, line.from_(directive.end()))
        elif directive.group(1) == "section":
            self._close(line)
            self._open(line, line.from_(directive.end()))
        else:
            raise WordingError(line.number, 1, "unknown_directive", directive.group().strip())

    def _take_subject(self, line: Line, rest: Line) -> None:
        if self.subject is not None:
            raise WordingError(line.number, 1, "repeated_subject")
        if not rest.text:
            raise WordingError(line.number, 1, "missing_subject")
        self.subject = parse_inline([rest], self.fields)

    def _open(self, line: Line, rest: Line) -> None:
        key = _SECTION_KEY.match(rest.text)
        if key is None:
            raise WordingError(line.number, rest.column, "unknown_directive", line.text)
        if any(section.key == key.group(1) for section in self.sections):
            raise WordingError(line.number, rest.column, "repeated_section", key.group(1))
        self.key, self.lines, self.named = key.group(1), [], True
        self.title = parse_inline([rest.from_(key.end())], self.fields)

    def _close(self, line: Line) -> None:
        blocks = blocks_of(self.lines, self.fields)
        if blocks or self.named:
            self.sections.append(Section(self.key, self.title, blocks))

    def template(self, language: str, *, subject: bool) -> Template:
        self._close(Line("", 0))
        if subject and self.subject is None:
            raise WordingError(1, 1, "missing_subject")
        if not subject and self.subject is not None:
            raise WordingError(1, 1, "no_subject_here")
        if not self.sections:
            raise WordingError(1, 1, "empty")
        return Template(language, self.subject, tuple(self.sections))


def blocks_of(lines: list[Line], fields: Registry) -> tuple[BlockNode, ...]:
    """The blocks of a part: its lines split at blank lines and at lists."""
    blocks: list[BlockNode] = []
    paragraph: list[Line] = []
    position = 0
    while position < len(lines):
        line = lines[position]
        block, next_position = _special(lines, position, fields, first=not paragraph)
        if block is None and line.text:
            paragraph.append(line)
        else:
            blocks.extend(_paragraph(paragraph, fields))
            paragraph = []
        if block is not None:
            blocks.append(block)
        position = next_position
    return (*blocks, *_paragraph(paragraph, fields))


def _paragraph(lines: list[Line], fields: Registry) -> list[BlockNode]:
    return [ParagraphNode(parse_inline(lines, fields))] if lines else []


def _special(
    lines: list[Line], position: int, fields: Registry, *, first: bool
) -> tuple[BlockNode | None, int]:
    """A heading or a list that begins at this line, and the line after it."""
    line = lines[position]
    number = _NUMBER.match(line.text)
    if number and int(number.group(1)) == 1:
        items, after = _items(lines, position, _NUMBER, fields)
        return NumberedNode(items), after
    if _BULLET.match(line.text):
        items, after = _items(lines, position, _BULLET, fields)
        return BulletsNode(items), after
    if first and _HEADING.fullmatch(line.text):
        return HeadingNode(parse_inline([line.between(2, 2)], fields)), position + 1
    return None, position + 1


def _items(
    lines: list[Line], position: int, marker: re.Pattern[str], fields: Registry
) -> tuple[tuple[Inline, ...], int]:
    items: list[list[Line]] = []
    while position < len(lines):
        line = lines[position]
        begins = marker.match(line.text)
        if begins:
            if begins.re is _NUMBER and int(begins.group(1)) != len(items) + 1:
                raise WordingError(line.number, line.column, "numbering", begins.group(1))
            items.append([line.from_(begins.end())])
        elif line.text.startswith((" ", "\t")):
            items[-1].append(line.from_(len(line.text) - len(line.text.lstrip())))
        else:
            break
        position += 1
    return tuple(parse_inline(item, fields) for item in items), position
