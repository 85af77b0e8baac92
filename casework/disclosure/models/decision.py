import uuid

from django.db import models
from django.db.models import F, Q

from casework.disclosure.kinds import ItemKind
from casework.models import Staff
from families.models import Person
from families.sealing import SealedJSON

from .track import SealedTrack
from .wish import Wish


class DisclosureDecision(models.Model):
    """What is told to one person, in which words, decided by one and approved by another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    track = models.ForeignKey(SealedTrack, models.PROTECT, related_name="decisions")
    to = models.ForeignKey(Person, models.PROTECT, related_name="+")
    wish = models.ForeignKey(Wish, models.PROTECT, null=True, blank=True, related_name="+")
    content = SealedJSON()  # items, wording
    until = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["decided_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("decided_by")),
                name="decision_second_person",
            ),
        ]

    def __str__(self):
        return str(self.pk)

    def sealing_key(self) -> bytes:
        return self.track.sealing_key()

    @property
    def items(self) -> list[str]:
        return self.content.get("items", [])

    @property
    def told_in_words(self) -> str:
        return ", ".join(str(ItemKind(item).label) for item in self.items)

    @property
    def wording(self) -> str:
        return self.content.get("wording", "")
