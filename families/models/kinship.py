import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from families.sealing import SealedText

from .keeping import Kept
from .person import Person


class Kin(models.TextChoices):
    """What the first person is to the second."""

    MOTHER = "mother", _("mother")
    FATHER = "father", _("father")
    WIFE = "wife", _("wife")
    HUSBAND = "husband", _("husband")
    SPOUSE = "spouse", _("spouse")
    SISTER = "sister", _("sister")
    BROTHER = "brother", _("brother")
    DAUGHTER = "daughter", _("daughter")
    SON = "son", _("son")
    GRANDPARENT = "grandparent", _("grandparent")
    GRANDCHILD = "grandchild", _("grandchild")
    AUNT = "aunt", _("aunt")
    UNCLE = "uncle", _("uncle")
    COUSIN = "cousin", _("cousin")
    NEPHEW_NIECE = "nephew_niece", _("nephew or niece")
    IN_LAW = "in_law", _("relative by marriage")
    FRIEND = "friend", _("friend")
    OTHER = "other", _("other")


class Relationship(Kept):
    """`person` is the `kin` of `other`; the words as given are kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="relationships")
    other = models.ForeignKey(Person, models.CASCADE, related_name="related_by")
    kin = models.CharField(max_length=12, choices=Kin, default=Kin.OTHER)
    as_given = SealedText()
    verified_how = SealedText()
    place = models.UUIDField(default=uuid.uuid4, editable=False)  # what the words are bound to

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kin__in=Kin.values), name="kinship_kin"),
            models.UniqueConstraint(
                fields=["person", "other"], condition=Q(ended_at=None), name="kinship_once"
            ),
        ]

    def __str__(self):
        return self.kin

    def sealing_key(self) -> bytes:
        return self.person.sealing_key()

    def sealing_place(self) -> uuid.UUID:
        return self.place
