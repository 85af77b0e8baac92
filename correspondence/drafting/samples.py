"""A text of a kind on the real page with made-up values: the shortest and the longest there are.

Nothing of any record stands in it; only the head of the paper is the office's own.
"""

import datetime

from casework.models import Office
from casework.wording import Field, FieldType, Template
from correspondence import wording
from correspondence.models import OfficeHead
from correspondence.pdf import (
    LetterDocument,
    Letterhead,
    PageMarks,
    RenderedLetter,
    TitledLines,
    render_letter,
)
from correspondence.wording import labels
from families.calendars import parse

from .composing import labelled, opening
from .heads import letterhead
from .words import day_text

SHORT, LONG = "short", "long"
SIZES = (SHORT, LONG)
NAME_LENGTH, TEXT_LENGTH, MOST_CASES, ROWS = 120, 400, 5000, 12
DAYS = {SHORT: datetime.date(2026, 5, 1), LONG: datetime.date(2026, 9, 22)}
SAID_DAYS = {SHORT: "1402", LONG: "1402/06/31"}
FIXED = {
    FieldType.REFERENCE: {SHORT: "1", LONG: "AHV-2026-012345-XY / 1405-67890"},
    FieldType.PHONE: {SHORT: "1", LONG: "+98 61 0000 0000 / +355 4 000 0000"},
    FieldType.EMAIL: {SHORT: "a@example.org", LONG: f"{'sample.' * 6}office@example.org"},
    FieldType.COUNT: {SHORT: 1, LONG: MOST_CASES},
    FieldType.FLAG: {SHORT: False, LONG: True},
    FieldType.DATE: DAYS,
}


def sample(
    template: Template, kind: str, office: Office, size: str, head: OfficeHead | None = None
) -> RenderedLetter:
    """The text as a letter of the office with values of that size, marked DRAFT and sample.

    `head`: settings of its head that are being tried and not kept.
    """
    of_kind, language = wording.kind(kind), template.language
    values = {name: _value(field, size, language) for name, field in of_kind.fields.items()}
    values |= {name: said for name, said in office.said(language).items() if said}
    written = wording.render(template, values)
    begins = letterhead(office, language, head)
    return render_letter(_document(written, of_kind, office, size, begins, language))


def _document(
    written, of_kind, office: Office, size: str, begins: Letterhead, language: str
) -> LetterDocument:
    name = _name(size, language)
    to = labels.Addressee(name=name)
    return LetterDocument(
        language=language,
        title=of_kind.title[language],
        letterhead=begins,
        head=labels.heading(
            language,
            number=FIXED[FieldType.REFERENCE][size],
            date=day_text(DAYS[size], language),
            enclosures=(size == LONG, ROWS if size == LONG else 0),
        ),
        to=labelled("to", language, name),
        sender=labelled("from", language, office.name(language)),
        subject=f"{labels.label('subject', language)} {written.subject}",
        body=[*opening(language, to), *written.blocks],
        closing=labels.closing(language, to),
        signatory=(name, name),
        enclosures=_enclosures(language) if size == LONG else None,
        marks=PageMarks(
            page_label=labels.page_label(language),
            classification=labels.label("confidential", language),
            watermark=labels.label("draft", language),
            note=labels.label("sample", language),
        ),
    )


def _value(field: Field, size: str, language: str):
    if field.type in FIXED:
        return FIXED[field.type][size]
    if field.type is FieldType.PARTIAL_DATE:
        return parse(SAID_DAYS[size])
    if field.type is FieldType.ROWS:
        row = {column.name: _value(column, size, language) for column in field.row}
        return [row] * (ROWS if size == LONG else 1)
    if field.type is FieldType.NAME:
        return _name(size, language)
    return _words(TEXT_LENGTH if size == LONG else 1, language)


def _name(size: str, language: str) -> str:
    return _words(NAME_LENGTH if size == LONG else 1, language)


def _words(length: int, language: str) -> str:
    """So many characters of a text that anybody sees is none."""
    word = labels.label("sample", language)
    return (f"{word} " * (length // len(word) + 1))[:length].strip()


def _enclosures(language: str) -> TitledLines:
    lines = [labels.annex_entry(n, _name(LONG, language), 12, language) for n in range(1, ROWS + 1)]
    return TitledLines(labels.label("enclosures", language), lines)
