import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from families.sealing import KeyOwner, SealedJSON

from .case import Case
from .staff import Staff


class BulkStep(models.TextChoices):
    ACCEPT = "accept", _("Check and accept")
    ASK_MORE = "ask_more", _("Ask the family for more")
    HOLD = "hold", _("Pause")
    RESUME = "resume", _("Go on")
    CLOSE = "close", _("End")
    CASEWORKER = "caseworker", _("Give to a caseworker")
    PRIORITY = "priority", _("Set how urgent it is")


class BulkRun(KeyOwner):
    """One step pressed for many cases at once; what was typed for it is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    step = models.CharField(max_length=10, choices=BulkStep)
    asked = SealedJSON()
    started_at = models.DateTimeField(auto_now_add=True)
    beat_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(condition=Q(step__in=BulkStep.values), name="bulk_step"),
        ]

    def __str__(self):
        return str(self.pk)


class LineState(models.TextChoices):
    WAITING = "waiting", _("still to come")
    DONE = "done", _("done")
    NOT_DONE = "not_done", _("not done")


class BulkLine(models.Model):
    """One case of it: the version that was seen, and what became of it. `told` holds the codes of
    what stood in the way, never words about the case."""

    run = models.ForeignKey(BulkRun, models.CASCADE, related_name="lines")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    seen = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=LineState, default=LineState.WAITING)
    told = models.JSONField(default=list)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=LineState.values), name="bulk_line_state"),
            models.UniqueConstraint(fields=["run", "case"], name="case_once_per_bulk"),
        ]

    def __str__(self):
        return f"{self.run_id}:{self.case_id}"
