import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.models import Office, Staff, StoredFile
from families.sealing import KeyOwner, SealedText

from .letter import Letter


class ScanPile(KeyOwner):
    """The day's signed letters as a scanner gave them: some files, read page by page.

    `beat_at` moves with every page, so that a worker that died is noticed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="piles")
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    came_at = models.DateTimeField(auto_now_add=True)
    beat_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-came_at"]

    def __str__(self):
        return str(self.pk)


class PileFile(models.Model):
    """One file of a pile; it stays whatever becomes of its pages."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pile = models.ForeignKey(ScanPile, models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = SealedText()
    position = models.PositiveIntegerField()
    before = models.PositiveIntegerField(default=0)  # pages of the pile in the files before it
    pages = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["pile", "file"], name="file_once_in_pile"),
            models.UniqueConstraint(fields=["pile", "position"], name="pile_position"),
        ]

    def __str__(self):
        return str(self.pk)

    def sealing_key(self) -> bytes:
        return self.pile.sealing_key()


class PilePage(models.Model):
    """One page: the code that was read on it and how it lies. `letter` is the one to which a
    person gave it because it bears no code; `set_aside`: it belongs to no letter."""

    file = models.ForeignKey(PileFile, models.PROTECT, related_name="scanned")
    page = models.PositiveIntegerField()
    code = models.CharField(max_length=200, blank=True)
    turn = models.PositiveSmallIntegerField(default=0)
    blank = models.BooleanField(default=False)
    trouble = models.CharField(max_length=40, blank=True)
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, blank=True, related_name="+")
    set_aside = models.BooleanField(default=False)

    class Meta:
        ordering = ["file__position", "page"]
        constraints = [
            models.UniqueConstraint(fields=["file", "page"], name="page_once_in_pile"),
            models.CheckConstraint(
                condition=Q(letter=None) | Q(code="", set_aside=False), name="by_hand_without_code"
            ),
        ]

    def __str__(self):
        return f"{self.file_id}/{self.page}"

    @property
    def number(self) -> int:
        """Its place in the whole pile, from 1."""
        return self.file.before + self.page


class ConfirmState(models.TextChoices):
    WAITING = "waiting", _("still to come")
    DONE = "done", _("done")
    NOT_DONE = "not_done", _("not done")


class PileConfirmation(models.Model):
    """A letter of a pile that somebody confirmed together with others; the worker takes them."""

    pile = models.ForeignKey(ScanPile, models.PROTECT, related_name="confirmations")
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="+")
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    signed_on = models.DateField()
    state = models.CharField(max_length=8, choices=ConfirmState, default=ConfirmState.WAITING)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["pile", "letter"], name="letter_once_confirmed"),
            models.CheckConstraint(
                condition=Q(state__in=ConfirmState.values), name="confirmation_state"
            ),
        ]

    def __str__(self):
        return f"{self.pile_id}:{self.letter_id}"
