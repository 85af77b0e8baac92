import uuid

from django.db import models

from families.sealing import KeyOwner, SealedJSON

from .case import FamilyRequest
from .office import Office
from .staff import Staff


class IntakeDraft(KeyOwner):
    """A request while it is being typed: sealed, saved every few seconds, emptied once logged.

    `changes` says of each box at which version it was typed last, by whom, when, on which open
    page, and what stood there before that page: [version, name, ISO instant, page, text]. `apart`
    holds what two people typed differently into one box: {box: {"typed", "who", "at"}}; `fields`
    keeps what stood there first.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="drafts")
    fields = SealedJSON()
    changes = SealedJSON()
    apart = SealedJSON()
    request = models.ForeignKey(
        FamilyRequest, models.CASCADE, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-saved_at"]

    def __str__(self):
        return str(self.pk)
