import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from families.sealing import KeyOwner, SealedText

from .document import Document, StoredFile
from .office import Office
from .staff import Staff


class ScanState(models.TextChoices):
    WAITING = "waiting", _("waits for its place")
    FILED = "filed", _("filed")
    DISCARDED = "discarded", _("thrown away")
    REFUSED = "refused", _("refused")


class Scan(KeyOwner):
    """A file that a scanner put into the office's folder, until somebody says whose it is.

    `mark` tells one arrival from the next, so that a file that could not be removed from the
    folder in time is not taken twice. `number` is the family or case that the paper itself names.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="scans")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    name = SealedText()
    mark = models.CharField(max_length=64)
    pages = models.PositiveIntegerField(default=1)
    number = models.CharField(max_length=30, blank=True)
    verdict = models.CharField(max_length=40, blank=True)
    detail = models.JSONField(default=dict)
    note = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=ScanState, default=ScanState.WAITING)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    discarded_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    discarded_why = SealedText()
    arrived_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["arrived_at"]
        indexes = [models.Index(fields=["office", "state"], name="scan_office_state")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ScanState.values), name="scan_state"),
            models.CheckConstraint(
                condition=Q(state=ScanState.REFUSED) | Q(file__isnull=False),
                name="scan_is_kept_or_refused",
            ),
            models.UniqueConstraint(
                fields=["office", "file"],
                condition=Q(state=ScanState.WAITING),
                name="scan_waits_once",
            ),
            models.UniqueConstraint(fields=["office", "mark"], name="scan_arrived_once"),
        ]

    def __str__(self):
        return str(self.pk)
