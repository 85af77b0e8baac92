"""Who looked for somebody that only protection officers know more about."""

import uuid

from django.db import models

from casework.models import Case, Staff
from families.sealing import KeyOwner, SealedText


class SearchMade(KeyOwner):
    """What somebody typed to find a person. It waits, sealed, to be compared in the background with
    what that person may not see, and is gone then: every search leaves one, whatever it found."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(Staff, models.CASCADE, related_name="+")
    on = models.DateField()
    words = SealedText()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["made_at"]

    def __str__(self):
        return str(self.pk)


class Searched(models.Model):
    """A due of the protection officers: this colleague looked on this day for the sought person of
    a case with a trace, of an office in which he or she sees no cases. Once a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    on = models.DateField()
    seen_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "by", "on"], name="searched_once_a_day"),
        ]

    def __str__(self):
        return str(self.pk)
