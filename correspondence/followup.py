"""What is due from the bodies we wrote to: computed from dates, never counted by a nightly job."""

import datetime
from dataclasses import dataclass

from correspondence import submissions
from correspondence.models import Letter, Submission, SubmissionCase
from correspondence.models.letter import LetterState

ACKNOWLEDGE = 14
REMIND = (45, 90)
THEN_EVERY = 180
COORDINATOR_DECIDES_AFTER = 3
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Chase:
    """One submission to be chased: `why` is promise, reminder, acknowledgement or confirm.

    `since` is the day from which it is counted: the first day it was sent, or for what was
    handed in earlier the day of our first letter about it.
    """

    submission: Submission
    why: str
    since: datetime.date
    due: datetime.date
    unanswered: int
    of: int
    reminders: int

    @property
    def days(self) -> int:
        """Days from `since` until it is due."""
        return (self.due - self.since).days

    @property
    def coordinator_decides(self) -> bool:
        """After three reminders without an answer a person decides how to go on."""
        return self.reminders >= COORDINATOR_DECIDES_AFTER


def plan_of(recipient) -> tuple[int, tuple[int, ...]]:
    """Days until an acknowledgement, and days of the reminders, of a recipient."""
    return recipient.acknowledge_days or ACKNOWLEDGE, tuple(recipient.remind_days) or REMIND


def reminder_due(
    sent: datetime.date,
    plan: tuple[int, ...],
    already: int,
    last: datetime.date | None = None,
) -> datetime.date:
    """When the next reminder is due: by the plan, then every 180 days.

    A reminder that went out late (`last`) moves the next by as much: nobody is written to twice
    in a week because the first reminder was forgotten.
    """
    days = plan[already] if already < len(plan) else plan[-1] + _beyond(plan, already)
    due = sent + days * DAY
    if not already or last is None:
        return due
    before = plan[already - 1] if already <= len(plan) else 0
    gap = days - before if already < len(plan) else THEN_EVERY
    return max(due, last + gap * DAY)


def _beyond(plan: tuple[int, ...], already: int) -> int:
    return THEN_EVERY * (already - len(plan) + 1)


def next_chase(submission: Submission, on: datetime.date | None = None) -> Chase | None:
    """What this submission waits for next: a promise, an acknowledgement, or a reminder.

    With `on`, the reason is that of this day: an acknowledgement that never came is a reminder
    once the day of the reminder has come.
    """
    lines = list(submission.lines.all())
    waiting = [line for line in lines if line.is_unanswered]
    if not waiting:
        return None
    sent, reminders = _counted_from(submission, waiting), _reminders(submission)
    why, due = _due(submission, waiting, sent, reminders, on)
    return Chase(submission, why, sent, due, len(waiting), len(lines), len(reminders))


def _counted_from(submission: Submission, waiting: list[SubmissionCase]) -> datetime.date:
    """What was handed in years ago is chased from our first letter about it on, not before."""
    first = min(line.sent_on for line in waiting)
    letters = [letter.date for letter in _left(submission)] if submission.is_earlier else []
    return max(first, min(letters)) if letters else first


def _left(submission: Submission) -> list[Letter]:
    return [letter for letter in submission.letters.all() if letter.state == LetterState.SENT]


def _reminders(submission: Submission) -> list[Letter]:
    return [letter for letter in _left(submission) if letter.kind == "reminder"]


def _due(submission, waiting, sent, reminders, on) -> tuple[str, datetime.date]:
    if submission.is_earlier and not _left(submission) and not _acknowledged(waiting):
        return "confirm", submission.created_at.date()
    acknowledge, plan = plan_of(submission.recipient)
    last = max((letter.date for letter in reminders), default=None)
    due = reminder_due(sent, plan, len(reminders), last)
    promised = _open_promises(waiting, last)
    if promised and (len(promised) == len(waiting) or min(promised) < due):
        return "promise", min(promised)
    silent_on = sent + acknowledge * DAY
    asked_now = on is not None and on >= due
    if not _acknowledged(waiting) and not reminders and silent_on < due and not asked_now:
        return "acknowledgement", silent_on
    return "reminder", due


def _acknowledged(waiting: list[SubmissionCase]) -> bool:
    return any(line.acknowledged_on for line in waiting)


def _open_promises(waiting: list[SubmissionCase], last) -> list[datetime.date]:
    """Promises about which no reminder has gone out since their day passed."""
    days = [line.promised_until for line in waiting if line.promised_until]
    return [day for day in days if last is None or day > last]


def chase_list(rows, on: datetime.date) -> list[Chase]:
    """What is due on a day among submissions that somebody may see, the oldest first."""
    rows = rows.select_related("recipient__body", "office").prefetch_related("lines", "letters")
    found = [chase for row in rows if (chase := next_chase(row, on)) and chase.due <= on]
    return sorted(found, key=lambda chase: chase.due)


def may_remind(submission: Submission) -> bool:
    """A reminder cites a letter of ours that has left; else “please confirm” comes first."""
    return bool(submissions.sent_letters(submission) and submissions.unanswered(submission))
