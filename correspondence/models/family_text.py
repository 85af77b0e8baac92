import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.models import Due, FamilyRequest, Office, Staff
from casework.models.office import Language
from families.models import ContactPoint
from families.sealing import SealedText

from .dispatch import DispatchState


class TextKey(models.TextChoices):
    """The catalogue: fixed words for everybody, never a name, a case or an outcome."""

    PLEASE_CALL = "please_call", _("please call us")


class FamilyText(models.Model):
    """One text message that asks a family to call: number and words frozen before it leaves.

    It tells nothing, so the news stays due. There is one for each due: what is in doubt is decided
    by a person and never sent again by itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="family_texts")
    request = models.ForeignKey(FamilyRequest, models.PROTECT, related_name="texts")
    due = models.ForeignKey(Due, models.SET_NULL, null=True, related_name="+")
    point = models.ForeignKey(ContactPoint, models.PROTECT, related_name="+")
    key = models.CharField(max_length=12, choices=TextKey, default=TextKey.PLEASE_CALL)
    language = models.CharField(max_length=2, choices=Language)
    number = SealedText()
    words = SealedText()
    state = models.CharField(max_length=8, choices=DispatchState, default=DispatchState.PENDING)
    owner = models.CharField(max_length=100, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    try_after = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=60, blank=True)
    created_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "try_after"], name="text_state_after")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=DispatchState.values), name="text_state"),
            models.CheckConstraint(condition=Q(key__in=TextKey.values), name="text_key"),
            models.CheckConstraint(condition=Q(language__in=Language.values), name="text_language"),
            models.UniqueConstraint(
                fields=["due"],
                condition=Q(state__in=["pending", "sending", "unknown", "sent"]),
                name="one_live_text_per_due",
            ),
        ]

    def __str__(self):
        return str(self.pk)

    def sealing_key(self) -> bytes:
        return self.request.sealing_key()
