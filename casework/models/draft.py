import uuid

from django.db import models

from families.sealing import KeyOwner, SealedJSON

from .office import Office
from .staff import Staff


class IntakeDraft(KeyOwner):
    """A request while it is being typed: sealed, saved every few seconds, gone once logged."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="drafts")
    fields = SealedJSON()
    version = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-saved_at"]

    def __str__(self):
        return str(self.pk)
