"""Invented cases: nobody has reason to open one, so whoever does is noticed.

To everybody who works here such a case is one among many: logged, and ended because the family
withdrew, so that no work list holds it. The family said no to everything but being recorded, so
that nothing of it can go into a letter or to another office. Lists, charts and sheets hold it
alike: where one of them left it out, comparing would find it. Its lines in the trail carry the name
of the colleague who is said to have written it down; who truly made it stands in a chain of its
own, which no page shows and `verify_audit` checks.
"""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from casework import audit
from casework.actions.told import NameTold, PersonTold, RequestTold, SoughtTold
from casework.models import Canary, Case, Office, Purpose, Staff
from families.calendars import parse

from . import acting, cases, requests
from .errors import Refused

CHAIN = "canaries"
ANSWERS = {str(purpose): "refused" for purpose in Purpose} | {"P1": "granted"}


@dataclass(frozen=True)
class Invented:
    """What the maker invents; no name of a real person."""

    enquirer: str
    sought: str
    father: str
    birth: str
    place: str
    received_on: datetime.date
    kin: str = "other"


def make(invented: Invented, *, office: Office, written_down_by: Staff, by, command=None) -> Case:
    """An invented case in an office. Raises Refused where what was invented cannot be logged."""
    content = [invented.enquirer, invented.sought, str(invented.received_on), str(office.pk)]
    with acting.acting("keep_canaries", by=by, command=command, content=content) as act:
        if act.done:
            return Case.objects.get(pk=act.result["case"])
        family = requests.log_request(_told(invented), office=office, by=written_down_by)
        case = family.cases.get()
        if case.state != "registered":
            raise Refused(
                _("Please invent the names and a birth year, so that the case looks complete."),
                code="not_logged",
            )
        case = cases.move(case, "withdraw", by=written_down_by, facts={"wish_verified": True})
        Canary.objects.create(case=case, made_by=by)
        act.result = {"case": str(case.pk)}
        audit.record(
            "make_canary", by=by, chain=CHAIN, target=case.pk,
            details={"written_down_by": str(written_down_by.pk)},
        )  # fmt: skip
    return case


def _told(invented: Invented) -> RequestTold:
    sought = PersonTold(
        names=[NameTold(invented.sought, father=invented.father)],
        birth=parse(invented.birth) if invented.birth else None,
    )
    return RequestTold(
        enquirer=PersonTold(names=[NameTold(invented.enquirer)]),
        sought=[SoughtTold(person=sought, kin=invented.kin, last_place=invented.place)],
        received_on=invented.received_on,
        notice_version=1,
        answers=ANSWERS,
    )
