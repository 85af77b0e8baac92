"""Registers too large for one press: kept at once as they came, read by the worker, who keeps what
the preview shows. A worker that dies leaves nothing half done: the next one reads anew."""

import hashlib
import io
import logging
import zipfile
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from casework import access, vault
from casework.actions import acting
from casework.actions.background import wake
from casework.imports import papers, rows
from casework.imports.asking import asks
from casework.imports.deciding import Decisions
from casework.imports.headings import Mapping, recognise
from casework.imports.outlook import PlannedOutcome, outlook
from casework.imports.preview import seen
from casework.imports.reading import read_register
from casework.imports.rehearsal import Rehearsal
from casework.imports.remembering import as_remembered
from casework.imports.runs import MIME, columns_as_json, papers_of
from casework.imports.sheets import RegisterError, Sheet
from casework.models import AskedRow, ImportRun, Office, Staff
from casework.models.imported import MOST_AT_ONCE, RunState

logger = logging.getLogger(__name__)

_PIECE, _MOST_PIECES = 1_000_000, 250
_TOLD_EVERY = 500


def is_large(data: bytes) -> bool:
    """Whether a register may have more rows than are read while somebody waits. Counts, at most as
    far as it must; what cannot be counted is small, and reading it says what is wrong."""
    if not data.startswith(b"PK"):
        return data.count(b"\n") > MOST_AT_ONCE or data.count(b"\r") > MOST_AT_ONCE
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            tabs = [n for n in package.namelist() if "worksheets/" in n and n.endswith(".xml")]
            return any(_has_many_rows(package, name) for name in tabs)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        return False


def _has_many_rows(package: zipfile.ZipFile, name: str) -> bool:
    found, end = 0, b""
    with package.open(name) as stream:
        for _ in range(_MOST_PIECES):
            piece = stream.read(_PIECE)
            found += (end + piece).count(b"<row")
            end = piece[-3:]
            if found > MOST_AT_ONCE or not piece:
                break
    return found > MOST_AT_ONCE


def receive(
    data: bytes, *, office: Office, by: Staff, name: str, documents: Path | None, update: bool
) -> ImportRun:
    """Keep a large register and its documents, sealed, and have the worker read it.

    A run of the same file that was interrupted in this office is given back as it stands.
    """
    access.require(by, "import_register", office)
    unfinished = ImportRun.objects.filter(
        office=office,
        file__sha256=hashlib.sha256(data).hexdigest(),
        state__in=(RunState.RUNNING, RunState.READING),
    ).first()
    if unfinished is not None:
        return unfinished
    found = papers.examine_papers(papers.names_in(documents), documents, store=True)
    with acting.acting("import_register", by=by, office=office) as act:
        run = ImportRun.objects.create(
            office=office,
            by=by,
            file=vault.put_bytes(data, mime=MIME["xlsx" if data.startswith(b"PK") else "csv"]),
            file_name=name,
            update_existing=update,
            documents={key: paper.as_json() for key, paper in found.items()},
            state=RunState.READING,
            beat_at=timezone.now(),
        )
        act.record("receive_import", target=str(run.pk))
        wake("casework.run_import", run)
    return run


def read(run: ImportRun) -> None:
    """Read the register of a run and keep what its preview shows. May run twice, also at once."""
    data = b"".join(vault.read(run.file))
    try:
        sheet = read_register(data, run.file_name, tab=run.mapping.get("tab", ""))
    except RegisterError as error:
        _unreadable(run, error)
        return
    mapping = _columns(run, sheet)
    planned = rows.plan(sheet, mapping, Decisions.from_json(run.decisions))
    named = papers.named_papers(planned)
    held = papers_of(run)
    found = held | papers.named_among(held, named)
    _beat(run, rows_total=sheet.filled_rows, rows_done=0)
    told = [] if mapping.missing else _all(run, planned, found)
    own = {key: found[key] for key in named}
    _keep(run, Rehearsal(sheet, mapping, told, own), found)


def _columns(run: ImportRun, sheet: Sheet) -> Mapping:
    """As a person corrected them, or as they are recognised and were said before."""
    if "columns" in run.mapping:
        return Mapping.from_json(run.mapping)
    return as_remembered(recognise(sheet), run.office)


def _all(run: ImportRun, planned, found) -> list[PlannedOutcome]:
    told: list[PlannedOutcome] = []
    for row in outlook(planned, found, run.office, update=run.update_existing, by=run.by):
        told.append(row)
        if len(told) % _TOLD_EVERY == 0:
            _beat(run, rows_done=len(told))
    return told


def _beat(run: ImportRun, **more) -> None:
    ImportRun.objects.filter(pk=run.pk, state=RunState.READING).update(
        beat_at=timezone.now(), **more
    )


def _keep(run: ImportRun, told: Rehearsal, found: dict[str, papers.Paper]) -> None:
    """All of it in one transaction, unless the run has gone on meanwhile."""
    with transaction.atomic():
        held = ImportRun.objects.select_for_update().get(pk=run.pk)
        if held.state != RunState.READING:
            return
        tab = held.mapping.get("tab", "")
        held.mapping = columns_as_json(told.sheet, told.mapping, tab)
        held.documents = {key: paper.as_json() for key, paper in found.items()}
        held.preview = seen(told).as_json()
        held.state, held.rows_done, held.rows_total = (
            RunState.PREVIEW, 0, told.sheet.filled_rows,
        )  # fmt: skip
        held.save()
        held.asked.all().delete()
        asking = (row.plan for row in told.rows if asks(row))
        AskedRow.objects.bulk_create(
            (
                AskedRow(run=held, place=place, told=plan.as_json())
                for place, plan in enumerate(asking)
            ),
            batch_size=_TOLD_EVERY,
        )


def _unreadable(run: ImportRun, error: RegisterError) -> None:
    """The file is kept; the page says what is wrong with it."""
    with transaction.atomic():
        held = ImportRun.objects.select_for_update().get(pk=run.pk)
        if held.state == RunState.READING:
            held.state, held.finished_at = RunState.FAILED, timezone.now()
            held.mapping = {"error": {"code": error.code, "detail": error.detail}}
            held.save()
    logger.info("Import %s: cannot be read (%s)", run.pk, error.code)
