import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from families.dates import PartialDateField
from families.identifiers import normalise
from families.sealing import SealedText, fingerprint

from .keeping import Kept
from .person import Person


class IdentifierKind(models.TextChoices):
    NATIONAL_CODE = "ir_national", _("Iranian national code")
    BIRTH_CERTIFICATE = "shenasnameh", _("birth certificate (shenasnameh)")
    PASSPORT = "passport", _("passport")
    RESIDENCE = "residence", _("residence permit")
    ALBANIAN_ID = "al_id", _("Albanian identity number")
    UNHCR = "unhcr", _("UNHCR number")
    OTHER = "other", _("other")


class Identifier(Kept):
    """A number that an authority gave. Sealed; found again by its keyed hash; masked when shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=12, choices=IdentifierKind)
    value = SealedText()
    lookup = models.CharField(max_length=64, db_index=True, editable=False)
    issuer = SealedText()
    issued_on = PartialDateField()
    valid_until = PartialDateField()
    warning = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=IdentifierKind.values), name="id_kind"),
        ]

    def __str__(self):
        return str(self.pk)

    def sealing_key(self) -> bytes:
        return self.person.sealing_key()

    def derive(self) -> None:
        """The keyed hash by which the number is found again."""
        self.lookup = fingerprint("identifier", normalise(self.value))

    def save(self, *args, **kwargs):
        self.derive()
        super().save(*args, **kwargs)
