"""The papers of a family: seen as drawn pages, never as the file itself; opening is noted."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from casework import access, consent, vault
from casework.actions import papers, reading, uploads
from casework.forms.papers import PapersForm
from casework.models import Case, Document, MadeHow
from casework.models.office import Language
from casework.vault import checks, office_files

from .case import find_case, show
from .files import receive, verdict_on
from .paper import ABOUT, bodies, home_of
from .sheet_readings import tell_unread
from .steps import attempt, fresh_command
from .uploading import holding, tell_again, tell_twins, waiting

WIDTHS = (240, 1000, 1600, 2400)
DRAWN = ("image/", "application/pdf")
ENDING = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/tiff": "tif"}


def listing(request: HttpRequest, reference: str, form=None) -> HttpResponse:
    """The papers of the case and of its family, with what the family said about copies."""
    case = find_case(request, reference, "view_documents")
    book, today = consent.book(case.request), case.office.today()
    rows = _papers(request.user, case)
    lines = [{"paper": p, "answer": book.answer("P13", today, document=p)} for p in rows]
    removed = access.removed_documents(request.user).filter(request=case.request)
    page = {
        "lines": lines,
        "form": form or PapersForm(),
        "waiting": waiting(request.user, case=case),
        "removed": (removed.filter(case=case) | removed.filter(case=None)).select_related(
            "removed_by"
        ),
    }
    return show(request, case, "case_documents", **page)


def _papers(user, case: Case):
    """Papers of this case and those of the whole family, not those of its other cases."""
    rows = access.documents(user).filter(request=case.request).select_related("file", "added_by")
    return rows.filter(case=case) | rows.filter(case=None)


@require_POST
def add(request: HttpRequest, reference: str) -> HttpResponse:
    """Examines each file by itself; one that cannot be kept stops no other."""
    case = find_case(request, reference, "attach")
    form = PapersForm(request.POST, request.FILES)
    if not form.is_valid():
        return listing(request, reference, form)
    for upload in form.cleaned_data["files"]:
        _keep(request, case, form, upload)
    return redirect("case_documents", case.reference)


def _keep(request, case: Case, form, upload) -> None:
    about, since = form.about(), timezone.now()
    verdict, stored = receive(upload, locked=holding(request, case, upload, about))
    said = verdict_on(upload.name, verdict.code, verdict.detail)
    if stored is None:
        say = messages.warning if verdict.code == "waits_for_password" else messages.error
        say(request, said)
        return
    told = uploads.told_of(upload.name, about, verdict, stored)
    whose = case if about["whose"] == "case" else None
    paper, _refusal = attempt(
        request, papers.attach, case.request, told, by=request.user, case=whose, done=said
    )
    if paper is not None:
        tell_again(request, paper, since=since)
        tell_unread(request, paper)
        tell_twins(request, paper)


def document(request: HttpRequest, pk) -> HttpResponse:
    """One paper: what is known about it, and its pages, one by one or all."""
    paper = _opened(request, pk)
    drawable = paper.file.mime.startswith(DRAWN)
    asked = request.GET.get("page", "1")
    page = 0 if asked == "all" else _number(asked, 1, paper.pages)
    pages = range(1, paper.pages + 1) if drawable else ()
    today = paper.request.office.today()
    shown = {
        "paper": paper,
        "case": home_of(request.user, paper),
        "pages": pages,
        "shown": [n for n in pages if page in (0, n)],
        "page": page,
        "asked": page or "all",
        "zoom": _number(request.GET.get("zoom", "1"), 1, 3),
        "language": dict(Language.choices).get(paper.language, ""),
        "answer": consent.book(paper.request).answer("P13", today, document=paper),
        "source": paper.made_from,
        "made": paper.made.filter(removed_at=None).exclude(made_how=MadeHow.PAGES),
        "bodies": bodies(request.user, paper),
        "is_text": paper.file.mime in office_files.EXTENSIONS,
        "converter": office_files.converter(),
        "command": fresh_command(),
        "may_attach": access.may_change_paper(request.user, paper),
    }
    return render(request, "casework/document.html", shown)


def _number(typed: str, least: int, most: int) -> int:
    return min(most, max(least, int(typed))) if typed.isascii() and typed.isdigit() else least


def picture(request: HttpRequest, pk, page: int) -> HttpResponse:
    """One page as a picture that cannot do anything; small, larger, or ruled for typing places. Who
    asks for one that can be read, and has not opened the paper just now, is noted like who opens
    it."""
    paper = access.find(access.documents(request.user).select_related(*ABOUT), pk=pk)
    zoom = _number(request.GET.get("zoom", "1"), 0, 3)
    if zoom and not reading.is_open(paper, by=request.user):
        _note(request, paper)
    width = WIDTHS[zoom]
    grid = request.GET.get("grid") == "1"
    try:
        with vault.open_plain(paper.file) as path:
            drawn = checks.safe_rendering(path, paper.file.mime, page, width, grid=grid)
    except (checks.RenderingRefused, vault.MissingFile) as error:
        raise Http404 from error
    return HttpResponse(drawn, content_type="image/png")


def original(request: HttpRequest, pk) -> HttpResponse:
    """The file as it came, to be saved: never opened inside the page, its name says nothing."""
    paper = _opened(request, pk)
    ending = ENDING.get(paper.file.mime, "bin")
    answer = StreamingHttpResponse(vault.read(paper.file), content_type="application/octet-stream")
    name = f"{paper.request.number}-{paper.position + 1}.{ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _opened(request, pk) -> Document:
    """The paper, and a line in the trail that says who opened it."""
    rows = access.documents(request.user).select_related(*ABOUT)
    paper = access.find(rows, pk=pk)
    _note(request, paper)
    return paper


def _note(request, paper: Document) -> None:
    reading.read(
        "view_document", by=request.user, case=paper.case, family=paper.request,
        document=str(paper.pk),
    )  # fmt: skip
