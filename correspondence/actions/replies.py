"""Writing down what came back: stored once, with a class for each case it speaks of."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from casework.actions import acting, dues, news, numbering, outward
from casework.actions.errors import Refused
from casework.actions.requests import normalise_number
from casework.models import Case
from casework.models.due import DueKind
from casework.references import office_year
from correspondence.models import Incoming, IncomingLine, Submission, SubmissionCase
from correspondence.models.submission import ReplyClass

R = ReplyClass


@dataclass
class Line:
    """What the reply says on one case of one submission."""

    submission: Submission
    case: Case
    reply_class: str
    until: datetime.date | None = None
    passed_to: str = ""
    their_reference: str = ""


def record_reply(
    *, office, body, way, received_on, lines, by, who="", function="", words="", subject="",
    dated=None, their_reference="", raw=None, raw_name="", finding="", command=None,
) -> Incoming:  # fmt: skip
    """Files one incoming letter, mail, call or meeting, and marks each case it speaks of.

    Nothing that is only stored moves a case: the lines do. `finding` holds what it says about a
    person: that goes to the sealed side and the item closes to all but its filer and the
    protection officers. Raises Refused when nothing was said, or a case is not in the submission.
    """
    content = [str(body.pk), way, received_on, their_reference, [_told(line) for line in lines]]
    with acting.acting(
        "record_reply", by=by, office=office, command=command, content=content
    ) as act:
        if act.done:
            return Incoming.objects.get(pk=act.result["incoming"])
        _check(office, lines, received_on, said=words or raw)
        incoming = Incoming.objects.create(
            office=office,
            number=_next_number(office, received_on),
            body=body,
            way=way,
            received_on=received_on,
            dated=dated,
            their_reference=their_reference,
            their_reference_key=normalise_number(their_reference) if their_reference else "",
            who=who,
            function=function,
            words=words,
            subject=subject,
            raw=raw,
            raw_name=raw_name,
            closed_to_others=bool(finding),
            filed_by=by,
        )
        for line in lines:
            _file(incoming, line, by=by)
        if finding:
            _seal_finding(incoming, finding, lines, by=by)
        act.result = {"incoming": str(incoming.pk)}
        act.record("record_reply", target=incoming.number, way=way, cases=len(lines))
    return incoming


def _told(line: Line) -> list:
    return [str(line.case.pk), line.reply_class, line.until]


def _check(office, lines, received_on, *, said) -> None:
    if not said:
        raise Refused(
            _("Add the letter or mail, or the words as they were said."), code="nothing_said"
        )
    if received_on > office.today():
        raise Refused(_("This day has not come yet."), code="future")
    if len({(line.submission.pk, line.case.pk) for line in lines}) < len(lines):
        raise Refused(_("The same case stands there twice."), code="case_twice")
    for line in lines:
        if line.reply_class == R.PROMISED and line.until is None:
            raise Refused(_("A promise needs its day: until when?"), code="promise_day")
        if (
            line.submission.office_id != office.pk
            or not line.submission.lines.filter(case=line.case).exists()
        ):
            raise Refused(
                _("The case %(reference)s is not part of that submission.")
                % {"reference": line.case.reference},
                code="not_in_submission",
            )


def _next_number(office, day) -> str:
    year = office_year(office, day)
    return f"{office.code}-IN-{year}-{numbering.take(office, 'incoming', year):04d}"


def _file(incoming: Incoming, line: Line, *, by) -> None:
    IncomingLine.objects.create(
        incoming=incoming,
        submission=line.submission,
        case=line.case,
        reply_class=line.reply_class,
        until=line.until,
        passed_to=line.passed_to,
        their_reference=line.their_reference,
    )
    mark = SubmissionCase.objects.select_for_update().get(
        submission=line.submission, case=line.case
    )
    _mark(mark, line, incoming.received_on)
    mark.save()
    _tell_the_case(incoming, line, by=by)


MARK_OF = {
    R.ACKNOWLEDGED: "acknowledged_on",
    R.ASKS_MORE: "asks_more_on",
    R.ANSWERED: "answered_on",
    R.DECLINED: "declined_on",
}


def _mark(mark: SubmissionCase, line: Line, day: datetime.date) -> None:
    """Marks only move forward: a first day that is known stays."""
    name = MARK_OF.get(R(line.reply_class))
    if name and getattr(mark, name) is None:
        setattr(mark, name, day)
    if line.reply_class == R.PROMISED:
        mark.promised_until = line.until
    if line.reply_class == R.PASSED_ON:
        mark.passed_to = line.passed_to
    if line.their_reference:
        mark.their_reference = line.their_reference
    if line.reply_class not in (R.RETURNED,) and mark.acknowledged_on is None:
        mark.acknowledged_on = day  # whoever answers has received it


def _tell_the_case(incoming: Incoming, line: Line, *, by) -> None:
    thread, day = line.submission.pk, incoming.received_on
    if line.reply_class == R.ACKNOWLEDGED:
        outward.record_mark(line.case, by=by, thread=thread, mark="acknowledged_on", on=day)
    if line.reply_class == R.PROMISED:
        outward.record_mark(line.case, by=by, thread=thread, mark="promised_until", on=line.until)
    if line.reply_class in (R.ANSWERED, R.DECLINED):
        outward.record_mark(line.case, by=by, thread=thread, mark="answered_on", on=day)
    if line.reply_class == R.ASKS_MORE:
        dues.begin(DueKind.READ_REPLY, line.case.office.today(), case=line.case)
    for number in {line.their_reference, incoming.their_reference} - {""}:
        outward.record_number(line.case, number, by=by, kind="theirs", body=incoming.body)


def _seal_finding(incoming: Incoming, finding: str, lines: list[Line], *, by) -> None:
    about = ", ".join(line.case.reference for line in lines)
    news.hand_in_news(
        by=by,
        office=incoming.office,
        about=about or incoming.number,
        words=finding,
        incoming=incoming.pk,
    )
