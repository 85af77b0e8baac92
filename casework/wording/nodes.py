"""A parsed wording: a small tree. Values enter it only when it is rendered,
so nothing that a value contains can ever be read as markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casework.wording.fields import Field


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class Break:
    pass


@dataclass(frozen=True)
class Merge:
    field: Field
    filter: str = ""
    in_row: bool = False


@dataclass(frozen=True)
class Strong:
    nodes: Inline


@dataclass(frozen=True)
class Emphasis:
    nodes: Inline


@dataclass(frozen=True)
class If:
    field: Field
    nodes: Inline
    in_row: bool = False


@dataclass(frozen=True)
class Each:
    field: Field
    nodes: Inline


Node = Text | Break | Merge | Strong | Emphasis | If | Each
Inline = tuple[Node, ...]


@dataclass(frozen=True)
class HeadingNode:
    nodes: Inline


@dataclass(frozen=True)
class ParagraphNode:
    nodes: Inline


@dataclass(frozen=True)
class NumberedNode:
    items: tuple[Inline, ...]


@dataclass(frozen=True)
class BulletsNode:
    items: tuple[Inline, ...]


BlockNode = HeadingNode | ParagraphNode | NumberedNode | BulletsNode


@dataclass(frozen=True)
class Section:
    """A named part of a text; a letter has one, called ``body``."""

    key: str
    title: Inline
    blocks: tuple[BlockNode, ...]

    def inlines(self) -> Iterator[Inline]:
        yield self.title
        for block in self.blocks:
            if isinstance(block, NumberedNode | BulletsNode):
                yield from block.items
            else:
                yield block.nodes


@dataclass(frozen=True)
class Template:
    """A text that has been read and found right, in one language."""

    language: str
    subject: Inline | None
    sections: tuple[Section, ...]

    def section(self, key: str) -> Section:
        """The named part; KeyError when the text has no such part."""
        for section in self.sections:
            if section.key == key:
                return section
        raise KeyError(key)

    def inlines(self) -> Iterator[Inline]:
        yield self.subject or ()
        for section in self.sections:
            yield from section.inlines()

    @property
    def fields(self) -> frozenset[str]:
        """Names of all fields that the text mentions, columns as ``table:column``."""
        return frozenset(name for inline in self.inlines() for name in _names(inline, ""))


def _names(nodes: Inline, table: str) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Merge | If):
            yield f"{table}:{node.field.name}" if node.in_row else node.field.name
        if isinstance(node, Each):
            yield node.field.name
            yield from _names(node.nodes, node.field.name)
        elif isinstance(node, Strong | Emphasis | If):
            yield from _names(node.nodes, table)
