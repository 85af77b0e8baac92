"""The papers of a family: seen as drawn pages, never as the file itself; opening is noted."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from casework import access, audit, consent, vault
from casework.actions import papers
from casework.actions.told import PaperTold
from casework.forms.family import PapersForm
from casework.models import Case, Document
from casework.vault import checks

from .case import find_case, show
from .steps import attempt, command_of, fresh_command
from .typing import receive

WIDTH = 1000
DRAWN = ("image/", "application/pdf")
ENDING = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/tiff": "tif"}


def listing(request: HttpRequest, reference: str, form=None) -> HttpResponse:
    """The papers of the case and of its family, with what the family said about copies."""
    case = find_case(request, reference, "view_documents")
    book, today = consent.book(case.request), case.office.today()
    rows = _papers(request.user, case)
    lines = [{"paper": p, "answer": book.answer("P13", today, document=p)} for p in rows]
    return show(request, case, "case_documents", lines=lines, form=form or PapersForm())


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
    verdict, stored = receive(upload)
    said = f"{upload.name}: {checks.sentence(verdict.code, verdict.detail)}"
    if stored is None:
        messages.error(request, said)
        return
    told = PaperTold(
        path=None,
        stored=stored,
        name=upload.name,
        kind=form.cleaned_data["kind"],
        title=form.cleaned_data["title"],
        mime=verdict.mime,
        pages=verdict.pages or 1,
        note=verdict.code if verdict.kind == "neutralised" else "",
        may_leave=form.copy_may_leave(),
    )
    whose = case if form.cleaned_data["whose"] == "case" else None
    attempt(request, papers.attach, case.request, told, by=request.user, case=whose, done=said)


def document(request: HttpRequest, pk) -> HttpResponse:
    """One paper, its pages drawn one below the other."""
    paper = _opened(request, pk)
    drawable = paper.file.mime.startswith(DRAWN)
    page = {
        "paper": paper,
        "case": _home_of(request.user, paper),
        "pages": range(1, paper.pages + 1) if drawable else (),
    }
    return render(request, "casework/document.html", page)


def picture(request: HttpRequest, pk, page: int) -> HttpResponse:
    """One page as a picture that cannot do anything."""
    paper = access.find(access.documents(request.user).select_related("file"), pk=pk)
    try:
        with vault.open_plain(paper.file) as path:
            drawn = checks.safe_rendering(path, paper.file.mime, page, WIDTH)
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


def remove(request: HttpRequest, pk) -> HttpResponse:
    """Takes a paper out after a page that asks; what was sent stays with its letter."""
    rows = access.documents(request.user).select_related("request__office", "case")
    paper = access.find(rows, pk=pk)
    access.require(request.user, "attach", paper.request.office)
    case = _home_of(request.user, paper)
    if request.method == "POST":
        attempt(
            request,
            papers.remove_paper,
            paper,
            by=request.user,
            command=command_of(request),
            done=_("The document was taken out."),
        )
        return redirect("case_documents", case.reference)
    page = {
        "case": case,
        "title": _("Take this document out?"),
        "text": _("It is no longer shown and no longer goes out. What was sent stays as it was."),
        "cancel": reverse("case_documents", args=[case.reference]),
        "fields": [("command", fresh_command())],
        "grave": True,
    }
    return render(request, "casework/sure.html", page)


def _opened(request, pk) -> Document:
    """The paper, and a line in the trail that says who opened it."""
    rows = access.documents(request.user).select_related("request__office", "case", "file")
    paper = access.find(rows, pk=pk)
    audit.record(
        "view_document",
        by=request.user,
        case=paper.case,
        office=paper.request.office,
        target=paper.request.number,
        details={"document": str(paper.pk)},
        reading=True,
    )
    return paper


def _home_of(user, paper: Document) -> Case:
    return paper.case or access.cases(user).filter(request=paper.request).first()
