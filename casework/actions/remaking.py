"""New papers made of old ones: pages in order, a scan taken apart, a version with black places.

The old paper's file never changes, for a letter may carry it. What is made anew is a paper of its
own that says what it was made from.
"""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from casework import access, consent
from casework.actions.told import PaperTold
from casework.models import Answer, Document, MadeHow
from casework.vault import checks, receiving

from . import acting, papers
from .errors import Refused

Order = Sequence[tuple[int, int]]  # page from 1, quarter turns clockwise
Box = tuple[int, int, int, int, int]  # page from 1; left, top, width, height in thousandths


def put_in_order(document: Document, parts: Sequence[Order], *, by, command=None) -> list[Document]:
    """One new paper for each part, in the place of this one, which is taken out and can come back.

    What the family said about copies of this paper holds for what is made of its pages.
    """
    made = [_made(receiving.arranged(document.file, order)) for order in parts if order]
    if not made:
        raise Refused(_("No page is left. Leave at least one page in."), code="no_pages")
    with acting.acting(
        "attach",
        by=by,
        office=access.desk_of(by, "attach", document.request, document.case),
        command=command,
        content=[str(document.pk), [list(order) for order in parts]],
    ) as act:
        if act.done:
            return list(Document.objects.filter(pk__in=act.result["documents"]))
        why = _("Its pages were put in order.")
        papers.take_out(Document.objects.get(pk=document.pk), by=by, why=why)
        rows = [_write(document, MadeHow.PAGES, file, by=by, keep=True) for file in made]
        act.result = {"documents": [str(row.pk) for row in rows]}
        act.record("arrange_paper", target=document.request.number, document=str(document.pk))
    return rows


def make_pdf(document: Document, *, by, command=None) -> Document:
    """A text document as a PDF that can go with a letter, in its place; the document itself is
    taken out and can come back. What the family said about copies of it holds.

    Raises Refused where LibreOffice is not here, or could not do it.
    """
    made = _made(receiving.converted(document.file))
    with acting.acting(
        "attach",
        by=by,
        office=access.desk_of(by, "attach", document.request, document.case),
        command=command,
        content=[str(document.pk), "pdf"],
    ) as act:
        if act.done:
            return Document.objects.get(pk=act.result["document"])
        why = _("It was turned into a PDF.")
        papers.take_out(Document.objects.get(pk=document.pk), by=by, why=why)
        row = _write(document, MadeHow.PAGES, made, by=by, keep=True)
        act.result = {"document": str(row.pk)}
        act.record("make_pdf", target=document.request.number, document=str(document.pk))
    return row


def redact(document: Document, boxes: Sequence[Box], *, by, command=None) -> Document:
    """A version of pictures alone, black where the boxes are. Its leave to go out is asked anew."""
    if not boxes:
        raise Refused(_("Give at least one place to blacken."), code="no_boxes")
    made = _made(receiving.redacted(document.file, document.pages, boxes))
    with acting.acting(
        "attach",
        by=by,
        office=access.desk_of(by, "attach", document.request, document.case),
        command=command,
        content=[str(document.pk), [list(box) for box in boxes]],
    ) as act:
        if act.done:
            return Document.objects.get(pk=act.result["document"])
        row = _write(document, MadeHow.REDACTED, made, by=by, keep=False)
        act.result = {"document": str(row.pk)}
        act.record("redact_paper", target=document.request.number, document=str(document.pk))
    return row


def _made(outcome):
    verdict, stored = outcome
    if stored is None:
        raise Refused(checks.sentence(verdict.code, verdict.detail), code=verdict.code)
    return verdict, stored


def _write(document: Document, how, made, *, by, keep: bool) -> Document:
    verdict, stored = made
    answer = consent.book(document.request).answer(
        "P13", document.request.office.today(), document=document
    )
    told = PaperTold(
        path=None,
        stored=stored,
        name=document.original_name,
        kind=document.kind,
        title=document.title,
        mime=verdict.mime,
        pages=verdict.pages or 1,
        note=verdict.code if verdict.kind == "neutralised" else "",
        may_leave={Answer.GRANTED: True, Answer.REFUSED: False}.get(answer) if keep else None,
    )
    with transaction.atomic():
        row = papers.write_paper(document.request, told, case=document.case, by=by)
        if row.pk != document.pk and row.made_from_id is None:
            row.made_from, row.made_how = document, how
        row.language, row.is_copy = document.language, document.is_copy
        row.save()
    return row
