import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from families.models import Person
from families.sealing import SealedJSON, SealedText

from .case import Case, FamilyRequest
from .staff import Staff


class Part(models.TextChoices):
    """Which part of what is known about a person a step was about."""

    DETAILS = "details", _("details")
    NAME = "name", _("name")
    CONTACT = "contact", _("way to reach")
    IDENTIFIER = "identifier", _("identity number")
    NEWS = "news", _("last news")
    TIE = "tie", _("relationship")
    PORTRAIT = "portrait", _("portrait")
    LINK = "link", _("same person")


class Deed(models.TextChoices):
    ADDED = "added", _("added")
    CHANGED = "changed", _("corrected")
    ENDED = "ended", _("no longer counts")


class Correction(models.Model):
    """One step in what is known about a person: who, when, which fields, before and after.

    `changes` holds every row that the step touched, as `{"model", "pk", "before", "after"}`,
    sealed with the person's own key; `fields` names the fields and is all that the trail repeats.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="corrections")
    request = models.ForeignKey(FamilyRequest, models.CASCADE, related_name="corrections")
    case = models.ForeignKey(
        Case, models.CASCADE, null=True, blank=True, related_name="corrections"
    )
    part = models.CharField(max_length=10, choices=Part)
    deed = models.CharField(max_length=8, choices=Deed)
    fields = models.JSONField(default=list)
    changes = SealedJSON()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_why = SealedText()

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["person", "-at"], name="correction_of_person")]
        constraints = [
            models.CheckConstraint(condition=Q(part__in=Part.values), name="correction_part"),
            models.CheckConstraint(condition=Q(deed__in=Deed.values), name="correction_deed"),
        ]

    def __str__(self):
        return str(self.pk)

    def sealing_key(self) -> bytes:
        return self.person.sealing_key()
