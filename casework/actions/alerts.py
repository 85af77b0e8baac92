"""Alerts: what somebody must look at within a day, told by a mail that names nobody.

What is sealed stays sealed: alerts about the sealed side reach protection officers alone, on the
page and by mail; the mail's words are the same for every kind.
"""

import datetime
import logging

from django.conf import settings
from django.core import mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from casework import access, watching
from casework.models import Alert, Staff

from . import acting
from .background import wake
from .errors import Refused

log = logging.getLogger(__name__)

AGAIN = datetime.timedelta(hours=1)  # the same thing by the same person is one alert


def sound(kind, *, about, office=None, case=None) -> None:
    """Raises an alert and wakes whoever sends the mails. The same person doing the same again
    within the hour raises none while the first waits to be looked at."""
    recent = Alert.objects.filter(kind=kind, about=about, case=case, acknowledged_at=None)
    with transaction.atomic():
        if about is not None and recent.filter(at__gt=timezone.now() - AGAIN).exists():
            return
        alert = Alert.objects.create(
            kind=kind,
            about=about,
            office=office or (case.office if case else None),
            case=case,
            at=timezone.now(),
        )
        wake("casework.send_alert", alert)


def acknowledge(alert: Alert, *, by, words="", command=None) -> Alert:
    """Somebody has looked at it; never the person whom it is about."""
    with acting.acting("see_alerts", by=by, command=command, content=[str(alert.pk), words]) as act:
        if act.done:
            return alert
        alert = watching.alerts(by).select_for_update(of=("self",)).get(pk=alert.pk)
        if alert.about_id == by.pk:
            raise Refused(_("This is about yourself: another person looks at it."), code="self")
        if alert.acknowledged_at is None:
            alert.acknowledged_by, alert.acknowledged_at = by, timezone.now()
            alert.words = words
            alert.save()
            act.record("acknowledge_alert", target=alert.pk)
    return alert


def send(alert: Alert) -> bool:
    """One mail for each person who is to look at it. May run twice; what fails waits for the next
    sweep (False), and the page has the alert anyway."""
    try:
        with transaction.atomic():
            row = Alert.objects.select_for_update().get(pk=alert.pk)
            if row.mailed_at is None:
                row.mailed_at = timezone.now()
                row.save(update_fields=["mailed_at"])
                for staff in told(row):
                    _mail(staff)
    except OSError as error:  # the mail server's refusals too; their words may hold an address
        log.warning("alert %s waits for the next sweep: %s", alert.pk, type(error).__name__)
        return False
    return True


def told(alert: Alert) -> list[Staff]:
    """Who is to look at an alert and can be reached by mail: not the one whom it is about."""
    verb = "see_sealed_alerts" if alert.kind in watching.SEALED else "see_alerts"
    rows = Staff.objects.filter(is_active=True).exclude(email="").exclude(pk=alert.about_id)
    return [staff for staff in rows.order_by("username") if access.can(staff, verb)]


def _mail(staff: Staff) -> None:
    with override(staff.language):
        mail.send_mail(
            _("Please log in and look at “Alerts”"),
            _(
                "Something was noticed that a responsible person should look at today. "
                "It stands on the page “Alerts”. This message names nobody, on purpose."
            ),
            settings.DEFAULT_FROM_EMAIL,
            [staff.email],
        )


def send_waiting() -> None:
    """Mails what is still to be told: the broker was away, or the mail server."""
    for alert in Alert.objects.filter(mailed_at=None).order_by("at"):
        if not send(alert):
            return
