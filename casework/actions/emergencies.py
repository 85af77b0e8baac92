"""Opening a case for an hour: another office's in an emergency, or one past the limit of readings.

Never the sealed side. Somebody else reviews each opening in an emergency within seven days.
"""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from casework import access
from casework.models import AlertKind, Case, CaseOpening, OpeningKind
from families.names import tidy

from . import acting, alerts
from .errors import Refused

LASTS = datetime.timedelta(minutes=60)
REVIEW_WITHIN = datetime.timedelta(days=7)


def open_case(case: Case, *, by, reason: str, command=None) -> CaseOpening:
    """Opens a case of another office to read, for an hour, with an alert."""
    content = [str(case.pk), reason]
    with acting.acting("open_in_emergency", by=by, command=command, content=content) as act:
        if act.done:
            return CaseOpening.objects.get(pk=act.result["opening"])
        if access.may(by, "view_case", case):
            raise Refused(_("You may open this case anyway."), code="open")
        opening = _write(act, case, OpeningKind.EMERGENCY, reason)
        alerts.sound(AlertKind.EMERGENCY, about=by, case=case)
    return opening


def read_on(case: Case, *, by, reason: str, command=None) -> CaseOpening:
    """Opens the one case in front although the limit of readings is met."""
    with acting.acting(
        "open_past_cap", by=by, command=command, content=[str(case.pk), reason], may=False
    ) as act:
        if act.done:
            return CaseOpening.objects.get(pk=act.result["opening"])
        return _write(act, case, OpeningKind.PAST_CAP, reason)


def _write(act: acting.Act, case: Case, kind: str, reason: str) -> CaseOpening:
    if not tidy(reason):
        raise Refused(_("Please give the reason."), code="reason")
    now = timezone.now()
    opening = CaseOpening.objects.create(
        case=case, by=act.by, kind=kind, reason=tidy(reason)[:1000], at=now, until=now + LASTS
    )
    act.result = {"opening": str(opening.pk)}
    act.case, act.office = case, case.office
    act.record(f"opened_{kind}", target=case.reference, opening=str(opening.pk))
    return opening


def review(opening: CaseOpening, *, by, was_right: bool, words="", command=None) -> CaseOpening:
    """The coordinator of the case's office, or a protection officer, says whether it was right;
    never the person who opened it."""
    content = [str(opening.pk), was_right, words]
    with acting.acting(
        "review_opening", by=by, office=opening.case.office, command=command, content=content
    ) as act:
        if act.done:
            return CaseOpening.objects.get(pk=opening.pk)
        row = CaseOpening.objects.select_for_update().get(pk=opening.pk)
        if row.by_id == by.pk:
            raise Refused(_("You opened it yourself: another person reviews it."), code="self")
        if row.reviewed_at is not None:
            raise Refused(_("It was reviewed already."), code="reviewed")
        row.reviewed_by, row.reviewed_at = by, timezone.now()
        row.was_right, row.review = was_right, words
        row.save()
        act.case = row.case
        act.record("review_opening", target=row.case.reference, was_right=was_right)
    return row


def review_until(opening: CaseOpening) -> datetime.datetime:
    return opening.at + REVIEW_WITHIN
