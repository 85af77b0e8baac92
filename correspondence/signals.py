"""What the floors below say, heard in their own transaction: letters and dispatches follow."""

from django.dispatch import receiver

from casework import signals
from correspondence import handing, recall


@receiver(signals.stopped)
def on_stop(sender, case, by, **kwargs):
    recall.call_back_case(case, by=by, reason="safety_stop")


@receiver(signals.case_closed)
def on_closed(sender, case, by, **kwargs):
    recall.call_back_case(case, by=by, reason="case_closed")


@receiver(signals.case_left)
def on_left(sender, case, by, **kwargs):
    """A letter of the office that gave the case away, and that has not left, goes without it."""
    recall.call_back_case(case, by=by, reason="case_left")


@receiver(signals.enquirer_died)
def on_death(sender, request, by, **kwargs):
    """What was written to the dead comes back at once."""
    for case in request.cases.all():
        recall.call_back_to(case, "family", by=by, reason="enquirer_died")


@receiver(signals.successor_named)
def on_succession(sender, request, by, **kwargs):
    """What has not left still names the dead as who asks."""
    for case in request.cases.all():
        recall.call_back_case(case, by=by, reason="successor_named")


@receiver(signals.consent_withdrawn)
def on_withdrawal(sender, request, purposes, by, **kwargs):
    for case in request.cases.all():
        recall.call_back_case(case, by=by, reason="consent_withdrawn")


@receiver(signals.wish_changed)
def on_wish(sender, case, by, **kwargs):
    """Only what carries the sought person's own words comes back. A letter of the open side is
    left alone: that it came back would tell the office that the person was found."""
    recall.call_back_to(case, "sought_person", by=by, reason="wish_changed")


@receiver(signals.things_open)
def on_open(sender, staff, offices, **kwargs):
    return handing.unfinished(staff, offices).count()


@receiver(signals.handed_over)
def on_handed_over(sender, staff, to, offices, by, **kwargs):
    return handing.give(staff, to, offices, by=by)
