"""Each kind of letter with invented values, one of every type of field."""

import dataclasses
import datetime

from casework.wording import Field, FieldType
from correspondence import wording
from correspondence.pdf import LetterDocument
from correspondence.wording import labels
from correspondence.wording.fields import LETTER_FIELDS
from families.calendars import parse

from . import samples

KINDS = (
    "tracing_request", "confirm_earlier", "reminder", "supplement", "correction", "withdrawal",
    "thanks_closure", "authority_request", "complaint", "visit_support",
    "family_message", "missing_information", "periodic_news", "neutral_closing",
    "group_letter", "wgeid", "yearly_statement",
)  # fmt: skip
PICTURED = ("tracing_request", "confirm_earlier", "reminder", "withdrawal")
NUMBER = "1405/0358"


def value_of(field: Field, language: str):
    """An invented value of the field's type."""
    if field.type == FieldType.ROWS:
        return [{column.name: value_of(column, language) for column in field.row}] * 2
    if field.name.endswith("number"):
        return labels.letter_number(NUMBER, language)
    if field.name == "reply.language":
        return labels.reply_language(language, language)
    words = samples.WORDS[language]
    return {
        FieldType.TEXT: words["office"],
        FieldType.ADDRESS: words["lines"][0],
        FieldType.NAME: f"{samples.GIVEN[language][0]} {samples.FAMILY[language][0]}",
        FieldType.REFERENCE: "AHV-1405-000417-K",
        FieldType.DATE: datetime.date(2026, 11, 22),
        FieldType.PARTIAL_DATE: parse("بهار ۱۴۰۲" if language == "fa" else "2023"),
        FieldType.PHONE: "+355 69 123 4567",
        FieldType.EMAIL: "office@example.org",
        FieldType.COUNT: 3,
        FieldType.FLAG: True,
    }[field.type]


def letter_of(code: str, language: str) -> LetterDocument:
    """The shipped words of a kind on the page of the sample letter."""
    values = {name: value_of(field, language) for name, field in LETTER_FIELDS.items()}
    written = wording.render(wording.shipped(code, language), values)
    sample = samples.letter(language)
    return dataclasses.replace(
        sample,
        title=wording.kind(code).title[language],
        subject=f"{labels.label('subject', language)} {written.subject}",
        body=written.blocks,
    )
