import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from families.sealing import KeyOwner, SealedJSON, SealedText

from .case import Case
from .office import Office
from .staff import Staff


class ExchangeFile(KeyOwner):
    """A file of persons that another register publishes (PFIF), taken into quarantine."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    source = SealedText()
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-received_at"]

    def __str__(self):
        return str(self.pk)


class QuarantineState(models.TextChoices):
    WAITING = "waiting", _("to look at")
    DRAFTED = "drafted", _("became a request that is not finished")
    DISCARDED = "discarded", _("put aside")
    EXPIRED = "expired", _("its time is over")


class QuarantinedRecord(models.Model):
    """One person of such a file. Nothing becomes of it by itself; when its own date of expiry has
    passed by a day, four fields are left."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(ExchangeFile, models.CASCADE, related_name="records")
    number = models.PositiveIntegerField()
    content = SealedJSON()
    handed_in = models.PositiveIntegerField(default=0)
    expires_at = models.DateTimeField(null=True, blank=True, db_index=True)
    state = models.CharField(max_length=9, choices=QuarantineState, default=QuarantineState.WAITING)
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["file", "number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=QuarantineState.values), name="quarantine_state"
            ),
            models.UniqueConstraint(fields=["file", "number"], name="quarantined_once"),
        ]

    def __str__(self):
        return str(self.pk)

    def sealing_key(self) -> bytes:
        return self.file.sealing_key()


class PublishedRecord(models.Model):
    """A case that was published as “information sought”: under which id, until when, whether it
    was taken back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField(Case, models.PROTECT, related_name="published")
    source_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return str(self.pk)
