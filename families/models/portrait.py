import uuid

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from families.dates import PartialDateField
from families.sealing import SealedText

from .keeping import Kept
from .person import Person

PERMILLE = 1000


class Portrait(Kept):
    """Which photograph shows the person (an opaque id of the stored paper), and from when.

    In a group photo `across` and `down` say where the person's face is, in thousandths of the
    picture's width and height from its top left corner; the photo has a row for each person in
    it. `who_is_who` is for those in the picture who are nobody's case.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="portraits")
    document_id = models.UUIDField(default=uuid.uuid4)
    taken = PartialDateField()
    across = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(PERMILLE)]
    )
    down = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(PERMILLE)]
    )
    who_is_who = SealedText()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "document_id"],
                condition=Q(ended_at=None),
                name="portrait_once",
            ),
            models.CheckConstraint(
                condition=Q(across=None, down=None)
                | Q(across__lte=PERMILLE, down__lte=PERMILLE, across__isnull=False),
                name="portrait_place",
            ),
        ]

    def __str__(self):
        return str(self.pk)

    def sealing_key(self) -> bytes:
        return self.person.sealing_key()
