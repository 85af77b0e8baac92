"""A body's silence, for a complaint to another or a yearly statement to itself: our letters to
it and the proof that they left."""

from collections.abc import Iterable

from casework.models import Body
from casework.wording import FieldType, isolated
from correspondence import wording
from correspondence.models import Dispatch, Letter, SubmissionCase
from correspondence.models.dispatch import DispatchState
from correspondence.models.letter import AddresseeRole, LetterState
from correspondence.wording import labels

from .words import day_text

ABOUT = "complaint.about"
COLUMNS = ("letters_sent", "proofs")


def speaks_of(kind) -> bool:
    """Whether letters of a kind list those of ours that were not answered."""
    return "letters_sent" in kind.columns


def body_of(letter: Letter) -> Body | None:
    """The body that a complaint is about, as it was chosen; a yearly statement is about the body
    that it goes to."""
    if ABOUT not in wording.kind(letter.kind).asks:
        return letter.submission.recipient.body
    chosen = letter.values.get("told", {}).get(ABOUT)
    return Body.objects.filter(pk=chosen).first() if chosen else None


def sent_to(letter: Letter, body: Body) -> list[Letter]:
    """Our numbered letters that left for that body about cases of this letter, oldest first."""
    rows = Letter.objects.filter(
        office=letter.office_id,
        submission__recipient__body=body,
        state=LetterState.SENT,
        lines__included=True,
        lines__case__in=letter.lines.values("case"),
    )
    return list(rows.distinct().order_by("date", "created_at"))


def bodies(letter: Letter) -> list[Body]:
    """The bodies that were written to about cases of this letter, but not its own addressee."""
    rows = Body.objects.filter(
        recipients__submissions__letters__state=LetterState.SENT,
        recipients__submissions__letters__lines__case__in=letter.lines.values("case"),
    )
    return list(rows.exclude(pk=letter.submission.recipient.body_id).distinct().order_by("pk"))


def letters_by_case(letter: Letter) -> dict[object, list[Letter]]:
    """By case the letters to the silent body; empty for a letter that is no complaint."""
    body = body_of(letter) if speaks_of(wording.kind(letter.kind)) else None
    found: dict[object, list[Letter]] = {}
    for each in sent_to(letter, body) if body else ():
        for case in each.lines.filter(included=True).values_list("case", flat=True):
            found.setdefault(case, []).append(each)
    return found


def unanswered(letter: Letter) -> frozenset | None:
    """The cases on which the silent body has a letter and gave no answer; None while no body is
    chosen."""
    body = body_of(letter)
    if body is None:
        return None
    answered = SubmissionCase.objects.filter(submission__recipient__body=body).exclude(
        answered_on=None, declined_on=None
    )
    return frozenset(letters_by_case(letter)) - set(answered.values_list("case", flat=True))


def values(letter: Letter, lines) -> dict:
    """What the wording of a complaint says of the letters about these desk lines."""
    kind = wording.kind(letter.kind)
    body = body_of(letter) if speaks_of(kind) else None
    if body is None:
        return {}
    sent = sent_to(letter, body)
    days = [each.date for each in sent]
    return {
        **({ABOUT: body.name(letter.language)} if ABOUT in kind.asks else {}),
        "outward.count": len(sent),
        "outward.first": min(days, default=None),
        "outward.last": max(days, default=None),
        "cases.unanswered": len(lines),
    }


def cell(letters: Iterable[Letter], column: str, language: str) -> str:
    """Numbers and dates of the letters, or how each of them left."""
    if column == "proofs":
        return "\n".join(filter(None, (_proof(each) for each in letters)))
    return "\n".join(_number_and_date(each, language) for each in letters)


def _number_and_date(letter: Letter, language: str) -> str:
    number = isolated(labels.letter_number(letter.number, language), FieldType.REFERENCE)
    return " · ".join([*number, *isolated(day_text(letter.date, language), FieldType.DATE)])


def _proof(letter: Letter) -> str:
    """The kind of proof that is held, in the language that is active."""
    row = (
        Dispatch.objects.filter(
            letter=letter, state=DispatchState.SENT, addressee__role=AddresseeRole.TO
        )
        .order_by("sent_on")
        .first()
    )
    return str(row.get_receipt_display()) if row else ""
