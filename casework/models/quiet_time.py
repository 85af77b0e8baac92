import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from families.models import Person
from families.sealing import SealedText

from .case import FamilyRequest
from .staff import Staff


class QuietKind(models.TextChoices):
    MOURNING = "mourning", _("mourning")
    WISH = "wish", _("the family asks for quiet")


class QuietTime(models.Model):
    """Days on which nobody of the office calls or writes to a family by itself.

    `person` is who died, where that is one of those who ask; it is never the sought person, whose
    fate no day of the open side may follow. An ended one was entered by mistake or undone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(FamilyRequest, models.PROTECT, related_name="quiet_times")
    kind = models.CharField(max_length=8, choices=QuietKind)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    words = SealedText()
    since = models.DateField()
    until = models.DateField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["since", "created_at"]
        indexes = [models.Index(fields=["request", "until"])]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=QuietKind.values), name="quiet_kind"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="quiet_days"),
            models.UniqueConstraint(
                fields=["request", "person"],
                condition=Q(person__isnull=False, ended_at=None),
                name="mourned_once",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.since}"

    def sealing_key(self) -> bytes:
        return self.request.sealing_key()
