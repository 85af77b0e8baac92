import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from families.sealing import KeyOwner, SealedText

from .case import Case, FamilyRequest
from .office import Office
from .staff import Staff


class TransferReason(models.TextChoices):
    LIVES_THERE = "lives_there", _("the family lives there now")
    SPEAKS = "speaks", _("they speak the family's language there")
    BODIES = "bodies", _("the bodies to write to are there")
    WISH = "wish", _("the family wishes it")
    OTHER = "other", _("another reason, see the words")


class TransferState(models.TextChoices):
    WAITING = "waiting", _("waits for the other office")
    ACCEPTED = "accepted", _("taken over")
    REFUSED = "refused", _("not taken over")
    TAKEN_BACK = "taken_back", _("taken back")


class Transfer(KeyOwner):
    """A family, or one case of it, offered to another office, which takes it over or does not.

    Until then nothing moves. Whoever offered it never decides for the other office.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(FamilyRequest, models.PROTECT, related_name="transfers")
    cases = models.ManyToManyField(Case, related_name="transfers")
    whole_family = models.BooleanField(default=True)
    from_office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    to_office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=12, choices=TransferReason)
    words = SealedText()
    answer = SealedText()
    state = models.CharField(max_length=10, choices=TransferState, default=TransferState.WAITING)
    offered_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-offered_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reason__in=TransferReason.values), name="transfer_reason"
            ),
            models.CheckConstraint(
                condition=Q(state__in=TransferState.values), name="transfer_state"
            ),
            models.CheckConstraint(
                condition=~Q(from_office=F("to_office")), name="transfer_to_another_office"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "taken_back"))
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("offered_by"))),
                name="transfer_needs_two",
            ),
            models.UniqueConstraint(
                fields=["request"], condition=Q(state="waiting"), name="one_transfer_at_a_time"
            ),
        ]

    def __str__(self):
        return str(self.pk)


class Loan(KeyOwner):
    """A case that another office may read, and only read, until a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="loans")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    reason = SealedText()
    until = models.DateField()
    lent_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    lent_at = models.DateTimeField(auto_now_add=True)
    ended_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-lent_at"]
        indexes = [models.Index(fields=["office", "until"])]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "office"], condition=Q(ended_at=None), name="one_loan_to_an_office"
            ),
        ]

    def __str__(self):
        return str(self.pk)
