"""A take-over from its file to its last row: prepared, previewed, run, resumed, summed up."""

import logging
import uuid
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from casework import access, vault
from casework.actions import acting
from casework.actions.background import wake
from casework.actions.errors import Refused
from casework.imports import papers, records, rows
from casework.imports.decisions import Decision, decide
from casework.imports.families import take_family
from casework.imports.headings import Mapping, recognise
from casework.imports.papers import Paper
from casework.imports.reading import read_register
from casework.imports.rows import RowPlan
from casework.imports.sheets import Reason, RegisterError, Sheet
from casework.imports.words import language_of
from casework.models import ImportRun, Office, Staff
from casework.models.imported import RowOutcome, RunState

logger = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]
_MIME = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}
_OUTCOME_OF = {
    rows.DUPLICATE: RowOutcome.DUPLICATE,
    rows.CONFLICT: RowOutcome.CONFLICT,
    rows.REJECTED: RowOutcome.REJECTED,
}


@dataclass(frozen=True)
class PlannedOutcome:
    """One row of a preview: what would become of it, and every reason there is."""

    plan: RowPlan
    outcome: str
    reasons: tuple[Reason, ...]
    reference: str = ""


def no_progress(phase: str, done: int, total: int) -> None:
    """Tell nobody."""


def prepare(
    source: Path | str | bytes,
    *,
    office: Office,
    by: Staff,
    name: str = "",
    documents: Path | None = None,
    changes: dict[int, str] | None = None,
    update: bool = True,
    tab: str = "",
    progress: Progress = no_progress,
) -> ImportRun:
    """Read a register and its documents and keep both, sealed; no case is touched yet.

    `changes` corrects columns (index -> field). A run of the same file that was interrupted in
    this office is given back as it stands. Raises RegisterError, PermissionDenied.
    """
    access.require(by, "import_register", office)
    data = source if isinstance(source, bytes) else None
    sheet = read_register(source if data is None else data, name, tab=tab)
    unfinished = ImportRun.objects.filter(
        office=office, file__sha256=sheet.sha256, state=RunState.RUNNING
    ).first()
    if unfinished is not None:
        return unfinished
    mapping = recognise(sheet).corrected(changes or {})
    planned = rows.plan(sheet, mapping)
    found = papers.examine_papers(
        papers.named_papers(planned),
        documents,
        store=True,
        progress=lambda done, total: progress("documents", done, total),
    )
    data = data if data is not None else Path(str(source)).read_bytes()
    with acting.acting("import_register", by=by, office=office) as act:
        run = ImportRun.objects.create(
            office=office,
            by=by,
            file=vault.put_bytes(data, mime=_MIME[sheet.form]),
            file_name=sheet.name,
            mapping={
                **mapping.as_json(),
                "tab": tab,
                "language": language_of(sheet.headings),
                "sheet": [notice.as_json() for notice in sheet.notices],
            },
            update_existing=update,
            documents={key: paper.as_json() for key, paper in found.items()},
            rows_total=sheet.filled_rows,
        )
        act.record("prepare_import", target=str(run.pk), rows=run.rows_total)
    return run


def correct(run: ImportRun, changes: dict[int, str], *, by: Staff, update: bool | None = None):
    """Columns corrected on screen before the run. Raises Refused once it has started."""
    with acting.acting("import_register", by=by, office=run.office) as act:
        held = ImportRun.objects.select_for_update().get(pk=run.pk)
        if held.state != RunState.PREVIEW:
            raise Refused(_("This take-over has already started."), code="started")
        corrected = Mapping.from_json(held.mapping).corrected(changes)
        held.mapping = {**held.mapping, **corrected.as_json()}
        if update is not None:
            held.update_existing = update
        held.save()
        act.record("correct_import", target=str(held.pk), columns=sorted(changes))
    return held


def add_documents(run: ImportRun, folder: Path, *, by: Staff, progress: Progress = no_progress):
    """More documents for a run that has not started: those named and still missing are taken."""
    _sheet, _mapping, planned = load(run)
    held = papers_of(run)
    wanted = {
        key: name
        for key, name in papers.named_papers(planned).items()
        if key not in held or held[key].outcome != papers.TAKEN
    }
    found = papers.examine_papers(
        wanted,
        folder,
        store=True,
        progress=lambda done, total: progress("documents", done, total),
    )
    with acting.acting("import_register", by=by, office=run.office) as act:
        run = ImportRun.objects.select_for_update().get(pk=run.pk)
        run.documents = {**run.documents, **{k: paper.as_json() for k, paper in found.items()}}
        run.save()
        act.record("add_import_documents", target=str(run.pk), count=len(found))
    return run


