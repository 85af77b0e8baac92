from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .office import Office, in_language


class Certainty(models.TextChoices):
    """A lunar day is announced when the moon was seen: until then it is an estimate."""

    FIXED = "fixed", _("certain")
    ESTIMATED = "estimated", _("estimated: to be confirmed when it is announced")
    CONFIRMED = "confirmed", _("confirmed")
    STRUCK = "struck", _("the office works on this day")


class Holiday(models.Model):
    """A day on which an office is closed. A struck one stays, so that taking the holidays of the
    country over once more does not bring it back."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="holiday_rows")
    on = models.DateField()
    names = models.JSONField(default=dict)
    certainty = models.CharField(max_length=10, choices=Certainty, default=Certainty.FIXED)

    class Meta:
        ordering = ["on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(certainty__in=Certainty.values), name="holiday_certainty"
            ),
            models.UniqueConstraint(fields=["office", "on"], name="holiday_once"),
        ]

    def __str__(self):
        return self.name()

    def name(self, language: str | None = None) -> str:
        return in_language(self.names, language)
