"""Meetings with a body: planned, a list to take along, and what was said for all cases at once."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from casework import audit
from casework.actions import acting
from casework.actions.errors import Refused
from casework.models import Case
from correspondence.models import Meeting, SubmissionCase
from correspondence.models.incoming import Way

from . import replies

MOST = 500


@dataclass(frozen=True)
class Said:
    """What was said at a meeting: once in words, with one class for the cases that it is about."""

    words: str
    who: str = ""
    function: str = ""
    reply_class: str = ""
    until: datetime.date | None = None
    about: frozenset = frozenset()  # ids of cases; the others were not named
    finding: str = ""


def plan(*, office, recipient, by, cases: Iterable[Case], command=None, **fields) -> Meeting:
    """Notes a meeting and its cases. `fields`: kind, on, place, theirs, ours, aim, language."""
    cases = list(cases)
    content = [str(recipient.pk), str(fields.get("on")), sorted(str(case.pk) for case in cases)]
    with acting.acting(
        "keep_meetings", by=by, office=office, command=command, content=content
    ) as act:
        if act.done:
            return Meeting.objects.get(pk=act.result["meeting"])
        _check_cases(office, cases)
        meeting = Meeting.objects.create(
            office=office, recipient=recipient, created_by=by, **fields
        )
        meeting.cases.set(cases)
        act.result = {"meeting": str(meeting.pk)}
        act.record("plan_meeting", target=meeting.pk, cases=len(cases))
    return meeting


def _check_cases(office, cases: list[Case]) -> None:
    if not cases:
        raise Refused(_("Please choose at least one case."), code="no_case")
    if len(cases) > MOST:
        raise Refused(
            _("More than %(most)s cases at once are too many for one meeting.") % {"most": MOST},
            code="too_many",
        )
    if any(case.office_id != office.pk for case in cases):
        raise Refused(_("This case belongs to another office."), code="other_office")


def keep_cases(meeting: Meeting, kept: Iterable, *, by, command=None) -> Meeting:
    """Only these of its cases stay; a meeting that was held keeps what it was about."""
    ids = {str(key) for key in kept}
    with acting.acting(
        "keep_meetings", by=by, office=meeting.office, command=command, content=sorted(ids)
    ) as act:
        row = _lock(meeting)
        if not act.done:
            _require_open(row)
            staying = [case for case in row.cases.all() if str(case.pk) in ids]
            _check_cases(row.office, staying)
            row.cases.set(staying)
            act.record("change_meeting", target=row.pk, cases=len(staying))
    return row


def record(meeting: Meeting, said: Said, *, by, command=None) -> Meeting:
    """Files what was said: one incoming item, and its class on every case it is about that was
    written to this body. Raises Refused as every reply does; a second time it is refused."""
    content = [str(meeting.pk), said.words, said.reply_class, str(said.until)]
    with acting.acting(
        "record_reply", by=by, office=meeting.office, command=command, content=content
    ) as act:
        row = _lock(meeting)
        if act.done:
            return row
        _require_open(row)
        row.said = replies.record_reply(
            office=row.office,
            body=row.recipient.body,
            way=Way.MEETING,
            received_on=row.on,
            lines=_lines(row, said),
            by=by,
            who=said.who or row.theirs,
            function=said.function,
            words=said.words,
            finding=said.finding,
        )
        row.save(update_fields=["said"])
        act.result = {"meeting": str(row.pk)}
    return row


def _lines(meeting: Meeting, said: Said) -> list[replies.Line]:
    if not said.reply_class:
        return []
    about = [mark for mark in marks_of(meeting) if mark.case_id in said.about]
    return [replies.Line(m.submission, m.case, said.reply_class, said.until) for m in about]


def marks_of(meeting: Meeting) -> list[SubmissionCase]:
    """Of each case the newest submission to this body; none where it was not written to."""
    rows = SubmissionCase.objects.filter(
        case__in=meeting.cases.all(),
        submission__recipient__body=meeting.recipient.body_id,
        submission__office=meeting.office_id,
    ).select_related("submission", "case")
    newest = {mark.case_id: mark for mark in rows.order_by("submission__opened_on", "pk")}
    return sorted(newest.values(), key=lambda mark: mark.case.reference)


def _lock(meeting: Meeting) -> Meeting:
    rows = Meeting.objects.select_for_update(of=("self",))
    return rows.select_related("office", "recipient__body").get(pk=meeting.pk)


def _require_open(row: Meeting) -> None:
    if row.said_id is not None:
        raise Refused(_("What was said at this meeting is recorded already."), code="recorded")


def note_printing(meeting: Meeting, *, by) -> None:
    """The list shows portraits: that it was opened is noted before anything is shown."""
    audit.record("print_meeting", by=by, office=meeting.office, target=meeting.pk, reading=True)
