"""Entering and ending the quiet days of a family; what is due to it moves behind them."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from casework import quiet
from casework.models import FamilyRequest, QuietKind, QuietTime
from families.calendars import PartialDate
from families.models import Person
from families.models.person import LifeStatus

from . import acting, dues, planning
from .errors import Refused

LONGEST = 120  # days; what a family asks for beyond is asked again


def keep_quiet(
    request: FamilyRequest, *, by, since: datetime.date, until=None, kind=QuietKind.MOURNING,
    words="", command=None,
) -> QuietTime:  # fmt: skip
    """Quiet days of a family, from a death (40 days) or by its wish until a day."""
    content = [str(request.pk), str(kind), since, until]
    with acting.acting(
        "keep_quiet", by=by, family=request, command=command, content=content
    ) as act:
        if act.done:
            return QuietTime.objects.get(pk=act.result["quiet"])
        until = until or quiet.mourning_until(since)
        _refuse_odd(since, until)
        row = QuietTime.objects.create(
            request=request, kind=kind, since=since, until=until, words=words, by=by
        )
        act.result = {"quiet": str(row.pk)}
        dues.recount_family(request)
        act.record(target=request.number, quiet=str(row.pk), since=str(since), until=str(until))
    return row


def _refuse_odd(since, until) -> None:
    if until < since:
        raise Refused(_("The end lies before the beginning."), code="order")
    if (until - since).days >= LONGEST:
        raise Refused(
            _("More than %(days)s days at once are not possible: ask the family again then.")
            % {"days": LONGEST},
            code="too_long",
        )


def end_quiet(row: QuietTime, *, by, command=None) -> None:
    """It was a mistake, or the family asks for news before its end."""
    request = row.request
    with acting.acting(
        "keep_quiet", by=by, family=request, command=command, content=["end", str(row.pk)]
    ) as act:
        if act.done:
            return
        held = QuietTime.objects.select_for_update().get(pk=row.pk)
        if held.ended_at is None:
            held.ended_at = timezone.now()
            held.save()
            dues.recount_family(request)
            act.record("end_quiet", target=request.number, quiet=str(row.pk))


def keep_muharram(request: FamilyRequest, wishes: bool, *, by, command=None) -> None:
    """The family wishes no call and no letter in Muharram, or does not mind them any more."""
    with acting.acting(
        "keep_quiet",
        by=by,
        family=request,
        command=command,
        content=["muharram", str(request.pk), wishes],
    ) as act:
        if act.done:
            return
        FamilyRequest.objects.filter(pk=request.pk).update(keeps_muharram=wishes)
        dues.recount_family(request)
        act.record("keep_muharram", target=request.number, wishes=wishes)


def follow_death(request: FamilyRequest, person: Person, *, by) -> list[int]:
    """Inside an open action that wrote what is known about somebody who asks: his or her death
    opens forty quiet days of the family; taken back, they end. Nothing follows for others. Gives
    the ids of the dues that the enquirer's death ended."""
    if person.pk not in _who_ask(request):
        return []
    dead = person.life_status == LifeStatus.DEAD
    rows = QuietTime.objects.filter(request=request, person=person, ended_at=None)
    if not dead and not rows.update(ended_at=timezone.now()):
        return []
    if dead:
        _mourn(request, person, rows, by=by)
    dues.recount_family(request)
    if person.pk != request.enquirer_id:
        return []
    if dead:
        return planning.silence(request, by=by)
    planning.plan(request)
    return []


def _mourn(request: FamilyRequest, person: Person, rows, *, by) -> None:
    since = _died_on(person.died_on, request.office.today())
    days = {"since": since, "until": quiet.mourning_until(since)}
    if not rows.update(**days):
        QuietTime.objects.create(
            request=request, person=person, kind=QuietKind.MOURNING, by=by, **days
        )


def _who_ask(request: FamilyRequest) -> set:
    """The enquirer, those who ask too, and the second contact person: never the sought."""
    others = request.co_enquirers.values_list("pk", flat=True)
    return {request.enquirer_id, request.second_contact_id, *others} - {None}


def _died_on(told: PartialDate | None, today: datetime.date) -> datetime.date:
    """The day of death where it is known, else the day on which the office heard of it."""
    exact = told is not None and told.earliest is not None and told.earliest == told.latest
    return min(told.earliest, today) if exact else today
