"""Blocks of a document become boxes on the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from . import document as doc
from .flow import Box, Gap, RuleBox, Stack
from .furniture import in_digits_of
from .paragraphs import FieldsBox, ItemBox, TextBox, TickBox
from .styles import Stylesheet
from .tables import Row, TableBox
from .tagging import Element

INDENT = 20.0
SIGNING_HEIGHT = 46.0
_PARAGRAPH_STYLES = {"body", "small", "center", "end", "note", "start", "tight"}
_HEADING_STYLES = {1: "title", 2: "heading", 3: "subheading"}


def boxes_for(blocks: Iterable[doc.Block], sheet: Stylesheet, parent: Element) -> list[Box]:
    """The boxes of these blocks, and their elements under parent, in reading order."""
    boxes: list[Box] = []
    for block in blocks:
        boxes += _boxes_of(block, sheet, parent)
    return boxes


def _boxes_of(block: doc.Block, sheet: Stylesheet, parent: Element) -> list[Box]:
    match block:
        case doc.Paragraph(text, style):
            if style not in _PARAGRAPH_STYLES:
                raise ValueError(f"unknown paragraph style: {style!r}")
            return [text_box(text, style, sheet, parent)] if text else []
        case doc.Heading(text, level):
            style = _HEADING_STYLES.get(level, "subheading")
            return [text_box(text, style, sheet, parent, keep_with_next=True)]
        case doc.Numbered(items, start):
            markers = [
                f"{in_digits_of(sheet.language, str(number))}."
                for number, _ in enumerate(items, start)
            ]
            return _list(items, markers, sheet, parent)
        case doc.Bullets(items):
            return _list(items, ["•"] * len(items), sheet, parent)
        case doc.Choices(items):
            return _choices(items, sheet, parent)
        case doc.Table(header, rows, widths):
            cells = [Row(row) for row in rows]
            return [TableBox(header, cells, sheet, parent.child("Table"), widths)]
        case doc.FieldLines(rows):
            return [FieldsBox(fields, sheet, parent) for fields in rows]
        case doc.Rule():
            return [RuleBox()]
        case doc.Space(height):
            return [Gap(height)]
        case doc.KeepTogether(inner):
            return [Stack(boxes_for(inner, sheet, parent))]
    raise TypeError(f"not a block: {block!r}")


def text_box(
    text: str,
    style: str,
    sheet: Stylesheet,
    parent: Element,
    *,
    keep_with_next: bool = False,
) -> TextBox:
    """A paragraph in a named style, as a child of parent."""
    found = sheet[style]
    return TextBox(text, found, sheet, parent.child(found.tag), keep_with_next=keep_with_next)


def _list(
    items: Sequence[str], markers: Sequence[str], sheet: Stylesheet, parent: Element
) -> list[Box]:
    element = parent.child("L")
    boxes: list[Box] = []
    for marker, item in zip(markers, items, strict=True):
        entry = element.child("LI")
        label = TextBox(marker, sheet["start"], sheet, entry.child("Lbl"))
        body = TextBox(item, sheet["body"], sheet, entry.child("LBody"))
        boxes.append(ItemBox(label, body, INDENT, rtl=sheet.rtl))
    for box in boxes[:-1]:
        box.after = sheet["body"].leading * 0.2
    return boxes


def _choices(items: Sequence[str], sheet: Stylesheet, parent: Element) -> list[Box]:
    element = parent.child("L")
    style, boxes = sheet["start"], list[Box]()
    for item in items:
        body = TextBox(item, style, sheet, element.child("LI").child("LBody"))
        boxes.append(ItemBox(TickBox(style, rtl=sheet.rtl), body, INDENT, rtl=sheet.rtl))
    return boxes


def schedule_boxes(schedule: doc.Schedule, sheet: Stylesheet, parent: Element) -> list[Box]:
    """The schedule's title and its one table, a label row before each group."""
    rows: list[Row] = []
    for label, group in schedule.groups:
        if label:
            rows.append(Row([label], "label"))
        rows += [Row(cells) for cells in group]
    title = text_box(schedule.title, "heading", sheet, parent, keep_with_next=True)
    if not rows:
        return [title]
    element = parent.child("Table")
    return [title, TableBox(schedule.columns, rows, sheet, element, schedule.widths)]


def signature_boxes(page: doc.SignatureSheet, sheet: Stylesheet, parent: Element) -> list[Box]:
    """Title, how to sign, and a table whose rows are high enough for a thumb."""
    rows = [
        Row([in_digits_of(sheet.language, str(number)), "", "", ""], height=SIGNING_HEIGHT)
        for number in range(1, page.rows + 1)
    ]
    return [
        text_box(page.title, "heading", sheet, parent, keep_with_next=True),
        text_box(page.note, "small", sheet, parent, keep_with_next=True),
        TableBox(page.columns, rows, sheet, parent.child("Table"), (0.5, 2.2, 1.6, 2.2)),
    ]
