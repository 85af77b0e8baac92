"""The information notice of the house: its draft beside the version in force, and the old ones."""

import difflib

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from casework import access, queries
from casework.actions import notices
from casework.forms.notices import NoticeWordsForm
from casework.models import NoticeVersion
from casework.models.notice import SHIPPED
from casework.models.office import Language
from casework.wording import papers

from .receipt import notice_text
from .steps import attempt, command_of, fresh_command, seen_of


def notice_versions(request: HttpRequest) -> HttpResponse:
    """Write the draft, compare it with what is in force, look at what was."""
    access.require(request.user, "administer")
    rows = access.house_notices(request.user)
    draft = rows.filter(in_force_from=None).first()
    current = {code: _words(NoticeVersion.in_force(), code) for code in Language.values}
    form = NoticeWordsForm(request.POST or None, initial=draft.texts if draft else current)
    if request.method == "POST" and form.is_valid():
        kept, _refusal = attempt(
            request,
            _write,
            form.texts(),
            by=request.user,
            seen=seen_of(request) or 0,
            command=command_of(request),
            done=_("Saved."),
        )
        if kept:
            return redirect("notice_versions")
    page = {
        "form": form,
        "draft": draft,
        "in_force": NoticeVersion.in_force(),
        "compared": _compared(current, draft.texts) if draft else [],
        "versions": _history(rows),
        "languages": Language.choices,
        "command": fresh_command(),
    }
    return render(request, "casework/notice_versions.html", page)


def _write(texts, **press) -> bool:
    notices.write_draft(texts, **press)
    return True


@require_POST
def put_in_force(request: HttpRequest) -> HttpResponse:
    """The draft is given to families from now on."""
    access.require(request.user, "administer")
    attempt(
        request,
        notices.put_in_force,
        by=request.user,
        seen=seen_of(request) or 0,
        command=command_of(request),
        done=_("From now on families are given this version."),
    )
    return redirect("notice_versions")


def notice_version(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """A version as it was given: for the desk and for those who run the house."""
    if not access.can(request.user, "look_up"):
        access.require(request.user, "administer")
    known = number == SHIPPED or NoticeVersion.wording(number, "en")
    if language not in Language.values or not known:
        raise Http404
    office = access.offices(request.user).first()
    page = {"language": language, "body": notice_text(office, language, number)}
    return render(request, "casework/notice.html", page)


def _words(number: int, language: str) -> str:
    ours = NoticeVersion.wording(number, language)
    return ours or papers.shipped("information_notice", language)


def _history(rows) -> list[dict]:
    """The newest first; the shipped text is the oldest. With how many requests were given it."""
    given = queries.requests_by_notice()
    ours = rows.exclude(in_force_from=None).select_related("by")
    told = [{"number": r.number, "since": r.in_force_from, "by": r.by} for r in ours]
    return [
        {**line, "given": given.get(line["number"], 0)} for line in (*told, {"number": SHIPPED})
    ]


def _compared(old: dict, new: dict) -> list[tuple[str, list]]:
    """For each language its lines and what becomes of them, in words."""
    return [(code, label, _lines(old[code], new.get(code, ""))) for code, label in Language.choices]


def _lines(old: str, new: str) -> list[tuple[str, str]]:
    words = {"  ": _("stays"), "- ": _("goes"), "+ ": _("is new")}
    lines = difflib.ndiff(old.strip().splitlines(), new.strip().splitlines())
    return [(words[line[:2]], line[2:]) for line in lines if line[:2] in words and line[2:].strip()]
