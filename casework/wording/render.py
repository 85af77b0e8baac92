"""Values put into a parsed wording."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from casework.wording.blocks import (
    Block,
    Bullets,
    Heading,
    Numbered,
    Paragraph,
    RenderedSection,
    RenderedWording,
    Run,
    Runs,
    plain,
)
from casework.wording.errors import MissingValues
from casework.wording.fields import Field, Value
from casework.wording.nodes import (
    BlockNode,
    Break,
    BulletsNode,
    Each,
    Emphasis,
    HeadingNode,
    If,
    Inline,
    Merge,
    Node,
    NumberedNode,
    Section,
    Strong,
    Template,
    Text,
)
from casework.wording.values import holds, is_missing, rows, shown

Values = Mapping[str, Value]
_NO_ROW: Values = {}


def missing(template: Template, values: Values) -> list[Field]:
    """Fields that this text would show and for which there is no value.

    A sentence inside an ``{{#if}}`` that does not hold asks for nothing.
    """
    found: dict[str, Field] = {}
    for inline in template.inlines():
        for wanted in _wanting(inline, values, _NO_ROW):
            found.setdefault(wanted.name, wanted)
    return list(found.values())


def _wanting(nodes: Inline, values: Values, row: Values) -> Iterator[Field]:
    for node in nodes:
        if isinstance(node, Merge):
            if is_missing(_value(node, values, row)):
                yield node.field
        elif isinstance(node, If):
            if holds(_value(node, values, row)):
                yield from _wanting(node.nodes, values, row)
        elif isinstance(node, Each):
            if is_missing(values.get(node.field.name)):
                yield node.field
            for one in rows(values.get(node.field.name)):
                yield from _wanting(node.nodes, values, one)
        elif isinstance(node, Strong | Emphasis):
            yield from _wanting(node.nodes, values, row)


def _value(node: Merge | If, values: Values, row: Values) -> Value:
    return (row if node.in_row else values).get(node.field.name)


def render(template: Template, values: Values, *, gap: str = "") -> RenderedWording:
    """The text with its values. Raises MissingValues when one is missing.

    With a ``gap`` (a draft's "........") a missing value is shown as that instead.
    """
    lacking = [] if gap else missing(template, values)
    if lacking:
        raise MissingValues(lacking)
    work = _Rendering(values, template.language, gap)
    return RenderedWording(
        language=template.language,
        subject=plain(work.runs(template.subject or ())).replace("\n", " "),
        sections=tuple(work.section(section) for section in template.sections),
    )


def render_section(
    template: Template, key: str, values: Values, *, gap: str = ""
) -> tuple[Block, ...]:
    """One named part alone: only its own fields need values."""
    part = Template(template.language, None, (template.section(key),))
    return render(part, values, gap=gap).blocks


@dataclass
class _Rendering:
    values: Values
    language: str
    gap: str

    def section(self, section: Section) -> RenderedSection:
        blocks = [self._block(block) for block in section.blocks]
        return RenderedSection(
            section.key,
            plain(self.runs(section.title)),
            tuple(block for block in blocks if block is not None),
        )

    def _block(self, node: BlockNode) -> Block | None:
        if isinstance(node, NumberedNode | BulletsNode):
            items = tuple(runs for runs in map(self.runs, node.items) if runs)
            kind = Numbered if isinstance(node, NumberedNode) else Bullets
            return kind(items) if items else None
        runs = self.runs(node.nodes)
        kind_of_text = Heading if isinstance(node, HeadingNode) else Paragraph
        return kind_of_text(runs) if runs else None

    def runs(self, nodes: Inline) -> Runs:
        writer = _Writer()
        self._write(nodes, writer, _NO_ROW)
        return writer.finished()

    def _write(self, nodes: Inline, writer: _Writer, row: Values) -> None:
        for node in nodes:
            if isinstance(node, Text):
                writer.words(node.text)
            elif isinstance(node, Break):
                writer.end_line()
            elif isinstance(node, Merge):
                self._merge(node, writer, row)
            elif isinstance(node, If):
                if holds(_value(node, self.values, row)):
                    self._write(node.nodes, writer, row)
            else:
                self._nested(node, writer, row)

    def _nested(self, node: Node, writer: _Writer, row: Values) -> None:
        if isinstance(node, Each):
            for one in rows(self.values.get(node.field.name)):
                writer.begin_row()
                self._write(node.nodes, writer, one)
                writer.begin_row()
        elif isinstance(node, Strong | Emphasis):
            before = writer.bold, writer.italic
            writer.bold |= isinstance(node, Strong)
            writer.italic |= isinstance(node, Emphasis)
            self._write(node.nodes, writer, row)
            writer.bold, writer.italic = before

    def _merge(self, node: Merge, writer: _Writer, row: Values) -> None:
        value = _value(node, self.values, row)
        if is_missing(value):
            writer.value([self.gap])
        else:
            writer.value(shown(value, node.field, node.filter, self.language))


@dataclass
class _Writer:
    """Collects runs; closes up the spaces that a left-out sentence leaves behind."""

    bold: bool = False
    italic: bool = False
    _runs: list[Run] = field(default_factory=list)
    _line_is_empty: bool = True
    _after_space: bool = False
    _row_begins: bool = False

    def words(self, text: str) -> None:
        if self._line_is_empty or self._after_space or self._row_begins:
            text = text.lstrip(" ")
        if not text:
            return
        self._start_row()
        self._add(text)
        self._after_space = text.endswith(" ")

    def value(self, lines: list[str]) -> None:
        self._start_row()
        self._add("\n".join(lines))
        self._after_space = False

    def end_line(self) -> None:
        """A line break, unless nothing stands on the line."""
        self._row_begins = False
        if not self._line_is_empty:
            self._close_up()
            self._add("\n")
        self._line_is_empty, self._after_space = True, False

    def begin_row(self) -> None:
        """What comes next stands on a line of its own."""
        self._row_begins = not self._line_is_empty

    def finished(self) -> Runs:
        while self._runs and not self._runs[-1].text.strip(" \n"):
            self._runs.pop()
        if self._runs:
            last = self._runs[-1]
            self._runs[-1] = Run(last.text.rstrip(" \n"), last.bold, last.italic)
        return tuple(self._runs)

    def _start_row(self) -> None:
        if self._row_begins:
            self.end_line()

    def _close_up(self) -> None:
        last = self._runs[-1]
        self._runs[-1] = Run(last.text.rstrip(" "), last.bold, last.italic)

    def _add(self, text: str) -> None:
        self._line_is_empty = False
        if self._runs and (self._runs[-1].bold, self._runs[-1].italic) == (
            self.bold,
            self.italic,
        ):
            text = self._runs.pop().text + text
        self._runs.append(Run(text, self.bold, self.italic))
