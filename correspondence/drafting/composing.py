"""From a letter's rows to the document that is laid out: the same path for draft and final."""

import datetime
from dataclasses import dataclass, replace

from django.utils import translation

from casework.models import Case, Organisation
from casework.wording import Field, FieldType, Template, in_one_line, isolated
from correspondence import office_texts, submissions, wording
from correspondence.models import Letter
from correspondence.models.letter import AddresseeRole
from correspondence.pdf import (
    DataSheet,
    LetterDocument,
    PageMarks,
    Paragraph,
    TitledLines,
)
from correspondence.wording import labels

from . import already, counted, enclosed, persons, silence, supporting
from .desk import Desk, Party, Question, look_over
from .enclosed import Enclosed
from .heads import letterhead
from .values import addressee, values_of
from .words import day_text, fact_text

GAP = "........"
GIVEN_LATER = frozenset({"letter.number", "letter.date"})
LISTED_IN_LETTER = 10


@dataclass(frozen=True)
class Composition:
    """A letter as it stands: what goes, what stays and why, what the record lacks, and which of its
    sentences the record does not support."""

    document: LetterDocument
    desk: Desk
    annexes: list[Enclosed]
    values: dict
    missing: list[Field]
    unsupported: list[wording.Claim]


def parties(letter: Letter) -> list[Party]:
    """Everybody who gets the letter; the file copy is nobody."""
    rows = letter.addressees.select_related("recipient__body").order_by("position", "pk")
    return [Party(r.recipient, r.role) for r in rows if r.role != AddresseeRole.FILE]


def question_for(letter: Letter, on: datetime.date) -> Question:
    kind = wording.kind(letter.kind)
    follows = kind.cites != "none"
    return Question(
        kind=kind,
        office=letter.office,
        parties=parties(letter),
        on=on,
        thread=submissions.lines_by_case(letter.submission) if follows else None,
        unwanted=frozenset(letter.values.get("unwanted", ())),
        broken=letter.values.get("broken", {}),
        said=_said(letter) if kind.says in ("new", "changed") else None,
        silent=silence.unanswered(letter) if silence.speaks_of(kind) else None,
    )


def _said(letter: Letter) -> already.Said:
    earlier = submissions.sent_letters(letter.submission)
    return already.said_in(earlier, letter.submission.recipient.body)


def desk_of(letter: Letter, on: datetime.date | None = None) -> Desk:
    """Every case that was picked for the letter, asked again now."""
    cases = Case.objects.filter(letter_lines__letter=letter)
    return look_over(cases, question_for(letter, on or letter.office.today()))


def plan_of(letter: Letter, desk: Desk) -> list[Enclosed]:
    """The annexes of the desk, with the pages that were counted when they were chosen."""
    counted = dict(letter.annexes.values_list("document_id", "pages"))
    return enclosed.plan(desk.included, counted, letter.values.get("order", ()))


def wording_of(letter: Letter) -> str:
    """The letter's own text, else the version of the office's that it was begun with."""
    return letter.wording or office_texts.words_of(letter.template, letter.kind, letter.language)


def template_of(letter: Letter) -> Template:
    return wording.parse(wording_of(letter), kind=letter.kind, language=letter.language)


def look(letter: Letter, *, final: bool = False, front: bool = False) -> Composition:
    """The letter from its rows and what the record says now.

    A draft shows gaps for what is missing and is marked DRAFT; a final letter raises
    MissingValues instead. `front`: without the list and the sheets that come after the letter.
    """
    on = letter.date if final and letter.date else letter.office.today()
    desk = desk_of(letter, letter.office.today())
    annexes = plan_of(letter, desk)
    with translation.override(letter.language):
        values = values_of(letter, desk.included, annexes, on)
        values |= _of_news(letter, desk)
        template = template_of(letter)
        lacking = [f for f in wording.missing(template, values) if f.name not in GIVEN_LATER]
        written = wording.render(template, values, gap="" if final else GAP)
        document = _document(letter, desk, annexes, written, final)
        document = replace(document, body=[*document.body, *counted.block(letter, on)])
        if not front:
            document = replace(document, **_after(letter, desk.included, annexes))
    said = supporting.unsupported(letter, wording_of(letter), written, desk.included, annexes)
    return Composition(document, desk, annexes, values, lacking, said)


def _of_news(letter: Letter, desk: Desk) -> dict:
    """What is new or corrected, counted and in rows."""
    kind, body = wording.kind(letter.kind), letter.submission.recipient.body
    if kind.says == "new":
        return {"facts.count": sum(len(line.news) for line in desk.included)}
    if kind.says != "changed":
        return {}
    rows = [
        {
            "case.reference": line.case.reference,
            "item": labels.fact_label(key, letter.language),
            "item.show_old": False,
            "now": " ".join(fact_text(line.case, key, letter.language, body).split("\n")),
        }
        for line in desk.included
        for key in line.news
    ]
    return {"corrections": rows, "corrections.count": len(rows)}


def compose(letter: Letter) -> LetterDocument:
    """The document for a preview: watermark DRAFT, no page codes."""
    return look(letter).document


