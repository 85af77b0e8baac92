"""Rendered wording as HTML for a page: every value escaped, no script."""

from __future__ import annotations

import re
from html import escape

from casework.wording.blocks import Block, Bullets, Heading, Numbered, Runs

# A number or telephone that runs from left to right: torn at a hyphen, its parts change places in a
# text from right to left. The element stands for the signs of the isolate: Chromium draws nothing
# where both are there.
_KEPT_TOGETHER = re.compile("\u2066([^\u2069\n]{1,24})\u2069")
_WHOLE = r'<bdi class="ltr" dir="ltr">\1</bdi>'


def as_html(blocks: tuple[Block, ...], *, heading: str = "h2") -> str:
    """The blocks as HTML; headings become ``heading`` elements.

    Safe to mark as safe: the text of each run is escaped. The page sets ``lang`` and
    ``dir`` around it, because a paper is shown in the family's language.
    """
    return "\n".join(_block(block, heading) for block in blocks)


def _block(block: Block, heading: str) -> str:
    if isinstance(block, Numbered | Bullets):
        name = "ol" if isinstance(block, Numbered) else "ul"
        items = "".join(f"<li>{_inline(item)}</li>" for item in block.items)
        return f"<{name}>{items}</{name}>"
    name = heading if isinstance(block, Heading) else "p"
    return f"<{name}>{_inline(block.runs)}</{name}>"


def _inline(runs: Runs) -> str:
    return "".join(_run(run.text, bold=run.bold, italic=run.italic) for run in runs)


def _run(text: str, *, bold: bool, italic: bool) -> str:
    html = _KEPT_TOGETHER.sub(_WHOLE, escape(text)).replace("\n", "<br>")
    if italic:
        html = f"<em>{html}</em>"
    return f"<strong>{html}</strong>" if bold else html
