"""Paper of the same shape as the screen: the blank form, the authorisation sheet, the label."""

from django.contrib import messages
from django.forms import CheckboxInput, Textarea
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override

from casework import access, consent
from casework.actions import scans, sheets
from casework.actions.errors import Refused
from casework.actions.told import PaperTold
from casework.forms.fields import NoticeField
from casework.forms.intake import QUESTIONS
from casework.forms.pages import questions
from casework.forms.sheet import Sheet
from casework.models import Purpose
from casework.models.consent import Answer
from casework.models.office import Language
from casework.references import SHEET_CODE
from casework.wording import figures, papers

from .files import receive, verdict_on
from .printing import GAP, as_html, family_qr, spoken_number
from .sheet_readings import tell_elsewhere, tell_reading
from .steps import command_of, fresh_command

ON_PAPER = ("who", "reach", "co", "notice", "answers", "person", "last", "came")
MANY = 6  # more choices than this are written by hand


def intake_form(request: HttpRequest, language: str) -> HttpResponse:
    """The questions of the intake on paper, for where there is no screen or no power."""
    access.require(request.user, "look_up")
    if language not in Language.values:
        raise Http404
    office = access.offices(request.user).first()
    with override(language):
        sheet = Sheet({"co": "1"}, language=language)
        asked = [q for q in questions(sheet) if q.kind in ON_PAPER]
        page = {
            "language": language,
            "title": _("Request form"),
            "office_name": office.name(language),
            "sections": [(str(q.title), _lines(q)) for q in asked],
        }
    return render(request, "casework/intake_form.html", page)


def _lines(question) -> list[dict]:
    """Each box as a line to write on or squares to tick; what is spoken stands in its words."""
    answers = question.forms[-1] if question.kind in ("answers", "co") else None
    boxes = [] if question.forms[0] is answers else [b for b in question.forms[0] if _on_paper(b)]
    lines = [_line(b) for b in boxes]
    lines += [_spoken(asked) for asked in answers.asked()] if answers else []
    if answers and "neutral" in answers.fields:
        lines.append(_line(answers["neutral"]))
    return lines


def _on_paper(bound) -> bool:
    """The version of the notice stands on the notice itself."""
    return not isinstance(bound.field, NoticeField)


def _line(bound) -> dict:
    choices = [str(label) for value, label in getattr(bound.field, "choices", ()) if value]
    choices = choices if 1 < len(choices) <= MANY else []
    ticked = isinstance(bound.field.widget, CheckboxInput)
    tall = isinstance(bound.field.widget, Textarea)
    return {"label": str(bound.label), "choices": choices, "tick": ticked, "tall": tall}


def _spoken(asked) -> dict:
    line = _line(asked["field"])
    line["label"] = " ".join(filter(None, (asked["mark"], line["label"])))
    return line | {"lead": asked["lead"], "means": asked["means"]}


def authorisation(request: HttpRequest, number: str) -> HttpResponse:
    """The sheet on which the family signs or sets a thumb; its scan comes back here."""
    family = access.find(access.requests(request.user).select_related("office"), number=number)
    if request.method == "POST":
        access.require(request.user, "record_consent", family.office)
        return _take_scan(request, family)
    language = family.language
    with override(language):
        values = _values(family, language)
    page = {
        "family": family,
        "language": language,
        "office_name": family.office.name(language),
        "spoken": spoken_number(family, language),
        "qr": family_qr(family, SHEET_CODE),
        "title": papers.title("authorisation", language, "body"),
        "body": as_html(papers.part("authorisation", language, "body", values, gap=GAP)),
        "signatures": as_html(papers.part("authorisation", language, "signatures", gap=GAP)),
        "may_upload": access.can(request.user, "record_consent", family.office),
        "command": fresh_command(),
    }
    return render(request, "casework/authorisation.html", page)


def _values(family, language: str) -> dict:
    book, today = consent.book(family), family.office.today()
    answers = dict(Answer.choices)
    return {
        "request.family_number": family.number,
        "consent.date": today,
        "enquirer.name": family.enquirer.full_name,
        "office.name": family.office.name(language),
        "persons": [_person(family, case) for case in family.cases.select_related("sought")],
        "consents": [
            {"body": str(Purpose(p).label), "answer": str(answers.get(book.answer(p, today), ""))}
            for p, _key in QUESTIONS
        ],
        "papers": _papers(family, book, today),
        "family.language": dict(Language.choices)[language],
        "notice.version": figures(family.notice_version or "", language),
    }


def _papers(family, book, today) -> list[dict]:
    """The papers of which a copy may go out, and one empty row to fill or to strike through."""
    kept = [
        paper.get_kind_display()
        for paper in family.documents.filter(removed_at=None)
        if book.answer(Purpose.P13, today, document=paper) == Answer.GRANTED
    ]
    return [{"title": title, "to": GAP} for title in [*kept, GAP]]


def _person(family, case) -> dict:
    tie = case.sought.related_by.filter(person=family.enquirer).first()
    return {
        "name": case.sought.full_name,
        "birth": case.sought.birth,
        "relationship": tie.get_kin_display() if tie else "",
    }


def _take_scan(request, family) -> HttpResponse:
    """Examines the scan, keeps it, reads its code and says what came of it."""
    upload = request.FILES.get("scan")
    if upload is None:
        messages.error(request, _("Please choose the scan of the signed sheet."))
        return redirect("authorisation", family.number)
    verdict, stored = receive(upload)
    if stored is None:
        messages.error(request, verdict_on(upload.name, verdict.code, verdict.detail))
        return redirect("authorisation", family.number)
    told = PaperTold(
        path=None,
        stored=stored,
        name=upload.name,
        kind="authorisation",
        mime=verdict.mime,
        pages=verdict.pages or 1,
    )
    _hang(request, family, told)
    return redirect("authorisation", family.number)


def _hang(request, family, told: PaperTold) -> None:
    """Another family's sheet is not hung here; it is kept among the arrived scans."""
    try:
        received = sheets.receive_sheet(family, told, by=request.user, command=command_of(request))
    except Refused as refusal:
        if sheets.OTHER_FAMILY in refusal.codes:
            scans.keep_waiting(family.office, told, by=request.user)
            tell_elsewhere(request, str(refusal))
        else:
            messages.error(request, str(refusal))
        return
    tell_reading(request, received)


def label(request: HttpRequest, number: str) -> HttpResponse:
    """The label of the paper folder: a number and a square, and nobody's name."""
    family = access.find(access.requests(request.user).select_related("office"), number=number)
    language = family.office.language
    page = {
        "family": family,
        "language": language,
        "office_name": family.office.name(language),
        "spoken": spoken_number(family, language),
        "qr": family_qr(family),
    }
    return render(request, "casework/folder_label.html", page)
