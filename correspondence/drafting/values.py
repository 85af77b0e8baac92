"""What the wording of a letter may say: each value from the record, or absent.

A sentence whose value is absent is left out or listed as missing; nothing is made up.
"""

import datetime
from collections.abc import Mapping

from casework import consent
from casework.models import Organisation, Post, Purpose, Staff
from casework.models.office import in_language
from casework.wording import FieldType
from correspondence import submissions, wording
from correspondence.models import Letter
from correspondence.roles import VERBS
from correspondence.wording import labels
from correspondence.wording.fields import LETTER_FIELDS
from families.calendars import PartialDate

from . import silence, wgeid
from .words import fact_text

PROOF_WORDS = {"remembered": "memory"}


def values_of(letter: Letter, lines, annexes, on: datetime.date) -> dict:
    """All typed values for the wording of a letter with these desk lines and annexes."""
    found = {
        "letter.number": labels.letter_number(letter.number, letter.language),
        "letter.date": letter.date,
        "cases.count": len(lines),
        "annexes.count": len(annexes),
        "cases.societies_allowed": _societies_allowed(lines, on),
        "reply.language": labels.reply_language(letter.language, letter.language),
        "recipient.addressee": addressee(letter),
        **letter.office.said(letter.language),
        **_of_signatory(letter),
    }
    if letter.submission.is_earlier:
        found |= _of_earlier(letter, lines)
    found |= _of_cited(letter, lines, on) | _of_one_case(letter, lines)
    found |= _told(letter) | silence.values(letter, lines) | wgeid.values(letter, lines)
    return {key: value for key, value in found.items() if value not in (None, "")}


def addressee(letter: Letter) -> str:
    return letter.submission.recipient.addressee.get(letter.language, "")


def _of_signatory(letter: Letter) -> dict:
    if letter.signatory is None:
        return {}
    return {
        "signatory.name": str(letter.signatory),
        "signatory.title": in_language(letter.signatory.title or {}, letter.language),
    }


def in_office(office, on: datetime.date) -> list[Staff]:
    """Who may sign for the office on a day: its signatories, the longest in post first."""
    posts = Post.objects.filter(office=office, role="signatory", staff__is_active=True)
    return [
        p.staff for p in posts.select_related("staff").order_by("since", "pk") if p.counts_on(on)
    ]


def may_sign(staff: Staff, office, on: datetime.date) -> bool:
    """Whether somebody holds a post of the office on that day which may sign letters."""
    posts = Post.objects.filter(office=office, staff=staff, role__in=VERBS["sign_letter"])
    return any(post.counts_on(on) for post in posts)


def _societies_allowed(lines, on: datetime.date) -> bool:
    """Whether every family said yes to the Red Cross and Red Crescent as a whole."""
    books = [consent.book(line.case.request) for line in lines]
    return bool(books) and all(book.granted(Purpose.P3, on) for book in books)


def _of_earlier(letter: Letter, lines) -> dict:
    """What is recorded of an earlier submission; its count is that of the cases listed."""
    earlier = letter.submission
    proof = PROOF_WORDS.get(earlier.earlier_proof, earlier.earlier_proof)
    return {
        "earlier.date": earlier.earlier_on,
        "earlier.place": earlier.earlier_place,
        "earlier.cases": len(lines),
        "earlier.handed_by": earlier.earlier_handed_by,
        "earlier.number": earlier.earlier_number,
        "earlier.said": earlier.earlier_said,
        "earlier.proof": labels.proof(proof, letter.language),
    }


def _of_cited(letter: Letter, lines, on: datetime.date) -> dict:
    """Numbers and dates of our own letters that this one follows, and how the cases stand."""
    cited = sorted(letter.follows.all(), key=lambda each: (each.date, each.number))
    if not cited:
        return {}
    marks = submissions.lines_by_case(letter.submission)
    carried = {line.case.pk for line in lines}
    replied = [line for line in marks.values() if line.answered_on or line.declined_on]
    promised = {marks[x.case.pk].promised_until for x in lines if x.case.pk in marks} - {None}
    return {
        "follows.number": [labels.letter_number(each.number, letter.language) for each in cited],
        "follows.date": [each.date for each in cited],
        "days.waiting": (on - cited[0].date).days,
        "cases.unanswered": len(lines),
        "cases.answered": len(replied),
        "cases.remaining": sum(
            mark.is_unanswered for case, mark in marks.items() if case not in carried
        ),
        "promise.date": promised.pop() if len(promised) == 1 else None,
        "reminder.ordinal": labels.ordinal(submissions.ordinal_of(letter), letter.language),
    }


def _of_one_case(letter: Letter, lines) -> dict:
    """The references of the one case that a letter is about, ours and theirs."""
    if len(lines) != 1:
        return {}
    case, body = lines[0].case, letter.submission.recipient.body
    return {
        "case.reference": case.reference,
        "case.their_reference": fact_text(case, "their_reference", letter.language, body),
    }


def _told(letter: Letter) -> dict:
    """What only a person could know, as it was typed in the letter's own form."""
    told = letter.values.get("told", {})
    return {
        name: datetime.date.fromisoformat(value) if _is_date(name) else value
        for name, value in told.items()
        if name in wording.kind(letter.kind).asks and name != silence.ABOUT
    }


def _is_date(name: str) -> bool:
    return LETTER_FIELDS[name].type == FieldType.DATE


def organisation_name(language: str) -> str:
    return Organisation.current().name(language)


def as_json(values: Mapping) -> dict:
    """The values in a form that can be sealed with the letter."""
    return {key: _frozen(value) for key, value in values.items()}


def _frozen(value):
    if isinstance(value, PartialDate):
        return value.as_json()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_frozen(each) for each in value]
    return value
