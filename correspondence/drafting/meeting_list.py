"""The list that is taken to a meeting: what each family agreed that this body may see."""

from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext as _

from casework import vault
from casework.models import Case
from casework.wording import FieldType, in_one_line
from correspondence import wording
from correspondence.models import Meeting
from correspondence.pdf import (
    FieldLines,
    Letterhead,
    ListedPerson,
    Paragraph,
    PersonList,
    RenderedLetter,
    render_person_list,
)
from correspondence.wording import labels

from . import desk, marks, portraits
from .values import organisation_name
from .words import day_isolated, fact_text

KIND = "tracing_request"  # what may be shown of a person is what such a letter may say
COLUMNS = ("name", "latin_name", "father", "birth", "last_place", "last_news_on", "their_reference")


def look_over(meeting: Meeting, cases: Iterable[Case]) -> desk.Desk:
    """Which of these cases may be spoken of with the body on the day, and why not the others."""
    question = desk.Question(
        wording.kind(KIND), meeting.office, [desk.Party(meeting.recipient)], meeting.on
    )
    return desk.look_over(cases, question)


def list_of_persons(meeting: Meeting, language: str) -> RenderedLetter:
    """The list to print: portraits where copies may be shown, and room for notes by hand."""
    looked = look_over(meeting, meeting.cases.all())
    with translation.override(language):
        listing = PersonList(
            language=language,
            title=_("List of persons"),
            notes=_("Notes"),
            persons=persons(meeting, looked, language),
            before=[_heads(meeting, language), *_none_may_go(looked)],
            letterhead=Letterhead(organisation_name(language), [meeting.office.name(language)]),
            marks=marks.of_paper(language),
            after=[
                Paragraph(
                    _(
                        "Confidential: for this meeting only; please give the paper back or "
                        "destroy it."
                    ),
                    "small",
                )
            ],
        )
    return render_person_list(listing)


def persons(meeting: Meeting, looked: desk.Desk, language: str) -> list[ListedPerson]:
    return [_person(line, meeting.recipient.body, language) for line in looked.included]


def _person(line: desk.DeskLine, body, language: str) -> ListedPerson:
    picture, caption = _portrait(line, language)
    return ListedPerson(_told(line, language, body), picture, caption)


def _heads(meeting: Meeting, language: str) -> FieldLines:
    about = (
        (_("With whom"), in_one_line(meeting.recipient.name(language), FieldType.TEXT)),
        (_("Day"), day_isolated(meeting.on, language)),
        (_("Place"), in_one_line(meeting.place, FieldType.TEXT)),
        (_("Who comes from them"), in_one_line(meeting.theirs, FieldType.TEXT)),
        (_("Who comes from us"), in_one_line(meeting.ours, FieldType.TEXT)),
    )
    return FieldLines([[(f"{label}:", value)] for label, value in about if value])


def _none_may_go(looked: desk.Desk) -> list[Paragraph]:
    if looked.included:
        return []
    return [Paragraph(_("None of these cases may be spoken of with this body."))]


def _told(line: desk.DeskLine, language: str, body) -> tuple[str, ...]:
    """The name, our number, then what else this family agreed to tell."""
    texts = []
    for key in COLUMNS:
        text = fact_text(line.case, key, language, body) if key in line.facts else ""
        if text:
            texts.append(text if key == "name" else f"{labels.fact_label(key, language)}: {text}")
    number = in_one_line(line.case.reference, FieldType.REFERENCE)
    at = 1 if "name" in line.facts else 0
    return tuple(dict.fromkeys([*texts[:at], number, *texts[at:]]))


def _portrait(line: desk.DeskLine, language: str) -> tuple[bytes | None, str]:
    """The picture and what it shows; without the stored file the list goes without it."""
    document = portraits.of(line.case) if "portrait" in line.facts else None
    if document is None:
        return None, ""
    year = portraits.year_of(line.case, document, language)
    try:
        return portraits.picture(document), labels.portrait_caption(year, language)
    except (vault.MissingFile, OSError):
        return None, ""
