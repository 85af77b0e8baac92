"""Cases of other offices that somebody may read for a time: lent to the own office, or opened by
oneself in an emergency. Nothing can be changed there, and the sealed side stays closed.
"""

from django.db.models import Q, QuerySet
from django.utils import timezone

from casework import consent
from casework.models import CaseOpening, Loan, OpeningKind

LENT = frozenset({"view_case", "view_documents"})
IN_EMERGENCY = LENT | {"view_contacts"}  # whoever must act has to reach the family


def loans(offices) -> QuerySet[Loan]:
    """The loans to these offices that count today: not ended, not over, and only while the
    family's yes (P2) to our other offices stands."""
    today = timezone.localdate()
    shared = consent.open_to_our_offices(today).values("pk")
    return Loan.objects.filter(
        office__in=offices, ended_at=None, until__gte=today, case__request__in=shared
    )


def emergencies(user) -> QuerySet[CaseOpening]:
    """What somebody opened in an emergency, while the hour lasts."""
    return CaseOpening.objects.filter(
        by=user.pk, kind=OpeningKind.EMERGENCY, until__gt=timezone.now()
    )


def readable(user, verb: str, offices, *, at_work: bool) -> Q | None:
    """The cases that are open to a guest for a verb, as a condition; None where there are none.

    `offices` are those in which the user has the verb, `at_work` whether a post lets him or her
    open cases in an emergency today.
    """
    found = None
    if verb in LENT and offices:
        found = Q(pk__in=loans(offices).values("case"))
    if verb in IN_EMERGENCY and at_work:
        opened = Q(pk__in=emergencies(user).values("case"))
        found = found | opened if found is not None else opened
    return found
