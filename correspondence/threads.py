"""A submission as its page shows it: the grid of its cases, what went out, what came back."""

import datetime
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from casework import queries
from casework.models import Case
from correspondence.models import (
    Addressee,
    Dispatch,
    Incoming,
    IncomingLine,
    Letter,
    Submission,
    SubmissionCase,
)
from correspondence.models.dispatch import LIVE
from correspondence.models.letter import AddresseeRole, LetterState

FILTERS = {
    "all": (_("All"), lambda line, today: True),
    "unanswered": (_("Unanswered"), lambda line, today: line.is_unanswered),
    "silent": (
        _("Not acknowledged"),
        lambda line, today: line.is_unanswered and not line.acknowledged_on,
    ),
    "late": (
        _("Promise passed"),
        lambda line, today: is_late(line, today),
    ),
    "answered": (_("Answered"), lambda line, today: bool(line.answered_on or line.declined_on)),
}


def is_late(line: SubmissionCase, today: datetime.date) -> bool:
    """A promise whose day has passed without an answer."""
    return bool(line.is_unanswered and line.promised_until and line.promised_until < today)


def lines_of(submission: Submission) -> list[SubmissionCase]:
    """The marks of a submission with the names of those who are sought."""
    cases = Prefetch("case", queries.for_list(Case.objects.all()))
    return list(submission.lines.prefetch_related(cases).order_by("case__reference"))


def filtered(lines: list[SubmissionCase], show: str, today) -> list[SubmissionCase]:
    """Those of a filter; an unknown one shows all."""
    _label, wanted = FILTERS.get(show, FILTERS["all"])
    return [line for line in lines if wanted(line, today)]


def counts(lines: list[SubmissionCase], today: datetime.date) -> dict[str, int]:
    """How many of the cases carry each mark."""
    promised = [line for line in lines if line.promised_until and line.is_unanswered]
    return {
        "cases": len(lines),
        "delivered": sum(bool(line.delivered_on) for line in lines),
        "acknowledged": sum(bool(line.acknowledged_on) for line in lines),
        "promised": len(promised),
        "late": sum(is_late(line, today) for line in lines),
        "answered": sum(bool(line.answered_on or line.declined_on) for line in lines),
        "unanswered": sum(line.is_unanswered for line in lines),
    }


@dataclass(frozen=True)
class Event:
    """One thing that went out or came back; `kind` is letter or reply."""

    kind: str
    on: datetime.date
    row: object
    cases: int
    way: str = ""


def events(submission: Submission, seen_incoming: QuerySet[Incoming]) -> list[Event]:
    """What went out and what came back, the newest first; replies as far as one may see them."""
    out = [
        Event("letter", letter.date, letter, letter.lines.filter(included=True).count())
        for letter in letters_of(submission)
        if letter.date and letter.state == LetterState.SENT
    ]
    replies = seen_incoming.filter(lines__submission=submission).distinct()
    back = [
        Event(
            "reply", row.received_on, row,
            IncomingLine.objects.filter(incoming=row, submission=submission).count(),
            row.get_way_display(),
        )
        for row in replies
    ]  # fmt: skip
    return sorted(out + back, key=lambda event: (event.on, event.kind), reverse=True)


def letters_of(submission: Submission) -> list[Letter]:
    return list(submission.letters.order_by("-created_at"))


def dispatches_of(submission: Submission) -> list[Dispatch]:
    """Every way out of every letter of the thread, with its proof."""
    rows = Dispatch.objects.filter(letter__submission=submission)
    return list(
        rows.select_related("letter", "addressee__recipient__body", "created_by").order_by(
            "-created_at"
        )
    )


def silent_since(submissions: list[Submission]) -> SubmissionCase | None:
    """The oldest of what is still unanswered, over several threads with one body.

    Its day is the submission's own words where it was handed in earlier: none is made up.
    """
    open_lines = [line for each in submissions for line in each.lines.all() if line.is_unanswered]
    return min(open_lines, key=lambda line: line.sent_on, default=None)


def to_send(submission: Submission) -> set:
    """The letters that may leave and have not yet set out to each of their addressees."""
    waiting = Addressee.objects.filter(
        letter__submission=submission, letter__state__in=(LetterState.SIGNED, LetterState.SENT)
    ).exclude(role=AddresseeRole.FILE)
    gone = Dispatch.objects.filter(letter__submission=submission, state__in=LIVE, bounced_at=None)
    return set(waiting.exclude(pk__in=gone.values("addressee")).values_list("letter", flat=True))
