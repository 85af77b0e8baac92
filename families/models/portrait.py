import uuid

from django.db import models

from families.dates import PartialDateField

from .person import Person


class Portrait(models.Model):
    """Which photograph shows the person (an opaque id of the stored paper), and from when."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="portraits")
    document_id = models.UUIDField(default=uuid.uuid4)
    taken = PartialDateField()
    who_is_who = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "document_id"], name="portrait_once"),
        ]

    def __str__(self):
        return str(self.pk)
