"""What mail servers and providers tell about a mail after we handed it over."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from families.sealing import KeyOwner, SealedText

from .dispatch import Dispatch


class Happened(models.TextChoices):
    ACCEPTED = "accepted", _("taken by the mail service")
    DELAYED = "delayed", _("their server makes it wait")
    DELIVERED = "delivered", _("arrived in the mail box")
    OPENED = "opened", _("opened")
    BOUNCED = "bounced", _("came back")
    COMPLAINED = "complained", _("called unwanted by the addressee")


class MailNotice(KeyOwner):
    """A notice as it came, kept before anybody reads it: a webhook's body or a mail's report.

    `digest` makes the same bytes one notice, however often they come; `trouble` is a word for
    what could not be understood.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, unique=True)
    raw = SealedText()
    trouble = models.CharField(max_length=60, blank=True)
    received_at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self):
        return f"{self.source} {self.pk}"


class MailEvent(models.Model):
    """One thing that happened to one mail. What it means for the letter is computed from all of
    them (`correspondence.tracking`), so that the order in which they come does not matter."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notice = models.ForeignKey(MailNotice, models.PROTECT, related_name="events")
    dispatch = models.ForeignKey(Dispatch, models.PROTECT, null=True, related_name="events")
    source = models.CharField(max_length=40)
    event_id = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Happened)
    code = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Happened.values), name="mail_event_kind"),
            models.UniqueConstraint(fields=["source", "event_id"], name="mail_event_once"),
        ]

    def __str__(self):
        return f"{self.kind} {self.at:%Y-%m-%d}"
