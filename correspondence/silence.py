"""What threads still wait for, read for many at a time: a house has thousands of them, and the
number on its first page asks about all."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, F, Min, Q, QuerySet

from casework.models import Office, TransferState
from casework.queries import with_closed_days
from correspondence.models import Letter, Submission, SubmissionCase
from correspondence.models.letter import LetterState


@dataclass(frozen=True)
class Silence:
    """One thread with something unanswered: `first_sent` the first day of what waits, `promises`
    its promised days, `left` and `reminders` the dates of our letters that left. `country` is that
    of the body's holidays, "" where it is not known."""

    submission: UUID
    office: Office
    country: str
    is_earlier: bool
    opened_at: datetime.datetime
    acknowledge_days: int
    remind_days: tuple[int, ...]
    unanswered: int
    first_sent: datetime.date
    acknowledged: bool
    promises: list[datetime.date] = field(default_factory=list)
    left: list[datetime.date] = field(default_factory=list)
    reminders: list[datetime.date] = field(default_factory=list)


def unanswered() -> QuerySet[SubmissionCase]:
    """The rows of `SubmissionCase.is_unanswered`, of cases that are still the thread's office's."""
    waiting = SubmissionCase.objects.filter(
        sent_on__isnull=False, answered_on=None, declined_on=None, ended_on=None
    )
    return of_office(waiting)


def of_office(lines: QuerySet[SubmissionCase]) -> QuerySet[SubmissionCase]:
    """Without those of cases that have gone to another office (few: read from the transfers). The
    thread stays as it was written; who has the case now follows it up."""
    moved = SubmissionCase.objects.filter(case__transfers__state=TransferState.ACCEPTED)
    gone = moved.exclude(case__office=F("submission__office"))
    return lines.exclude(pk__in=gone.order_by().values("pk"))


def silences(rows: QuerySet[Submission]) -> Iterator[Silence]:
    """The threads among `rows` that wait for something, in six questions however many they are."""
    threads = rows.order_by().values_list(
        "pk", "office", "recipient__holidays_of", "is_earlier", "created_at",
        "recipient__acknowledge_days", "recipient__remind_days",
    )  # fmt: skip
    chosen = rows.order_by().values("pk")
    waiting, promises = _waiting(chosen), _promises(chosen)
    letters, offices = _letters(chosen), with_closed_days(Office.objects.all())
    for pk, office, country, is_earlier, opened_at, acknowledge_days, remind_days in threads:
        if pk in waiting:
            count, first_sent, acknowledged = waiting[pk]
            sent = letters.get(pk, [])
            yield Silence(
                pk, offices[office], country, is_earlier, opened_at,
                acknowledge_days, tuple(remind_days),
                count, first_sent, bool(acknowledged), promises.get(pk, []),
                [on for _kind, on in sent], [on for kind, on in sent if kind == "reminder"],
            )  # fmt: skip


def _waiting(chosen) -> dict:
    counted = unanswered().filter(submission__in=chosen).order_by().values("submission")
    counted = counted.annotate(
        n=Count("pk"),
        first=Min("sent_on"),
        known=Count("pk", filter=Q(acknowledged_on__isnull=False)),
    )
    return {pk: told for pk, *told in counted.values_list("submission", "n", "first", "known")}


def _promises(chosen) -> dict[UUID, list[datetime.date]]:
    found = unanswered().filter(submission__in=chosen, promised_until__isnull=False).order_by()
    return _gathered(found.values_list("submission", "promised_until"))


def _letters(chosen) -> dict[UUID, list[tuple[str, datetime.date]]]:
    sent = Letter.objects.filter(submission__in=chosen, state=LetterState.SENT).order_by()
    rows = sent.values_list("submission", "kind", "date")
    return _gathered((thread, (kind, on)) for thread, kind, on in rows)


def _gathered(pairs) -> dict[UUID, list]:
    found = defaultdict(list)
    for thread, told in pairs:
        found[thread].append(told)
    return found
