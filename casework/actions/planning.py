"""The lines of a family that are planned anew after every event: news, its consent's review, how to
reach it. One open line of each kind, on the day that the dates give."""

import datetime
from collections.abc import Iterable

from casework import consent, deadlines, looking, quiet, reaching
from casework.consent import ConsentBook
from casework.dates import spread_of
from casework.lifecycle import ACTIVE
from casework.models import Case, Consent, Contact, Due, DueKind, FamilyRequest
from casework.models.case import Channel
from casework.models.contact import Result
from casework.roles import Role
from families.models.person import LifeStatus

from . import acting, dues

SOON = datetime.timedelta(days=30)
FIRST_NEWS = 31  # the first news of a taken-over family comes on day 31 to 180, spread
TO_THE_ENQUIRER = (DueKind.ACKNOWLEDGE, DueKind.DECLINED, DueKind.CLOSING)
REACHING = (DueKind.REACH_AGAIN, DueKind.SECOND_CONTACT, DueKind.UNREACHABLE)


def plan(request: FamilyRequest) -> None:
    """Inside an open action that recorded a talk, an answer, a death, the end of a case."""
    rows = FamilyRequest.objects.select_related("office", "enquirer", "second_contact")
    fresh = rows.get(pk=request.pk)
    alive = fresh.enquirer.life_status != LifeStatus.DEAD
    open_now = fresh.cases.filter(state__in=ACTIVE).exists()
    plan_consent(fresh)
    plan_news(fresh, open_now and alive)
    _plan_reaching(fresh, open_now and alive)
    _plan_successor(fresh, open_now and not alive)


def plan_forgotten() -> int:
    """The families that stand on no list although a case of theirs is open, whatever made it so:
    planned anew. May run twice; gives how many there were."""
    found = list(looking.forgotten_families().select_related("office"))
    for request in found:
        with acting.acting("record_contact", by=None, may=False) as act:
            act.office = request.office
            plan(request)
            act.record("plan_forgotten", target=request.number)
    return len(found)


def silence(request: FamilyRequest, *, by) -> list[int]:
    """Inside an open action that heard of the enquirer's death: nothing is due to this person any
    more. Gives the ids of what ended, for an undoing."""
    ended = Due.objects.filter(request=request, kind__in=TO_THE_ENQUIRER)
    settled = dues.settle(ended, by=by)
    plan(request)
    return settled


def plan_state(case) -> None:
    """The same for a case that was logged, ended or opened again: its family's news, or after the
    enquirer's death who asks from then on."""
    request, open_now = case.request, case.request.cases.filter(state__in=ACTIVE).exists()
    plan_news(request, open_now)
    _plan_successor(request, open_now and request.enquirer.life_status == LifeStatus.DEAD)


# the consent's review ---------------------------------------------------------------------------


def plan_consent(request: FamilyRequest) -> None:
    """The line on the day on which the first review opens; none where nothing may leave, or where
    nobody is left to ask."""
    fresh = FamilyRequest.objects.select_related("office", "enquirer").get(pk=request.pk)
    dead = fresh.enquirer.life_status == LifeStatus.DEAD
    books = [consent.book(fresh, who) for who in consent.as_told(fresh)]
    _put(fresh, DueKind.CONSENT_REVIEW, None if dead else _opens_on(books))


def plan_first_consent(request: FamilyRequest, rows: list[Consent]) -> None:
    """The same for the first answers of a new request, which need not be read back."""
    books = [ConsentBook(rows, person_id=who) for who in {row.person_id for row in rows}]
    _put(request, DueKind.CONSENT_REVIEW, _opens_on(books))


def _opens_on(books: Iterable[ConsentBook]) -> datetime.date | None:
    clocks = [book.first_review() for book in books]
    return min((clock.review_on for clock in clocks if clock), default=None)


# news -------------------------------------------------------------------------------------------


