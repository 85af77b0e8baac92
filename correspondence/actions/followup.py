"""One press makes the letter that a silent body gets next, for one thread or for many.

remind(thread)       the draft
rehearse(threads)    what a press would make now, and why it would not; nothing of it stays
remind_each(threads) a draft for each, each in a transaction of its own
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from casework.actions.errors import Refused
from correspondence import access, queries, submissions
from correspondence.models import Letter, Recipient, Submission

from . import drafts

CONFIRM, REMINDER, STATEMENT = "confirm_earlier", "reminder", "yearly_statement"


def next_kind(submission: Submission) -> str:
    """A reminder where a letter of ours has left; else “please confirm” for what is earlier."""
    if submissions.sent_letters(submission):
        return REMINDER
    return CONFIRM if submission.is_earlier else ""


def remind(submission: Submission, *, by, command=None) -> Letter:
    """A draft that cites all our letters of the thread and holds only the unanswered cases.

    For what was handed in earlier and never written about: the draft that asks the body to
    confirm it. Raises Refused when nothing has left, nothing is unanswered, or no case may go.
    """
    kind = next_kind(submission)
    if not kind:
        raise Refused(_("No letter of it has left yet."), code="nothing_followed")
    waiting = [line.case for line in submissions.unanswered(submission)]
    if not waiting:
        raise Refused(_("There is an answer on every case already."), code="all_answered")
    cited = submissions.sent_letters(submission) if kind == REMINDER else []
    return drafts.draft(
        waiting,
        submission.recipient,
        kind,
        _language(submission, cited),
        by=by,
        office=submission.office,
        follows=cited,
        submission=submission,
        command=command,
    )


def state_yearly(recipient: Recipient, *, by, command=None) -> Letter:
    """A draft that lists every case of one office on which this body has given no answer.

    The office is that for which the person drafts letters. Raises Refused when there is none.
    """
    waiting = queries.unanswered_by(access.cases_to_write_about(by), recipient.body)
    office = waiting[0].office if waiting else None
    mine = [case for case in waiting if case.office_id == office.pk]
    if not mine:
        raise Refused(_("There is an answer on every case already."), code="all_answered")
    language = _own_language(recipient)
    return drafts.draft(mine, recipient, STATEMENT, language, by=by, office=office, command=command)


def _language(submission: Submission, cited: list[Letter]) -> str:
    """That of the letter it follows; else the recipient's own, or the first it has a text in."""
    return cited[0].language if cited else _own_language(submission.recipient)


def _own_language(recipient: Recipient) -> str:
    known = recipient.languages()
    return recipient.language if recipient.language in known or not known else known[0]


@dataclass(frozen=True)
class Reminded:
    """What becomes of one thread of many: a letter about so many cases, or why there is none."""

    submission: Submission
    letter: Letter | None = None
    cases: int = 0
    reasons: list[str] = field(default_factory=list)


def rehearse(rows: Iterable[Submission], *, by) -> list[Reminded]:
    return [_rehearsed(row, by=by) for row in rows]


def _rehearsed(row: Submission, *, by) -> Reminded:
    """Does it and takes it all back: the preview can say nothing else than the press."""
    with transaction.atomic():
        found = _tried(row, by=by)
        transaction.set_rollback(True)
    return found


def remind_each(rows: Iterable[Submission], *, by, command: uuid.UUID) -> list[Reminded]:
    """One that cannot go stops no other; a second press gives the letters of the first."""
    return [_tried(row, by=by, command=uuid.uuid5(command, str(row.pk))) for row in rows]


def _tried(row: Submission, *, by, command=None) -> Reminded:
    try:
        letter = remind(row, by=by, command=command)
    except Refused as refusal:
        return Reminded(row, reasons=refusal.reasons)
    return Reminded(row, letter, letter.lines.filter(included=True).count())
