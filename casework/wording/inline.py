"""From the tokens of one block to its tree: fields, conditions, tables, emphasis.

Everything is closed inside the block where it was opened, so a mistake in one
paragraph is shown there and nowhere else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from casework.wording import tokens as lexer
from casework.wording.fields import FILTERS, Field, FieldType, Registry
from casework.wording.nodes import (
    Break,
    Each,
    Emphasis,
    If,
    Inline,
    Merge,
    Node,
    Strong,
    Text,
)
from casework.wording.tokens import Line, Token

_NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")
_OPENING = re.compile(r"#(\w+)\s+(\S+)")


def parse_inline(lines: list[Line], fields: Registry) -> Inline:
    """The tree of one heading, paragraph, item or subject. Raises WordingError."""
    return _Reader(list(lexer.tokens(lines)), fields).read(_Open())


@dataclass(frozen=True)
class _Open:
    """What the reader is inside of: the token to close it with, and the table, if any."""

    by: Token | None = None
    closed_by: str = ""
    error: str = ""
    name: str = ""
    table: Field | None = None
    emphasis: frozenset[str] = frozenset()


@dataclass
class _Reader:
    tokens: list[Token]
    fields: Registry
    position: int = field(default=0)

    def read(self, inside: _Open) -> Inline:
        nodes: list[Node] = []
        while self.position < len(self.tokens):
            token = self.tokens[self.position]
            self.position += 1
            if inside.by and token.text == inside.closed_by and token.kind == _kind(inside):
                return tuple(nodes)
            nodes.append(self._node(token, inside))
        if inside.by:
            raise inside.by.error(inside.error, inside.name)
        return tuple(nodes)

    def _node(self, token: Token, inside: _Open) -> Node:
        if token.kind == lexer.TEXT:
            return Text(token.text)
        if token.kind == lexer.BREAK:
            return Break()
        if token.kind == lexer.TAG:
            return self._tag(token, inside)
        return self._emphasis(token, inside)

    def _emphasis(self, token: Token, inside: _Open) -> Node:
        if token.text in inside.emphasis:
            raise token.error("unclosed_emphasis")
        opened = _Open(
            by=token,
            closed_by=token.text,
            error="unclosed_emphasis",
            table=inside.table,
            emphasis=inside.emphasis | {token.text},
        )
        nodes = self.read(opened)
        return Strong(nodes) if token.kind == lexer.STRONG else Emphasis(nodes)

    def _tag(self, token: Token, inside: _Open) -> Node:
        if token.text.startswith("/"):
            raise token.error("unexpected_close", "{{" + token.text + "}}")
        if not token.text.startswith("#"):
            return self._merge(token, inside)
        opening = _OPENING.fullmatch(token.text)
        if opening is None or opening.group(1) not in {"if", "each"}:
            raise token.error("unknown_tag", "{{" + token.text + "}}")
        found, in_row = self._field(token, opening.group(2), inside)
        if opening.group(1) == "if":
            return If(found, self._within(token, inside, "if", found, inside.table), in_row)
        if found.type is not FieldType.ROWS:
            raise token.error("not_rows", found.name)
        if inside.table:
            raise token.error("nested_each")
        return Each(found, self._within(token, inside, "each", found, found))

    def _within(
        self, token: Token, inside: _Open, word: str, found: Field, table: Field | None
    ) -> Inline:
        return self.read(
            _Open(
                token,
                f"/{word}",
                f"unclosed_{word}",
                found.name,
                table,
                inside.emphasis,
            )
        )

    def _merge(self, token: Token, inside: _Open) -> Merge:
        name, bar, filter_ = (part.strip() for part in token.text.partition("|"))
        found, in_row = self._field(token, name, inside)
        if found.type is FieldType.ROWS:
            raise token.error("rows_field", found.name)
        if found.type is FieldType.FLAG:
            raise token.error("flag_field", found.name)
        if bar and filter_ not in FILTERS:
            raise token.error("unknown_filter", filter_)
        if bar and found.type not in FILTERS[filter_]:
            raise token.error("filter_not_allowed", filter_)
        return Merge(found, filter_, in_row)

    def _field(self, token: Token, name: str, inside: _Open) -> tuple[Field, bool]:
        if not _NAME.fullmatch(name):
            raise token.error("bad_field", name)
        column = inside.table.column(name) if inside.table else None
        if column:
            return column, True
        if name not in self.fields:
            raise token.error("unknown_field", name)
        return self.fields[name], False


def _kind(inside: _Open) -> str:
    return lexer.TAG if inside.closed_by.startswith("/") else inside.by.kind if inside.by else ""
