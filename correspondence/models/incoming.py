import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.models import Body, Case, Office, Staff, StoredFile
from families.sealing import KeyOwner, SealedText

from .submission import ReplyClass, Submission


class Way(models.TextChoices):
    POST = "post", _("by post")
    HAND = "hand", _("by hand")
    EMAIL = "email", _("by e-mail")
    PHONE = "phone", _("by telephone")
    MEETING = "meeting", _("at a meeting")


class Incoming(KeyOwner):
    """What came back: a scan, a mail file, or words as they were said. Stored once.

    When it says something about a person (a finding) it is closed to all but who filed it and
    the protection officers.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="incoming")
    number = models.CharField(max_length=60)
    body = models.ForeignKey(Body, models.PROTECT, related_name="incoming")
    way = models.CharField(max_length=8, choices=Way)
    received_on = models.DateField()
    dated = models.DateField(null=True, blank=True)
    their_reference = models.CharField(max_length=100, blank=True)
    their_reference_key = models.CharField(max_length=120, blank=True, db_index=True)
    who = SealedText()
    function = SealedText()
    words = SealedText()
    subject = SealedText()
    raw = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    raw_name = SealedText()
    closed_to_others = models.BooleanField(default=False)
    filed_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-received_on", "-filed_at"]
        verbose_name_plural = "incoming"
        constraints = [
            models.CheckConstraint(condition=Q(way__in=Way.values), name="incoming_way"),
            models.UniqueConstraint(fields=["office", "number"], name="incoming_number_once"),
        ]

    def __str__(self):
        return self.number


class IncomingLine(models.Model):
    """What an incoming item says on one case of one submission."""

    incoming = models.ForeignKey(Incoming, models.CASCADE, related_name="lines")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="reply_lines")
    case = models.ForeignKey(Case, models.PROTECT, related_name="reply_lines")
    reply_class = models.CharField(max_length=14, choices=ReplyClass)
    until = models.DateField(null=True, blank=True)
    passed_to = models.CharField(max_length=200, blank=True)
    their_reference = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reply_class__in=[v for v in ReplyClass.values if v]),
                name="reply_class",
            ),
            models.UniqueConstraint(
                fields=["incoming", "submission", "case"], name="one_line_per_case"
            ),
        ]

    def __str__(self):
        return f"{self.incoming_id}:{self.case_id}"
