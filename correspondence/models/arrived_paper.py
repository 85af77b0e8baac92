import uuid

from django.db import models

from casework.models import StoredFile
from families.sealing import KeyOwner, SealedText

from .arrived import ArrivedMail


class ArrivedPaper(KeyOwner):
    """A file that came with a mail, as the examination left it; without a file it was refused,
    and `verdict` says why. The mail itself keeps every file as it came."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    arrived = models.ForeignKey(ArrivedMail, models.CASCADE, related_name="papers")
    position = models.PositiveIntegerField()
    name = SealedText()
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    pages = models.PositiveIntegerField(default=1)
    verdict = models.CharField(max_length=40, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["arrived", "position"], name="arrived_paper_once")
        ]

    def __str__(self):
        return str(self.pk)
