"""To which submissions an arrived mail may belong, with a score and the reasons: suggestions for a
person, among the submissions that this person may see. Nothing is filed by it."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from casework import queries, references
from casework.models import Case
from correspondence import reply_to
from correspondence.mail import Mail
from correspondence.mentioned import mentioned
from correspondence.models import Dispatch, Letter, Recipient, Submission, SubmissionCase
from families.names import to_ascii_digits

MOST = 8
SHORTEST = 5  # letters of a number that is looked for within words
REFERENCE = re.compile(r"\b[A-Z]{2,6}[-–./ ]?\d{4}[-–./ ]?\d{6}[-–./ ]?[0-9A-Z]\b")
NAMED = 3  # persons of one submission that are told as reasons
MOST_CASES = 500
NAMES_IT = 50  # from here on it is the mail itself that names the thread, not its sender alone
SCORES = {
    "token": 120,
    "square": 110,
    "name": 30,
    "answers": 100,
    "number": 60,
    "case": 50,
    "their_number": 50,
    "address": 25,
    "domain": 10,
}


@dataclass
class Suggestion:
    """A submission, how much speaks for it, and what, in words; `by_square` where a page of one of
    its letters came back, which nobody else can have made."""

    submission: Submission
    score: int = 0
    reasons: list[str] = field(default_factory=list)
    by_square: bool = False

    def add(self, kind: str, reason: str) -> None:
        if reason not in self.reasons:
            self.score += SCORES[kind]
            self.reasons.append(reason)
            self.by_square |= kind == "square"


def suggestions(mail: Mail, within: QuerySet[Submission], squares=()) -> list[Suggestion]:
    """The likeliest submissions for a mail, or for a scan of paper with what its `squares` say
    (`OFFICE/NUMBER` of our letters), the best first."""
    found: dict = defaultdict(list)
    for kind, reason, ids in (*_squares(squares, within), *_clues(mail, within)):
        for key in ids:
            found[key].append((kind, reason))
    rows = within.filter(pk__in=found).select_related("recipient__body", "office")
    rows = rows.prefetch_related("letters").annotate(cases=Count("lines"))
    listed = []
    for row in rows:
        suggestion = Suggestion(row)
        for kind, reason in found[row.pk]:
            suggestion.add(kind, reason)
        for reason in _names(mail, row):
            suggestion.add("name", reason)
        listed.append(suggestion)
    listed.sort(key=lambda each: (-each.score, -each.submission.opened_on.toordinal()))
    return listed[:MOST]


def together(found: list[Suggestion]) -> list[Submission]:
    """The threads with one body that it names: what answers six letters is filed once, to all six.
    Empty where it names one alone."""
    of_body = defaultdict(list)
    for each in found:
        if each.score >= NAMES_IT:
            row = each.submission
            of_body[row.office_id, row.recipient.body_id].append(row)
    most = max(of_body.values(), key=len, default=[])
    return most if len(most) > 1 else []


def _squares(squares, within: QuerySet[Submission]):
    for office, _slash, number in (each.partition("/") for each in sorted(squares)):
        letters = Letter.objects.filter(submission__in=within, office__code=office, number=number)
        reason = _("it bears the square of our letter %(number)s") % {"number": number}
        yield "square", reason, _threads(letters.values_list("submission"))


def _clues(mail: Mail, within: QuerySet[Submission]):
    """Kind, reason in words, ids of submissions: one for each thing that points somewhere."""
    words = to_ascii_digits(f"{mail.subject}\n{mail.text}")
    tokens = reply_to.tokens_in(mail.recipients)
    asked = Dispatch.objects.filter(reply_token__in=tokens, letter__submission__in=within)
    yield (
        "token",
        _("it came to the reply address of our e-mail"),
        _threads(asked.values_list("letter__submission")),
    )
    answered = Dispatch.objects.filter(message_id__in=mail.answers, letter__submission__in=within)
    yield (
        "answers",
        _("it answers our e-mail"),
        _threads(answered.values_list("letter__submission")),
    )
    squeezed = _squeezed(words)
    letters = Letter.objects.filter(submission__in=within).exclude(number="")
    for number, thread in letters.values_list("number", "submission"):
        if _squeezed(number) in squeezed and len(_squeezed(number)) >= SHORTEST:
            yield "number", _("it names our letter %(number)s") % {"number": number}, [thread]
    for reference in _cases_named(words):
        lines = SubmissionCase.objects.filter(case__reference=reference, submission__in=within)
        yield (
            "case",
            _("it names the case %(case)s") % {"case": reference},
            _threads(lines.values_list("submission")),
        )
    yield from _their_numbers(squeezed, within)
    yield from _addresses(mail, within)


def named_in(mail: Mail, submission: Submission) -> dict:
    """The cases of one submission that a mail speaks of, each with the place in the mail."""
    cases = queries.with_people(Case.objects.filter(submission_lines__submission=submission))
    spoken = mentioned(f"{mail.subject}\n{mail.text}", cases.distinct()[:MOST_CASES])
    return {found.case.pk: found for found in spoken}


def _names(mail: Mail, submission: Submission) -> list[str]:
    """Persons of its schedule whose names stand in the mail: never of any other family."""
    found = [each for each in named_in(mail, submission).values() if each.verdict]
    return [
        _("it speaks of “%(words)s”, case %(case)s")
        % {"words": each.words, "case": each.case.reference}
        for each in found[:NAMED]
    ]


def _squeezed(text: str) -> str:
    return re.sub(r"[^0-9a-z\u0600-\u06ff]+", "", to_ascii_digits(text).lower())


def _cases_named(words: str) -> list[str]:
    """References in the text; one wrong character is put right where only one reference fits."""
    named = []
    for found in REFERENCE.findall(words.upper())[:50]:
        if references.is_valid(found):
            named.append(references.canonical(found))
        elif len(near := references.nearest(found)) == 1:
            named += near
        else:
            named += sorted(near)
    return list(dict.fromkeys(named))


def _their_numbers(squeezed: str, within):
    lines = SubmissionCase.objects.filter(submission__in=within).exclude(their_reference="")
    for number, thread in lines.values_list("their_reference", "submission").distinct():
        if len(_squeezed(number)) >= SHORTEST and _squeezed(number) in squeezed:
            reason = _("it names their number %(number)s") % {"number": number}
            yield "their_number", reason, [thread]


def _addresses(mail: Mail, within):
    domain = mail.sender.rpartition("@")[2]
    if not domain:
        return
    same = Recipient.objects.filter(email__iexact=mail.sender)
    near = Recipient.objects.filter(email__iendswith=f"@{domain}").exclude(pk__in=same)
    for kind, reason, rows in (
        ("address", _("it comes from their address"), same),
        ("domain", _("it comes from their house"), near),
    ):
        bodies = rows.values("body")
        yield kind, reason, _threads(within.filter(recipient__body__in=bodies).values_list("pk"))


def _threads(rows) -> list:
    return [key for (key,) in rows.distinct()]
