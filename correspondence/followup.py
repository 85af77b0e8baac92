"""What is due from the bodies we wrote to: computed from dates, never counted by a nightly job."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count

from correspondence import submissions
from correspondence.models import Letter, Submission, SubmissionCase
from correspondence.models.letter import UNSENT
from correspondence.open_days import both_work
from correspondence.silence import Silence, of_office, silences

ACKNOWLEDGE = 14
REMIND = (45, 90)
THEN_EVERY = 180
COORDINATOR_DECIDES_AFTER = 3
ONE_AT_A_TIME = ("reminder", "confirm_earlier")
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Chase:
    """One submission to be chased: `why` is promise, reminder, acknowledgement or confirm.

    `since` is the day from which it is counted: the first day it was sent, or for what was
    handed in earlier the day of our first letter about it. `counted` is the day of the plan, `due`
    that day or the first after it on which both houses work.
    """

    submission: Submission
    why: str
    since: datetime.date
    counted: datetime.date
    due: datetime.date
    unanswered: int
    of: int
    reminders: int

    @property
    def days(self) -> int:
        """Days from `since` until it is due."""
        return (self.due - self.since).days

    @property
    def being_written(self) -> Letter | None:
        """The letter that chases it already and has not left yet."""
        letters = self.submission.letters.all()
        waiting = (each for each in letters if each.state in UNSENT)
        return next((each for each in waiting if each.kind in ONE_AT_A_TIME), None)

    @property
    def coordinator_decides(self) -> bool:
        """After three reminders without an answer a person decides how to go on."""
        return self.reminders >= COORDINATOR_DECIDES_AFTER


@dataclass(frozen=True)
class _Asked:
    """What a thread asks for next, why, and by when."""

    silence: Silence
    since: datetime.date
    why: str
    counted: datetime.date

    @property
    def due(self) -> datetime.date:
        return _landed(self.silence, self.counted)


def plan_of(recipient) -> tuple[int, tuple[int, ...]]:
    """Days until an acknowledgement, and days of the reminders, of a recipient."""
    return _plan(recipient.acknowledge_days, tuple(recipient.remind_days))


def _plan(acknowledge_days: int, remind_days: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    return acknowledge_days or ACKNOWLEDGE, remind_days or REMIND


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
    return next(iter(chases(Submission.objects.filter(pk=submission.pk), on).values()), None)


def chases(rows, on: datetime.date | None = None) -> dict:
    """What each of many submissions waits for next, by their keys, those due first; without an
    entry for those that wait for nothing."""
    return _told(_in_order(_asked(silence, on) for silence in silences(rows)))


class ChaseList(Sequence):
    """What is due on a day, the oldest first. Counting it reads no thread, and a part of it reads
    the threads of that part."""

    def __init__(self, asked: list[_Asked]):
        self._asked = _in_order(asked)

    def __len__(self) -> int:
        return len(self._asked)

    def __getitem__(self, part):
        if isinstance(part, slice):
            return list(_told(self._asked[part]).values())
        return self[part : part + 1 or None][0]

    def __iter__(self):
        return iter(self[:])


def chase_list(rows, on: datetime.date) -> ChaseList:
    """What is due on a day among submissions that somebody may see."""
    found = [_asked(silence, on) for silence in silences(rows)]
    return ChaseList([asked for asked in found if asked.due <= on])


def _in_order(found: Iterable[_Asked]) -> list[_Asked]:
    return sorted(found, key=lambda asked: asked.due)


def _told(found: list[_Asked]) -> dict:
    keys = [asked.silence.submission for asked in found]
    rows = Submission.objects.filter(pk__in=keys).select_related("recipient__body", "office")
    submissions_by_key = {row.pk: row for row in rows.prefetch_related("letters")}
    lines = of_office(SubmissionCase.objects.filter(submission__in=keys).order_by())
    of = dict(lines.values_list("submission").annotate(Count("pk")))
    return {
        key: Chase(
            submissions_by_key[key], asked.why, asked.since, asked.counted, asked.due,
            asked.silence.unanswered, of[key], len(asked.silence.reminders),
        )
        for key, asked in zip(keys, found, strict=True)
    }  # fmt: skip


def _asked(silence: Silence, on: datetime.date | None) -> _Asked:
    since = _counted_from(silence)
    return _Asked(silence, since, *_due(silence, since, on))


def _counted_from(silence: Silence) -> datetime.date:
    """What was handed in years ago is chased from our first letter about it on, not before."""
    letters = silence.left if silence.is_earlier else []
    return max(silence.first_sent, min(letters)) if letters else silence.first_sent


def _due(silence: Silence, since: datetime.date, on) -> tuple[str, datetime.date]:
    if silence.is_earlier and not silence.left and not silence.acknowledged:
        return "confirm", silence.opened_at.date()
    acknowledge, plan = _plan(silence.acknowledge_days, silence.remind_days)
    last = max(silence.reminders, default=None)
    due = reminder_due(since, plan, len(silence.reminders), last)
    promised = [day for day in silence.promises if last is None or day > last]
    if promised and (len(promised) == silence.unanswered or min(promised) < due):
        return "promise", min(promised)
    silent_on = since + acknowledge * DAY
    asked_now = on is not None and on >= _landed(silence, due)
    if not (silence.acknowledged or silence.reminders or asked_now) and silent_on < due:
        return "acknowledgement", silent_on
    return "reminder", due


def _landed(silence: Silence, day: datetime.date) -> datetime.date:
    return both_work(silence.office, silence.country, day)


def may_remind(submission: Submission) -> bool:
    """A reminder cites a letter of ours that has left; else “please confirm” comes first."""
    return bool(submissions.sent_letters(submission) and submissions.unanswered(submission))
