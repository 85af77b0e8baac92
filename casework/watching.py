"""Who sees what was noticed: alerts, openings that wait to be reviewed, invented cases."""

from django.db.models import Q, QuerySet

from casework import access, roles
from casework.models import (
    Alert,
    AlertKind,
    Canary,
    CaseOpening,
    Office,
    OpeningKind,
    Staff,
)

# About the sealed side: that there was one says that somebody may have been found.
SEALED = (AlertKind.WHEREABOUTS, AlertKind.OFFICER_KEY)


def alerts(user) -> QuerySet[Alert]:
    """What the user is to look at: all of it for protection officers; for the administrator all
    that has nothing to do with the sealed side."""
    if not access.can(user, "see_alerts"):
        return Alert.objects.none()
    rows = Alert.objects.select_related("about", "office", "case", "acknowledged_by")
    return rows if access.can(user, "see_sealed_alerts") else rows.exclude(kind__in=SEALED)


def openings(user) -> QuerySet[CaseOpening]:
    """The openings in an emergency that the user may review, and those of the past; not one's
    own. Past the limit of readings: for protection officers, beside the alert."""
    where = access.offices_for(user, "review_opening")
    kinds = Q(kind=OpeningKind.EMERGENCY)
    if access.can(user, "see_sealed_alerts"):
        kinds |= Q(kind=OpeningKind.PAST_CAP)
    rows = CaseOpening.objects.filter(kinds, case__office__in=where).exclude(by=user.pk)
    return rows.select_related("case__office", "by", "reviewed_by")


def to_review(user) -> QuerySet[CaseOpening]:
    """The openings in an emergency that nobody has reviewed yet."""
    return openings(user).filter(kind=OpeningKind.EMERGENCY, reviewed_at=None)


def canaries(user) -> QuerySet[Canary]:
    """Which cases are invented. For nobody but those who keep them, and there without the case's
    own pages."""
    if not access.can(user, "keep_canaries"):
        return Canary.objects.none()
    return Canary.objects.select_related("case__office", "case__sought", "made_by")


def readings_on(user, alert: Alert) -> QuerySet[CaseOpening]:
    """What the person of an alert said when he or she read on past the limit."""
    if alert.kind != AlertKind.CAP or not access.can(user, "see_sealed_alerts"):
        return CaseOpening.objects.none()
    rows = CaseOpening.objects.filter(by=alert.about_id, kind=OpeningKind.PAST_CAP)
    return rows.filter(at__gte=alert.at).select_related("case")[:50]


def offices_with_desk(user) -> QuerySet[Office]:
    """The offices for which the user may invent a case: all of them."""
    may = access.can(user, "keep_canaries")
    return Office.objects.all() if may else Office.objects.none()


def desk_staff(user) -> QuerySet[Staff]:
    """Who writes requests down, in every office."""
    if not access.can(user, "keep_canaries"):
        return Staff.objects.none()
    rows = Staff.objects.filter(posts__role__in=roles.VERBS["log_request"], is_active=True)
    return rows.distinct().order_by("display_name")
