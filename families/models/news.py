import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from families.dates import PartialDateField
from families.sealing import SealedText

from .keeping import Kept
from .person import Person


class Confidence(models.TextChoices):
    FIRST_HAND = "first_hand", _("first hand")
    HEARD = "heard", _("heard from others")
    GUESS = "guess", _("a guess")
    UNKNOWN = "unknown", _("not known")


class News(Kept):
    """What a family heard last: place, address, when, what, and who said so. The newest counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="news")
    on = PartialDateField()
    place = SealedText()
    address = SealedText()
    words = SealedText()
    said_by = SealedText()
    confidence = models.CharField(max_length=10, choices=Confidence, default=Confidence.UNKNOWN)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name_plural = "news"
        constraints = [
            models.CheckConstraint(condition=Q(confidence__in=Confidence.values), name="news_conf"),
        ]

    def __str__(self):
        return str(self.pk)

    def sealing_key(self) -> bytes:
        return self.person.sealing_key()