def _document(letter, desk: Desk, annexes, written, final: bool) -> LetterDocument:
    kind, language = wording.kind(letter.kind), letter.language
    to, lines = _addressed(letter), desk.included
    has_list, has_sheets = (asked and bool(lines) for asked in (kind.schedule, kind.sheets))
    return LetterDocument(
        language=language,
        title=" ".join(part for part in (kind.title[language], letter.number) if part),
        letterhead=letterhead(letter.office, letter.language),
        head=labels.heading(
            language,
            number=letter.number,
            date=day_text(letter.date, language) if letter.date else "",
            enclosures=(has_list or bool(annexes), len(annexes)),
        ),
        to=labelled("to", language, addressee(letter)),
        sender=labelled("from", language, letter.office.name(language)),
        subject=f"{labels.label('subject', language)} {written.subject}",
        body=[*opening(language, to), *written.blocks],
        closing=labels.closing(language, to),
        signatory=_signatory(letter),
        enclosures=_enclosures(annexes, has_list, has_sheets, language),
        copies=_copies(letter),
        marks=marks_of(letter, final=final),
        signatures=persons.signatures(lines, language) if kind.signatures else None,
    )


def _after(letter: Letter, lines, annexes: list[Enclosed]) -> dict:
    """What follows the letter itself: the list of persons, a sheet for each, many annexes."""
    kind, language = wording.kind(letter.kind), letter.language
    body = letter.submission.recipient.body
    sheets = persons.sheets(lines, kind, language, body, annexes) if kind.sheets else []
    if len(annexes) > LISTED_IN_LETTER:
        sheets = [_long_list(annexes, language), *sheets]
    listed = persons.schedule(letter, lines, annexes) if kind.schedule and lines else None
    return {"schedule": listed, "sheets": sheets}


def labelled(key: str, language: str, text: str) -> str:
    return f"{labels.label(key, language)} {in_one_line(text, FieldType.TEXT)}"


def _addressed(letter: Letter) -> labels.Addressee:
    recipient = letter.submission.recipient
    return labels.Addressee(
        name=recipient.body.name(letter.language),
        salutation=recipient.salutation.get(letter.language, ""),
    )


def opening(language: str, to: labels.Addressee) -> list[Paragraph]:
    lines = (labels.salutation(language, to), labels.greeting(language))
    return [Paragraph("\n".join(line for line in lines if line))]


def _signatory(letter: Letter) -> tuple[str, str]:
    if letter.signatory is None:
        return ("", "")
    title = (letter.signatory.title or {}).get(letter.language, "")
    name = isolated(str(letter.signatory), FieldType.NAME)
    return (" ".join(name), title)


def _long_list(annexes: list[Enclosed], language: str) -> DataSheet:
    """The annexes one by one, on a page after the list of persons."""
    title = labels.label("enclosures", language)
    rows = [(labels.annex(a.number, language), _title_and_pages(a, language)) for a in annexes]
    return DataSheet(title=title, reference="", rows=rows)


def _title_and_pages(annex: Enclosed, language: str) -> str:
    title = in_one_line(title_of(annex), FieldType.TEXT)
    return f"{title} ({labels.count_text('page', annex.pages, language)})"


def title_of(annex: Enclosed) -> str:
    """What the paper is: its title, else its kind in the letter's language."""
    return annex.document.title or str(annex.document.get_kind_display())


def annex_title(annex: Enclosed, language: str) -> str:
    with translation.override(language):
        return title_of(annex)


def facts_of(line, letter: Letter) -> dict[str, str]:
    """The facts of a case as this letter says them."""
    body = letter.submission.recipient.body
    with translation.override(letter.language):
        return {
            key: fact_text(line.case, key, letter.language, body)
            for key in line.facts
            if key != "portrait"
        }


def _enclosures(annexes, has_list: bool, has_sheets: bool, language: str) -> TitledLines | None:
    """Count, titles and pages; the titles stand on a page of their own when they are many."""
    inside = [labels.label("list_of_persons", language)] if has_list else []
    if has_sheets:
        inside.append(labels.label("data_sheet", language))
    if annexes:
        pages = sum(annex.pages for annex in annexes)
        inside.append(labels.enclosure_count(len(annexes), pages, language))
    if not inside:
        return None
    lines = [" · ".join(inside)]
    if len(annexes) <= LISTED_IN_LETTER:
        lines += [labels.annex_entry(a.number, title_of(a), a.pages, language) for a in annexes]
    return TitledLines(labels.label("enclosures", language), lines)


def _copies(letter: Letter) -> TitledLines | None:
    lines = []
    for party in parties(letter):
        if party.role == AddresseeRole.TO:
            continue
        name = party.recipient.name(letter.language)
        if party.role == AddresseeRole.COPY_PLAIN:
            name = f"{name} ({labels.label('without_annexes', letter.language)})"
        lines.append(in_one_line(name, FieldType.TEXT))
    return TitledLines(labels.label("copy_to", letter.language), lines) if lines else None


def marks_of(letter: Letter, *, final: bool) -> PageMarks:
    """What every page carries: number, count, confidential, and DRAFT or SAMPLE where true."""
    language = letter.language
    sample = Organisation.current().is_sample
    return PageMarks(
        reference=labels.letter_number(letter.number, language),
        page_label=labels.page_label(language),
        classification=labels.classification(letter.classification, language),
        watermark=labels.label("sample" if final else "draft", language)
        if sample or not final
        else None,
        note=labels.label("sample", language) if sample else "",
    )
