import uuid

from django.db import models

from .staff import Staff


class Command(models.Model):
    """A press of a button, once: a retry with the same id gets the first result."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    verb = models.CharField(max_length=60)
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    digest = models.CharField(max_length=64)
    result = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"{self.verb} {self.pk}"
