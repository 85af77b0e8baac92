import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.models import Case, FamilyRequest, Office, Staff, StoredFile
from casework.models.office import Language
from families.sealing import SealedText


class FamilyLetterKind(models.TextChoices):
    MISSING = "missing_information", _("what we still need from the family")
    NEWS = "periodic_news", _("regular news")
    CLOSING = "neutral_closing", _("the closing letter")


class Way(models.TextChoices):
    HAND = "hand", _("handed over in person")
    POST = "post", _("by post, to the address that is safe")


class FamilyLetter(models.Model):
    """A letter to a family: fixed words, the finished file, how it went. It never changes.

    `despite` says why it was made on quiet days of the family.

    It takes no number of the outgoing book: it quotes the family's own, and a number would tell
    families apart. `run` is that of the letters that were printed in one go.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="family_letters")
    request = models.ForeignKey(FamilyRequest, models.PROTECT, related_name="letters_to_family")
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="letters_to_family"
    )
    kind = models.CharField(max_length=40, choices=FamilyLetterKind)
    language = models.CharField(max_length=2, choices=Language)
    on = models.DateField()
    way = models.CharField(max_length=4, choices=Way)
    pdf = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    run = models.UUIDField(null=True, blank=True, db_index=True)
    pdf_sha256 = models.CharField(max_length=64)
    despite = SealedText()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=FamilyLetterKind.values), name="family_letter_kind"
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="family_letter_language"
            ),
            models.CheckConstraint(condition=Q(way__in=Way.values), name="family_letter_way"),
            models.UniqueConstraint(fields=["run", "request"], name="one_letter_of_a_run"),
            models.CheckConstraint(
                condition=~Q(kind="neutral_closing") | Q(case__isnull=False),
                name="closing_letter_names_its_case",
            ),
        ]

    def __str__(self):
        return str(self.pk)

    def sealing_key(self) -> bytes:
        return self.request.sealing_key()
