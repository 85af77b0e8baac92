import uuid

from django.db import models
from django.db.models import Q

from casework.disclosure.kinds import CheckKind
from casework.models import Staff
from families.sealing import SealedText

from .track import SealedTrack


class IdentityCheck(models.Model):
    """One check of who it is, as it was made; never changed afterwards."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    track = models.ForeignKey(SealedTrack, models.PROTECT, related_name="checks")
    kind = models.CharField(max_length=9, choices=CheckKind)
    fits = models.BooleanField()
    words = SealedText()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=CheckKind.values), name="check_kind"),
        ]

    def __str__(self):
        return str(self.pk)

    def sealing_key(self) -> bytes:
        return self.track.sealing_key()
