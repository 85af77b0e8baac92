import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from families.sealing import KeyOwner, SealedJSON, SealedText

from .office import Office
from .staff import Staff


class ExportForm(models.TextChoices):
    XLSX = "xlsx", _("Excel (XLSX)")
    CSV = "csv", "CSV"


class ExportState(models.TextChoices):
    WAITING = "waiting", _("waits for a second person")
    ALLOWED = "allowed", _("can be fetched once")
    TAKEN = "taken", _("was fetched")
    DECLINED = "declined", _("was declined")


class Export(KeyOwner):
    """A sheet of cases that leaves the house: who asked for what and why, who agreed, when it was
    fetched. The sheet itself is never stored: it is written while it is fetched."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="exports")
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    asked = SealedJSON()
    reason = SealedText()
    sort = models.CharField(max_length=30, blank=True)
    columns = models.JSONField(default=list)
    form = models.CharField(max_length=4, choices=ExportForm, default=ExportForm.XLSX)
    language = models.CharField(max_length=2)
    rows = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=ExportState)
    requested_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-requested_at"]
        constraints = [
            models.CheckConstraint(condition=Q(form__in=ExportForm.values), name="export_form"),
            models.CheckConstraint(condition=Q(state__in=ExportState.values), name="export_state"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("by")), name="export_second_person"
            ),
        ]

    def __str__(self):
        return str(self.pk)
