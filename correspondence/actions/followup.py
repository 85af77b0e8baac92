"""One press makes the letter that a silent body gets next."""

from django.utils.translation import gettext as _

from casework.actions.errors import Refused
from correspondence import submissions
from correspondence.models import Letter, Submission

from . import drafts

CONFIRM, REMINDER = "confirm_earlier", "reminder"


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


def _language(submission: Submission, cited: list[Letter]) -> str:
    """That of the letter it follows; else the recipient's own, or the first it has a text in."""
    if cited:
        return cited[0].language
    recipient = submission.recipient
    known = recipient.languages()
    return recipient.language if recipient.language in known or not known else known[0]
