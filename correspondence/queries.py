"""Counts and lists for desks and boards of this floor. Takes rows that somebody may see."""

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from casework.actions.requests import normalise_number
from casework.lifecycle import State
from casework.models import Body, Case, Entry, Post, Staff
from casework.roles import Role
from correspondence.models import (
    Dispatch,
    HandedOver,
    Incoming,
    IncomingLine,
    Letter,
    Meeting,
    OutgoingNumber,
    Submission,
    SubmissionCase,
)
from correspondence.models.dispatch import LIVE, DispatchState
from correspondence.models.letter import LetterState
from correspondence.roles import VERBS


def to_approve(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    return letters.filter(state=LetterState.IN_REVIEW)


def to_sign(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    return letters.filter(state__in=(LetterState.APPROVED, LetterState.NUMBERED))


def waiting_for_scan(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    """What is printed and has not come back signed, in the order of the numbers."""
    return letters.filter(state=LetterState.NUMBERED).order_by("date", "number")


def being_written(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    return letters.filter(state=LetterState.DRAFT)


def to_send(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    return letters.filter(state=LetterState.SIGNED)


def sent(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    return letters.filter(state=LetterState.SENT)


def for_desk(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    """What one line of the desk shows, in one query."""
    return letters.select_related(
        "submission__recipient__body", "office", "author", "keeper", "signatory"
    ).annotate(
        cases=Count("lines", filter=Q(lines__included=True), distinct=True),
        annexed=Count("annexes", distinct=True),
    )


def who_may_approve(letter: Letter) -> list[Staff]:
    """Who may approve it today: not its author."""
    return [one for one in _holding("approve_letter", letter) if one.pk != letter.author_id]


def who_may_sign(letter: Letter) -> list[Staff]:
    """Whose name may stand under it today."""
    return _holding("sign_letter", letter)


def last_looked_at(letter: Letter, user) -> HandedOver | None:
    """As what the letter was handed over when this person last opened it or decided on it, before
    it was handed over anew; None where he or she sees it for the first time."""
    rows = list(letter.handed_over.order_by("at"))
    if len(rows) < 2:
        return None
    looks = Entry.objects.filter(by=user, target=str(letter.pk), at__lt=rows[-1].at)
    last = looks.order_by("-at").values_list("at", flat=True).first()
    return next((row for row in reversed(rows[:-1]) if last and row.at <= last), None)


def _holding(verb: str, letter: Letter) -> list[Staff]:
    """Those with a post in the letter's office that carries the verb today, signatories first."""
    rows = Post.objects.filter(
        office=letter.office_id, role__in=VERBS[verb], staff__is_active=True
    ).select_related("staff")
    today = letter.office.today()
    posts = sorted(rows, key=lambda post: (post.role != Role.SIGNATORY, post.since, post.pk))
    return list(dict.fromkeys(post.staff for post in posts if post.counts_on(today)))


def in_doubt(dispatches: QuerySet[Dispatch]) -> QuerySet[Dispatch]:
    """What a person must decide: nobody knows whether it arrived, it did not leave, or it came
    back and nothing went to the same addressee after that."""
    later = Dispatch.objects.filter(
        addressee=OuterRef("addressee"),
        part=OuterRef("part"),
        state__in=LIVE,
        created_at__gt=OuterRef("created_at"),
    )
    undecided = Q(state__in=(DispatchState.UNKNOWN, DispatchState.FAILED))
    returned = Q(state=DispatchState.SENT, bounced_at__isnull=False) & (
        Q(delivered_at=None) | Q(delivered_at__lte=F("bounced_at"))
    )
    return dispatches.filter(undecided | returned & ~Exists(later))


def waiting_to_leave(dispatches: QuerySet[Dispatch]) -> QuerySet[Dispatch]:
    return dispatches.filter(state=DispatchState.PENDING)


def with_counts(submissions: QuerySet[Submission]) -> QuerySet[Submission]:
    """How many cases, and of how many each mark stands, in one query."""
    return (
        submissions.select_related("recipient__body", "office")
        .annotate(
            cases=Count("lines"),
            acknowledged=Count("lines", filter=~Q(lines__acknowledged_on=None)),
            promised=Count("lines", filter=~Q(lines__promised_until=None)),
            answered=Count("lines", filter=~Q(lines__answered_on=None)),
        )
        .order_by("-opened_on", "-created_at")
    )


def with_an_answer(submissions: QuerySet[Submission]) -> QuerySet[Submission]:
    """Threads in which a body has answered on at least one case."""
    answered = SubmissionCase.objects.exclude(answered_on=None, declined_on=None)
    return submissions.filter(pk__in=answered.values("submission"))


def with_lines(submissions: QuerySet[Submission]) -> QuerySet[Submission]:
    """What a page per recipient shows, in a fixed number of queries."""
    return with_counts(submissions).prefetch_related("lines", "letters")


def for_register(numbers: QuerySet[OutgoingNumber], year: int | None) -> QuerySet[OutgoingNumber]:
    """The outgoing book, the newest line first."""
    rows = numbers.filter(year=year) if year else numbers
    return (
        rows.select_related("office", "letter__submission__recipient__body")
        .prefetch_related("letter__dispatches")
        .annotate(
            cases=Count("letter__lines", filter=Q(letter__lines__included=True), distinct=True),
            annexes=Count("letter__annexes", distinct=True),
        )
        .order_by("-year", "-pk")
    )


def years(numbers: QuerySet[OutgoingNumber]) -> list[int]:
    """The years that the book knows, the newest first."""
    return list(numbers.order_by("-year").values_list("year", flat=True).distinct())


def threads_with(submissions: QuerySet[Submission], body) -> QuerySet[Submission]:
    """Everything between us and one body, whatever the address."""
    return submissions.filter(recipient__body=body).select_related("recipient__body", "office")


def for_incoming(incoming: QuerySet[Incoming], words: str = "") -> QuerySet[Incoming]:
    """The incoming book; `words` is their reference in any digits, or our number."""
    rows = incoming.select_related("body", "office", "filed_by").annotate(cases=Count("lines"))
    rows = rows.order_by("-received_on", "-filed_at")
    if not words:
        return rows
    key = normalise_number(words)
    own = Q(number__iexact=words) | Q(their_reference_key=key)
    return rows.filter(own | Q(pk__in=_by_their_case_number(incoming, words)))


def _by_their_case_number(incoming, words: str):
    lines = IncomingLine.objects.filter(incoming__in=incoming, their_reference__iexact=words)
    return lines.values("incoming")


def with_parties(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    return meetings.select_related("office", "recipient__body", "created_by", "said")


def with_case_counts(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """What one line of the list of meetings shows."""
    return with_parties(meetings).annotate(many=Count("cases")).order_by("-on", "-created_at")


def unanswered_by(cases: QuerySet[Case], body: Body) -> list[Case]:
    """The cases about which a body was written to and has neither answered nor declined."""
    waiting = SubmissionCase.objects.filter(
        submission__recipient__body=body, sent_on__isnull=False,
        answered_on=None, declined_on=None, ended_on=None,
    )  # fmt: skip
    return list(cases.filter(pk__in=waiting.values("case")).order_by("reference"))


def writable(cases: QuerySet[Case]) -> list[Case]:
    """The cases about which letters may be written."""
    states = (State.ACCEPTED, State.SUBMITTED, State.ANSWERED)
    return list(cases.filter(state__in=states, safety_stop=False).order_by("reference"))
