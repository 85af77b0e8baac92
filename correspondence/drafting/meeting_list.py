"""The list that is taken to a meeting: what each family agreed that this body may see."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass

from casework import vault
from casework.models import Case
from correspondence import wording
from correspondence.models import Meeting
from correspondence.wording import labels

from . import desk, portraits
from .words import fact_text

KIND = "tracing_request"  # what may be shown of a person is what such a letter may say
COLUMNS = ("name", "latin_name", "father", "birth", "last_place", "last_news_on", "their_reference")


@dataclass(frozen=True)
class Row:
    """One person: the number, the portrait where copies may be shown, what may be said."""

    reference: str
    lines: tuple[str, ...]
    portrait: str


def look_over(meeting: Meeting, cases: Iterable[Case]) -> desk.Desk:
    """Which of these cases may be spoken of with the body on the day, and why not the others."""
    question = desk.Question(
        wording.kind(KIND), meeting.office, [desk.Party(meeting.recipient)], meeting.on
    )
    return desk.look_over(cases, question)


def rows(meeting: Meeting, looked: desk.Desk, language: str) -> list[Row]:
    body = meeting.recipient.body
    return [
        Row(line.case.reference, _told(line, language, body), _portrait(line))
        for line in looked.included
    ]


def _told(line: desk.DeskLine, language: str, body) -> tuple[str, ...]:
    texts = []
    for key in COLUMNS:
        text = fact_text(line.case, key, language, body) if key in line.facts else ""
        if text:
            texts.append(text if key == "name" else f"{labels.fact_label(key, language)}: {text}")
    return tuple(dict.fromkeys(texts))


def _portrait(line: desk.DeskLine) -> str:
    document = portraits.of(line.case) if "portrait" in line.facts else None
    if document is None:
        return ""
    try:
        return base64.b64encode(portraits.picture(document)).decode()
    except (vault.MissingFile, OSError):
        return ""
