"""Logging what a family brings: request, people, cases, consents and papers in one transaction."""

import uuid
from collections.abc import Sequence

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from casework.lifecycle import ACTIVE, STEPS
from casework.models import Case, CaseNumber, FamilyRequest
from families.gathering import gathering, keep
from families.names import normalise, tidy, to_ascii_digits

from . import acting, cases, consents, numbering, papers, people, planning
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
        _require_names(told)
        numbers = numbering.next_references(office, told.received_on, 1 + len(_sought(told)))
        request, written = _write(told, numbers, office=office, by=by)
        _write_answers_and_papers(request, written, told, by=by)
        act.result = {"request": str(request.pk)}
        act.record("log_request", target=request.number, cases=len(written))
        for case in written:
            _register_or_wait(case, by=by)
    return request


def log_requests(
    many: Sequence[tuple[RequestTold, uuid.UUID]], *, office, by
) -> list[tuple[FamilyRequest, list[Case]]]:
    """`log_request` for many families, each with its command, in one transaction.

    All of them are logged or, when anything stands against one, none: each has to be logged by
    itself then. Raises Refused; IntegrityError when one of the commands was given before.
    """
    with acting.acting("log_request", by=by, office=office) as act:
        for told, _command in many:
            _require_names(told)
        wanted = [(told.received_on, 1 + len(_sought(told))) for told, _command in many]
        numbers = numbering.many_references(office, wanted)
        made = []
        with gathering():
            for (told, command), own in zip(many, numbers, strict=True):
                request, written = _write(told, own, office=office, by=by)
                acting.claim_done(act, command, _content(told), {"request": str(request.pk)})
                act.record("log_request", target=request.number, cases=len(written))
                made.append((request, written))
        for (told, _command), (request, written) in zip(many, made, strict=True):
            _write_answers_and_papers(request, written, told, by=by)
        cases_made = [case for _request, written in made for case in written]
        prefetch_related_objects(
            cases_made,
            "sought__names",
            "request__enquirer__names",
            "request__quiet_times",
            "request__consents",
        )
        with gathering():
            for case in cases_made:
                _register_or_wait(case, by=by)
            for request, written in made:
                if any(case.state in ACTIVE for case in written):
                    keep(planning.begin_news(request))
    return made


def _content(told: RequestTold) -> list:
    return [
        [n.full for n in told.enquirer.names],
        [[n.full for n in s.person.names] for s in told.sought],
        told.received_on,
    ]


def _require_names(told: RequestTold) -> None:
    if not any(tidy(n.full) for n in told.enquirer.names):
        raise Refused(_("Not yet: the name of the person who asks is missing."), code="enquirer")
    if not _sought(told):
        raise Refused(_("Not yet: the name of the sought person is missing."), code="sought")


def _sought(told: RequestTold) -> list[SoughtTold]:
    return [s for s in told.sought if any(tidy(n.full) for n in s.person.names)]


def _write(
    told: RequestTold, numbers: Sequence[str], *, office, by
) -> tuple[FamilyRequest, list[Case]]:
    """The request under its number, its people, and a case under each of the other numbers."""
    day = told.received_on
    number, *references = numbers
    made = FamilyRequest(
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
        second_contact=people.write_person(told.second_contact) if told.second_contact else None,
        interviewer=told.interviewer or by,
        interpreter=tidy(told.interpreter)[:200],
        paper_place=tidy(told.paper_place)[:200],
        town=tidy(told.town)[:100],
        remarks=told.remarks,
        extras=told.extras,
        created_by=by,
    )
    request = keep(made)
    pairs = zip(_sought(told), references, strict=True)
    return request, [_write_case(request, one, reference) for one, reference in pairs]


def _write_answers_and_papers(request, written: list[Case], told: RequestTold, *, by) -> None:
    about_papers = papers.write_first_papers(request, told.papers, written, by=by)
    consents.write_answers(request, told, by=by, about_papers=about_papers)
    _write_co_enquirers(request, told, by=by)


def _write_co_enquirers(request: FamilyRequest, told: RequestTold, *, by) -> None:
    """Those who ask together with the enquirer: each has answers of his or her own."""
    for asker in told.co_enquirers:
        person = people.write_person(asker.person)
        request.co_enquirers.add(person)
        consents.write_answers_of(
            request, person, asker.answers, notice=asker.notice_given, by=by, how=told.how
        )


def _write_case(request: FamilyRequest, told: SoughtTold, reference: str) -> Case:
    sought = people.write_person(told.person)
    people.write_ties(request.enquirer, sought, told)
    case = keep(
        Case(
            request=request,
            office=request.office,
            reference=reference,
            sought=sought,
            kind=told.kind,
            role=told.role,
            circumstances=tidy(told.circumstances),
        )
    )
    if told.old_number:
        number = CaseNumber(case=case, kind="old", **_number(case, told.old_number))
        keep(number)
    return case


def write_number(case: Case, value: str, *, kind: str, body=None) -> CaseNumber:
    number, _new = CaseNumber.objects.get_or_create(
        case=case,
        kind=kind,
        normalised=normalise_number(value),
        defaults={**_number(case, value), "body": body},
    )
    return number


def _number(case: Case, value: str) -> dict:
    number = {"value": tidy(value)[:100], "normalised": normalise_number(value)}
    return {**number, "office": case.office}


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
        planning.begin_notice(case)


def give_notice(request: FamilyRequest, *, by, version, language, read_aloud=False, command=None):
    """Records that the information notice was given now, and logs the cases that waited for it."""
    with acting.acting(
        "register", by=by, family=request, command=command, content=[str(request.pk)]
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
