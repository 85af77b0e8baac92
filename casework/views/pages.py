"""The pages of a paper: turned, put in order, taken apart, blackened."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from casework.actions import remaking
from casework.forms.leaves import BoxesFormSet, PagesFormSet
from casework.models import Document
from casework.vault import office_files

from .paper import find, home_of, tell_made
from .steps import attempt, command_of, fresh_command

DRAWN = ("image/", "application/pdf")


def _drawable(request, pk) -> Document:
    paper = find(request, pk, "attach")
    if not paper.file.mime.startswith(DRAWN):
        raise Http404
    return paper


def arrange(request: HttpRequest, pk) -> HttpResponse:
    """Turns pages, puts them in order, takes a scan apart into several documents."""
    paper = _drawable(request, pk)
    as_it_is = [{"part": 1, "place": n, "turn": 0} for n in range(1, paper.pages + 1)]
    forms = PagesFormSet(request.POST or None, initial=as_it_is)
    if request.method == "POST" and forms.is_valid() and len(forms.forms) == paper.pages:
        if forms.unchanged():
            messages.info(request, _("Nothing was changed."))
            return redirect("document", paper.pk)
        made, _refusal = attempt(
            request,
            remaking.put_in_order,
            paper,
            forms.parts(),
            by=request.user,
            command=command_of(request),
        )
        if made is not None:
            tell_made(request, made)
            return redirect("case_documents", home_of(request.user, paper).reference)
    return _page(request, "casework/document_pages.html", paper, forms)


def redact(request: HttpRequest, pk) -> HttpResponse:
    """Makes a version with black places; the paper itself stays as it is."""
    paper = _drawable(request, pk)
    forms = BoxesFormSet(request.POST or None, pages=paper.pages)
    if request.method == "POST" and forms.is_valid():
        made, _refusal = attempt(
            request,
            remaking.redact,
            paper,
            forms.boxes(),
            by=request.user,
            command=command_of(request),
            done=_("This is the version with black places. Say whether it may go out."),
        )
        if made is not None:
            return redirect("document_edit", made.pk)
    return _page(request, "casework/document_redact.html", paper, forms)


@require_POST
def make_pdf(request: HttpRequest, pk) -> HttpResponse:
    """Turns a text document into a PDF that can go with a letter."""
    paper = find(request, pk, "attach")
    if paper.file.mime not in office_files.EXTENSIONS:
        raise Http404
    made, _refusal = attempt(
        request,
        remaking.make_pdf,
        paper,
        by=request.user,
        command=command_of(request),
        done=_("This is the PDF. Look through it: a letter shows it exactly so."),
    )
    return redirect("document", paper.pk if made is None else made.pk)


def _page(request, template: str, paper: Document, forms) -> HttpResponse:
    page = {
        "paper": paper,
        "case": home_of(request.user, paper),
        "forms": forms,
        "pages": range(1, paper.pages + 1),
        "command": fresh_command(),
    }
    return render(request, template, page)
