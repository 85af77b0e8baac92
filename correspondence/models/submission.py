import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.models import Case, Office, Staff, StoredFile
from families.dates import PartialDateField
from families.sealing import KeyOwner, SealedText

from .recipient import Recipient


class Proof(models.TextChoices):
    """What is held as proof of an earlier submission; never more than there is."""

    SIGNED_RECEIPT = "signed_receipt", _("signed receipt")
    STAMPED_COPY = "stamped_copy", _("stamped copy")
    OWN_COPY = "own_copy", _("own copy")
    REMEMBERED = "remembered", _("as remembered")


class Submission(KeyOwner):
    """Everything between us and one body about a set of cases.

    An earlier submission was made before or outside this program: no number, no approval, the
    date as it is remembered.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="submissions")
    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="submissions")
    opened_on = models.DateField()
    is_earlier = models.BooleanField(default=False)
    earlier_on = PartialDateField()
    earlier_place = models.CharField(max_length=200, blank=True)
    earlier_handed_by = SealedText()
    earlier_number = models.CharField(max_length=100, blank=True)
    earlier_papers = SealedText()
    earlier_said = SealedText()
    earlier_proof = models.CharField(max_length=16, choices=Proof, blank=True)
    earlier_proof_file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-opened_on", "-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(earlier_proof__in=["", *Proof.values]), name="earlier_proof"
            ),
            models.CheckConstraint(
                condition=Q(is_earlier=False) | ~Q(earlier_proof=""), name="earlier_names_its_proof"
            ),
        ]

    def __str__(self):
        return str(self.pk)


class ReplyClass(models.TextChoices):
    NONE = "", _("no reply recorded")
    ACKNOWLEDGED = "acknowledged", _("acknowledged")
    PROMISED = "promised", _("promised")
    ASKS_MORE = "asks_more", _("asks for more")
    PASSED_ON = "passed_on", _("passed on to another body")
    DECLINED = "declined", _("declined")
    ANSWERED = "answered", _("answered")
    RETURNED = "returned", _("came back")


class SubmissionCase(models.Model):
    """One case in a submission, with its own marks: sent, delivered, acknowledged, promised …

    `ended_on`: we withdrew the case from this body or closed the correspondence on it.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="lines")
    case = models.ForeignKey(Case, models.PROTECT, related_name="submission_lines")
    sent_on = models.DateField(null=True, blank=True)
    delivered_on = models.DateField(null=True, blank=True)
    acknowledged_on = models.DateField(null=True, blank=True)
    promised_until = models.DateField(null=True, blank=True)
    asks_more_on = models.DateField(null=True, blank=True)
    passed_to = models.CharField(max_length=200, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    declined_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    their_reference = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [  # what `correspondence.silence` reads of every thread, on every first page
            models.Index(
                fields=["submission", "sent_on", "acknowledged_on", "promised_until"],
                condition=Q(
                    sent_on__isnull=False, answered_on=None, declined_on=None, ended_on=None
                ),
                name="line_that_waits",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["submission", "case"], name="case_once_in_submission"),
        ]

    def __str__(self):
        return f"{self.submission_id}:{self.case_id}"

    @property
    def is_unanswered(self) -> bool:
        """Sent, and neither answered, declined nor ended by us: what a reminder lists."""
        done = self.answered_on or self.declined_on or self.ended_on
        return bool(self.sent_on and not done)
