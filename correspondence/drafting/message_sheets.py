"""A family message on paper: the blank sheet to write on, and the page that is handed over.

A page holds the message, who sends it or for whom it is, and how to answer through us: no number of
a case, no place, no date of the office, no name of whoever was sought. The family's own sheet comes
behind it as pictures alone.
"""

import io
from collections.abc import Iterator

import pikepdf

from casework import vault
from casework.wording import FieldType, isolated
from correspondence.pdf import PageMarks, Paragraph, Rule, render_paper
from correspondence.pdf.document import Block, FieldLines, Letterhead, PaperDocument
from correspondence.wording import desk_papers

from . import marks
from .values import organisation_name

PAPER = "message_form"
GAP = "........"
ROOM = "." * 40  # for what is written by hand where the text has a gap
LINES = 12  # to write on
ASTERISK_APART = "*\u200c"  # a value that holds asterisks must not switch bold on


def blank_message(office, language: str) -> bytes:
    """The sheet on which a family writes, with what it may hold and what happens with it."""
    values = office.said(language)
    blocks = [
        *_with_room(desk_papers.part(PAPER, language, "form", values, gap=GAP)),
        *[FieldLines([[("", None)]]) for _number in range(LINES)],
        *_with_room(desk_papers.part(PAPER, language, "signed", values, gap=GAP)),
    ]
    paper = PaperDocument(
        language, "", blocks,
        letterhead=Letterhead(organisation_name(language), [office.name(language)]),
        marks=marks.of_paper(language),
    )  # fmt: skip
    return render_paper(paper).pdf


def _with_room(blocks: list[Block]) -> Iterator[Block]:
    for block in blocks:
        wide = isinstance(block, Paragraph) and GAP in block.text
        yield Paragraph(block.text.replace(GAP, ROOM), "start") if wide else block


def message_page(message, office) -> bytes:
    """The page that is given to the person it is for, with the sheet behind it where there is one.
    `message` is read already, by whoever may."""
    key = str(message.direction)
    values = {
        **office.said(message.language),
        "enquirer.name": message.person.full_name,
        "message.written_on": message.written_on,
    }
    blocks = [
        *desk_papers.part(PAPER, message.language, key, values),
        Rule(),
        *_words(message.text),
        Rule(),
        *desk_papers.part(PAPER, message.language, f"{key}_end", values),
    ]
    paper = PaperDocument(message.language, "", blocks, marks=PageMarks(page_label=""))
    return _with_sheet(render_paper(paper).pdf, message.sheet)


def _words(text: str) -> Iterator[Block]:
    for line in isolated(text.replace("*", ASTERISK_APART), FieldType.TEXT):
        yield Paragraph(line, "start")


def _with_sheet(page: bytes, sheet) -> bytes:
    if sheet is None:
        return page
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(page)) as whole:
        with pikepdf.open(io.BytesIO(b"".join(vault.read(sheet)))) as pictures:
            whole.pages.extend(pictures.pages)
        whole.save(written, deterministic_id=True)
    return written.getvalue()
