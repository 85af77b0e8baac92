"""Papers of a family's folder as PDF: the receipt that it takes home, labels for the folders.

Both bear the family's number and its square; no name of anybody stands on them.
"""

from collections.abc import Sequence

from casework.models import FamilyRequest, Organisation
from casework.references import family_code
from casework.wording import FieldType, in_one_line, isolated, papers
from correspondence.pdf import PageMarks, PaperDocument, RenderedLetter, render_paper
from correspondence.pdf.document import Block, Heading, KeepTogether, Numbered, Rule, Space
from correspondence.pdf.label_sheets import Label, render_labels
from correspondence.wording import labels, page_blocks

from .heads import plain_head

GAP = "........"
OVERLEAF = 460.0
"""Points kept free below the list of papers: more than the first page has left, so that the list
stands overleaf, as the receipt says."""


def receipt(
    family: FamilyRequest, values: dict, titled: tuple[str, Sequence[str]]
) -> RenderedLetter:
    """The receipt in the family's language; `titled` is the list of papers with its title."""
    language = family.language
    title, listed = titled
    blocks: list[Block] = [
        *page_blocks(papers.part("receipt", language, "body", values, gap=GAP)),
        Rule(),
        *page_blocks(papers.part("receipt", language, "signatures")),
    ]
    if listed:
        blocks.append(KeepTogether([Heading(title), Numbered(listed), Space(OVERLEAF)]))
    sample = Organisation.current().is_sample
    paper = PaperDocument(
        language,
        "",
        blocks,
        letterhead=plain_head(family.office, language),
        marks=PageMarks(
            reference=family.number,
            page_label=labels.page_label(language),
            qr_text=lambda _page: family_code(family.number),
            note=labels.label("sample", language) if sample else "",
        ),
    )
    return render_paper(paper)


def folder_labels(
    families: Sequence[tuple[FamilyRequest, str]], language: str, *, form: str, start: int = 1
) -> bytes:
    """A label for each folder: the number, as it is said, the office, the square. `families`
    holds each request with its number as it is said."""
    rows = [
        Label(
            [
                " ".join(isolated(family.number, FieldType.REFERENCE)),
                in_one_line(spoken, FieldType.TEXT),
                in_one_line(family.office.name(language), FieldType.TEXT),
            ],
            qr=family_code(family.number),
        )
        for family, spoken in families
    ]
    return render_labels(rows, language, form, start=start)
