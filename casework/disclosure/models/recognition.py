"""Somebody who may be known here already, in a way that only protection officers may hear of."""

import uuid

from django.db import models
from django.db.models import Q

from casework.disclosure.kinds import Handled, RecognisedHow
from casework.models import Case, Staff
from families.models import Person
from families.sealing import SealedText


class Recognition(models.Model):
    """The sought person of `case` may be `other`, who belongs to `other_case`.

    A due of the protection officers of both offices. Handled, it never comes back by itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    how = models.CharField(max_length=9, choices=RecognisedHow)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")
    other_case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField()
    found_at = models.DateTimeField(auto_now_add=True)
    handled = models.CharField(max_length=8, choices=Handled, blank=True)
    words = SealedText()
    handled_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    handled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-score", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["how", "case", "other", "other_case"], name="recognised_once"
            ),
            models.CheckConstraint(
                condition=Q(how__in=RecognisedHow.values), name="recognised_how"
            ),
            models.CheckConstraint(
                condition=Q(handled__in=["", *Handled.values]), name="recognised_handled"
            ),
        ]

    def __str__(self):
        return str(self.pk)

    def sealing_key(self) -> bytes:
        return self.case.sealing_key()
