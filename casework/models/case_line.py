"""One line per case for the wide list: what it is sorted and filtered by, side by side.

The rows are kept by the database itself (`casework.models.line_triggers`), whatever wrote the
case: an action, an import of ten thousand rows, a correction. Nothing is ever shown from here; a
page shows the case. Dates are ISO texts, "" where there is none, so that both databases sort alike.
"""

from django.db import models

from .case import Case
from .office import Office

SORTED = (
    "sought_key",
    "father_key",
    "born",
    "enquirer_key",
    "received_on",
    "written_on",
    "last_step_on",
    "next_review",
    "birth_place",
)


def _text(length: int) -> models.CharField:
    return models.CharField(max_length=length, default="", db_default="", editable=False)


class CaseLine(models.Model):
    """`born` is "earliest/latest"; `enquirer_born` the latest day the enquirer can be born on;
    `written_on` the first letter about the case, `last_step_on` the last that is no reminder;
    `papers` how many papers of the case or its family there are."""

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="line")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    reference = _text(30)
    state = _text(14)
    sought_key = _text(80)
    father_key = _text(80)
    born = _text(21)
    enquirer_key = _text(80)
    enquirer_born = _text(10)
    received_on = _text(10)
    written_on = _text(10)
    last_step_on = _text(10)
    next_review = _text(10)
    birth_place = _text(300)
    stopped = models.BooleanField(default=False, db_default=False, editable=False)
    papers = models.PositiveIntegerField(default=0, db_default=0, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["office", "reference"], name="line_by_reference"),
            *(
                models.Index(fields=["office", field, "reference"], name=f"line_by_{field}")
                for field in SORTED
            ),
            models.Index(
                fields=["office", "state", "received_on", "reference"], name="line_by_state"
            ),
            models.Index(fields=["office", "enquirer_born", "state"], name="line_by_enquirer_born"),
            # The board counts from this one, and who waits longest is found in the other, without
            # a look at the table.
            models.Index(fields=["office", "received_on", "state"], name="line_by_age"),
            models.Index(
                fields=["office", "written_on", "state", "received_on", "reference", "case"],
                name="line_by_waiting",
            ),
            models.Index(
                fields=["office"], condition=models.Q(stopped=True), name="line_that_is_stopped"
            ),
        ]

    def __str__(self):
        return self.reference
