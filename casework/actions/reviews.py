"""The due of a consent's review: one open line for each request, on the day its clock gives."""

import datetime

from casework import consent
from casework.models import Consent, Due, FamilyRequest
from casework.models.due import DueKind
from casework.roles import Role


def plan(request: FamilyRequest) -> None:
    """Inside an open action that recorded an answer or a talk: puts the line on the day on which
    the first review opens, or takes it away where nothing may leave."""
    fresh = FamilyRequest.objects.get(pk=request.pk)
    clocks = [consent.book(fresh, who).first_review() for who in consent.as_told(fresh)]
    days = [clock.review_on for clock in clocks if clock]
    line = Due.objects.filter(request=request, kind=DueKind.CONSENT_REVIEW, done_at=None)
    if not days:
        line.delete()
    elif not line.update(on=min(days)):
        _open(request, min(days))


def plan_first(request: FamilyRequest, rows: list[Consent]) -> None:
    """The same for the first answers of a new request, which need not be read back."""
    clocks = [
        consent.ConsentBook(rows, person_id=who).first_review()
        for who in {row.person_id for row in rows}
    ]
    days = [clock.review_on for clock in clocks if clock]
    if days:
        _open(request, min(days))


def _open(request: FamilyRequest, on: datetime.date) -> None:
    Due.objects.create(
        office=request.office,
        request=request,
        kind=DueKind.CONSENT_REVIEW,
        role=Role.CLERK,
        on=on,
    )
