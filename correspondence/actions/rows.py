"""The rows of a letter: cases in their place, parties, annexes. Written inside an open action."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from casework.actions.errors import Refused
from correspondence import drafting
from correspondence.drafting import enclosed
from correspondence.models import Addressee, Annex, Letter, LetterCase, Recipient
from correspondence.models.letter import AddresseeRole
from correspondence.pdf.annexes import AnnexRefused


def write_parties(letter: Letter, recipient: Recipient, copies: Sequence) -> None:
    Addressee.objects.create(
        letter=letter, recipient=recipient, role=AddresseeRole.TO, language=letter.language
    )
    write_copies(letter, copies)


def write_copies(letter: Letter, copies: Sequence) -> None:
    """Each copy is a recipient, or (recipient, role), or (recipient, role, language).

    Without a language a copy is in the letter's, or in the recipient's own where it cannot be
    addressed in that. Raises Refused when somebody stands there twice.
    """
    told = [_told(copy) for copy in copies]
    given = [letter.submission.recipient_id, *(to.pk for to, _role, _language in told if to)]
    if len(set(given)) < len(given):
        raise Refused(_("The same recipient stands there twice."), code="recipient_twice")
    for position, (recipient, role, language) in enumerate(told, 1):
        known = recipient is not None and letter.language not in recipient.languages()
        Addressee.objects.create(
            letter=letter,
            recipient=recipient,
            role=role,
            language=language or (recipient.language if known else letter.language),
            position=position,
        )


def _told(copy) -> tuple:
    """Recipient, role and language ("" unless told)."""
    given = copy if isinstance(copy, tuple) else (copy,)
    return (*given, AddresseeRole.COPY, "")[:3] if len(given) == 1 else (*given, "")[:3]


def pick(letter: Letter, cases) -> None:
    """The cases that somebody picked, whether they can go or not."""
    for position, case in enumerate(cases, 1):
        LetterCase.objects.create(letter=letter, case=case, position=position)


def refresh(letter: Letter) -> drafting.Desk:
    """Asks again for every case and paper what may go, and writes the rows accordingly.

    A paper whose file cannot be bound is left out with the reason. `letter.values` changes; the
    caller saves the letter.
    """
    annexes = None
    while annexes is None:
        desk = drafting.desk_of(letter)
        order = letter.values.get("order", ())
        annexes = _counted(letter, enclosed.plan(desk.included, order=order))
    for position, line in enumerate(desk.lines, 1):
        LetterCase.objects.filter(letter=letter, case=line.case).update(
            position=position, included=line.included
        )
    letter.annexes.all().delete()
    Annex.objects.bulk_create(_row(letter, annex) for annex in annexes)
    return desk


def refuse_changed(letter: Letter, desk: drafting.Desk) -> None:
    """What was chosen and may not go any more: named, never silently dropped."""
    wanted = set(letter.lines.filter(included=True).values_list("case_id", flat=True))
    lost = [line for line in desk.left_out if line.case.pk in wanted]
    reasons = [f"{line.case.reference}: {reason}" for line in lost for reason in line.reasons]
    codes = [code for line in lost for code in line.codes]
    annexed = set(letter.annexes.values_list("document_id", flat=True))
    for line in desk.included:
        for paper in line.documents_left_out:
            if paper.document.pk in annexed:
                title = paper.document.title or paper.document.get_kind_display()
                reasons.append(f"{line.case.reference}, {title}: {paper.out.sentence}")
                codes.append(paper.out.code)
    if reasons or not desk.included:
        raise Refused(
            _("Something changed since this letter was put together."), *reasons, codes=codes
        )


def _counted(letter: Letter, annexes: list[enclosed.Enclosed]) -> list[enclosed.Enclosed] | None:
    """The same with pages as the binder will count them; None when a file turned out broken."""
    broken = {}
    for annex in annexes:
        try:
            annex.pages = enclosed.count_pages(annex.document)
        except AnnexRefused as refusal:
            broken[str(annex.document.pk)] = refusal.code
    if not broken:
        return annexes
    letter.values = {**letter.values, "broken": {**letter.values.get("broken", {}), **broken}}
    return None


def _row(letter: Letter, annex: enclosed.Enclosed) -> Annex:
    only = next(iter(annex.cases)) if len(annex.cases) == 1 else None
    return Annex(
        letter=letter,
        document=annex.document,
        case_id=only,
        number=annex.number,
        pages=annex.pages,
    )
