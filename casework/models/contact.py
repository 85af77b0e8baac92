import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from families.sealing import KeyOwner, SealedText

from .body import Body
from .case import Case, FamilyRequest
from .office import Office
from .staff import Staff


class ContactHow(models.TextChoices):
    CALL = "call", _("telephone call")
    VISIT = "visit", _("visit")
    MESSAGE = "message", _("message")
    LETTER = "letter", _("letter")


class Result(models.TextChoices):
    TALKED = "talked", _("talked")
    TOLD = "told", _("told where it stands")
    NOT_REACHED = "not_reached", _("not reached")
    WRONG_NUMBER = "wrong_number", _("wrong number")
    DIED = "died", _("we heard that this person has died")


class Contact(KeyOwner):
    """A call, visit or message: with whom, what was said, what was promised, what comes next."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(
        FamilyRequest, models.PROTECT, null=True, blank=True, related_name="contacts"
    )
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="contacts")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="contacts")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    how = models.CharField(max_length=8, choices=ContactHow, default=ContactHow.CALL)
    result = models.CharField(max_length=12, choices=Result, default=Result.TALKED)
    on = models.DateField()
    language = models.CharField(max_length=2, blank=True)
    whom = SealedText()
    said = SealedText()
    promised = SealedText()
    next_step = SealedText()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_why = SealedText()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(how__in=ContactHow.values), name="contact_how"),
            models.CheckConstraint(condition=Q(result__in=Result.values), name="contact_result"),
            models.CheckConstraint(
                condition=Q(request__isnull=False) | Q(body__isnull=False),
                name="contact_about_something",
            ),
        ]

    def __str__(self):
        return str(self.pk)


class Note(KeyOwner):
    """Words about a request, a case or a body. Never where someone is: that is news handed in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(
        FamilyRequest, models.PROTECT, null=True, blank=True, related_name="notes"
    )
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="notes")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="notes")
    words = SealedText()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_why = SealedText()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(request__isnull=False) | Q(body__isnull=False),
                name="note_about_something",
            ),
        ]

    def __str__(self):
        return str(self.pk)
