import uuid

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
    READ_REPLY = "read_reply", _("read the reply")
    RECORDED_LATE = "recorded_late", _("a letter was recorded, but the case stays where it is")
    LEFT_ANYWAY = "left_anyway", _("a letter left although it had been stopped: look at it")
    NEWS_TO_FAMILY = "news_to_family", _("news to the family")
    CONSENT_REVIEW = "consent_review", _("ask the family whether its consent still holds")
    REACH_AGAIN = "reach_again", _("try to reach the family again")
    SECOND_CONTACT = "second_contact", _("ask the second contact person how to reach the family")
    UNREACHABLE = "unreachable", _("decide how to go on: the family cannot be reached")
    CO_SIGN = "co_sign", _("agree that a case may be accepted, or not")
    SUCCESSOR = "successor", _("ask who of the family goes on in place of the one who died")


class Due(models.Model):
    """Something to do by a day. Done or not; never counted down.

    `on` follows from `since` and what the rule counts (`days`, of work or of the calendar), the
    days on which the office is closed, the family's quiet days, and what was stopped or extended:
    `casework.deadlines` works it out, and says how.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="dues")
    request = models.ForeignKey(
        FamilyRequest, models.PROTECT, null=True, blank=True, related_name="dues"
    )
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="dues")
    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=16, choices=DueKind)
    role = models.CharField(max_length=20, choices=RoleName)
    since = models.DateField()
    days = models.PositiveSmallIntegerField(default=0)
    of_work = models.BooleanField(default=False)
    on = models.DateField()
    stopped_until = models.DateField(null=True, blank=True)
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


class ChangeKind(models.TextChoices):
    STOPPED = "stopped", _("stopped")
    EXTENDED = "extended", _("extended")


class ChangeReason(models.TextChoices):
    FAMILY = "family", _("the family asks for it")
    AWAITED = "awaited", _("a paper or an answer is awaited")
    AWAY = "away", _("whoever does it is away")
    SAFETY = "safety", _("it would not be safe now")
    OTHER = "other", _("another reason, see the words")


class DueChange(models.Model):
    """Somebody stopped the clock of a due until a day, or gave it another last day, and why.

    A stopped clock runs again by itself on `until`; `ended_on` where somebody started it before.
    """

    due = models.ForeignKey(Due, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=8, choices=ChangeKind)
    reason = models.CharField(max_length=8, choices=ChangeReason)
    on = models.DateField()
    until = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ChangeKind.values), name="due_change"),
            models.CheckConstraint(condition=Q(reason__in=ChangeReason.values), name="due_why"),
            models.CheckConstraint(
                condition=Q(until__gt=models.F("on")), name="due_change_forward"
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.until}"
