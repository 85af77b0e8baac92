import uuid

from django.db import models
from django.db.models import F, Q

from casework.models import Staff
from families.sealing import SealedText

from .track import SealedTrack


class OfficerKey(models.Model):
    """A protection officer's pair of keys. The server holds the public one; the private one is
    wrapped with a passphrase that only the officer knows."""

    staff = models.OneToOneField(Staff, models.PROTECT, related_name="+", primary_key=True)
    public = models.BinaryField()
    wrapped = models.BinaryField()
    made_at = models.DateTimeField(auto_now=True)

    def __str__(self):
        return str(self.pk)


class Whereabouts(models.Model):
    """How to reach a sought person. A relay (somebody who passes a message on) is preferred to a
    place; what is in `sealed` opens with an officer's private key and with nothing on the server.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    track = models.ForeignKey(SealedTrack, models.PROTECT, related_name="whereabouts")
    sealed = models.BinaryField()
    envelopes = models.JSONField(default=dict)  # staff id -> the content key for that officer
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]
        verbose_name_plural = "whereabouts"

    def __str__(self):
        return str(self.pk)


class Opening(models.Model):
    """One opening of sealed whereabouts: asked by one officer, agreed by another, short."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    track = models.ForeignKey(SealedTrack, models.PROTECT, related_name="openings")
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    reason = SealedText()
    asked_at = models.DateTimeField(auto_now_add=True)
    agreed_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    half = models.BinaryField(default=bytes)  # the server's half; the other lives in the cookie
    locked = models.BinaryField(default=bytes)  # the private key under both halves

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("by")),
                name="opening_second_person",
            ),
        ]

    def __str__(self):
        return str(self.pk)

    def sealing_key(self) -> bytes:
        return self.track.sealing_key()