def plan_news(request: FamilyRequest, open_now: bool) -> None:
    """A family with an open case hears from the office at least every 180 days; it follows from
    the day it was last told, whatever happened in its cases meanwhile."""
    if open_now and request.enquirer.life_status != LifeStatus.DEAD:
        since, days = _news_from(request)
        _put(request, DueKind.NEWS_TO_FAMILY, since, days=days)
    else:
        _put(request, DueKind.NEWS_TO_FAMILY, None)


def begin_news(request: FamilyRequest) -> Due:
    """The same for a request that is new in this transaction; the row is not saved."""
    since, days = _first_news(request)
    return dues.made(request, kind=DueKind.NEWS_TO_FAMILY, role=Role.CLERK, since=since, days=days)


def begin_notice(case: Case) -> Due:
    """The notice is to be given at once; to taken-over families in the order of their news, so
    that a whole register is not late on one day."""
    since, days = case.office.today(), 0
    if case.request.channel == Channel.REGISTER:
        days = _spread_days(case.request)
    return dues.write(DueKind.NOTICE, Role.CLERK, since, case=case, days=days)


def _spread_days(request: FamilyRequest) -> int:
    return FIRST_NEWS + spread_of(request.number, deadlines.NEWS_EVERY - FIRST_NEWS + 1)


def _news_from(request: FamilyRequest) -> tuple[datetime.date, int]:
    told = Contact.objects.filter(request=request, result=Result.TOLD, taken_back_at=None)
    last = told.order_by("-on").values_list("on", flat=True).first()
    since, days = _first_news(request)
    return (since, days) if last is None or last < since else (last, deadlines.NEWS_EVERY)


def _first_news(request: FamilyRequest) -> tuple[datetime.date, int]:
    """Never back-dated: what was written down later counts from the day it was written down."""
    written = request.created_at or request.office.now()
    here = written.astimezone(request.office.now().tzinfo).date()
    if request.channel == Channel.REGISTER:
        return here, _spread_days(request)
    since = request.received_on if here - request.received_on <= SOON else here
    return min(since, here), deadlines.NEWS_EVERY


# reaching ---------------------------------------------------------------------------------------


def _plan_reaching(request: FamilyRequest, wanted: bool) -> None:
    """The next attempt; after enough of them the second contact person, else a decision."""
    state = reaching.of_family(request.pk)
    since: dict[str, datetime.date | None] = dict.fromkeys(REACHING)
    if wanted and state.given_up_on:
        since[_whom_to_ask(request)] = state.given_up_on
    elif wanted:
        since[DueKind.REACH_AGAIN] = state.next_on
    for kind, day in since.items():
        _put(request, kind, day)


def _plan_successor(request: FamilyRequest, wanted: bool) -> None:
    """Who goes on is asked after the quiet days, which the day of death begins."""
    mourned = [time for time in quiet.times(request) if time.person_id == request.enquirer_id]
    died = mourned[0].since if mourned else request.office.today()
    _put(request, DueKind.SUCCESSOR, died if wanted else None)


def _whom_to_ask(request: FamilyRequest) -> str:
    to_ask = reaching.second_to_ask(request)
    return DueKind.SECOND_CONTACT if to_ask else DueKind.UNREACHABLE


def _put(request: FamilyRequest, kind: str, since: datetime.date | None, days=None) -> None:
    """The one open line of a kind stands on the day that follows from `since`, or goes."""
    rule = deadlines.RULES[DueKind(kind)]
    days = rule.days if days is None else days
    lines = Due.objects.filter(request=request, kind=kind, done_at=None).order_by("pk")
    line, *twice = list(lines) or [None]
    Due.objects.filter(pk__in=[other.pk for other in twice]).delete()
    if since is None:
        if line:
            line.delete()
    elif line is None:
        due = dues.made(
            request, kind=kind, role=rule.role, since=since, days=days, of_work=rule.of_work
        )
        due.save()
    elif (line.since, line.days) != (since, days):
        line.changes.all().delete()  # it was stopped or extended for what has happened since
        line.since, line.days, line.stopped_until = since, days, None
        line.request, line.office = request, request.office
        line.on = deadlines.last_day(line)
        line.save(update_fields=["since", "days", "on", "stopped_until"])
