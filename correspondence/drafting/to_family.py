"""Letters to a family in its own language: fixed words, filled from what is open to it anyway.

Nothing here asks the sealed side. Where a case stands is its public status; a closing letter is
the same for every request that ends at its review, apart from reference, date and names.
"""

import datetime

from django.utils import translation

from casework import dates
from casework.disclosure.gate import public_status
from casework.exports.standing import in_words
from casework.models import Case, FamilyRequest, Organisation
from casework.models.office import in_language
from casework.wording import FieldType, in_one_line
from correspondence import wording
from correspondence.models.family_letter import FamilyLetterKind as Kind
from correspondence.pdf import PageMarks, RenderedLetter, render_letter
from correspondence.pdf.document import LetterDocument, Paragraph
from correspondence.pdf.label_sheets import Label, render_labels
from correspondence.wording import labels
from families.models.contact_point import ContactKind, Safe, Works

from .heads import letterhead
from .words import day_isolated, day_text

ANSWER_DAYS = 30
SEARCHES = frozenset({"tracing", "message", "other"})


def family_letter(
    kind: str, request: FamilyRequest, *, by, case: Case | None = None, draft: bool = False
) -> RenderedLetter:
    """The finished letter, or a draft that is marked so. MissingValues where the record lacks one.

    `case` is the one that a closing letter is about.
    """
    language, on = request.language, request.office.today()
    with translation.override(language):
        written = wording.render(wording.shipped(kind, language), _values(kind, request, case, on))
        return render_letter(_document(kind, request, written, on, by=by, draft=draft))


def _values(kind: str, request: FamilyRequest, case: Case | None, on: datetime.date) -> dict:
    language = request.language
    found = {
        "request.family_number": request.number,
        "request.received_on": request.received_on,
        **request.office.said(language),
    }
    if kind == Kind.CLOSING:
        found |= _of_ending(case, language)
    elif kind == Kind.MISSING:
        rows = _missing(request)
        by = on + datetime.timedelta(days=ANSWER_DAYS)
        found |= {"missing": rows, "missing.count": len(rows), "answer.by": by}
    else:
        by = on + datetime.timedelta(days=dates.LATER)
        found |= {"cases": _standing(request, language, on), "news.by": by}
    return {key: value for key, value in found.items() if value not in (None, "")}


def _of_ending(case: Case, language: str) -> dict:
    """The reference, the day that was fixed beforehand, and where else to turn."""
    about = "search" if case.kind in SEARCHES else "papers"
    return {
        "case.reference": case.reference,
        "review.date": dates.ending_date(case.accepted_on, case.closed_on),
        "referrals": labels.referrals(about, language),
    }


def _missing(request: FamilyRequest) -> list[dict]:
    """What was asked for, in the words in which the family is to read it."""
    return [
        {"case.reference": case.reference, "item": item}
        for case in request.cases.order_by("reference")
        if case.state == "incomplete"
        for item in case.missing
    ]


def _standing(request: FamilyRequest, language: str, on: datetime.date) -> list[dict]:
    rows = []
    for case in request.cases.order_by("reference"):
        status = public_status(case, on=on)
        if status.code in ("not_finished", "ended"):
            continue
        last, look = status.last_step_on, status.next_look
        row = {
            "case.reference": case.reference,
            "case.public_status": in_words(status, language),
            "case.last_step": day_text(last, language) if last else None,
            "case.next_review": look,
        }
        rows.append({key: value for key, value in row.items() if value})
    return rows


def _document(kind, request, written, on, *, by, draft: bool) -> LetterDocument:
    language, enquirer = request.language, request.enquirer
    to = labels.Addressee(name=enquirer.full_name, is_person=True, sex=enquirer.sex)
    opening = (labels.salutation(language, to), labels.greeting(language))
    day = day_isolated(on, language)
    name = in_one_line(str(by), FieldType.NAME)
    return LetterDocument(
        language=language,
        title=wording.kind(kind).title[language],
        letterhead=letterhead(request.office, language),
        head=[(labels.label("date", language), day)],
        subject=f"{labels.label('subject', language)} {written.subject}",
        body=[Paragraph("\n".join(line for line in opening if line)), *written.blocks],
        closing=labels.closing(language, to),
        signatory=(name, in_language(by.title or {}, language)),
        marks=_marks(language, draft=draft),
    )


def _marks(language: str, *, draft: bool) -> PageMarks:
    sample = Organisation.current().is_sample
    mark = "draft" if draft else "sample" if sample else ""
    return PageMarks(
        page_label=labels.page_label(language),
        watermark=labels.label(mark, language) if mark else None,
        note=labels.label("sample", language) if sample else "",
    )


def family_labels(letters, form: str) -> bytes:
    """One label for each letter: the enquirer's name and the address that is safe. An address that
    is safe no more by now leaves an empty line, and the letter goes by hand."""
    rows = [Label(_on_the_envelope(letter.request.enquirer)) for letter in letters]
    return render_labels(rows, letters[0].language, form)


def _on_the_envelope(enquirer) -> list[str]:
    points = enquirer.contact_points.filter(kind=ContactKind.ADDRESS, safe=Safe.YES)
    safe = points.exclude(works__in=[Works.WRONG, Works.GONE]).order_by("-created_at").first()
    lines = safe.value.splitlines() if safe else [""]
    lines = [enquirer.full_name, *[line.strip() for line in lines if line.strip()]]
    return [in_one_line(line, FieldType.TEXT) for line in lines]
