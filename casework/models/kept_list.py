import uuid

from django.db import models

from families.sealing import KeyOwner, SealedJSON, SealedText

from .office import Office
from .staff import Staff


class ListChoice(models.Model):
    """Which columns somebody looks at, in which order: remembered from day to day."""

    staff = models.OneToOneField(Staff, models.CASCADE, related_name="list_choice")
    columns = models.JSONField(default=list)

    def __str__(self):
        return str(self.staff_id)


class SavedList(KeyOwner):
    """A filtered list with a name, shared in the office. Its address holds an id and nothing of
    what is filtered by; the words that were searched for are sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    name = SealedText()
    asked = SealedJSON()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at"]

    def __str__(self):
        return str(self.pk)
