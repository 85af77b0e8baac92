from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .case import Case, FamilyRequest
from .office import Office
from .staff import RoleName, Staff


class DueKind(models.TextChoices):
    ACKNOWLEDGE = "acknowledge", _("tell the family that its request has arrived")
    DUPLICATES = "duplicates", _("look whether someone else asked already")
    RISK = "risk", _("note your impression of the risk")
    NOTICE = "notice", _("give the information notice")
    MISSING = "missing", _("get what is missing from the family")
    DECLINED = "declined", _("tell the family that the request cannot be taken")
    CLOSING = "closing", _("write the closing letter")
    REVIEW = "review", _("review")
    READ_REPLY = "read_reply", _("read the reply")
    RECORDED_LATE = "recorded_late", _("a letter was recorded, but the case stays where it is")
    LEFT_ANYWAY = "left_anyway", _("a letter left although it had been stopped: look at it")
    NEWS_TO_FAMILY = "news_to_family", _("news to the family")
    CONSENT_REVIEW = "consent_review", _("ask the family whether its consent still holds")


class Due(models.Model):
    """Something to do by a day. Done or not; never counted down."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="dues")
    request = models.ForeignKey(
        FamilyRequest, models.PROTECT, null=True, blank=True, related_name="dues"
    )
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="dues")
    kind = models.CharField(max_length=16, choices=DueKind)
    role = models.CharField(max_length=20, choices=RoleName)
    on = models.DateField()
    reason = models.CharField(max_length=40, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["office", "done_at", "on"])]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DueKind.values), name="due_kind"),
            models.CheckConstraint(condition=Q(role__in=RoleName.values), name="due_role"),
        ]

    def __str__(self):
        return f"{self.kind} {self.on}"
