"""Which case, fact and paper may go to these recipients, and why the others may not.

A letter shows nothing that did not pass here; the screen shows every reason.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import consent, facts, queries
from casework.lifecycle import State
from casework.models import Case, Document, Office, Purpose
from casework.models.case import Risk
from correspondence.models import Recipient, SubmissionCase
from correspondence.models.letter import AddresseeRole
from correspondence.wording import LetterKind

from . import enclosed, portraits
from .already import IDENTITY, Said
from .reasons import LeftOut

WRITABLE = (State.ACCEPTED, State.SUBMITTED, State.ANSWERED)
FINDS = (
    "name", "father", "mother", "birth", "birth_place", "last_place", "last_news_on",
)  # fmt: skip
"""The facts by which a person is found."""
WITH_ANNEXES = (AddresseeRole.TO, AddresseeRole.COPY)


@dataclass(frozen=True)
class Party:
    """Somebody who gets the letter. A copy is a disclosure like any other."""

    recipient: Recipient
    role: str = AddresseeRole.TO

    @property
    def gets_annexes(self) -> bool:
        return self.role in WITH_ANNEXES


@dataclass(frozen=True)
class PaperLine:
    """A paper of the family: `out` says why it stays here."""

    document: Document
    out: LeftOut | None = None

    @property
    def included(self) -> bool:
        return self.out is None


@dataclass(frozen=True)
class FactOut:
    """A fact the record holds, but this letter does not show."""

    key: str
    out: LeftOut


@dataclass(frozen=True)
class DeskLine:
    """One case: in, or out with every reason; its facts and papers likewise.

    `news` are the facts that a supplement adds or a correction corrects; `lacking` those that the
    letter would show to find the person by, were they on record.
    """

    case: Case
    out: tuple[LeftOut, ...] = ()
    facts: tuple[str, ...] = ()
    facts_out: tuple[FactOut, ...] = ()
    papers: tuple[PaperLine, ...] = ()
    news: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()

    @property
    def included(self) -> bool:
        return not self.out

    @property
    def reasons(self) -> list[str]:
        return [each.sentence for each in self.out]

    @property
    def codes(self) -> list[str]:
        return [each.code for each in self.out]

    @property
    def documents_left_out(self) -> list[PaperLine]:
        return [line for line in self.papers if not line.included]


@dataclass(frozen=True)
class Desk:
    """All cases that were picked, family by family."""

    lines: tuple[DeskLine, ...]

    @property
    def included(self) -> list[DeskLine]:
        return [line for line in self.lines if line.included]

    @property
    def left_out(self) -> list[DeskLine]:
        return [line for line in self.lines if not line.included]


@dataclass(frozen=True)
class Question:
    """What is asked of every case: whose letter, of which kind, to whom, on which day.

    `thread` holds the marks of the submission that is followed, by case; None when the letter
    follows nothing. `unwanted` are the ids of cases and papers that somebody took out, `broken`
    the papers whose files cannot be bound, with the code of the refusal. `said` is what the body
    has from us, for a letter that says only what is new or changed. `silent` are the cases about
    which the body that a complaint is about was written to; None for other letters.
    """

    kind: LetterKind
    office: Office
    parties: Sequence[Party]
    on: datetime.date
    thread: Mapping[object, SubmissionCase] | None = None
    unwanted: frozenset[str] = field(default_factory=frozenset)
    broken: Mapping[str, str] = field(default_factory=dict)
    said: Said | None = None
    silent: frozenset | None = None


def look_over(cases: Iterable[Case], question: Question) -> Desk:
    """The desk for these cases, in the order of the schedule: by family, then by case."""
    rows = Case.objects.filter(pk__in=[case.pk for case in cases])
    picked = queries.with_consents(rows).order_by("request__number", "reference")
    return Desk(tuple(check_case(case, question) for case in picked))


def check_case(case: Case, question: Question) -> DeskLine:
    """One case against one question. Answers from what is prefetched; writes nothing."""
    answers = consent.book(case.request)
    out = [*_by_its_state(case, question), *_by_consent(answers, question)]
    if question.thread is not None:
        out += _by_thread(case, question)
    if question.silent is not None and case.pk not in question.silent:
        out.append(
            LeftOut(
                "not_written",
                _("No letter of ours on this case went to that body, or it has answered."),
            )
        )
    if str(case.pk) in question.unwanted:
        out.append(LeftOut("taken_out", _("Taken out by hand.")))
    papers = tuple(_papers(case, answers, question))
    shown, hidden = _facts(case, question.kind, papers)
    shown, kept_back = _kept_back(shown, answers, question)
    hidden += kept_back
    news = _news(case, question, shown)
    if question.said is not None:
        shown = tuple(key for key in shown if key in IDENTITY or key in news or key == "portrait")
        if not news and not any(paper.included for paper in papers):
            out.append(LeftOut("nothing_new", _("Nothing is new or changed since our letter.")))
    return DeskLine(
        case, tuple(out), shown, hidden, papers, news, _lacking(question.kind, shown, hidden)
    )


def _lacking(kind: LetterKind, shown, hidden) -> tuple[str, ...]:
    """What helps to find somebody, is shown by letters of the kind, and nobody has told yet."""
    known = {*shown, *(each.key for each in hidden)}
    return tuple(key for key in FINDS if key in kind.facts and key not in known)


def _news(case: Case, question: Question, shown) -> tuple[str, ...]:
    if question.said is None:
        return ()
    asked = question.said.new if question.kind.says == "new" else question.said.changed
    return asked(case, [key for key in shown if key != "portrait"])


def _by_its_state(case: Case, question: Question) -> list[LeftOut]:
    out = []
    if case.office_id != question.office.pk:
        out.append(LeftOut("other_office", _("This case belongs to another office.")))
    if case.state not in WRITABLE and question.kind.says != "nothing":
        sentence = _("Not accepted for letters: this case is “%(state)s”.")
        out.append(LeftOut("state", sentence % {"state": case.get_state_display()}))
    if case.safety_stop or case.risk == Risk.STOP:
        sentence = _("Everything for this family is stopped: someone may be in danger.")
        out.append(LeftOut("safety_stop", sentence))
    return out


CONSENT_SENTENCES = {
    "refused": gettext_lazy("The family said no: “%(purpose)s” (%(body)s)."),
    "not_asked": gettext_lazy("The family has not been asked yet: “%(purpose)s” (%(body)s)."),
    "unconfirmed": gettext_lazy(
        "The family has not confirmed its consent for too long: “%(purpose)s” (%(body)s)."
    ),
    "expired": gettext_lazy("The family's consent has run out: “%(purpose)s” (%(body)s)."),
}


def _by_consent(answers: consent.ConsentBook, question: Question) -> list[LeftOut]:
    """Every party is asked for, a copy like an addressee; but not a body that is told nothing
    which it does not know."""
    out = []
    for party in question.parties:
        if question.kind.says == "nothing" and party.role == AddresseeRole.TO:
            continue
        covered = answers.covers_body(party.recipient.body, question.on)
        if not covered:
            out.append(_no_consent(covered, party.recipient))
    return out


def _no_consent(covered: consent.Coverage, recipient: Recipient) -> LeftOut:
    sentence = CONSENT_SENTENCES[covered.code] % {
        "purpose": Purpose(covered.purpose).label,
        "body": recipient.body.name(),
    }
    return LeftOut(f"consent_{covered.code}", sentence)


def _kept_back(keys, answers: consent.ConsentBook, question: Question):
    """The facts that every party may learn, and those that the family keeps back from one."""
    shown, hidden = [], []
    for key in keys:
        refusals = [
            _no_consent(covered, party.recipient)
            for party in question.parties
            if key in facts.FACTS
            and not (covered := answers.covers(facts.FACTS[key], party.recipient.body, question.on))
        ]
        if refusals:
            hidden.append(FactOut(key, refusals[0]))
        else:
            shown.append(key)
    return tuple(shown), tuple(hidden)


def _by_thread(case: Case, question: Question) -> list[LeftOut]:
    line = question.thread.get(case.pk)
    if line is None:
        sentence = _("This case was not in what the letter follows.")
        return [LeftOut("not_in_thread", sentence)]
    if question.kind.code == "reminder" and not line.is_unanswered:
        return [LeftOut("answered", _("There is an answer on this case already."))]
    return []


def _papers(case: Case, answers: consent.ConsentBook, question: Question) -> Iterable[PaperLine]:
    """The papers of the case and those of the whole family."""
    for document in case.request.documents.all():
        if document.case_id in (None, case.pk):
            yield PaperLine(document, _paper_out(document, answers, question))


def _paper_out(document, answers, question: Question) -> LeftOut | None:
    if not question.kind.annexes:
        return LeftOut("kind", _("This kind of letter carries no papers."))
    if str(document.pk) in question.unwanted:
        return LeftOut("taken_out", _("Taken out by hand."))
    if question.said is not None and str(document.pk) in question.said.documents:
        return LeftOut("sent_before", _("They have this paper from us already."))
    for party in question.parties:
        if party.gets_annexes:
            covered = answers.covers_document(document, party.recipient.body, question.on)
            if not covered:
                return _no_consent(covered, party.recipient)
    return enclosed.cannot_go(document, question.broken.get(str(document.pk), ""))


def _facts(case: Case, kind: LetterKind, papers) -> tuple[tuple[str, ...], tuple[FactOut, ...]]:
    """The facts that go, and those that the record holds and that stay here."""
    known = facts.known(case)
    shown = tuple(key for key in known if key in kind.facts)
    other = LeftOut("kind", _("This kind of letter does not show it."))
    hidden = [FactOut(key, other) for key in known if key not in kind.facts]
    picture = portraits.of(case)
    if picture is not None and "portrait" in kind.facts:
        line = next((each for each in papers if each.document.pk == picture.pk), None)
        if line is not None and line.included:
            shown += ("portrait",)
        elif line is not None:
            hidden.append(FactOut("portrait", line.out))
    return shown, tuple(hidden)
