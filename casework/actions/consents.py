"""Recording what a family agrees to. Rows are added, never changed."""

from django.db.models import Max

from casework import signals
from casework.actions.told import RequestTold
from casework.models import Answer, Consent, FamilyRequest, Purpose

from . import acting


def write(request, purpose, answer, *, by, how, on, body=None, document=None):
    """One row, inside an open action."""
    return write_many(request, [(purpose, answer, document)], by=by, how=how, on=on, body=body)[0]


def write_many(request, answers, *, by, how, on, body=None, person=None) -> list[Consent]:
    """Rows of (purpose, answer, document), inside an open action; the enquirer's unless a `person`
    is named. The family's row is locked: its answers are numbered, so that which one is the newest
    is certain."""
    FamilyRequest.objects.select_for_update().get(pk=request.pk)
    last = Consent.objects.filter(request=request).aggregate(n=Max("sequence"))["n"] or 0
    rows = [
        Consent(
            request=request,
            person=person or request.enquirer,
            purpose=purpose,
            body=body,
            document=document,
            answer=answer,
            language=request.language,
            how=how,
            notice_version=request.notice_version,
            given_on=on,
            recorded_by=by,
            sequence=number,
        )
        for number, (purpose, answer, document) in enumerate(answers, last + 1)
    ]
    return Consent.objects.bulk_create(rows)


def write_answers(request: FamilyRequest, told: RequestTold, *, by) -> None:
    """The answers given at the desk or in the register; what was not asked makes no row.

    The notice, once given, is P1's written basis; without it there is no P1 unless the family
    said so in so many words.
    """
    notice = bool(told.notice_version)
    write_answers_of(request, request.enquirer, told.answers, notice=notice, by=by, how=told.how)


def write_answers_of(request, person, answers: dict, *, notice: bool, by, how) -> None:
    """What one of those who ask said for himself or herself."""
    answers = dict(answers)
    if notice and Purpose.P1 not in answers:
        answers = {Purpose.P1: Answer.GRANTED, **answers}
    said = [(p, a, None) for p, a in answers.items() if a != Answer.NOT_ASKED]
    if said:
        write_many(request, said, by=by, how=how, on=request.office.today(), person=person)


def record_consent(
    request, answers: dict, *, by, how="oral", body=None, documents=(), command=None
):
    """Adds answers (purpose → granted / refused / not_asked) on a day when the family was asked.

    A refusal of what was granted before is a withdrawal: the floors above hear of it in the same
    transaction, so that letters that have not left are called back.
    """
    with acting.acting(
        "record_consent",
        by=by,
        office=request.office,
        command=command,
        content=[str(request.pk), answers],
    ) as act:
        if act.done:
            return
        today = request.office.today()
        for purpose, answer in answers.items():
            write(request, purpose, answer, by=by, how=how, on=today, body=body)
        for document, answer in documents:
            write(request, Purpose.P13, answer, by=by, how=how, on=today, document=document)
        act.record("record_consent", target=request.number, purposes=sorted(answers))
        refused = [p for p, a in answers.items() if a == Answer.REFUSED]
        if refused or any(a == Answer.REFUSED for _d, a in documents):
            signals.consent_withdrawn.send(sender=Consent, request=request, purposes=refused, by=by)
