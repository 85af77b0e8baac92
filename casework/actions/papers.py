"""Papers of a family: stored sealed first, then written down."""

from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from casework import vault
from casework.actions.told import PaperTold
from casework.models import Answer, Case, Document, FamilyRequest, Purpose

from . import acting, consents
from .errors import Refused


def write_paper(request: FamilyRequest, paper: PaperTold, *, case, by, how="oral") -> Document:
    """Inside an open action: the file into the vault, the row, its own consent if one was said."""
    stored = paper.stored or vault.put(Path(paper.path), mime=paper.mime)
    known = Document.objects.filter(request=request, case=case, file=stored, removed_at=None)
    document = known.first() or Document.objects.create(
        request=request,
        case=case,
        file=stored,
        kind=paper.kind,
        title=paper.title,
        original_name=paper.name,
        pages=paper.pages,
        note=paper.note,
        position=request.documents.count(),
        added_by=by,
    )
    if paper.may_leave is not None:
        answer = Answer.GRANTED if paper.may_leave else Answer.REFUSED
        consents.write(
            request,
            Purpose.P13,
            answer,
            by=by,
            how=how,
            on=request.office.today(),
            document=document,
        )
    return document


def attach(request: FamilyRequest, paper: PaperTold, *, by, case: Case | None = None, command=None):
    """Adds one paper. The same file twice for the same case is one paper."""
    with acting.acting(
        "attach",
        by=by,
        office=request.office,
        command=command,
        content=[str(request.pk), paper.name],
    ) as act:
        if act.done:
            return Document.objects.get(pk=act.result["document"])
        if case is not None and case.request_id != request.pk:
            raise Refused(_("This paper belongs to another family."), code="other_family")
        document = write_paper(request, paper, case=case, by=by)
        act.result = {"document": str(document.pk)}
        act.record("attach", target=request.number, document=str(document.pk))
    return document


def remove_paper(document: Document, *, by, command=None) -> None:
    """Takes a paper out of the file; what was sent already stays with the letter."""
    with acting.acting(
        "attach",
        by=by,
        office=document.request.office,
        command=command,
        content=[str(document.pk), "remove"],
    ) as act:
        if not act.done:
            Document.objects.filter(pk=document.pk).update(removed_at=timezone.now())
            act.record("remove_paper", target=document.request.number, document=str(document.pk))
