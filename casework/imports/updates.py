"""What a run changed in cases that were here before it, taken back with the run."""

from django.db import transaction
from django.utils.translation import gettext as _

from casework.actions import papers, taken_over
from casework.actions.ledger import ChangedSince
from casework.imports.records import each_row
from casework.models import Case, Document, ImportRow, ImportRun, Staff
from casework.models.imported import RowOutcome


def take_back(run: ImportRun, *, by: Staff) -> list[str]:
    """Every update of a run, each case by itself, the last one first. The references of the cases
    whose rows were changed since: they stay as they are now."""
    updated = run.rows.filter(outcome=RowOutcome.UPDATED).select_related("case")
    kept = []
    for row in reversed(list(each_row(run, updated))):
        try:
            with transaction.atomic():
                _take_row_back(row, by)
        except ChangedSince:
            kept.append(row.case.reference)
    return sorted(kept)


def logged(run: ImportRun) -> list[Case]:
    """The cases that were here as drafts and left draft because of this run."""
    updated = run.rows.filter(outcome=RowOutcome.UPDATED).select_related("case")
    rows = each_row(run, updated)
    return [row.case for row in rows if (row.original.get("done") or {}).get("logged")]


def _take_row_back(row: ImportRow, by: Staff) -> None:
    why = _("The take-over was undone.")
    done, case = row.original.get("done") or {}, Case.objects.get(pk=row.case_id)
    if done:
        taken_over.take_update_back(case, done, by=by, why=why)
    for document in Document.objects.filter(pk__in=row.original.get("attached", ())):
        if document.removed_at is None:
            papers.take_out(document, by=by, why=why)
