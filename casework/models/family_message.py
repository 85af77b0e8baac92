import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from families.models import Person
from families.sealing import KeyOwner, SealedText

from .case import Case
from .document import StoredFile
from .office import Language
from .staff import Staff


class MessageState(models.TextChoices):
    CHECKING = "checking", _("waits to be read by a colleague")
    BACK = "back", _("back to the family, to be changed")
    KEPT = "kept", _("kept: it goes on when it can, and nobody is told when")
    TAKEN_BACK = "taken_back", _("taken back by the family")


class NotNeutral(models.TextChoices):
    """Why a message goes back to its sender: never because of anything known about the other."""

    PLACE = "place", _("it names a place, an address or a way to be found")
    REACH = "reach", _("it holds a telephone number, an e-mail or another way to answer directly")
    POLITICS = "politics", _("it speaks of politics, the military or a trial")
    OTHERS = "others", _("it tells about others who have not agreed")
    PRESSURE = "pressure", _("it threatens, presses or asks for money")
    UNREADABLE = "unreadable", _("it cannot be read")
    OTHER = "other", _("another reason, see the words")


class FamilyMessage(KeyOwner):
    """An open message with family news alone, from somebody who asks to the person of the case.

    What was written stands here only until a colleague has read it: then it goes to the sealed side
    and this row keeps nothing of it, whatever becomes of it there. What the open side shows from
    then on follows from `checked_on` alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="family_messages")
    sender = models.ForeignKey(Person, models.PROTECT, related_name="+")
    language = models.CharField(max_length=2, choices=Language)
    text = SealedText()
    sheet = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    pages = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.CHECKING)
    taken_on = models.DateField()
    taken_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=10, choices=NotNeutral, blank=True)
    words = SealedText()
    told_on = models.DateField(null=True, blank=True)
    kept_until = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MessageState.values), name="msg_state"),
            models.CheckConstraint(condition=Q(language__in=Language.values), name="msg_language"),
            models.CheckConstraint(
                condition=Q(reason__in=["", *NotNeutral.values]), name="msg_reason"
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=F("taken_by")),
                name="msg_read_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state="kept")
                | Q(checked_by__isnull=False, kept_until__isnull=False, text=b"", sheet=None),
                name="msg_kept_on_the_sealed_side_alone",
            ),
            models.CheckConstraint(
                condition=~Q(state="back") | Q(checked_by__isnull=False) & ~Q(reason=""),
                name="msg_back_with_a_reason",
            ),
        ]

    def __str__(self):
        return str(self.pk)
