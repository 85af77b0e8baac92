import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from families.sealing import KeyOwner, SealedText

from .case import Case
from .office import Office
from .staff import Staff


class OpeningKind(models.TextChoices):
    EMERGENCY = "emergency", _("opened in an emergency")
    PAST_CAP = "past_cap", _("opened past the limit of readings")


class CaseOpening(KeyOwner):
    """One case opened to one person for an hour, for a reason that somebody else reviews."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="openings")
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=OpeningKind)
    reason = SealedText()
    at = models.DateTimeField()
    until = models.DateTimeField()
    reviewed_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    was_right = models.BooleanField(null=True)
    review = SealedText()

    class Meta:
        ordering = ["-at"]
        indexes = [
            models.Index(fields=["by", "-until"]),
            models.Index(fields=["kind", "reviewed_at"], name="opening_to_review"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=OpeningKind.values), name="opening_kind"),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("by")),
                name="opening_reviewed_by_another",
            ),
        ]

    def __str__(self):
        return str(self.pk)


class AlertKind(models.TextChoices):
    CAP = "cap", _("very many families' files were opened")
    CANARY = "canary", _("a case was opened that nobody has reason to open")
    EMERGENCY = "emergency", _("a case of another office was opened in an emergency")
    LOG_INS = "log_ins", _("a log-in failed again and again")
    WHEREABOUTS = "whereabouts", _("whereabouts were opened")
    OFFICER_KEY = "officer_key", _("a protection officer's key was made or changed")


class Alert(KeyOwner):
    """Something that somebody must look at, and say that he or she has."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=AlertKind)
    about = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)
    words = SealedText()

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["about", "kind", "-at"])]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=AlertKind.values), name="alert_kind"),
            models.CheckConstraint(
                condition=Q(acknowledged_by=None) | Q(about=None) | ~Q(acknowledged_by=F("about")),
                name="alert_acknowledged_by_another",
            ),
        ]

    def __str__(self):
        return str(self.pk)


class Canary(models.Model):
    """A case that was invented: nobody has reason to open it. Only protection knows which."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="+")
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return str(self.pk)
