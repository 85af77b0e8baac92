"""Papers of a family: stored sealed first, then written down."""

from collections.abc import Sequence
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from casework import access, consent, vault
from casework.actions.told import PaperTold
from casework.models import Answer, Case, Document, FamilyRequest, Purpose

from . import acting, consents
from .errors import Refused


def write_paper(request: FamilyRequest, paper: PaperTold, *, case, by, how="oral") -> Document:
    """Inside an open action: the file into the vault, the row, its own consent if one was said."""
    stored = paper.stored or vault.put(Path(paper.path), mime=paper.mime)
    here = Document.objects.filter(request=request, case=case, removed_at=None)
    known = here.filter(file=stored).first()
    document = known or _row(
        request, paper, stored, case, position=request.documents.count(), by=by
    )
    if known is None:
        document.save(force_insert=True)
    if paper.may_leave is not None:
        answer = Answer.GRANTED if paper.may_leave else Answer.REFUSED
        said = [consents.Said(Purpose.P13, answer, document=document)]
        tell = consents.write_and_tell if known else consents.write_many
        tell(request, said, consents.Given(how=how), by=by)
    return document


def write_first_papers(
    request: FamilyRequest, papers: Sequence[PaperTold], cases: Sequence[Case], *, by
) -> list[consents.Said]:
    """Inside an open action that logs the request: all its papers at once. Gives what was said
    about copies of them, to be recorded with the family's other answers."""
    made: dict[tuple, Document] = {}
    said = []
    for paper in papers:
        stored = paper.stored or vault.put(Path(paper.path), mime=paper.mime)
        case = cases[paper.for_sought] if paper.for_sought is not None else None
        row = _row(request, paper, stored, case, position=len(made), by=by)
        row = made.setdefault((case.pk if case else None, stored.pk), row)
        if paper.may_leave is not None:
            answer = Answer.GRANTED if paper.may_leave else Answer.REFUSED
            said.append(consents.Said(Purpose.P13, answer, document=row))
    Document.objects.bulk_create(made.values())
    return said


def _row(request, paper: PaperTold, stored, case, *, position: int, by) -> Document:
    return Document(
        request=request,
        case=case,
        file=stored,
        kind=paper.kind,
        title=paper.title,
        original_name=paper.name,
        pages=paper.pages,
        note=paper.note,
        position=position,
        added_by=by,
    )


def attach(request: FamilyRequest, paper: PaperTold, *, by, case: Case | None = None, command=None):
    """Adds one paper. The same file twice for the same case is one paper."""
    with acting.acting(
        "attach",
        by=by,
        office=access.desk_of(by, "attach", request, case),
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


def take_out(document: Document, *, by, why: str) -> None:
    """Inside an open action: out of the file, with the reason; what was sent stays as it was."""
    document.removed_at, document.removed_by, document.removed_why = timezone.now(), by, why
    document.save(update_fields=["removed_at", "removed_by", "removed_why"])


def remove_paper(document: Document, *, by, why: str, command=None) -> None:
    """Takes a paper out of the file; it can come back, and what was sent stays with the letter."""
    with acting.acting(
        "attach",
        by=by,
        office=access.desk_of(by, "attach", document.request, document.case),
        command=command,
        content=[str(document.pk), "remove"],
    ) as act:
        if not act.done:
            take_out(Document.objects.get(pk=document.pk), by=by, why=why)
            act.record("remove_paper", target=document.request.number, document=str(document.pk))


def restore_paper(document: Document, *, by, command=None) -> None:
    """Puts a paper back that was taken out."""
    with acting.acting(
        "attach",
        by=by,
        office=access.desk_of(by, "attach", document.request, document.case),
        command=command,
        content=[str(document.pk), "restore"],
    ) as act:
        if act.done:
            return
        row = Document.objects.select_for_update().get(pk=document.pk)
        here = Document.objects.filter(request=row.request_id, case=row.case_id, removed_at=None)
        if here.filter(file=row.file_id).exclude(pk=row.pk).exists():
            raise Refused(_("The same file stands among the documents already."), code="twice")
        row.removed_at, row.removed_by, row.removed_why = None, None, ""
        row.save(update_fields=["removed_at", "removed_by", "removed_why"])
        act.record("restore_paper", target=row.request.number, document=str(row.pk))


def describe(document: Document, told: dict, *, by, may_leave: str, case, command=None) -> Document:
    """What a paper is, where its original lies, whether a copy may go out.

    `told` holds fields of Document; an answer that says what it said before makes no new row.
    """
    with acting.acting(
        "attach",
        by=by,
        office=access.desk_of(by, "attach", document.request, document.case),
        command=command,
        content=[str(document.pk), {name: str(value) for name, value in told.items()}, may_leave],
    ) as act:
        if act.done:
            return Document.objects.get(pk=document.pk)
        row = Document.objects.select_for_update().get(pk=document.pk)
        changed = sorted(name for name, value in told.items() if getattr(row, name) != value)
        for name, value in told.items():
            setattr(row, name, value)
        row.case = case
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            sentence = _("The same file stands among the documents already.")
            raise Refused(sentence, code="twice") from None
        _answer(row, may_leave, by=by)
        act.record(
            "describe_paper", target=row.request.number, document=str(row.pk), fields=changed
        )
    return row


def _answer(document: Document, may_leave: str, *, by) -> None:
    today = document.request.office.today()
    book = consent.book(FamilyRequest.objects.get(pk=document.request_id))
    if book.answer(Purpose.P13, today, document=document) != may_leave:
        consents.record_consent(document.request, {}, by=by, documents=[(document, may_leave)])
