"""Reading what is confidential: in the trail before anything is shown, counted, watched.

Whoever opens very many families' files is stopped with a sentence; the case in front still opens
for a reason, so that no family at the desk is sent away. A case that nobody has reason to open
(an invented one) raises an alert; the page is the same.
"""

import datetime

from django.conf import settings
from django.db.models import Max, QuerySet
from django.utils import timezone

from casework import audit
from casework.models import AlertKind, Canary, CaseOpening, Entry, OpeningKind

from . import alerts

WATCHED = ("view_case", "view_contacts", "view_document")
OPEN_FOR = datetime.timedelta(minutes=15)
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


class TooMany(Exception):
    """More families' files than one person reads in an hour or a day. `case` can still be opened
    for a reason; `most` and `hours` say which limit was met."""

    def __init__(self, case, most: int, hours: int):
        self.case, self.most, self.hours = case, most, hours
        super().__init__(f"{most} in {hours} h")


def read(verb, *, by, case=None, family=None, **details) -> None:
    """Notes one reading of a case, or of what belongs to a whole family. Raises TooMany."""
    family = family or case.request
    _refuse_too_many(by, case, family)
    audit.record(
        verb,
        by=by,
        case=case,
        office=case.office if case else family.office,
        target=case.reference if case else family.number,
        details=details,
        reading=True,
    )
    watched = Canary.objects.filter(case__request=family).select_related("case").first()
    if watched is not None:
        alerts.sound(AlertKind.CANARY, about=by, case=watched.case)


def is_open(paper, *, by) -> bool:
    """Whether somebody has opened this paper just now: its pages then leave no line each."""
    return _opened_just_now("view_document", by).filter(details__document=str(paper.pk)).exists()


def is_open_scan(scan, *, by) -> bool:
    """The same for a scan that has no place yet."""
    return _opened_just_now("view_scan", by).filter(target=str(scan.pk)).exists()


def _opened_just_now(verb: str, by) -> QuerySet[Entry]:
    since = timezone.now() - OPEN_FOR
    return Entry.objects.filter(by=by, at__gt=since, reading=True, verb=verb)


def _refuse_too_many(by, case, family) -> None:
    """Counts families, not pages; a file that is open already is never shut in between."""
    now = timezone.now()
    read_on = _families_read(by, since=now - DAY)
    if family.number in read_on:
        return
    limits = (
        (settings.READINGS_PER_HOUR, HOUR, 1),
        (settings.READINGS_PER_DAY, DAY, 24),
    )
    for most, span, hours in limits:
        if sum(at > now - span for at in read_on.values()) < most:
            continue
        if case is not None and _opened_for_a_reason(by, case, now):
            return
        alerts.sound(AlertKind.CAP, about=by, office=family.office)
        raise TooMany(case, most, hours)


def _families_read(by, *, since) -> dict[str, datetime.datetime]:
    """The families whose files somebody read, each with the last time."""
    rows = Entry.objects.filter(by=by, at__gt=since, reading=True, verb__in=WATCHED)
    found: dict[str, datetime.datetime] = {}
    lines = rows.order_by().values_list("case__request__number", "target").annotate(last=Max("at"))
    for number, target, last in lines:
        key = number or target
        found[key] = max(last, found.get(key, last))
    return found


def _opened_for_a_reason(by, case, now) -> bool:
    rows = CaseOpening.objects.filter(by=by, case=case, until__gt=now)
    return rows.filter(kind__in=OpeningKind.values).exists()
