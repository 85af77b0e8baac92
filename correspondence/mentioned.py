"""Whom an incoming letter speaks of, among the cases of the letter that it answers.

Suggestions with their reasons, best first; people decide. Nobody is looked for beyond the cases
given, so that a name in a letter never opens another family's case.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from casework import references
from casework.models import Case
from families.matching.likest import told_of
from families.names import to_ascii_digits
from families.names.evidence import Verdict
from families.names.mentions import mentions

_NUMBER = re.compile(r"[A-Za-z]{2,4}[-/ ]?\d{4}[-/ ]?\d{1,6}(?:[-/ ]?[0-9A-Za-z])?")


@dataclass(frozen=True)
class Mentioned:
    """A case the text speaks of. `words` is the place in the text; `verdict` is None where the
    case's own number stands there."""

    case: Case
    words: str
    score: float
    verdict: Verdict | None = None


def mentioned(text: str, cases: Iterable[Case]) -> list[Mentioned]:
    """The cases whose number or whose sought person's name stands in the text, the surest first.

    `cases` come with their names (`casework.queries.with_people`) and are those of one letter or
    submission. A name that fits two of them alike is suggested for both.
    """
    listed = list(cases)
    numbers = _numbers(text)
    found = {}
    told = [(case, one) for case in listed for one in told_of(case.sought)]
    for (case, _told), mention in zip(told, mentions(text, [one for _, one in told]), strict=True):
        if mention and mention.verdict.score > getattr(found.get(case.pk), "score", 0):
            verdict = mention.verdict
            found[case.pk] = Mentioned(case, mention.words, verdict.score, verdict)
    for case in listed:
        for number in (case.reference, case.request.number):
            alone = number == case.reference or case.request.cases.count() == 1
            if number in numbers and alone:
                found[case.pk] = Mentioned(case, numbers[number], 1.0)
    return sorted(found.values(), key=lambda one: (-one.score, one.case.reference))


def _numbers(text: str) -> dict[str, str]:
    """Our references in the text, in any digits, with the words that stand there."""
    plain = to_ascii_digits(text)
    return {
        references.canonical(said.group()): said.group()
        for said in _NUMBER.finditer(plain)
        if references.is_valid(said.group())
    }
