"""The desk: a request from the first word to the printed receipt, one question to a page."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from casework import access
from casework.actions import drafts
from casework.alike import alike
from casework.forms import copying, pages
from casework.forms.intake import PapersForm
from casework.forms.pages import Question, questions
from casework.forms.sheet import Sheet
from casework.models import NoticeVersion

from . import typing
from .receipt import notice_text
from .steps import attempt, command_of, fresh_command
from .uploading import waiting

ALL = "all"


@typing.outlives_the_log_in
def new(request: HttpRequest, page: str = "who") -> HttpResponse:
    """The first question, or all on one page; the first word typed makes a draft."""
    access.require(request.user, "log_request")
    return _page(request, None, page)


@typing.outlives_the_log_in
def page(request: HttpRequest, pk, page: str) -> HttpResponse:
    """One question of a draft, gone on with from any computer of the office."""
    access.require(request.user, "log_request")
    held, logged = _find(request, pk)
    return redirect("receipt", logged) if logged else _page(request, held, page)


@require_safe
def tasks(request: HttpRequest, pk) -> HttpResponse:
    """What is done of a draft and what is still missing."""
    access.require(request.user, "log_request")
    held, logged = _find(request, pk)
    if logged:
        return redirect("receipt", logged)
    sheet = _sheet(request, held)
    shown = {"draft": held, "questions": questions(sheet), "left": pages.unanswered(sheet)}
    return render(request, "casework/intake/tasks.html", shown | _others(request, held))


def check(request: HttpRequest, pk) -> HttpResponse:
    """All that was typed, once more, before it is logged."""
    access.require(request.user, "log_request")
    held, logged = _find(request, pk)
    if logged:
        return redirect("receipt", logged)
    if request.method == "POST":
        return _log(request, held, "check")
    return _check(request, held, _sheet(request, held))


def drop(request: HttpRequest, pk) -> HttpResponse:
    """Throws a draft away, after a page that asks."""
    access.require(request.user, "log_request")
    held = access.find(access.drafts(request.user), pk=pk)
    if request.method == "POST":
        drafts.drop_draft(held, by=request.user)
        messages.success(request, _("The unfinished request was thrown away."))
        return redirect("home")
    return render(request, "casework/intake_drop.html", {"draft": held})


def _find(request, pk):
    """The draft; or, where it was logged meanwhile, the number of the request."""
    held = access.drafts(request.user).filter(pk=pk).first()
    if held is not None:
        return held, None
    return None, access.find(access.logged_drafts(request.user), pk=pk).request.number


def _sheet(request, held, *, more=None, checked=False) -> Sheet:
    office = held.office if held else typing.home_office(request.user)
    typed = (held.fields if held else {}) | (more or {})
    return Sheet(
        typed,
        papers=typed.get("papers", []),
        colleagues=access.colleagues(request.user),
        notices=NoticeVersion.given(),
        today=office.today(),
        language=office.language,
        checked=checked,
    )


def _page(request, held, slug: str) -> HttpResponse:
    sheet = _sheet(request, held, more=_counts(request) if slug == ALL else None)
    question = _whole(sheet) if slug == ALL else _found(sheet, slug)
    if request.method != "POST":
        return _show(request, held, question)
    names = question.boxes()
    if slug == ALL:
        names += ["count", "co"]
    held = typing.keep(request, held, question.sent(typing.typed_into(request, names)))
    if held.request_id:
        return redirect("receipt", held.request.number)
    if request.headers.get("X-Autosave"):
        return typing.kept(held, typing.address_of(held, slug), names)
    return _go_on(request, held, question)


def _counts(request) -> dict:
    """How many people the page with everything was made for."""
    return {box: request.POST[box] for box in ("count", "co", "same") if box in request.POST}


def _found(sheet: Sheet, slug: str) -> Question:
    for question in questions(sheet):
        if question.slug == slug:
            return question
    raise Http404(slug)


def _whole(sheet: Sheet) -> Question:
    return Question(ALL, sheet.forms)


def _go_on(request, held, question: Question) -> HttpResponse:
    """What the button that was pressed wants, once everything typed is kept."""
    do, _colon, about = request.POST.get("do", "").partition(":")
    if do == "take":
        _choose(held, about, by=request.user)
    elif any(name in held.apart for name in question.boxes()):
        messages.error(request, _("Somebody else typed into the same box. Please choose one."))
    elif do in copying.CHANGES:
        return _people(request, held, question, do, about)
    elif do == "upload" or request.FILES:
        typing.take_files(request, held)
    elif do == "log":
        return _log(request, held, ALL)
    elif do == "keep":
        return redirect("intake_draft", held.pk)
    elif do == "next":
        return _next(request, held, question)
    return redirect("intake_page", held.pk, question.slug)


def _choose(held, about: str, *, by) -> None:
    box, _colon, which = about.partition(":")
    drafts.choose(held, box, typed=which == "typed", by=by)


def _people(request, held, question, do: str, about: str) -> HttpResponse:
    boxes, slug = copying.CHANGES[do](dict(held.fields), about)
    drafts.replace_boxes(held, boxes, by=request.user)
    return redirect("intake_page", held.pk, ALL if question.kind == ALL else slug)


def _next(request, held, question: Question) -> HttpResponse:
    """The next question; a page on which something cannot be as typed is shown again."""
    sheet = _sheet(request, held, checked=True)
    asked = _found(sheet, question.slug)
    if not all([form.is_valid() for form in asked.forms]):
        return _show(request, held, asked, sheet)
    slugs = [each.slug for each in questions(sheet)]
    after = slugs[slugs.index(question.slug) + 1 :]
    if after:
        return redirect("intake_page", held.pk, after[0])
    return redirect("intake_check", held.pk)


def _show(request, held, question: Question, sheet=None) -> HttpResponse:
    """The page; `sheet` is one that was checked and knows what is wrong."""
    before = typing.held_before(request) if request.method != "POST" else {}
    if before:
        messages.warning(
            request, _("You were logged out meanwhile. What you typed stands here again.")
        )
    sheet = sheet or _sheet(request, held, more=before)
    question = _whole(sheet) if question.kind == ALL else _found(sheet, question.slug)
    shown = {
        "draft": held,
        "question": question,
        "sheet": sheet,
        "questions": questions(sheet),
        "papers_form": PapersForm(),
        "notice": notice_text(
            typing.home_office(request.user), sheet.language, sheet.notice_version
        ),
        "apart": _apart(held, question),
        "alike": _alike(request, sheet, question),
        **_files(request, held, question),
        "seen": before.get("seen") or (held.version if held else 0),
        "restored": bool(before),
        "page": uuid.uuid4(),
        "key": held.pk if held else before.get("draft") or uuid.uuid4(),
        "command": fresh_command(),
    }
    template = "all" if question.kind == ALL else "page"
    return render(request, f"casework/intake/{template}.html", shown | _others(request, held))


def _files(request, held, question: Question) -> dict:
    """Whether files are sent in pieces here, and those that are not papers yet."""
    sends = held is not None and question.kind in ("papers", ALL)
    return {"sends_files": sends, "waiting": waiting(request.user, draft=held) if sends else []}


def _apart(held, question: Question) -> list[dict]:
    """Boxes of the page into which two people typed different things, with both texts."""
    if held is None:
        return []
    boxes = {name: label for form in question.forms for name, label in form.boxes().items()}
    return [
        {"box": name, "label": label, "stands": held.fields.get(name), "by": _by(held, name)}
        | held.apart[name]
        for name, label in boxes.items()
        if name in held.apart
    ]


def _by(held, box: str) -> str:
    return held.changes.get(box, [0, ""])[1]


def _others(request, held) -> dict:
    """Who else typed on this draft last, and when."""
    changes = held.changes.values() if held else ()
    others = [change for change in changes if change[1] != str(request.user)]
    last = max(others, key=lambda change: change[2], default=None)
    return {"other": last and {"who": last[1], "at": typing.instant(last[2])}}


def _alike(request, sheet: Sheet, question: Question) -> list | None:
    """Requests that look like this sought person's; None where nobody is asked about."""
    if question.kind != "person":
        return None
    typed = {name: question.forms[0][name].value() or "" for name in ("name", "latin", "father")}
    names = [typed["name"], typed["latin"]]
    return alike(request.user, names, typed["father"], pages.date_in(question.forms[0], "born"))


def _check(request, held, sheet: Sheet, wrong=()) -> HttpResponse:
    shown = {
        "draft": held,
        "sheet": sheet,
        "questions": questions(sheet),
        "doubts": pages.doubts(sheet),
        "left": pages.unanswered(sheet),
        "wrong": wrong,
        "command": fresh_command(),
    }
    return render(request, "casework/intake/check.html", shown | _others(request, held))


def _log(request, held, slug: str) -> HttpResponse:
    sheet = _sheet(request, held, checked=True)
    if not sheet.is_valid():
        if slug == ALL:
            return _show(request, held, _whole(sheet), sheet)
        return _check(request, held, sheet, pages.wrong(sheet))
    told = sheet.told(today=held.office.today())
    logged, _refusal = attempt(
        request,
        drafts.log_draft,
        held,
        told,
        by=request.user,
        command=command_of(request),
    )
    if logged is None:
        return redirect("intake_check", held.pk)
    return redirect("receipt", logged.number)
