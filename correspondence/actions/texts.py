"""Asking families by text message to call: fixed words, a safe number, once for each due.

It tells nothing and settles nothing: the news stays due until somebody has told it. Whether a
family gets one follows from its open due alone, never from what the sealed side holds.
"""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import calling, quiet
from casework.actions import acting, background
from casework.actions.errors import Refused
from casework.models import Due, FamilyRequest
from casework.models.due import DueKind
from casework.wording import papers, without_isolates
from correspondence.channels import sms_gateway
from correspondence.models import FamilyText
from correspondence.models.dispatch import LIVE, DispatchState
from correspondence.models.family_text import TextKey
from families.models.contact_point import ContactKind, Safe, Works
from families.phones import normalise_phone

from . import to_family

MOST = 200
ASKED = gettext_lazy("The family has been asked by text message already.")
APART = datetime.timedelta(days=30)  # between two texts to one family, at least
TASK = "correspondence.send_text"


@dataclass
class Asked:
    """How many were asked in one go, and the families that were not, each with the reason."""

    made: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


def waiting(requests, on) -> list[FamilyRequest]:
    """The families to which news is due and whose number may get a text at any hour; those that got
    one lately are left out."""
    rows = calling.to_call(requests, on, calling.KINDS["news"])
    rows = rows.exclude(pk__in=_asked().values("request"))
    rows = rows.select_related("office", "enquirer").prefetch_related("enquirer__contact_points")
    return [row for row in rows if safe_number(row.enquirer) is not None][:MOST]


def _asked():
    """The texts after which a family is left alone, though what is due was planned anew since."""
    return FamilyText.objects.filter(state__in=LIVE, created_at__gt=timezone.now() - APART)


def safe_number(person):
    """A number that is noted as safe and works, without a condition on when or who answers: a text
    comes at any hour and lies open for whoever holds the telephone."""
    points = [p for p in person.contact_points.all() if p.kind == ContactKind.PHONE]
    for point in points:
        dead = point.works in (Works.WRONG, Works.GONE)
        if point.safe == Safe.YES and not (dead or point.safe_times or point.who_may_answer):
            return point
    return None


def make(families: Iterable[FamilyRequest], *, by, key: uuid.UUID) -> Asked:
    """One text for each family. The same key goes on where it stood and doubles nothing."""
    asked = Asked()
    for family in families:
        try:
            ask_to_call(family, by=by, command=uuid.uuid5(key, str(family.pk)))
        except Refused as refused:
            asked.refused.append((family.number, str(refused)))
        else:
            asked.made += 1
    return asked


def ask_to_call(request: FamilyRequest, *, by, command=None) -> FamilyText:
    """Freezes number and words, and wakes the worker. Raises Refused where nothing may leave."""
    with acting.acting(
        "write_family", by=by, office=request.office, command=command, content=[str(request.pk)]
    ) as act:
        if act.done:
            return FamilyText.objects.get(pk=act.result["text"])
        fresh = FamilyRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        point = _refuse(fresh)
        text = _frozen(fresh, point, by=by)
        act.result = {"text": str(text.pk)}
        act.record("text_family", target=text.pk, key=str(text.key))
        background.wake(TASK, text)
    return text


def _refuse(request: FamilyRequest):
    """The number to use. Raises Refused."""
    if not sms_gateway.is_on():
        raise Refused(_("Text messages are switched off in this installation."), code="off")
    if _asked().filter(request=request).exists():
        raise Refused(ASKED, code="texted")
    to_family.refuse_told(request)
    to_family.refuse_unsafe(request, "text")
    if quiet.until(request, request.office.today()) is not None:
        raise Refused(_("These are quiet days of the family: nothing goes out."), code="quiet")
    point = safe_number(request.enquirer)
    if point is None:
        raise Refused(
            _("No number is noted as safe at any hour. Call, or write a letter."), code="not_safe"
        )
    return point


def _frozen(request: FamilyRequest, point, *, by) -> FamilyText:
    due = Due.objects.filter(request=request, kind=DueKind.NEWS_TO_FAMILY, done_at=None).first()
    try:
        with transaction.atomic():
            return FamilyText.objects.create(
                office=request.office,
                request=request,
                due=due,
                point=point,
                language=request.language,
                number=normalise_phone(point.value),
                words=words_of(TextKey.PLEASE_CALL, request.office, request.language),
                created_by=by,
            )
    except IntegrityError:
        raise Refused(ASKED, code="texted") from None


def words_of(key: str, office, language: str) -> str:
    """The words of the catalogue, with the office's number and hours and nothing else."""
    if not office.phone:
        raise Refused(_("The office's telephone is not noted."), code="no_phone")
    said = papers.sentence("text_message", language, key, office.said(language), gap="–")
    return without_isolates(said)


def settle(text: FamilyText, *, arrived: bool, by, command=None) -> None:
    """A person says what became of one that is in doubt; nothing is sent by that."""
    content = [str(text.pk), arrived]
    with acting.acting(
        "write_family", by=by, office=text.office, command=command, content=content
    ) as act:
        if act.done:
            return
        state = DispatchState.SENT if arrived else DispatchState.FAILED
        rows = FamilyText.objects.filter(pk=text.pk, state=DispatchState.UNKNOWN)
        if rows.update(state=state, finished_at=timezone.now()):
            act.record("settle_text", target=text.pk, arrived=arrived)
