import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.models import Office, Staff
from casework.models.office import Language


class LetterTemplate(models.Model):
    """One version of an office's own text of a kind of letter in one language. It never changes.

    An empty text is the house's. Letters use the newest version that was approved.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="letter_templates")
    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=2, choices=Language)
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    author = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["office", "kind", "language", "-version"]
        constraints = [
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="template_language"
            ),
            models.UniqueConstraint(
                fields=["office", "kind", "language", "version"], name="template_version_once"
            ),
        ]

    def __str__(self):
        return f"{self.kind}/{self.language} {self.version}"

    @property
    def is_house(self) -> bool:
        return not self.text

    @property
    def standing(self) -> "TemplateStanding":
        decision = getattr(self, "decision", None)
        if decision is None:
            return TemplateStanding.WAITING
        return TemplateStanding.APPROVED if decision.approved else TemplateStanding.SENT_BACK


class TemplateStanding(models.TextChoices):
    WAITING = "waiting", _("waits for approval")
    APPROVED = "approved", _("approved")
    SENT_BACK = "sent_back", _("sent back")


class TemplateDecision(models.Model):
    """What another person said of a version, once: approved, or sent back with words."""

    template = models.OneToOneField(LetterTemplate, models.PROTECT, related_name="decision")
    approved = models.BooleanField()
    words = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved=True) | ~Q(words=""), name="sent_back_with_words"
            ),
        ]

    def __str__(self):
        return f"{self.template}: {'approved' if self.approved else 'sent back'}"
