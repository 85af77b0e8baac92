"""News that somebody brought."""

import uuid

from django.db import models

from casework.models import Case, Office, Staff
from families.sealing import KeyOwner, SealedText


class HandedInNews(KeyOwner):
    """News that somebody brought. Whoever wrote it sees only the thank-you number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    thanks_number = models.CharField(max_length=30, unique=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    about = SealedText()
    words = SealedText()
    source = SealedText()
    reach = SealedText()
    incoming = models.UUIDField(null=True, blank=True)
    written_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-written_at"]
        verbose_name_plural = "handed-in news"

    def __str__(self):
        return self.thanks_number
