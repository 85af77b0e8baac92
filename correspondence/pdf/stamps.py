"""Stamps of annex pages: one small PDF whose pages each hold one strip of text.

The bundle lays each page over the strip that it keeps free at the head of an annex page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .document import StampText
from .lines import natural_width, set_text
from .paragraphs import draw_lines
from .styles import Stylesheet, stylesheet
from .writer import A4, Writer

STRIP_WIDTH = A4[0]
STRIP_HEIGHT = 34.0
"""Points kept free at the head of each annex page."""

STRIP_MARGIN = 28.0
GAP = 10.0


def stamp_pdf(
    entries: Sequence[StampText],
    language: str,
    width: float = STRIP_WIDTH,
    height: float = STRIP_HEIGHT,
) -> bytes:
    """A PDF with one page (width x height points) for each entry.

    lead stands at the start of the line (right in Persian and Arabic), trail at its end.
    """
    sheet = stylesheet(language)
    writer = Writer("", language, sheet.rtl, (width, height))
    for entry in entries:
        writer.start_page()
        writer.begin_artifact()
        _draw(writer, sheet, entry)
        y = 4.0
        writer.line(STRIP_MARGIN, y, width - STRIP_MARGIN, y, 0.4)
        writer.end()
        writer.end_page()
    return writer.finish()


def _draw(writer: Writer, sheet: Stylesheet, entry: StampText) -> None:
    width, height = writer.size
    room = width - 2 * STRIP_MARGIN
    style = replace(sheet["footer"], grey=0.0, leading=height - 6)
    texts = (entry.lead, entry.middle, entry.trail)
    natural = [natural_width(text, sheet.language, sheet.rtl, False)[0] for text in texts]
    widths = [one * style.size / 1000 + 0.5 for one in natural]
    shrink = min(1.0, (room - 2 * GAP) / sum(widths))
    style = replace(style, size=style.size * shrink)
    widths = [one * shrink for one in widths]
    for text, one, at in zip(texts, widths, _places(widths, room), strict=True):
        x = STRIP_MARGIN + (room - at - one if sheet.rtl else at)
        found = set_text(text, sheet.language, sheet.rtl, False, "start", one * 1000 / style.size)
        writer.note(found)
        draw_lines(writer, found.lines[:1], style, x, height - 1)


def _places(widths: Sequence[float], room: float) -> tuple[float, float, float]:
    """Where each text begins, from the start of the line; the middle one makes way for others."""
    lead, middle, trail = widths
    centred = (room - middle) / 2
    return 0.0, max(lead + GAP, min(centred, room - trail - GAP - middle)), room - trail
