"""Recording what a family agrees to. Rows are added, never changed."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Max
from django.utils.translation import gettext as _

from casework import consent, signals
from casework.actions.told import RequestTold
from casework.models import Answer, Body, Consent, Document, FamilyRequest, HowGiven, Purpose
from casework.models.consent import IN_CLASSES, PURPOSE_FOR, Erasure
from families.models import Person

from . import acting, planning
from .errors import Refused


@dataclass(frozen=True)
class Said:
    """One answer: to a purpose, perhaps for one body, one paper, some classes of data."""

    purpose: str
    answer: str
    body: Body | None = None
    document: Document | None = None
    data_classes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Given:
    """How answers were given. `person` is the enquirer unless a co-enquirer spoke; `language` is
    the family's unless said otherwise, `notice_version` too; `until` is the last day on which they
    hold."""

    how: str = HowGiven.ORAL
    on: datetime.date | None = None
    person: Person | None = None
    language: str = ""
    witness: str = ""
    until: datetime.date | None = None
    evidence: Document | None = None
    notice_version: int | None = None


def write(request, purpose, answer, *, by, how, on, document=None) -> Consent:
    """One row, inside an open action."""
    said = [Said(purpose, answer, document=document)]
    return write_many(request, said, Given(how=how, on=on), by=by)[0]


def write_many(request: FamilyRequest, said: Iterable[Said], given: Given, *, by) -> list[Consent]:
    """Rows inside an open action. The family's row is locked: its answers are numbered, so that
    which one is the newest is certain."""
    FamilyRequest.objects.select_for_update().get(pk=request.pk)
    last = Consent.objects.filter(request=request).aggregate(n=Max("sequence"))["n"] or 0
    rows = [
        Consent(
            request=request,
            person=given.person or request.enquirer,
            purpose=one.purpose,
            body=one.body,
            document=one.document,
            data_classes=list(one.data_classes),
            answer=one.answer,
            language=given.language or request.language,
            how=given.how,
            witness=given.witness,
            notice_version=given.notice_version or request.notice_version,
            given_on=given.on or request.office.today(),
            until=given.until,
            evidence=given.evidence,
            recorded_by=by,
            sequence=number,
        )
        for number, one in enumerate(said, last + 1)
    ]
    made = Consent.objects.bulk_create(rows)
    if last:
        planning.plan_consent(request)
    else:
        planning.plan_first_consent(request, made)
    return made


def write_answers(
    request: FamilyRequest, told: RequestTold, *, by, about_papers: Sequence[Said] = ()
) -> None:
    """The answers given at the desk or in the register; what was not asked makes no row.

    The notice, once given, is P1's written basis; without it there is no P1 unless the family
    said so in so many words.
    """
    notice = bool(told.notice_version)
    write_answers_of(
        request,
        request.enquirer,
        told.answers,
        notice=notice,
        by=by,
        how=told.how,
        about_papers=about_papers,
    )


def write_answers_of(
    request,
    person,
    answers: dict,
    *,
    notice: bool,
    by,
    how,
    version: int | None = None,
    about_papers: Sequence[Said] = (),
) -> None:
    """What one of those who ask said for himself or herself, under the family's version of the
    notice or another."""
    answers = dict(answers)
    if notice and Purpose.P1 not in answers:
        answers = {Purpose.P1: Answer.GRANTED, **answers}
    said = [Said(p, a) for p, a in answers.items() if a != Answer.NOT_ASKED]
    said += about_papers
    if said:
        given = Given(how=how, person=person, notice_version=version)
        write_many(request, said, given, by=by)


def record_consent(
    request, answers: dict, *, by, how=HowGiven.ORAL, body=None, documents=(), command=None
) -> None:
    """Adds answers of today: purpose → granted, refused or not_asked; and those about papers."""
    said = [Said(purpose, answer, body=body) for purpose, answer in answers.items()]
    said += [Said(Purpose.P13, answer, document=document) for document, answer in documents]
    record_answers(request, said, Given(how=how), by=by, command=command)


def record_answers(
    request: FamilyRequest, said: list[Said], given: Given, *, by, command=None
) -> None:
    """Adds answers of one person.

    A refusal is a withdrawal where there was a yes, and so is "ask later": the floors above hear of
    it, so that letters that have not left are called back. A no to a kind of body is a no
    to every body of that kind that was named before.
    """
    with acting.acting(
        "record_consent",
        by=by,
        family=request,
        command=command,
        content=[str(request.pk), [_plain(one) for one in said], str(given.on), given.how],
    ) as act:
        if act.done:
            return
        reasons = _faults(request, said, given)
        if reasons:
            raise Refused(*reasons, code="answer_makes_no_sense")
        said = said + _named_within(request, said, given)
        write_and_tell(request, said, given, by=by)
        # After the rows: an undoing within the hour asks whether any row is younger than its line.
        act.record(
            "record_consent", target=request.number, purposes=sorted({s.purpose for s in said})
        )


def write_and_tell(request: FamilyRequest, said: list[Said], given: Given, *, by) -> None:
    """Rows inside an open action; where one takes a yes back, the floors above hear of it in the
    same transaction."""
    book = consent.book(request, given.person)
    back = sorted({one.purpose for one in said if _takes_back(book, one)})
    write_many(request, said, given, by=by)
    if back:
        signals.consent_withdrawn.send(sender=Consent, request=request, purposes=back, by=by)


def _takes_back(book: consent.ConsentBook, one: Said) -> bool:
    """A no always does: it may end a yes to a wider question. "Ask later" does after a yes."""
    if one.answer != Answer.NOT_ASKED:
        return one.answer == Answer.REFUSED
    before = book.newest(one.purpose, body=one.body, document=one.document)
    return before is not None and before.answer == Answer.GRANTED


def withdraw(request: FamilyRequest, said: list[Said], given: Given, *, by, command=None) -> None:
    """Takes answers back: the same question, answered no. `Said.answer` does not matter."""
    back = [Said(s.purpose, Answer.REFUSED, s.body, s.document, s.data_classes) for s in said]
    record_answers(request, back, given, by=by, command=command)


def withdraw_all(request: FamilyRequest, given: Given, *, by, command=None) -> None:
    """Takes back every yes of one person to what leaves the house, in one step."""
    back = [said_again(standing, Answer.REFUSED) for standing in _to_confirm(request, given)]
    record_answers(request, back, given, by=by, command=command)


def renew(request: FamilyRequest, given: Given, *, by, command=None) -> None:
    """The person says that everything stays as it was: every yes is given anew, today."""
    again = [said_again(standing, Answer.GRANTED) for standing in _to_confirm(request, given)]
    if not again:
        raise Refused(_("There is no yes that could be renewed."), code="nothing_to_renew")
    record_answers(request, again, given, by=by, command=command)


def erase_answers(request: FamilyRequest, *, reason: str) -> None:
    """Inside an open action that erases the whole request: its answers go, a line stays."""
    Erasure.objects.get_or_create(request_id=request.pk, defaults={"reason": reason})
    Consent.objects.filter(request=request).delete()


def _to_confirm(request: FamilyRequest, given: Given) -> list[consent.Standing]:
    return consent.book(request, given.person).to_confirm()


def said_again(standing: consent.Standing, answer: str) -> Said:
    """The same question, with this answer."""
    row = standing.row
    return Said(row.purpose, answer, row.body, row.document, standing.data_classes)


def _plain(one: Said) -> list[str]:
    return [
        one.purpose,
        one.answer,
        str(one.body.pk if one.body else ""),
        str(one.document.pk if one.document else ""),
        *one.data_classes,
    ]


def _faults(request: FamilyRequest, said: list[Said], given: Given) -> list[str]:
    """What cannot be: sentences for the person who records."""
    today, reasons = request.office.today(), []
    if given.on and given.on > today:
        reasons.append(_("The day of the answer lies in the future."))
    if given.until and given.until < (given.on or today):
        reasons.append(_("The end lies before the beginning."))
    if given.person and given.person not in consent.as_told(request):
        reasons.append(_("Only the enquirer and co-enquirers answer for this request."))
    papers = [one.document for one in said if one.document] + [given.evidence]
    if any(paper and paper.request_id != request.pk for paper in papers):
        reasons.append(_("This paper belongs to another family."))
    if any(one.body and one.body.kind not in _kinds(one.purpose) for one in said):
        reasons.append(_("This answer is about another kind of body."))
    if any(one.data_classes and one.purpose not in IN_CLASSES for one in said):
        reasons.append(_("This answer cannot be split into kinds of details."))
    return reasons


def _kinds(purpose: str) -> set[str]:
    """The kinds of bodies that a purpose speaks of; copies of papers may go to any."""
    return {k for k, p in PURPOSE_FOR.items() if p == purpose or purpose == Purpose.P13}


def _named_within(request: FamilyRequest, said: list[Said], given: Given) -> list[Said]:
    """A yes to a named body of a kind that is refused as a whole now."""
    whole = {
        (one.purpose, one.document)
        for one in said
        if one.answer == Answer.REFUSED and one.body is None and not one.data_classes
    }
    named = {(one.purpose, one.body) for one in said if one.body}
    return [
        said_again(standing, Answer.REFUSED)
        for standing in _to_confirm(request, given)
        if standing.row.body
        and (standing.row.purpose, standing.row.document) in whole
        and (standing.row.purpose, standing.row.body) not in named
    ]