def start(run: ImportRun, *, by: Staff) -> ImportRun:
    """Hands the prepared run to the worker. A second press changes nothing; a run whose columns
    lack something that is needed is refused."""
    with acting.acting("import_register", by=by, office=run.office) as act:
        held = ImportRun.objects.select_for_update().get(pk=run.pk)
        if held.state != RunState.PREVIEW:
            return held
        if Mapping.from_json(held.mapping).missing:
            raise Refused(_("Please say first which columns hold the names."), code="columns")
        held.state, held.beat_at = RunState.RUNNING, timezone.now()
        held.save()
        act.record("start_import", target=str(held.pk))
        wake("casework.run_import", held)
    return held


def load(run: ImportRun) -> tuple[Sheet, Mapping, list[RowPlan]]:
    """The register of a run as it was sent, its columns as corrected, and the plan."""
    data = b"".join(vault.read(run.file))
    sheet = read_register(data, run.file_name, tab=run.mapping.get("tab", ""))
    mapping = Mapping.from_json(run.mapping)
    return sheet, mapping, rows.plan(sheet, mapping)


def papers_of(run: ImportRun) -> dict[str, Paper]:
    return {key: Paper(**held) for key, held in (run.documents or {}).items()}


def outlook(
    planned: list[RowPlan], found: dict[str, Paper], office: Office, *, update: bool
) -> list[PlannedOutcome]:
    """What would become of every row that holds anything; writes nothing."""
    return [_outlook(row, found, office, update) for row in planned if row.status != rows.EMPTY]


def _outlook(row: RowPlan, found: dict[str, Paper], office: Office, update: bool) -> PlannedOutcome:
    if not row.is_imported:
        return PlannedOutcome(row, _OUTCOME_OF[row.status], row.reasons)
    decision = decide(row, office, update=update)
    reference = decision.case.reference if decision.case else ""
    reasons = records.reasons_of(row, found, decision)
    return PlannedOutcome(row, decision.outcome, reasons, reference)


def execute(run: ImportRun, *, progress: Progress = no_progress) -> ImportRun:
    """Take the rows over, a family at a time, each in its own transaction.

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
    for group in _groups(planned):
        waiting = [row for row in group if row.number not in done]
        if waiting:
            _take(run, waiting, found)
            done.update(row.number for row in waiting)
            ImportRun.objects.filter(pk=run.pk).update(rows_done=len(done), beat_at=timezone.now())
            progress("rows", len(done), run.rows_total)
    return _finish(run)


def _groups(planned: list[RowPlan]) -> list[list[RowPlan]]:
    """Rows of one request together, in the order of their first row."""
    groups: dict[int, list[RowPlan]] = {}
    for row in planned:
        if row.status != rows.EMPTY:
            first = row.family if row.is_imported else row.number
            groups.setdefault(first, []).append(row)
    return list(groups.values())


def _take(run: ImportRun, group: list[RowPlan], found: dict[str, Paper]) -> None:
    """One family; whatever goes wrong with it is said in its rows and stops no other."""
    try:
        with transaction.atomic(), ExitStack() as opened:
            plain = [row for row in group if not row.is_imported]
            for row in plain:
                records.write(run, row, Decision(_OUTCOME_OF[row.status]), row.reasons)
            imported = [row for row in group if row.is_imported]
            if imported:
                take_family(run, imported, found, opened)
    except Refused as refusal:
        why = " ".join(str(reason) for reason in refusal.reasons) or str(refusal)
        _give_up(run, group, Reason("refused", {"why": why}))
    except PermissionDenied:
        _give_up(run, group, Reason("not_allowed"))
    except Exception as error:
        # Only the kind of error: its words could hold what the row says.
        logger.error("Import %s, row %s: %s", run.pk, group[0].number, type(error).__name__)
        _give_up(run, group, Reason("could_not_be_written"))


def _give_up(run: ImportRun, group: list[RowPlan], reason: Reason) -> None:
    with transaction.atomic():
        for row in group:
            decision = Decision(RowOutcome.REJECTED)
            records.write(run, row, decision, (*row.reasons, reason))


def _finish(run: ImportRun) -> ImportRun:
    with transaction.atomic():
        held = ImportRun.objects.select_for_update().get(pk=run.pk)
        if held.state != RunState.DONE:
            held.state, held.finished_at = RunState.DONE, timezone.now()
            held.rows_done = held.rows.count()
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
    """Prepare and execute in one go; for the command line and the story."""
    run = prepare(
        source,
        office=office,
        by=by,
        name=name,
        documents=documents,
        update=update,
        tab=tab,
        progress=progress,
    )
    if Mapping.from_json(run.mapping).missing:
        raise RegisterError("columns_missing")
    return execute(run, progress=progress)


def unfinished_runs(*, silent_for: timedelta) -> list[uuid.UUID]:
    """Runs whose worker has not moved for a while, to be taken up again."""
    before = timezone.now() - silent_for
    silent = ImportRun.objects.filter(state=RunState.RUNNING, beat_at__lt=before)
    return list(silent.values_list("pk", flat=True))
