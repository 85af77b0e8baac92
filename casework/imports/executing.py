"""The rows of a prepared run become cases: some families at a time, resumed where it stopped."""

import logging
import uuid
from datetime import timedelta
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import OperationalError, transaction
from django.utils import timezone

from casework.actions import acting
from casework.actions.errors import Refused
from casework.imports import records, rows
from casework.imports.deciding import EVERYTHING
from casework.imports.decisions import Decision
from casework.imports.families import Families, Group
from casework.imports.headings import Mapping
from casework.imports.papers import Paper
from casework.imports.rows import RowPlan
from casework.imports.runs import Progress, load, no_progress, papers_of, prepare
from casework.imports.sheets import Reason, RegisterError
from casework.models import ImportRun, Office, Staff
from casework.models.imported import RowOutcome, RunState

logger = logging.getLogger(__name__)

# Families of one transaction. More do not save time; a killed worker does these again.
AT_ONCE = 40


def execute(run: ImportRun, *, progress: Progress = no_progress) -> ImportRun:
    """Take the rows over, some families at a time, each time in one transaction.

    May be called again after any interruption, also while another worker still runs: rows that
    are done are passed over, and a family is never written twice. Raises RegisterError
    "columns_missing"; the run is then still a preview.
    """
    _sheet, mapping, planned = load(run)
    if mapping.missing:
        raise RegisterError("columns_missing")
    if ImportRun.objects.get(pk=run.pk).state == RunState.DONE:
        return ImportRun.objects.get(pk=run.pk)
    ImportRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING, beat_at=timezone.now())
    found, done = papers_of(run), set(run.rows.values_list("number", flat=True))
    waiting = _groups(planned, done)
    for start in range(0, len(waiting), AT_ONCE):
        groups = waiting[start : start + AT_ONCE]
        _take_some(run, groups, found)
        done.update(row.number for group in groups for row in group)
        ImportRun.objects.filter(pk=run.pk).update(rows_done=len(done), beat_at=timezone.now())
        progress("rows", len(done), run.rows_total)
    return _finish(run)


def _groups(planned: list[RowPlan], done: set[int]) -> list[list[RowPlan]]:
    """Rows of one request together, in the order of their first row, without those done."""
    groups: dict[int, list[RowPlan]] = {}
    for row in planned:
        if row.status != rows.EMPTY and row.number not in done:
            first = row.family if row.is_imported else row.number
            groups.setdefault(first, []).append(row)
    return list(groups.values())


def _take_some(run: ImportRun, groups: list[Group], found: dict[str, Paper]) -> None:
    """Some families in one transaction: the new ones together, each other one by itself.

    When anything stands against the new ones together, each is tried by itself, so that the
    reason stands in the rows of the one that it concerns.
    """
    with transaction.atomic():
        families = Families(run, groups, found)
        new = [group for group in groups if families.is_new(group)]
        together = new if _taken_together(run, families, new) else []
        for group in groups:
            if group not in together:
                _take_one(run, families, group)


def _taken_together(run: ImportRun, families: Families, new: list[Group]) -> bool:
    try:
        with transaction.atomic():
            families.take_new(new)
    except OperationalError:
        raise
    except Exception as error:
        logger.info("Import %s: by single families after %s", run.pk, type(error).__name__)
        return False
    return True


def _take_one(run: ImportRun, families: Families, group: Group) -> None:
    """One family; whatever goes wrong with it is said in its rows and stops no other.

    A database that does not answer is nobody's row: the run stops, and is resumed.
    """
    try:
        with transaction.atomic():
            families.take(group)
    except Refused as refusal:
        why = " ".join(str(reason) for reason in refusal.reasons) or str(refusal)
        _give_up(run, group, Reason("refused", {"why": why}))
    except PermissionDenied:
        _give_up(run, group, Reason("not_allowed"))
    except OperationalError:
        raise
    except Exception as error:
        # Only the kind of error: its words could hold what the row says.
        logger.error("Import %s, row %s: %s", run.pk, group[0].number, type(error).__name__)
        _give_up(run, group, Reason("could_not_be_written"))


def _give_up(run: ImportRun, group: Group, reason: Reason) -> None:
    decision = Decision(RowOutcome.REJECTED)
    records.write([records.outcome_of(run, row, decision, (*row.reasons, reason)) for row in group])


def _finish(run: ImportRun) -> ImportRun:
    with transaction.atomic():
        held = ImportRun.objects.select_for_update().get(pk=run.pk)
        if held.state != RunState.DONE:
            held.state, held.finished_at = RunState.DONE, timezone.now()
            held.rows_done = held.rows.values("number").distinct().count()
            held.summary = records.summary(held)
            held.save()
            with acting.acting("import_register", by=held.by, office=held.office) as act:
                act.record("import_register", target=str(held.pk), **held.summary)
    return held


def take_over(
    source: Path | str | bytes,
    *,
    office: Office,
    by: Staff,
    name: str = "",
    documents: Path | None = None,
    update: bool = True,
    tab: str = "",
    progress: Progress = no_progress,
) -> ImportRun:
    """Prepare and execute in one go; for the command line and the story.

    Changes to known cases are accepted, but for what needs a yes of its own.
    """
    run = prepare(
        source,
        office=office,
        by=by,
        name=name,
        documents=documents,
        update=update,
        tab=tab,
        decided=EVERYTHING,
        progress=progress,
    )
    if Mapping.from_json(run.mapping).missing:
        raise RegisterError("columns_missing")
    return execute(run, progress=progress)


def unfinished_runs(*, silent_for: timedelta) -> list[uuid.UUID]:
    """Runs whose worker has not moved for a while, to be taken up again."""
    before = timezone.now() - silent_for
    silent = ImportRun.objects.filter(
        state__in=(RunState.READING, RunState.RUNNING), beat_at__lt=before
    )
    return list(silent.values_list("pk", flat=True))
