"""One paper: what is said about it, where its original is, taken out and put back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from casework import access, consent
from casework.actions import papers
from casework.forms.papers import PaperForm, ReasonForm
from casework.models import Case, Document

from .steps import attempt, command_of, fresh_command

ABOUT = ("request__office", "case", "file", "made_from")


def find(request: HttpRequest, pk, verb: str = "view_documents") -> Document:
    """The paper, or 404 for strangers and 403 for those who may only look."""
    paper = access.find(access.documents(request.user).select_related(*ABOUT), pk=pk)
    if verb != "view_documents" and not access.may_change_paper(request.user, paper):
        raise PermissionDenied(verb)
    return paper


def home_of(user, paper: Document) -> Case:
    return paper.case or access.reachable(user).filter(request=paper.request).first()


def cases_of(user, paper: Document) -> list[Case]:
    """The case that the paper is about; for a paper of the whole family all its cases."""
    if paper.case:
        return [paper.case]
    return list(access.reachable(user).filter(request=paper.request))


def bodies(user, paper: Document) -> list[dict]:
    """Each body that was written to about the paper's cases: sent when, or not yet and why."""
    today, book = paper.request.office.today(), consent.book(paper.request)
    sent = {row.body_id: row.on for row in paper.sendings.order_by("-on")}
    written = {
        step.body_id: step.body
        for case in cases_of(user, paper)
        for step in case.outward_steps.select_related("body")
    }
    return [
        {
            "body": body,
            "sent": sent.get(body.pk),
            "covered": bool(book.covers_document(paper, body, today)),
        }
        for body in sorted(written.values(), key=str)
    ]


def edit(request: HttpRequest, pk) -> HttpResponse:
    """All that is said about a paper, on one page."""
    paper = find(request, pk, "attach")
    others = access.documents(request.user).filter(request=paper.request).exclude(pk=paper.pk)
    today = paper.request.office.today()
    answer = consent.book(paper.request).answer("P13", today, document=paper)
    form = PaperForm(request.POST or None, paper=paper, others=others, answer=answer, today=today)
    if request.method == "POST" and form.is_valid():
        done, _refusal = attempt(
            request,
            papers.describe,
            paper,
            form.told(),
            by=request.user,
            may_leave=form.cleaned_data["may_leave"],
            case=_whose(request.user, paper, form.cleaned_data["whose"]),
            command=command_of(request),
            done=_("Saved."),
        )
        if done is not None:
            return redirect("document", paper.pk)
    page = {
        "paper": paper,
        "case": home_of(request.user, paper),
        "form": form,
        "command": fresh_command(),
    }
    return render(request, "casework/document_edit.html", page)


def _whose(user, paper: Document, whose: str) -> Case | None:
    return home_of(user, paper) if whose == "case" else None


def remove(request: HttpRequest, pk) -> HttpResponse:
    """Takes a paper out, with a reason; it stays in a list and can come back."""
    paper = find(request, pk, "attach")
    case = home_of(request.user, paper)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        attempt(
            request,
            papers.remove_paper,
            paper,
            by=request.user,
            why=form.cleaned_data["why"],
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
        "form": form,
        "grave": True,
    }
    return render(request, "casework/sure.html", page)


@require_POST
def restore(request: HttpRequest, pk) -> HttpResponse:
    """Puts a paper back that was taken out."""
    rows = access.removed_documents(request.user).select_related(*ABOUT)
    paper = access.find(rows, pk=pk)
    attempt(
        request,
        papers.restore_paper,
        paper,
        by=request.user,
        command=command_of(request),
        done=_("The document is back."),
    )
    return redirect("case_documents", home_of(request.user, paper).reference)


def returned(request: HttpRequest, pk) -> HttpResponse:
    """The receipt that the family signs when it takes its original back."""
    paper = find(request, pk)
    if paper.original_kept_since is None:
        raise Http404
    page = {"paper": paper, "case": home_of(request.user, paper)}
    return render(request, "casework/document_returned.html", page)


def tell_made(request, rows: list[Document]) -> None:
    """What was made of a paper, in one sentence."""
    if len(rows) > 1:
        messages.success(request, _("The pages are now several documents."))
    else:
        messages.success(request, _("The pages are in their new order."))
