"""What a rendered wording is made of: plain data for a page, a screen, a PDF."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """Text in one style. A newline is a line break; merged values stand in
    bidi isolates (U+2066 to U+2069)."""

    text: str
    bold: bool = False
    italic: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    runs: Runs


@dataclass(frozen=True)
class Paragraph:
    runs: Runs


@dataclass(frozen=True)
class Numbered:
    """Numbered requests; whoever shows them sets the numbers, in the digits of the language."""

    items: tuple[Runs, ...]


@dataclass(frozen=True)
class Bullets:
    items: tuple[Runs, ...]


Block = Heading | Paragraph | Numbered | Bullets


@dataclass(frozen=True)
class RenderedSection:
    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class RenderedWording:
    """``subject`` is plain text and empty where the text has none."""

    language: str
    subject: str
    sections: tuple[RenderedSection, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(block for section in self.sections for block in section.blocks)

    def section(self, key: str) -> RenderedSection:
        for section in self.sections:
            if section.key == key:
                return section
        raise KeyError(key)


def plain(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def as_text(blocks: tuple[Block, ...]) -> str:
    """The blocks as plain text, a blank line between them."""
    parts = []
    for block in blocks:
        if isinstance(block, Numbered):
            parts.append("\n".join(f"{n}. {plain(i)}" for n, i in enumerate(block.items, 1)))
        elif isinstance(block, Bullets):
            parts.append("\n".join(f"- {plain(item)}" for item in block.items))
        else:
            parts.append(plain(block.runs))
    return "\n\n".join(parts)
