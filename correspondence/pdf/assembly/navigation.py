"""Bookmarks and page labels of a PDF (ISO 32000-1, 12.3.3 and 12.4.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .objectfile import ObjectFile, text


@dataclass(frozen=True)
class Bookmark:
    """A line of the outline and the number of the page object it leads to."""

    title: str
    page: int


def outlines(file: ObjectFile, bookmarks: Sequence[Bookmark]) -> int:
    """Write a flat outline; return the number of its root."""
    root = file.reserve()
    items = [file.reserve() for _ in bookmarks]
    for index, bookmark in enumerate(bookmarks):
        body = b"<</Title %b/Parent %d 0 R/Dest[%d 0 R/Fit]" % (
            text(bookmark.title),
            root,
            bookmark.page,
        )
        body += b"/Prev %d 0 R" % items[index - 1] if index else b""
        body += b"/Next %d 0 R" % items[index + 1] if index + 1 < len(items) else b""
        file.add(body + b">>", items[index])
    entry = b"<</Type/Outlines/Count %d/First %d 0 R/Last %d 0 R>>"
    file.add(entry % (len(items), items[0], items[-1]), root)
    return root


def page_labels(starts: Sequence[tuple[int, str]]) -> bytes:
    """Return the catalog's entry: from each page index on, a prefix and a count from 1."""
    ranges = [
        b"%d<</S/D%b>>" % (first, b"/P" + text(prefix) if prefix else b"")
        for first, prefix in starts
    ]
    return b"/PageLabels<</Nums[%b]>>" % b" ".join(ranges)
