import uuid

from django.db import models
from django.db.models import F, Q

from casework.disclosure.kinds import Level
from casework.models import Staff
from families.models import Person
from families.sealing import SealedJSON, SealedText

from .track import SealedTrack


class Wish(models.Model):
    """One version of the wish toward one person: a new row each time, nothing is overwritten."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    track = models.ForeignKey(SealedTrack, models.PROTECT, related_name="wishes")
    toward = models.ForeignKey(Person, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    content = SealedJSON()  # level, details
    words = SealedText()
    until = models.DateField(null=True, blank=True)
    verified_how = SealedText()
    recorded_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    countersigned_by = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+"
    )
    countersigned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "wishes"
        constraints = [
            models.UniqueConstraint(fields=["track", "number"], name="wish_number"),
            models.CheckConstraint(
                condition=Q(countersigned_by__isnull=True) | ~Q(countersigned_by=F("recorded_by")),
                name="wish_second_person",
            ),
        ]

    def __str__(self):
        return str(self.pk)

    def sealing_key(self) -> bytes:
        return self.track.sealing_key()

    @property
    def level(self) -> str:
        return self.content.get("level", Level.NOTHING)

    def get_level_display(self) -> str:
        return str(Level(self.level).label)
