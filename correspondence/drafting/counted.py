"""The figures of a letter: counted on its day, with what was counted and what was not.

They are counts of requests and of letters, never of what became of anybody; a number under five
does not leave the house (rule 35).
"""

import datetime

from casework import counting
from casework.wording import FieldType, figures, in_one_line
from correspondence.models import Letter
from correspondence.models.letter import LetterState
from correspondence.pdf import KeepTogether, Paragraph, Table
from correspondence.pdf.document import Block
from correspondence.wording import labels

from .words import day_isolated

LEAST = 5
ASKED = "figures"
"""In `letter.values`: whether the letter bears them."""
WIDTHS = (4.0, 1.0)


def block(letter: Letter, on: datetime.date) -> list[Block]:
    """The table with its date and definition; nothing where it is not asked for, or where no
    number is large enough to be told."""
    if not letter.values.get(ASKED):
        return []
    language = letter.language
    rows = [
        [labels.figure(key, language), in_one_line(figures(number, language), FieldType.COUNT)]
        for key, number in counted(letter, on).items()
        if number >= LEAST
    ]
    if not rows:
        return []
    day = day_isolated(on, language)
    header = [labels.figure("title", language, on=day), labels.figure("number", language)]
    definition = Paragraph(labels.figure("definition", language, on=day), "small")
    return [KeepTogether([Table(header, rows, widths=WIDTHS), definition])]


def counted(letter: Letter, on: datetime.date) -> dict[str, int]:
    """Each figure by its key: what the office holds, and what it has written to this body."""
    requests, cases = counting.on_record(letter.office_id, on)
    sent = Letter.objects.filter(
        office=letter.office_id,
        submission__recipient__body=letter.submission.recipient.body_id,
        state=LetterState.SENT,
        date__lte=on,
    )
    about = sent.filter(lines__included=True).order_by().values("lines__case").distinct()
    return {
        "requests": requests,
        "cases": cases,
        "letters": sent.order_by().count(),
        "written_about": about.count(),
    }
