import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.models import Case, Office, Staff
from casework.models.office import Language
from families.sealing import KeyOwner, SealedText

from .incoming import Incoming
from .recipient import Recipient


class MeetingKind(models.TextChoices):
    WE_GO = "we_go", _("we visit them")
    THEY_COME = "they_come", _("they come to us")


class Meeting(KeyOwner):
    """A visit to a body, or of its people: who comes, about which cases, what was said.

    What was said stands in one incoming item, with a class for each case, like every other reply.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="meetings")
    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=10, choices=MeetingKind)
    on = models.DateField()
    place = SealedText()
    theirs = SealedText()
    ours = SealedText()
    aim = SealedText()
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    cases = models.ManyToManyField(Case, related_name="meetings")
    said = models.OneToOneField(Incoming, models.PROTECT, null=True, related_name="meeting")
    created_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-on", "-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=MeetingKind.values), name="meeting_kind"),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="meeting_language"
            ),
        ]

    def __str__(self):
        return str(self.pk)
