"""The due of a consent's review: one open line for each request, on the day its clock gives."""

from casework import consent
from casework.models import Due, FamilyRequest
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
        Due.objects.create(
            office=request.office,
            request=request,
            kind=DueKind.CONSENT_REVIEW,
            role=Role.CLERK,
            on=min(days),
        )
