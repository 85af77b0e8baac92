"""Messages on their way between somebody who asks and the person of the case."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.models import Case, FamilyMessage, NotNeutral, Staff, StoredFile
from casework.models.office import Language
from families.models import Person
from families.sealing import KeyOwner, SealedText


class Direction(models.TextChoices):
    TO_PERSON = "to_person", _("from the family")
    TO_FAMILY = "to_family", _("from the person")


class CarriedState(models.TextChoices):
    CHECKING = "checking", _("waits to be read by a second officer")
    BACK = "back", _("back to the person, to be changed")
    READY = "ready", _("kept, not handed over yet")
    DELIVERED = "delivered", _("handed over")
    REFUSED = "refused", _("not wanted by the person it is for")
    TAKEN_BACK = "taken_back", _("taken back")


class HandedHow(models.TextChoices):
    IN_PERSON = "in_person", _("handed over in person, alone")
    READ_ALOUD = "read_aloud", _("read aloud, face to face")
    BY_PHONE = "by_phone", _("read aloud on the person's own telephone")
    RELAY = "relay", _("through somebody whom the person trusts")
    GUARDIAN = "guardian", _("through a guardian or child protection")


class HandedResult(models.TextChoices):
    DELIVERED = "delivered", _("it was handed over")
    REFUSED = "refused", _("the person did not want it")
    NOT_REACHED = "not_reached", _("it could not be handed over this time")


class CarriedMessage(KeyOwner):
    """A message that was found neutral, or waits for that: what it says, for whom, how it ended.

    `person` is the one of those who ask: the sender of a message to the sought person, and the only
    one to whom a message from the sought person goes. Its own key is erased with its words.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    direction = models.CharField(max_length=9, choices=Direction)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    origin = models.OneToOneField(FamilyMessage, models.PROTECT, null=True, related_name="+")
    language = models.CharField(max_length=2, choices=Language)
    text = SealedText()
    sheet = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    pages = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=CarriedState)
    written_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    written_on = models.DateField()
    checked_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    checked_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=10, choices=NotNeutral, blank=True)
    words = SealedText()
    kept_until = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    erased_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CarriedState.values), name="carried_st"),
            models.CheckConstraint(condition=Q(direction__in=Direction.values), name="carried_to"),
            models.CheckConstraint(condition=Q(language__in=Language.values), name="carried_lang"),
            models.CheckConstraint(
                condition=Q(reason__in=["", *NotNeutral.values]), name="carried_reason"
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=F("written_by")),
                name="carried_second_person",
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=False) | Q(state__in=["checking", "taken_back"]),
                name="carried_after_it_was_read",
            ),
            models.CheckConstraint(
                condition=Q(erased_on=None) | Q(text=b"", sheet=None), name="carried_erased_whole"
            ),
        ]

    def __str__(self):
        return str(self.pk)


class HandingOver(models.Model):
    """One attempt to hand a message over, and what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.ForeignKey(CarriedMessage, models.PROTECT, related_name="attempts")
    how = models.CharField(max_length=10, choices=HandedHow)
    result = models.CharField(max_length=11, choices=HandedResult)
    words = SealedText()
    on = models.DateField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(condition=Q(how__in=HandedHow.values), name="handed_how"),
            models.CheckConstraint(
                condition=Q(result__in=HandedResult.values), name="handed_result"
            ),
        ]

    def __str__(self):
        return str(self.pk)

    def sealing_key(self) -> bytes:
        return self.message.sealing_key()
