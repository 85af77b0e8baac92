import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.models import Office, Staff, StoredFile
from families.sealing import KeyOwner, SealedText

from .incoming import Incoming


class MailKind(models.TextChoices):
    """As `correspondence.mail.MailClass`, in words."""

    UNREAD = "", _("not read yet")
    ANSWER = "answer", _("an answer")
    ACKNOWLEDGED = "acknowledged", _("they confirm receipt")
    PROMISED = "promised", _("they promise an answer")
    ASKS_MORE = "asks_more", _("they ask for more")
    PASSED_ON = "passed_on", _("passed on to another body")
    DECLINED = "declined", _("they decline")
    AUTO_REPLY = "auto_reply", _("an automatic reply")
    BOUNCE = "bounce", _("a mail of ours that came back")
    REPORT = "report", _("a report of a mail server")
    OTHER = "other", _("something else")


class ArrivedState(models.TextChoices):
    WAITING = "waiting", _("to be filed")
    FILED = "filed", _("filed")
    ASIDE = "aside", _("put aside")
    MACHINE = "machine", _("written by a machine")


class Door(models.TextChoices):
    """Through which door a mail came in."""

    FILE = "file", _("added as a file")
    BOX = "box", _("from the reply box")
    SERVICE = "service", _("from the mail service")


class ArrivedMail(KeyOwner):
    """A mail as it came, stored before anybody reads it. Nothing that arrives moves a case: a
    person files it, or puts it aside with a reason.

    `why` is what decided its kind (head, report, words, loop, nothing, person), `found` which
    words.
    `same` tells a mail that came a second time by another road, `series` those of one sender with
    one subject; both are keyed or hashed, never readable. `size` in bytes is 0 unless only the
    beginning of a mail that is too large was kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="arrived_mails")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    same = models.CharField(max_length=64, blank=True)
    series = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    papers_examined = models.BooleanField(default=False)
    door = models.CharField(max_length=8, choices=Door, default=Door.FILE)
    kind = models.CharField(max_length=14, choices=MailKind, blank=True)
    why = models.CharField(max_length=10, blank=True)
    found = SealedText()
    state = models.CharField(max_length=8, choices=ArrivedState, default=ArrivedState.WAITING)
    incoming = models.ForeignKey(Incoming, models.PROTECT, null=True, related_name="mails")
    aside_why = SealedText()
    aside_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    arrived_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["arrived_at"]
        indexes = [
            models.Index(fields=["office", "state"], name="arrived_office_state"),
            models.Index(fields=["office", "series", "arrived_at"], name="arrived_series"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=MailKind.values), name="arrived_kind"),
            models.CheckConstraint(
                condition=Q(state__in=ArrivedState.values), name="arrived_state"
            ),
            models.CheckConstraint(condition=Q(door__in=Door.values), name="arrived_door"),
            models.UniqueConstraint(fields=["office", "digest"], name="arrived_once"),
            models.UniqueConstraint(
                fields=["office", "same"], condition=~Q(same=""), name="arrived_once_by_any_road"
            ),
            models.CheckConstraint(
                condition=Q(state="filed", incoming__isnull=False)
                | ~Q(state="filed") & Q(incoming=None),
                name="arrived_filed_somewhere",
            ),
        ]

    def __str__(self):
        return str(self.pk)
