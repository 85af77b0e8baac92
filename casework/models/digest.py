from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .staff import Staff


class DigestState(models.TextChoices):
    BEGUN = "begun", _("begun")
    SENT = "sent", _("sent")
    NOTHING = "nothing", _("nothing was due")
    FAILED = "failed", _("could not be sent")


class Digest(models.Model):
    """That somebody's mail of a day was made: once, however often the scheduler asks. It counts;
    it holds no name and nothing of a case."""

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="digests")
    on = models.DateField()
    state = models.CharField(max_length=8, choices=DigestState, default=DigestState.BEGUN)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=DigestState.values), name="digest_state"),
            models.UniqueConstraint(fields=["staff", "on"], name="digest_once_a_day"),
        ]

    def __str__(self):
        return f"{self.staff_id} {self.on}"
