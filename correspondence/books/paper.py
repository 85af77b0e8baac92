"""A book on paper: the oldest line first, the head of the table on every page."""

from collections.abc import Iterable, Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from casework.models import Office
from casework.wording import FieldType, figures, in_one_line
from correspondence.drafting import marks
from correspondence.drafting.values import organisation_name
from correspondence.drafting.words import day_isolated
from correspondence.pdf import RenderedLetter, render_paper
from correspondence.pdf.document import FieldLines, Letterhead, PaperDocument, Paragraph, Table

from .columns import Column

MOST_LINES = 3000  # more than a year of a large office


def book_on_paper(
    rows: Iterable, columns: Sequence[Column], office: Office, language: str, *, title, about
) -> RenderedLetter:
    """The lines of one office's book as a PDF. `about` is what was asked for, as (label, words)."""
    shown = [column for column in columns if column.share]
    with translation.override(language):
        cells = [[column.on_paper(row, language) for column in shown] for row in rows]
        paper = PaperDocument(
            language=language,
            title=str(title),
            blocks=[_heads(office, language, about, len(cells)), _table(shown, cells)],
            letterhead=Letterhead(organisation_name(language), [office.name(language)]),
            marks=marks.of_paper(language),
            wide=True,
        )
    return render_paper(paper)


def _heads(office: Office, language: str, about, lines: int) -> FieldLines:
    drawn_up = (_("Drawn up on"), day_isolated(office.today(), language))
    asked = [(str(label), in_one_line(str(words), FieldType.TEXT)) for label, words in about]
    counted = (_("Lines"), figures(lines, language))
    return FieldLines([[(f"{label}:", words) for label, words in (*asked, drawn_up, counted)]])


def _table(columns: Sequence[Column], cells) -> Table | Paragraph:
    if not cells:
        return Paragraph(_("Nothing stands in the book for what was asked."))
    return Table([str(c.label) for c in columns], cells, [c.share for c in columns])
