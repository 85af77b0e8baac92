"""A log-in that failed again and again is an alert, whoever it was."""

from axes.signals import user_locked_out
from django.dispatch import receiver

from casework.actions import alerts
from casework.models import AlertKind, Staff


@receiver(user_locked_out)
def on_locked_out(sender, request, username, **kwargs):
    """Of an account that does not exist nothing is kept but that somebody tried."""
    about = Staff.objects.filter(username=username or "").first()
    alerts.sound(AlertKind.LOG_INS, about=about)
