"""The family's receipt and the notice, in the family's language whatever the screen speaks."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from casework import access, dates
from casework.actions import safety
from casework.forms.desk import RiskForm
from casework.lifecycle import State
from casework.models import NoticeVersion, Organisation
from casework.models.office import Language
from casework.wording import figures, papers
from casework.wording import render as render_wording

from .printing import GAP, as_html, family_qr, spoken_number
from .steps import attempt, command_of, fresh_command

NOTICE_PERIODS = {
    "en": ("ten years", "twelve months"),
    "fa": ("ده سال", "دوازده ماه"),
    "ar": ("عشر سنوات", "اثنا عشر شهرًا"),
    "sq": ("dhjetë vjet", "dymbëdhjetë muaj"),
}


def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """What the family takes home: numbers, promises, no name of a sought person."""
    family = access.find(access.requests(request.user).select_related("office"), number=number)
    language = family.language
    cases = list(family.cases.all())
    documents_title, listed = papers_listed(family)
    page = {
        "family": family,
        "cases": cases,
        "drafts": [case for case in cases if case.state == State.DRAFT],
        "language": language,
        "office_name": family.office.name(language),
        "spoken": spoken_number(family, language),
        "qr": family_qr(family),
        "body": as_html(papers.part("receipt", language, "body", receipt_values(family), gap=GAP)),
        "signatures": as_html(papers.part("receipt", language, "signatures")),
        "papers": listed,
        "documents_title": documents_title,
    }
    return render(request, "casework/receipt.html", page)


def receipt_values(family) -> dict:
    """What the receipt says, by field; a value that the record lacks is empty."""
    office, language = family.office, family.language
    with override(language):
        notice_language = dict(Language.choices).get(family.notice_language, "")
    return {
        "case.references": [case.reference for case in family.cases.all()],
        "request.received_on": family.received_on,
        **office.said(language),
        "clerk.name": str(family.created_by),
        "persons.count": family.cases.count(),
        "documents.count": family.documents.filter(removed_at=None).count(),
        "news.by": dates.working_day(office, family.received_on, 3),
        "notice.version": figures(family.notice_version or "", language),
        "notice.language": notice_language,
    }


def papers_listed(family) -> tuple[str, list[str]]:
    """The title and the lines of the list of papers overleaf, in the family's language."""
    language = family.language
    with override(language):
        lines = [
            f"{paper.get_kind_display()} ({figures(paper.pages, language)})"
            for paper in family.documents.filter(removed_at=None)
        ]
        return _("Documents received"), lines


def notice(request: HttpRequest, language: str) -> HttpResponse:
    """The information notice, to read aloud and to hand over."""
    access.require(request.user, "look_up")
    if language not in Language.values:
        raise Http404
    office = access.offices(request.user).first()
    page = {"language": language, "body": notice_text(office, language)}
    return render(request, "casework/notice.html", page)


def notice_text(office, language: str, number: int | None = None):
    """The information notice in the words of one language, for one office: the version in force,
    or the one with this number."""
    number = number or NoticeVersion.in_force()
    ended, withdrawn = NOTICE_PERIODS[language]
    values = {
        **office.said(language),
        "notice.version": figures(number, language),
        "notice.language": dict(Language.choices)[language],
        "office.name": Organisation.current().name(language) or office.name(language),
        "office.data_contact": office.data_contact or office.phone,
        "retention.ended": ended,
        "retention.withdrawn": withdrawn,
    }
    ours = NoticeVersion.wording(number, language)
    told = papers.notice(ours, language) if ours else papers.paper("information_notice", language)
    return as_html(render_wording(told, values, gap=GAP).blocks)


def risk(request: HttpRequest, number: str) -> HttpResponse:
    """The clerk's impression, on a page of its own that opens after the family has left."""
    family = access.find(access.requests(request.user), number=number)
    access.require(request.user, "note_risk", family.office)
    form = RiskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _noted, refusal = attempt(
            request,
            safety.note_risk,
            family,
            form.cleaned_data["impression"],
            words=form.cleaned_data["words"],
            by=request.user,
            command=command_of(request),
            done=_("Noted. Only your office sees it."),
        )
        if refusal is None:
            return redirect("case", family.cases.first().reference)
    language = (get_language() or "en")[:2]
    page = {
        "family": family,
        "case": family.cases.first(),
        "title": papers.title("four_questions", language, "impression"),
        "question": papers.sentence("four_questions", language, "impression"),
        "form": form,
        "command": fresh_command(),
    }
    return render(request, "casework/risk.html", page)
