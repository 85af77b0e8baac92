import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.models import Staff, StoredFile
from families.sealing import KeyOwner, SealedText

from .letter import Addressee, Letter
from .recipient import Channel


class DispatchState(models.TextChoices):
    PENDING = "pending", _("waiting to leave")
    SENDING = "sending", _("on its way out")
    SENT = "sent", _("sent")
    FAILED = "failed", _("did not leave")
    UNKNOWN = "unknown", _("we do not know whether it left")
    RECALLED = "recalled", _("called back")


LIVE = (
    DispatchState.PENDING,
    DispatchState.SENDING,
    DispatchState.UNKNOWN,
    DispatchState.SENT,
)


class Receipt(models.TextChoices):
    NONE = "", "-"
    SIGNED = "signed", _("receipt signed")
    REFUSED = "refused", _("receipt refused, with a witness")
    POSTED = "posted", _("posted, with a number")
    HANDED_OVER = "handed_over", _("handed over to the mail server")
    ENTERED = "entered", _("entered on their page, with a number")


class Dispatch(KeyOwner):
    """One way out of one letter to one addressee: frozen before it leaves, with its proof.

    A mail that would be too large for them goes as several: `part` of `parts`, each a dispatch of
    its own. `edition` is that of the letter which went this way; `stopped_at` stays when something
    left although it had been called back. What became of a mail afterwards (`delivered_at` …) is
    computed from all that servers told (`correspondence.tracking`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="dispatches")
    addressee = models.ForeignKey(Addressee, models.PROTECT, related_name="dispatches")
    channel = models.CharField(max_length=8, choices=Channel)
    part = models.PositiveSmallIntegerField(default=1)
    parts = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=8, choices=DispatchState, default=DispatchState.PENDING)
    message_id = models.CharField(max_length=200, blank=True, db_index=True)
    reply_token = models.CharField(max_length=20, blank=True, db_index=True)
    provider_id = models.CharField(max_length=200, blank=True, db_index=True)
    frozen = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    frozen_sha256 = models.CharField(max_length=64, blank=True)
    owner = models.CharField(max_length=100, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    try_after = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=60, blank=True)
    receipt = models.CharField(max_length=12, choices=Receipt, blank=True)
    tracking_number = models.CharField(max_length=100, blank=True)
    bearer = SealedText()
    received_by = SealedText()
    witness = SealedText()
    words = SealedText()
    proof = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    sent_on = models.DateField(null=True, blank=True)
    edition = models.PositiveIntegerField(default=1)
    stopped_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)
    complained_at = models.DateTimeField(null=True, blank=True)
    bounce_code = models.CharField(max_length=20, blank=True)
    created_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name_plural = "dispatches"
        indexes = [models.Index(fields=["state", "try_after"])]
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="way_channel"),
            models.CheckConstraint(condition=Q(state__in=DispatchState.values), name="way_state"),
            models.UniqueConstraint(
                fields=["letter", "addressee", "channel", "part"],
                condition=Q(state__in=["pending", "sending", "unknown", "sent"], bounced_at=None),
                name="one_live_way_per_addressee",
            ),
        ]

    def __str__(self):
        return f"{self.channel} {self.state}"

    def way(self) -> str:
        """The way in words, with the part where the letter goes in several mails."""
        way = str(self.get_channel_display())
        if self.parts == 1:
            return way
        values = {"way": way, "part": self.part, "parts": self.parts}
        return _("%(way)s, part %(part)s of %(parts)s") % values

    def siblings(self):
        """The dispatches of the same edition to the same addressee on the same way."""
        return Dispatch.objects.filter(
            letter=self.letter_id,
            addressee=self.addressee_id,
            channel=self.channel,
            edition=self.edition,
            parts=self.parts,
        )

    def standing(self) -> str:
        """How it stands, in a word: what servers told of a mail goes beyond its having left.

        That somebody opened it is a hint, never a proof: it is shown, and nothing follows from it.
        """
        if self.state != DispatchState.SENT:
            return self.get_state_display()
        told = (
            (self.came_back, _("came back")),
            (self.complained_at, _("called unwanted by the addressee")),
            (self.delivered_at, _("arrived in the mail box")),
        )
        word = next((word for holds, word in told if holds), self.get_state_display())
        return str(word)

    @property
    def came_back(self) -> bool:
        """It bounced, and nothing says that it arrived after that."""
        later = self.delivered_at and self.bounced_at and self.delivered_at > self.bounced_at
        return bool(self.bounced_at and not later)
