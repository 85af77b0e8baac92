import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .office import in_language


class BodyKind(models.TextChoices):
    ICRC = "icrc", _("ICRC")
    NATIONAL_SOCIETY = "national_society", _("Red Cross or Red Crescent society")
    HOST_STATE = "host_state", _("authority of the host State")
    OWN_STATE = "own_state", _("authority of the own State")
    EMBASSY = "embassy", _("embassy or consulate")
    UN = "un", _("UN body")
    COUNCIL_OF_EUROPE = "coe", _("Council of Europe")
    HOST_ORGANISATION = "host_org", _("host organisation")
    NGO = "ngo", _("lawyer or non-governmental organisation")


class Body(models.Model):
    """An institution. Consents may name it; what it is decides which consent is needed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=BodyKind)
    names = models.JSONField(default=dict)
    country = models.CharField(max_length=100, blank=True)
    sharing_agreement = models.CharField(max_length=300, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "bodies"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=BodyKind.values), name="body_kind"),
        ]

    def __str__(self):
        return self.name()

    def name(self, language: str | None = None) -> str:
        return in_language(self.names, language)


class StepKind(models.TextChoices):
    FIRST = "first", _("first letter")
    EARLIER = "earlier", _("handed in earlier")
    CONFIRM = "confirm", _("request to confirm receipt")
    SUPPLEMENT = "supplement", _("supplement")
    REMINDER = "reminder", _("reminder")
    CORRECTION = "correction", _("correction")
    WITHDRAWAL = "withdrawal", _("withdrawal")
    OTHER = "other", _("other letter")


class OutwardStep(models.Model):
    """What went out about a case, to whom and when: written by the upper floor through actions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="outward_steps")
    body = models.ForeignKey(Body, models.PROTECT, related_name="outward_steps")
    kind = models.CharField(max_length=12, choices=StepKind)
    letter = models.UUIDField(null=True, blank=True)
    thread = models.UUIDField(null=True, blank=True)
    on = models.DateField()
    on_as_given = models.CharField(max_length=100, blank=True)
    delivered_on = models.DateField(null=True, blank=True)
    acknowledged_on = models.DateField(null=True, blank=True)
    promised_until = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=StepKind.values), name="step_kind"),
            models.UniqueConstraint(
                fields=["case", "letter", "body"],
                condition=~Q(letter=None),
                name="one_step_per_letter_and_body",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.on}"
