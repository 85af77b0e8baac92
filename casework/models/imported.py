import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from families.sealing import KeyOwner, SealedJSON, SealedText

from .case import Case, FamilyRequest
from .document import StoredFile
from .office import Office
from .staff import Staff

MOST_AT_ONCE = 2_000  # rows that are read while somebody waits


class RunState(models.TextChoices):
    READING = "reading", _("being read")
    PREVIEW = "preview", _("preview")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("stopped")
    UNDONE = "undone", _("undone")


class ImportRun(KeyOwner):
    """One register taken over: the file, the columns as understood, how far it got."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="imports")
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    file_name = SealedText()
    mapping = SealedJSON()  # headings too: a register without any has a family in their place
    decisions = SealedJSON()  # what a person decided about single rows: `imports.deciding`
    preview = SealedJSON()  # of a register too large for one press: `imports.preview`
    update_existing = models.BooleanField(default=False)
    documents = SealedJSON()  # file name as given -> StoredFile id or refusal
    state = models.CharField(max_length=8, choices=RunState, default=RunState.PREVIEW)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    summary = models.JSONField(default=dict)
    started_at = models.DateTimeField(auto_now_add=True)
    beat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    undo_asked_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    undo_asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RunState.values), name="run_state"),
        ]

    def __str__(self):
        return str(self.pk)

    @property
    def is_large(self) -> bool:
        """Whether the worker reads it, not the one who sent it."""
        return self.rows_total > MOST_AT_ONCE


class AskedRow(models.Model):
    """A row of a large register about which a person is asked, kept until it is taken over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="asked")
    place = models.PositiveIntegerField()
    told = SealedJSON()

    class Meta:
        ordering = ["run", "place"]
        constraints = [
            models.UniqueConstraint(fields=["run", "place"], name="asked_once"),
        ]

    def __str__(self):
        return f"{self.run_id}:{self.place}"

    def sealing_key(self) -> bytes:
        return self.run.sealing_key()


class RowOutcome(models.TextChoices):
    CREATED = "created", _("taken over")
    DRAFT = "draft", _("taken over, notice still to be given")
    UPDATED = "updated", _("updated")
    UNCHANGED = "unchanged", _("already there")
    DUPLICATE = "duplicate", _("the same row again")
    CONFLICT = "conflict", _("same number, other family")
    REJECTED = "rejected", _("not taken over")


class ImportRow(models.Model):
    """What became of one row, with the reasons in codes and the values sealed.

    `part` counts the people of a row that names several, from 0.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    part = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=10, choices=RowOutcome)
    reasons = models.JSONField(default=list)
    request = models.ForeignKey(
        FamilyRequest, models.PROTECT, null=True, blank=True, related_name="import_rows"
    )
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="import_rows"
    )
    content = models.CharField(max_length=64, blank=True, db_index=True)  # keyed hash
    offers = models.JSONField(default=list)
    original = SealedJSON()

    class Meta:
        ordering = ["run", "number", "part"]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=RowOutcome.values), name="row_outcome"),
            models.UniqueConstraint(fields=["run", "number", "part"], name="row_once_per_run"),
        ]

    def __str__(self):
        return f"{self.run_id}:{self.number}"

    def sealing_key(self) -> bytes:
        return self.run.sealing_key()


class KnownColumn(models.Model):
    """What a person said about a heading in the registers of an office: taken the next time.

    `heading` is a keyed hash, for a heading may be anything that somebody typed there.
    """

    office = models.ForeignKey(Office, models.CASCADE, related_name="known_columns")
    heading = models.CharField(max_length=64)
    field = models.CharField(max_length=40, blank=True)  # empty: kept as a note
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "heading"], name="column_once_per_office"),
        ]

    def __str__(self):
        return f"{self.office_id}:{self.field}"
