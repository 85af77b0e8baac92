"""Logging what a family brings: request, people, cases, consents and papers in one transaction."""

from django.utils.translation import gettext as _

from casework.lifecycle import STEPS
from casework.models import Case, CaseNumber, FamilyRequest
from casework.models.due import DueKind
from casework.roles import Role
from families.names import normalise, tidy, to_ascii_digits

from . import acting, cases, consents, numbering, papers, people
from .errors import Refused
from .told import RequestTold, SoughtTold


def log_request(told: RequestTold, *, office, by, command=None) -> FamilyRequest:
    """Logs a family's request. Raises Refused when there is nobody who asks or nobody sought.

    Each case is logged (leaves draft) when the lifecycle's conditions hold; a case for which
    something is missing stays a draft and says so in a due. Nothing that was told is lost.
    """
    with acting.acting(
        "log_request", by=by, office=office, command=command, content=_content(told)
    ) as act:
        if act.done:
            return FamilyRequest.objects.get(pk=act.result["request"])
        request, written = _write(told, office=office, by=by)
        act.result = {"request": str(request.pk)}
        act.record("log_request", target=request.number, cases=len(written))
        for case in written:
            _register_or_wait(case, by=by)
    return request


def _content(told: RequestTold) -> list:
    return [
        [n.full for n in told.enquirer.names],
        [[n.full for n in s.person.names] for s in told.sought],
        told.received_on,
    ]


def _write(told: RequestTold, *, office, by) -> tuple[FamilyRequest, list[Case]]:
    if not any(tidy(n.full) for n in told.enquirer.names):
        raise Refused(_("Not yet: the name of the person who asks is missing."), code="enquirer")
    sought = [s for s in told.sought if any(tidy(n.full) for n in s.person.names)]
    if not sought:
        raise Refused(_("Not yet: the name of the sought person is missing."), code="sought")
    day = told.received_on
    number, *references = numbering.next_references(office, day, 1 + len(sought))
    request = FamilyRequest.objects.create(
        number=number,
        office=office,
        received_on=day,
        received_as_given=tidy(told.received_as_given)[:60],
        channel=told.channel,
        language=told.language,
        enquirer=people.write_person(told.enquirer),
        notice_version=told.notice_version,
        notice_language=told.notice_language or (told.language if told.notice_version else ""),
        notice_read_aloud=told.notice_read_aloud,
        notice_on=day if told.notice_version else None,
        neutral_answer=told.neutral_answer,
        interviewer=by,
        interpreter=tidy(told.interpreter)[:200],
        remarks=told.remarks,
        extras=told.extras,
        created_by=by,
    )
    pairs = zip(sought, references, strict=True)
    written = [_write_case(request, one, reference) for one, reference in pairs]
    consents.write_answers(request, told, by=by)
    for paper in told.papers:
        case = written[paper.for_sought] if paper.for_sought is not None else None
        papers.write_paper(request, paper, case=case, by=by, how=told.how)
    return request, written


def _write_case(request: FamilyRequest, told: SoughtTold, reference: str) -> Case:
    sought = people.write_person(told.person)
    people.write_ties(request.enquirer, sought, told)
    case = Case.objects.create(
        request=request,
        office=request.office,
        reference=reference,
        sought=sought,
        kind=told.kind,
        role=told.role,
        circumstances=tidy(told.circumstances),
    )
    if told.old_number:
        write_number(case, told.old_number, kind="old")
    return case


def write_number(case: Case, value: str, *, kind: str, body=None) -> CaseNumber:
    number, _new = CaseNumber.objects.get_or_create(
        case=case,
        kind=kind,
        normalised=normalise_number(value),
        defaults={"value": tidy(value)[:100], "office": case.office, "body": body},
    )
    return number


def normalise_number(value: str) -> str:
    """The form in which a number is found again: letters, digits and separators made alike."""
    return normalise(to_ascii_digits(tidy(value))).replace(" ", "")[:120]


def _register_or_wait(case: Case, *, by) -> None:
    """Leaves draft if all conditions hold; else a due says that the notice is still to be given.
    The case is new in this transaction, or locked by it."""
    act = acting.Act("register", by, case=case, office=case.office)
    try:
        cases.take_step(act, STEPS["register"], {}, {})
    except Refused:
        today = case.office.today()
        cases.open_due(case, DueKind.NOTICE, Role.CLERK, today)


def give_notice(request: FamilyRequest, *, by, version, language, read_aloud=False, command=None):
    """Records that the information notice was given now, and logs the cases that waited for it."""
    with acting.acting(
        "register", by=by, office=request.office, command=command, content=[str(request.pk)]
    ) as act:
        if act.done:
            return request
        request = FamilyRequest.objects.select_for_update().get(pk=request.pk)
        request.notice_version, request.notice_language = version, language
        request.notice_read_aloud, request.notice_on = read_aloud, request.office.today()
        request.save()
        consents.write(request, "P1", "granted", by=by, how="oral", on=request.notice_on)
        act.record("give_notice", target=request.number)
        for case in request.cases.filter(state="draft"):
            _register_or_wait(acting.lock(case), by=by)
    return request
