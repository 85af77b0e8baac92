"""The pieces of a line: words, asterisks, fields, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casework.wording.errors import WordingError

TEXT, STRONG, EMPHASIS, TAG, BREAK = "text", "strong", "emphasis", "tag", "break"

_PLAIN = re.compile(r"[^{}*]+")
_CLOSED_TAG = re.compile(r"\{\{([^{}]*)\}\}")


@dataclass(frozen=True)
class Line:
    """A line of the source: its text and where that text begins (both from 1)."""

    text: str
    number: int
    column: int = 1

    def from_(self, offset: int) -> Line:
        """The line without its first ``offset`` characters."""
        return Line(self.text[offset:], self.number, self.column + offset)

    def between(self, before: int, after: int) -> Line:
        """The line without its first ``before`` and last ``after`` characters."""
        return Line(
            self.text[before : len(self.text) - after],
            self.number,
            self.column + before,
        )


@dataclass(frozen=True)
class Token:
    kind: str
    text: str
    line: int
    column: int

    def error(self, code: str, detail: str = "") -> WordingError:
        return WordingError(self.line, self.column, code, detail)


def tokens(lines: list[Line]) -> Iterator[Token]:
    """The tokens of the lines of one block, with a BREAK between two lines."""
    for index, line in enumerate(lines):
        if index:
            yield Token(BREAK, "\n", line.number, line.column)
        yield from _in_line(line)


def _in_line(line: Line) -> Iterator[Token]:
    position = 0
    while position < len(line.text):
        token, position = _next(line, position)
        yield token


def _next(line: Line, position: int) -> tuple[Token, int]:
    text, column = line.text, line.column + position
    plain = _PLAIN.match(text, position)
    if plain:
        return Token(TEXT, plain.group(), line.number, column), plain.end()
    tag = _CLOSED_TAG.match(text, position)
    if tag:
        return Token(TAG, tag.group(1).strip(), line.number, column), tag.end()
    if text.startswith("**", position):
        return Token(STRONG, "**", line.number, column), position + 2
    if text[position] == "*":
        return Token(EMPHASIS, "*", line.number, column), position + 1
    raise WordingError(line.number, column, *_wrong_brace(text, position))


def _wrong_brace(text: str, position: int) -> tuple[str, str]:
    if not text.startswith("{{", position):
        return "stray_brace", text[position]
    rest = text[position + 2 :]
    end, inner = rest.find("}"), rest.find("{")
    return ("nested_braces" if inner != -1 and (end == -1 or inner < end) else "unclosed_tag"), ""
