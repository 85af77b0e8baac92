"""“Prove this submission” on paper: what, when, to whom, by whom, with what proof, and honestly
what is not on file. It names no family and no sought person: cases stand by their references.
"""

from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext as _

from casework.wording import FieldType, figures, in_one_line
from correspondence import submissions, wording
from correspondence.models import Incoming, Letter, Submission
from correspondence.models.dispatch import DispatchState
from correspondence.pdf import RenderedLetter, render_paper
from correspondence.pdf.document import (
    Block,
    Bullets,
    FieldLines,
    Heading,
    Letterhead,
    PaperDocument,
    Paragraph,
    Table,
)
from correspondence.wording import labels

from . import marks
from .by_whom import approved_by, signed_by
from .values import organisation_name
from .words import day_isolated, partial_text

GROUP = 16


def proof_paper(
    submission: Submission, language: str, incoming: Iterable[Incoming]
) -> RenderedLetter:
    """The proof in one language. `incoming` are the replies that the asker may see."""
    with translation.override(language):
        proof = submissions.proof(submission)
        title = _("What is recorded of an earlier submission") if submission.is_earlier else _(
            "Proof of submission"
        )  # fmt: skip
        paper = PaperDocument(
            language=language,
            title=title,
            blocks=[
                *_heads(submission, language),
                *[block for letter in proof.letters for block in _of_letter(letter, language)],
                *_cases(proof.lines, language),
                *_replies(incoming, language),
                *_gaps(proof.gaps),
            ],
            letterhead=Letterhead(organisation_name(language), [submission.office.name(language)]),
            marks=marks.of_paper(language),
        )
    return render_paper(paper)


def _fields(*pairs: tuple[str, str]) -> FieldLines:
    """The pairs that hold something, one below the other."""
    return FieldLines([[(f"{label}:", value)] for label, value in pairs if value])


def _ref(text: str) -> str:
    return in_one_line(text, FieldType.REFERENCE)


def _text(text: str) -> str:
    return in_one_line(text, FieldType.TEXT)


def _hash(digest: str) -> str:
    """A SHA-256 in four groups on two lines, each from left to right in any text."""
    groups = [digest[at : at + GROUP] for at in range(0, len(digest), GROUP)]
    return "\n".join(_ref(" ".join(groups[at : at + 2])) for at in range(0, len(groups), 2))


def _heads(submission: Submission, language: str) -> list[Block]:
    about = [
        (_("To"), _text(submission.recipient.body.name(language))),
        (_("Cases"), figures(submission.lines.count(), language)),
        (_("Drawn up on"), day_isolated(submission.office.today(), language)),
    ]
    if submission.is_earlier:
        about += [
            (_("Handed in"), partial_text(submission.earlier_on, language)),
            (_("Place"), _text(submission.earlier_place)),
            (_("Handed in by"), _text(submission.earlier_handed_by)),
            (_("Number"), _ref(submission.earlier_number)),
            (_("Proof held"), submission.get_earlier_proof_display()),
        ]
    return [_fields(*about)]


def _of_letter(letter: Letter, language: str) -> list[Block]:
    kind = wording.kind(letter.kind).title[language]
    number = _ref(labels.letter_number(letter.number, language))
    return [
        Heading(f"{kind} · {number}"),
        _fields(
            (_("Date"), day_isolated(letter.date, language)),
            (_("State"), letter.get_state_display()),
            (_("Approved by"), approved_by(letter)),
            (_("Signed by"), signed_by(letter)),
            (_("Signed on"), day_isolated(letter.signed_on, language)),
            (_("Letter, SHA-256"), _hash(letter.pdf_sha256)),
            (_("Signed scan, SHA-256"), _hash(letter.scan_sha256)),
            (_("Whole bundle, SHA-256"), _hash(letter.bundle_sha256)),
        ),
        *_annexes(letter, language),
        *_ways(letter, language),
    ]


def _annexes(letter: Letter, language: str) -> list[Block]:
    rows = letter.annexes.select_related("document").order_by("number")
    if not rows:
        return [Paragraph(_("No papers went with this letter."))]
    cells = [
        [
            figures(row.number, language),
            row.document.get_kind_display(),
            figures(row.pages, language),
            _hash(row.sha256),
        ]
        for row in rows
    ]
    header = [labels.schedule_columns(language, ("row",))[0], _("Paper"), _("Pages"), "SHA-256"]
    return [Table(header, cells, (0.5, 1.4, 0.6, 4.0))]


def _ways(letter: Letter, language: str) -> list[Block]:
    rows = letter.dispatches.filter(state=DispatchState.SENT).select_related(
        "addressee__recipient__body"
    )
    if not rows:
        return [Paragraph(_("This letter has not left."))]
    return [
        _fields(
            (_("Sent to"), _text(row.addressee.recipient.name(language))),
            (
                _("How it left"),
                f"{row.way()} · {day_isolated(row.sent_on, language)}",
            ),
            (_("Proof"), row.get_receipt_display() if row.receipt else ""),
            (_("Number from the post"), _ref(row.tracking_number)),
            (_("Who carried it"), _text(row.bearer)),
            (_("Taken by"), _text(row.received_by)),
            (_("Witness"), _text(row.witness)),
            (_("Proof on file, SHA-256"), _hash(row.proof.sha256) if row.proof else ""),
        )
        for row in rows.order_by("sent_on", "created_at")
    ]


def _cases(lines, language: str) -> list[Block]:
    header = [_("Case"), _("Sent"), _("Delivered"), _("Acknowledged"), _("Answered")]
    days = ("sent_on", "delivered_on", "acknowledged_on", "answered_on")
    rows = [
        [
            _ref(line.case.reference),
            *(day_isolated(getattr(line, day), language) or "–" for day in days),
        ]
        for line in lines
    ]
    if not rows:
        return []  # nothing has left yet: the letter above says so
    if lines[0].submission.is_earlier:
        given = partial_text(lines[0].submission.earlier_on, language)
        rows = [[row[0], given, *row[2:]] for row in rows]
    return [Heading(_("Case by case")), Table(header, rows, (2.0, 1.5, 1.5, 1.5, 1.5))]


def _replies(incoming: Iterable[Incoming], language: str) -> list[Block]:
    items = [
        " · ".join(
            part
            for part in (
                _ref(row.number),
                row.get_way_display(),
                day_isolated(row.received_on, language),
                _ref(row.their_reference),
            )
            if part
        )
        for row in incoming
    ]
    return [Heading(_("What came back")), Bullets(items)] if items else []


def _gaps(gaps: list[str]) -> list[Block]:
    if not gaps:
        return [Heading(_("What is not on file")), Paragraph(_("Nothing is missing."))]
    return [Heading(_("What is not on file")), Bullets(gaps)]
