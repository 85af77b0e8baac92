"""A take-over from its file to its last row: prepared, previewed, run, resumed, summed up."""

import logging
from collections.abc import Callable
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from casework import access, vault
from casework.actions import acting
from casework.actions.background import wake
from casework.actions.errors import Refused
from casework.imports import papers, rows
from casework.imports.deciding import NOTHING, Decisions
from casework.imports.headings import Mapping, recognise
from casework.imports.papers import Paper
from casework.imports.reading import read_register
from casework.imports.remembering import as_remembered, remember
from casework.imports.rows import RowPlan
from casework.imports.sheets import Sheet
from casework.imports.words import language_of
from casework.models import ImportRun, Office, Staff
from casework.models.imported import RunState

logger = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]
MIME = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}


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
    decided: Decisions = NOTHING,
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
    mapping = as_remembered(recognise(sheet), office).corrected(changes or {})
    planned = rows.plan(sheet, mapping, decided)
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
            file=vault.put_bytes(data, mime=MIME[sheet.form]),
            file_name=sheet.name,
            mapping=columns_as_json(sheet, mapping, tab),
            decisions=decided.as_json(),
            update_existing=update,
            documents={key: paper.as_json() for key, paper in found.items()},
            rows_total=sheet.filled_rows,
        )
        act.record("prepare_import", target=str(run.pk), rows=run.rows_total)
    return run


def columns_as_json(sheet: Sheet, mapping: Mapping, tab: str) -> dict:
    """The columns as a run keeps them, with what is to be said about the file."""
    return {
        **mapping.as_json(),
        "tab": tab,
        "language": language_of(sheet.headings),
        "sheet": [notice.as_json() for notice in sheet.notices],
    }


def correct(
    run: ImportRun,
    changes: dict[int, str],
    *,
    by: Staff,
    update: bool | None = None,
    again: bool = False,
):
    """Columns corrected on screen before the run; the office's next register is read likewise.
    A large register is then read again, also without changes if `again` is asked for.
    Raises Refused once it has started."""
    with acting.acting("import_register", by=by, office=run.office) as act:
        held = ImportRun.objects.select_for_update().get(pk=run.pk)
        if held.state != RunState.PREVIEW:
            raise Refused(_("This take-over has already started."), code="started")
        corrected = Mapping.from_json(held.mapping).corrected(changes)
        remember(corrected, changes, office=held.office, by=by)
        held.mapping = {**held.mapping, **corrected.as_json()}
        if update is not None:
            held.update_existing = update
        held.save()
        if changes or again:
            read_again(held)
        act.record("correct_import", target=str(held.pk), columns=sorted(changes))
    return held


def decide(run: ImportRun, change: Callable[[Decisions], Decisions], *, by: Staff) -> ImportRun:
    """What a person decided about single rows. Raises Refused once the run has started."""
    with acting.acting("import_register", by=by, office=run.office) as act:
        held = ImportRun.objects.select_for_update().get(pk=run.pk)
        if held.state != RunState.PREVIEW:
            raise Refused(_("This take-over has already started."), code="started")
        before = Decisions.from_json(held.decisions)
        decided = change(before)
        held.decisions = decided.as_json()
        held.save()
        if decided.people != before.people:
            read_again(held)
        act.record(
            "decide_import",
            target=str(held.pk),
            rows=len(decided.accepted),
            everything=list(decided.everything),
        )
    return held


def add_documents(run: ImportRun, folder: Path, *, by: Staff, progress: Progress = no_progress):
    """More documents for a run that has not started: those named and still missing are taken."""
    held = papers_of(run)
    named = papers.names_in(folder) if run.is_large else papers.named_papers(load(run)[2])
    wanted = {
        key: name
        for key, name in named.items()
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
        read_again(run)
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
        held.state, held.beat_at, held.preview = RunState.RUNNING, timezone.now(), {}
        held.save()
        held.asked.all().delete()
        act.record("start_import", target=str(held.pk))
        wake("casework.run_import", held)
    return held


def read_again(run: ImportRun) -> None:
    """A large register goes to the worker, which reads it and keeps what the preview shows."""
    if run.is_large:
        run.state, run.beat_at, run.rows_done = RunState.READING, timezone.now(), 0
        run.save()
        wake("casework.run_import", run)


def load(run: ImportRun) -> tuple[Sheet, Mapping, list[RowPlan]]:
    """The register of a run as it was sent, its columns as corrected, and the plan."""
    data = b"".join(vault.read(run.file))
    sheet = read_register(data, run.file_name, tab=run.mapping.get("tab", ""))
    mapping = Mapping.from_json(run.mapping)
    return sheet, mapping, rows.plan(sheet, mapping, Decisions.from_json(run.decisions))


def papers_of(run: ImportRun) -> dict[str, Paper]:
    return {key: Paper(**held) for key, held in (run.documents or {}).items()}
