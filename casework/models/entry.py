import uuid

from django.db import models

from .case import Case
from .office import Office
from .staff import Staff


class Entry(models.Model):
    """One line of the trail: who did what to which row, when. Names of fields, never content.

    Chained: each line carries a keyed hash over itself and the line before it in its chain.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    chain = models.CharField(max_length=60)
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    # The trail outlives what it tells of: its lines keep the id of a case that was taken away.
    case = models.ForeignKey(
        Case, models.DO_NOTHING, null=True, related_name="entries", db_constraint=False
    )
    verb = models.CharField(max_length=40)
    target = models.CharField(max_length=80)
    details = models.JSONField(default=dict)
    reading = models.BooleanField(default=False)
    previous = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        ordering = ["chain", "sequence"]
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["case", "at"]),
            models.Index(fields=["by", "-at"]),
            models.Index(fields=["target"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["chain", "sequence"], name="entry_sequence"),
        ]

    def __str__(self):
        return f"{self.chain}/{self.sequence}"


class Chain(models.Model):
    """The head of a chain, locked while a line is added."""

    name = models.CharField(max_length=60, primary_key=True)
    sequence = models.PositiveIntegerField(default=0)
    seal = models.CharField(max_length=64, default="")

    def __str__(self):
        return self.name
