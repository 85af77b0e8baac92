"""What is to be done: opened by a rule, done, stopped, started again, extended; counted anew when
the days that it follows from have changed."""

import contextlib
import datetime
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from casework import deadlines
from casework.models import Case, Due, DueChange, FamilyRequest, Note, Office
from casework.models.due import ChangeKind, DueKind
from casework.roles import Role
from families.gathering import is_gathering, keep

from . import acting
from .errors import Refused

LONGEST_STOP = 90  # days; beyond, somebody looks again
LONGEST_EXTENSION = 90
FARTHEST_BACK = datetime.timedelta(days=15)


def begin(kind: str, since: datetime.date, *, case: Case | None = None, request=None) -> Due:
    """Inside an open action: what the rule of a kind asks for from a day on; not asked twice."""
    rule = deadlines.RULES[DueKind(kind)]
    return write(
        kind, rule.role, since, case=case, request=request, days=rule.days, of_work=rule.of_work
    )


def write(
    kind, role, since, *, case=None, request=None, days=0, of_work=False, reason=""
) -> Due:  # fmt: skip
    """One thing to do, by a day that follows from `since`; the same thing is not asked twice."""
    family = request or case.request
    same = {"kind": kind, "role": role, "case": case, "request": family, "reason": reason}
    # What is gathered is new in this transaction, and nothing was asked about it before.
    found = None if is_gathering() else Due.objects.filter(**same, done_at=None).first()
    if found is not None:
        return found
    return keep(made(family, **same, since=since, days=days, of_work=of_work))


def made(family: FamilyRequest, **fields) -> Due:
    """A due with its last day, not saved yet."""
    due = Due(office=family.office, **{"request": family, **fields})
    due.on = deadlines.last_day(due)
    return due


def recount(rows: Iterable[Due]) -> int:
    """Inside an open action that changed what dues follow from: their last days anew."""
    moved = []
    for due in rows:
        day = deadlines.last_day(due)
        if day != due.on:
            due.on = day
            moved.append(due)
    Due.objects.bulk_update(moved, ["on"], batch_size=500)
    return len(moved)


def recount_family(request: FamilyRequest) -> int:
    """After a change of its quiet days."""
    return recount(_open().filter(request=request, kind__in=deadlines.TO_FAMILY))


def recount_office(office: Office, day: datetime.date) -> int:
    """After a change of whether the office works on a day. Its rows are read anew."""
    office.__dict__.pop("holidays", None)
    rows = _open().filter(office=office, on__gte=day - FARTHEST_BACK)
    found = list(rows)
    for due in found:
        due.office = office
    return recount(found)


def hand_over(rows, office: Office) -> None:
    """Inside an open action: what is to be done is another office's now, by its own week."""
    moved = list(rows.filter(done_at=None).values_list("pk", flat=True))
    Due.objects.filter(pk__in=moved).update(office=office)
    recount(_open().filter(pk__in=moved))


def _open():
    rows = Due.objects.filter(done_at=None).select_related("office", "request")
    return rows.prefetch_related("changes", "request__quiet_times")


def settle(rows, *, by) -> list[int]:
    """Inside an open action that did what was due. Gives the ids, for an undoing."""
    settled = list(rows.filter(done_at=None).values_list("pk", flat=True))
    Due.objects.filter(pk__in=settled).update(done_at=timezone.now(), done_by=by)
    return settled


def finish(due: Due, *, by, words="", command=None) -> None:
    """Somebody did it."""
    with _changing(due, "done", [], by=by, words=words, command=command) as act:
        if not act.done:
            settle(Due.objects.filter(pk=due.pk), by=by)
            if due.kind == DueKind.SECOND_CONTACT:  # to no avail: who was reached ends it unasked
                begin(DueKind.UNREACHABLE, due.since, request=due.request)


def stop(due: Due, until: datetime.date, reason: str, *, by, words="", command=None) -> None:
    """The clock stands still until a day, and runs again by itself then."""
    with _changing(due, "stop", [until, reason], by=by, words=words, command=command) as act:
        if act.done:
            return
        held, today = _held(due), due.office.today()
        _refuse_days(today, until, LONGEST_STOP)
        if held.stopped_until and held.stopped_until > today:
            raise Refused(_("Its clock stands still already."), code="stopped")
        DueChange.objects.create(
            due=held, kind=ChangeKind.STOPPED, reason=reason, on=today, until=until, by=by
        )
        _save_day(held, until)


def go_on(due: Due, *, by, command=None) -> None:
    """The clock runs again before the day that was set."""
    with _changing(due, "go_on", [], by=by, command=command) as act:
        if act.done:
            return
        held, today = _held(due), due.office.today()
        change = held.changes.filter(kind=ChangeKind.STOPPED, ended_on=None).last()
        if change is None or change.until <= today:
            raise Refused(_("Its clock runs already."), code="runs")
        change.ended_on = today
        change.save()
        _save_day(held, None)


def extend(due: Due, until: datetime.date, reason: str, *, by, words="", command=None) -> None:
    """Another last day."""
    with _changing(due, "extend", [until, reason], by=by, words=words, command=command) as act:
        if act.done:
            return
        held, today = _held(due), due.office.today()
        _refuse_days(max(today, held.on), until, LONGEST_EXTENSION)
        DueChange.objects.create(
            due=held, kind=ChangeKind.EXTENDED, reason=reason, on=today, until=until, by=by
        )
        _save_day(held, held.stopped_until)


def _refuse_days(first: datetime.date, until: datetime.date, most: int) -> None:
    if until <= first:
        raise Refused(_("The new day must lie after the old one."), code="order")
    if (until - first).days > most:
        sentence = _("At most %(days)s days at once: somebody looks at it again then.")
        raise Refused(sentence % {"days": most}, code="too_far")


def _held(due: Due) -> Due:
    return Due.objects.select_for_update(of=("self",)).select_related("office").get(pk=due.pk)


def _save_day(due: Due, stopped_until) -> None:
    due.stopped_until, due.on = stopped_until, deadlines.last_day(due)
    due.save(update_fields=["stopped_until", "on"])


@contextlib.contextmanager
def _changing(due: Due, step: str, content: list, *, by, words="", command=None):
    """Whoever may see it may; what somebody else did meanwhile is told, not done again.

    What a protection officer does about a due of the sealed side stands in no case's trail.
    """
    sealed = due.role == Role.PROTECTION
    case = None if sealed else due.case
    told = [step, str(due.code), *content]
    verb = "keep_sealed" if sealed else "change_due"
    with acting.acting(
        verb, by=by, case=case, office=due.office, command=command, content=told
    ) as act:
        if act.done:
            yield act
            return
        if _held(due).done_at:
            raise Refused(_("Somebody has done this already."), code="done")
        yield act
        if words and not sealed:
            Note.objects.create(request=due.request, case=due.case, words=words, by=by)
        act.record(f"due_{step}", target=_target(due, sealed), kind=due.kind)


def _target(due: Due, sealed: bool) -> str:
    if sealed or due.request is None:
        return str(due.code)
    return due.case.reference if due.case else due.request.number
