import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from families.sealing import KeyOwner, SealedText

from .case import Case, FamilyRequest
from .staff import Staff


class StoredFile(KeyOwner):
    """A file in the vault: encrypted with its own key, found by a keyed hash of its content."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    address = models.CharField(max_length=64, unique=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    mime = models.CharField(max_length=100)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return str(self.pk)


class DocumentKind(models.TextChoices):
    PHOTO = "photo", _("photograph")
    IDENTITY = "identity", _("identity paper")
    BIRTH = "birth", _("birth certificate")
    LETTER = "letter", _("letter")
    AUTHORISATION = "authorisation", _("authorisation")
    FORM = "form", _("form")
    OTHER = "other", _("other paper")


class MadeHow(models.TextChoices):
    TRANSLATION = "translation", _("translation")
    REDACTED = "redacted", _("version with black places")
    PAGES = "pages", _("made of its pages")


class Document(KeyOwner):
    """A paper of a family: what it is, where the original is, whether it may go out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(FamilyRequest, models.PROTECT, related_name="documents")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="documents")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=14, choices=DocumentKind, default=DocumentKind.OTHER)
    title = SealedText()
    original_name = SealedText()
    language = models.CharField(max_length=2, blank=True)
    pages = models.PositiveIntegerField(default=1)
    is_copy = models.BooleanField(default=True)
    original_kept_since = models.DateField(null=True, blank=True)
    original_returned_on = models.DateField(null=True, blank=True)
    returned_to = SealedText()
    made_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="made"
    )
    made_how = models.CharField(max_length=12, choices=MadeHow, blank=True)
    note = models.CharField(max_length=40, blank=True)
    position = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    removed_why = SealedText()
    added_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["position", "added_at"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DocumentKind.values), name="paper_kind"),
            models.CheckConstraint(
                condition=Q(made_from=None, made_how="")
                | Q(made_from__isnull=False, made_how__in=MadeHow.values),
                name="paper_made_of_another",
            ),
            models.CheckConstraint(
                condition=Q(original_returned_on=None)
                | Q(
                    original_kept_since__isnull=False,
                    original_returned_on__gte=models.F("original_kept_since"),
                ),
                name="paper_returned_after_kept",
            ),
            models.UniqueConstraint(
                fields=["request", "case", "file"],
                condition=Q(removed_at=None),
                name="paper_once",
            ),
        ]

    def __str__(self):
        return str(self.pk)


class Sending(models.Model):
    """A paper that went to a body with a letter: written by the upper floor through actions."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="sendings")
    body = models.ForeignKey("casework.Body", models.PROTECT, related_name="+")
    letter = models.UUIDField()
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "body", "letter"], name="sent_once"),
        ]

    def __str__(self):
        return f"{self.document_id} {self.on}"
