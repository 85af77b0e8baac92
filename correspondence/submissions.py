"""Threads with one body: what was handed in, what is unanswered, what can be proved.

An earlier submission was made before or outside this program. Its proof says what is missing
and never looks like that of a letter which was numbered and sealed here.
"""

import datetime
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from casework.models import Case
from correspondence.models import Letter, Recipient, Submission, SubmissionCase
from correspondence.models.letter import LetterState
from correspondence.models.submission import Proof

OUT = (LetterState.NUMBERED, LetterState.SIGNED, LetterState.SENT)


def lines_by_case(submission: Submission) -> dict:
    """The marks of a submission, by case."""
    return {line.case_id: line for line in submission.lines.all()}


def unanswered(submission: Submission) -> list[SubmissionCase]:
    """What a reminder lists: sent, neither answered nor declined, and still of this office."""
    rows = submission.lines.filter(case__office=submission.office_id)
    rows = rows.select_related("case").order_by("case__reference")
    return [line for line in rows if line.is_unanswered]


def earlier_with(recipient: Recipient, office, cases) -> Submission | None:
    """The latest earlier submission of the office to this body that held any of the cases."""
    rows = Submission.objects.filter(
        office=office,
        recipient__body=recipient.body_id,
        is_earlier=True,
        lines__case__in=[case.pk for case in cases],
    )
    return rows.distinct().order_by("-opened_on", "-created_at").first()


def sent_letters(submission: Submission) -> list[Letter]:
    """The letters of a thread that have left, oldest first: what a reminder may cite."""
    rows = submission.letters.filter(state=LetterState.SENT).exclude(number="")
    return list(rows.order_by("date", "created_at"))


def ordinal_of(letter: Letter) -> int:
    """Which reminder of its thread the letter is: those that got a number came before it."""
    before = letter.submission.letters.filter(kind="reminder", state__in=OUT)
    if letter.number:
        before = before.filter(created_at__lt=letter.created_at)
    return 1 + before.exclude(pk=letter.pk).count()


def carry(letter: Letter, cases, on: datetime.date) -> list[SubmissionCase]:
    """Marks the cases of a letter as sent in its thread; a first day that is known stays.

    Must stand in the transaction that confirms the dispatch.
    """
    lines = []
    for case in cases:
        line, _new = SubmissionCase.objects.get_or_create(submission=letter.submission, case=case)
        if line.sent_on is None:
            line.sent_on = on
            line.save(update_fields=["sent_on"])
        lines.append(line)
    return lines


def cases_of(letter: Letter) -> list[Case]:
    """The cases that a letter carries, in the order of its schedule."""
    rows = letter.lines.filter(included=True).select_related("case").order_by("position")
    return [line.case for line in rows]


def end(letter: Letter, on: datetime.date) -> None:
    """The cases that the letter withdraws or closes wait for nothing more from this body."""
    lines = letter.submission.lines.filter(case__in=cases_of(letter), ended_on=None)
    lines.update(ended_on=on)


@dataclass(frozen=True)
class ProofOfSubmission:
    """What can be shown about a submission in one click. `gaps` are sentences.

    An earlier one has neither numbers nor hashes of ours: `sealed` is False and `letters` holds
    only what was written later, in this program.
    """

    sealed: bool
    submission: Submission
    gaps: list[str] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    lines: list[SubmissionCase] = field(default_factory=list)


def proof(submission: Submission) -> ProofOfSubmission:
    """The proof page's data: what is held and, said just as plainly, what is not."""
    letters = submission.letters.exclude(number="").order_by("date", "created_at")
    return ProofOfSubmission(
        sealed=not submission.is_earlier,
        submission=submission,
        gaps=proof_gaps(submission),
        letters=list(letters),
        lines=list(submission.lines.select_related("case").order_by("case__reference")),
    )


def proof_gaps(submission: Submission) -> list[str]:
    """What the proof of a submission lacks, one sentence each; empty when nothing does."""
    gaps = _earlier_gaps(submission) if submission.is_earlier else _letter_gaps(submission)
    if not any(line.acknowledged_on or line.answered_on for line in submission.lines.all()):
        gaps.append(_("The body has not acknowledged it in writing."))
    return gaps


def _earlier_gaps(submission: Submission) -> list[str]:
    given, held = submission.earlier_on, submission.earlier_proof
    missing = [
        (given is None or given.earliest is None, _("No day is known on which it was handed in.")),
        (
            given is not None and given.earliest is not None and given.earliest != given.latest,
            _("The exact day is not known, only what was remembered."),
        ),
        (not submission.earlier_place, _("The place is not recorded.")),
        (not submission.earlier_handed_by, _("It is not recorded who handed it in.")),
        (not submission.earlier_number, _("No letter number is known.")),
        (not submission.earlier_papers, _("There is no list of the papers.")),
        (held == Proof.REMEMBERED, _("No paper proves it: it rests on memory alone.")),
        (
            held != Proof.REMEMBERED and submission.earlier_proof_file_id is None,
            _("The proof is said to exist, but no copy of it is on file."),
        ),
        (True, _("It was not numbered, frozen or hashed by this program.")),
    ]
    return [sentence for lacks, sentence in missing if lacks]


def _letter_gaps(submission: Submission) -> list[str]:
    gaps = []
    if not submission.letters.filter(state=LetterState.SENT).exists():
        gaps.append(_("No letter of it has left yet."))
    return gaps
