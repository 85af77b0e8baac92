"""Letters, papers and stamps as PDF: text shaping, direction, layout. No Django in here."""

from .document import (
    Bullets,
    CoverSheet,
    DataSheet,
    FieldLines,
    Heading,
    KeepTogether,
    LetterDocument,
    Letterhead,
    Numbered,
    PageMarks,
    PaperDocument,
    Paragraph,
    RenderedLetter,
    Rule,
    Schedule,
    Space,
    StampText,
    Table,
    TitledLines,
)
from .isolates import clean, isolate, strip_isolates
from .letter import render_letter
from .papers import render_cover_sheet, render_paper
from .stamps import STRIP_HEIGHT, STRIP_WIDTH, stamp_pdf

__all__ = [
    "STRIP_HEIGHT",
    "STRIP_WIDTH",
    "Bullets",
    "CoverSheet",
    "DataSheet",
    "FieldLines",
    "Heading",
    "KeepTogether",
    "LetterDocument",
    "Letterhead",
    "Numbered",
    "PageMarks",
    "PaperDocument",
    "Paragraph",
    "RenderedLetter",
    "Rule",
    "Schedule",
    "Space",
    "StampText",
    "Table",
    "TitledLines",
    "clean",
    "isolate",
    "render_cover_sheet",
    "render_letter",
    "render_paper",
    "stamp_pdf",
    "strip_isolates",
]
