import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from families.models import Person
from families.sealing import KeyOwner, SealedText

from .case import FamilyRequest
from .staff import Staff


class DeathSource(models.TextChoices):
    FAMILY = "family", _("the family told us")
    SECOND_CONTACT = "second_contact", _("the second contact person told us")
    DOCUMENT = "document", _("a document shows it")
    OTHERS = "others", _("somebody else told us")


class Succession(KeyOwner):
    """The death of somebody who asks, as told; later who asks instead.

    Nothing that the dead person decided, and nothing that the sought person wished toward the
    dead, passes to the successor.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(FamilyRequest, models.PROTECT, related_name="successions")
    died = models.ForeignKey(Person, models.PROTECT, related_name="+")
    source = models.CharField(max_length=16, choices=DeathSource)
    words = SealedText()
    marked_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    marked_at = models.DateTimeField(auto_now_add=True)
    successor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    came_by_themselves = models.BooleanField(default=False)
    named_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    named_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["marked_at"]
        constraints = [
            models.CheckConstraint(condition=Q(source__in=DeathSource.values), name="death_source"),
            models.UniqueConstraint(fields=["request", "died"], name="one_death_of_a_person"),
        ]

    def __str__(self):
        return str(self.pk)
