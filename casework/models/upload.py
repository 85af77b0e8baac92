import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from families.sealing import KeyOwner, SealedJSON, SealedText

from .case import Case
from .document import Document
from .draft import IntakeDraft
from .staff import Staff


class UploadState(models.TextChoices):
    COMING = "coming", _("on its way")
    LOCKED = "locked", _("waits for its password")
    KEPT = "kept", _("kept")
    REFUSED = "refused", _("refused")


class Upload(KeyOwner):
    """A file on its way in pieces: how much has come, and what was said about it.

    It belongs to a case, or to a request that is still being typed and moves to the case when that
    is logged.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="uploads")
    draft = models.ForeignKey(IntakeDraft, models.CASCADE, null=True, related_name="uploads")
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    name = SealedText()
    about = SealedJSON()
    size = models.PositiveBigIntegerField()
    checksum = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=8, choices=UploadState, default=UploadState.COMING)
    verdict = models.CharField(max_length=40, blank=True)
    detail = models.JSONField(default=dict)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    began_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["began_at"]
        indexes = [models.Index(fields=["state", "touched_at"], name="upload_state_touched")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=UploadState.values), name="upload_state"),
            models.CheckConstraint(
                condition=Q(case__isnull=True) ^ Q(draft__isnull=True), name="upload_has_one_home"
            ),
            models.CheckConstraint(
                condition=Q(received__lte=models.F("size")), name="upload_no_more_than_said"
            ),
        ]

    def __str__(self):
        return str(self.pk)

    @property
    def home(self) -> Case | IntakeDraft:
        """The case, or the request that is still being typed."""
        return self.case or self.draft

    @property
    def percent(self) -> int:
        return self.received * 100 // self.size if self.size else 0
