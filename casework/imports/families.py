"""One family of a register, inside one transaction: logged anew, brought up to date, or left."""

import uuid
from collections.abc import Sequence
from contextlib import ExitStack

from casework import vault
from casework.actions import consents, requests, taken_over
from casework.actions import papers as paper_actions
from casework.actions.told import PaperTold, RequestTold
from casework.imports import records
from casework.imports.decisions import Decision, decide
from casework.imports.papers import TAKEN, Paper, kind_of
from casework.imports.register_row import RegisterRow
from casework.imports.rows import RowPlan, paper_key
from casework.imports.sheets import Reason
from casework.imports.telling import HOW, request_told
from casework.models import Case, Document, FamilyRequest, ImportRun, StoredFile
from casework.models.imported import RowOutcome
from families.names import search_key

_NAMESPACE = uuid.UUID("5b0f6f5e-8f0c-4d0e-9d5a-0c6a1f7c9b41")
_NEW = (RowOutcome.CREATED, RowOutcome.DRAFT)


def take_family(
    run: ImportRun, group: Sequence[RowPlan], found: dict[str, Paper], opened: ExitStack
) -> None:
    """The rows of one visit. `opened` holds plain copies of papers until the family is written."""
    decisions = [decide(row, run.office, update=run.update_existing) for row in group]
    new = [row for row, decided in zip(group, decisions, strict=True) if decided.outcome in _NEW]
    if new:
        _log(run, new, found, opened)
    for row, decided in zip(group, decisions, strict=True):
        if decided.outcome not in _NEW:
            _meet(run, row, decided, found, opened)


def _log(
    run: ImportRun, new: Sequence[RowPlan], found: dict[str, Paper], opened: ExitStack
) -> None:
    """One request for all new rows of the family; each row then tells of its case."""
    alike = [_alike(row, run) for row in new]
    told = request_told(
        [row.values for row in new], language=_language(run), today=run.office.today()
    )
    for at, row in enumerate(new):
        for paper in _papers(row, found):
            told.papers.append(_paper_told(paper, row.values, opened, for_sought=at))
    command = command_id(run, new[0])
    request = requests.log_request(told, office=run.office, by=run.by, command=command)
    cases = list(request.cases.order_by("created_at", "reference"))
    for row, case, reasons in zip(new, cases, alike, strict=True):
        outcome = RowOutcome.DRAFT if case.state == "draft" else RowOutcome.CREATED
        decision = Decision(outcome, case, reasons)
        attached = _attached(case) if row.values.documents else []
        said = records.reasons_of(row, found, decision)
        records.write(run, row, decision, said, case=case, attached=attached)


def _attached(case: Case) -> list[str]:
    return [str(pk) for pk in case.documents.values_list("pk", flat=True)]


def command_id(run: ImportRun, row: RowPlan) -> uuid.UUID:
    """The same for the same row of the same file in the same office, whoever runs it and when."""
    return uuid.uuid5(
        _NAMESPACE, f"{run.office_id}:{run.file.sha256}:{row.number}:{row.content}:{run.by_id}"
    )


def _language(run: ImportRun) -> str:
    return run.mapping.get("language") or run.office.language


def _alike(row: RowPlan, run: ImportRun) -> tuple[Reason, ...]:
    """A case of another number for the same two names: taken over all the same, and said."""
    known = Case.objects.filter(
        office=run.office,
        request__enquirer__names__search_key=search_key(row.values.enquirer_name),
        sought__names__search_key=search_key(row.values.sought_name),
    ).first()
    return (Reason("looks_like_case", {"reference": known.reference}),) if known else ()


def _meet(
    run: ImportRun,
    row: RowPlan,
    decided: Decision,
    found: dict[str, Paper],
    opened: ExitStack,
) -> None:
    """A row whose case is already here; also new papers for it, unless it is a conflict."""
    case, more, outcome = decided.case, [], decided.outcome
    if outcome == RowOutcome.CONFLICT:
        said = records.reasons_of(row, found, decided)
        records.write(run, row, decided, said)
        return
    if outcome == RowOutcome.UPDATED:
        more = _update(run, row, decided)
    attached = _attach_new(run, row, case, found, opened)
    if outcome == RowOutcome.UPDATED and not attached and "updated" not in [m.code for m in more]:
        outcome = RowOutcome.UNCHANGED
    if outcome == RowOutcome.UNCHANGED and attached:
        outcome = RowOutcome.UPDATED
        detail = {"reference": case.reference, "fields": ["documents"]}
        more = [*more, Reason("updated", detail)]
        decided = Decision(outcome, case, ())
    final = Decision(outcome, case, decided.reasons, decided.before)
    said = records.reasons_of(row, found, final, more)
    records.write(run, row, final, said, attached=attached)


def _update(run: ImportRun, row: RowPlan, decided: Decision) -> list[Reason]:
    changes = taken_over.update_case(
        decided.case,
        was=_told(run, decided.before, decided.case.request),
        now=_told(run, row.values, decided.case.request),
        by=run.by,
        command=uuid.uuid5(run.pk, str(row.number)),
    )
    about = {"reference": decided.case.reference}
    changes.made += _update_paper_consent(run, row, decided)
    reasons = []
    if changes.made:
        reasons.append(Reason("updated", {**about, "fields": list(dict.fromkeys(changes.made))}))
    if changes.left:
        reasons.append(Reason("changed_by_hand", {**about, "fields": changes.left}))
    return reasons


def _update_paper_consent(run: ImportRun, row: RowPlan, decided: Decision) -> list[str]:
    """The papers of a case follow what its row now says about copies."""
    was, now = decided.before.consents.get("P13"), row.values.consents.get("P13")
    if now is None or now == was:
        return []
    documents = [(paper, now) for paper in decided.case.documents.filter(removed_at=None)]
    _record_consent(run, decided.case.request, documents)
    return ["consent_P13"] if documents else []


def _record_consent(run: ImportRun, request: FamilyRequest, documents: list[tuple]) -> None:
    if documents:
        consents.record_consent(request, {}, by=run.by, how=HOW, documents=documents)


def _told(run: ImportRun, values: RegisterRow, request: FamilyRequest) -> RequestTold:
    return request_told([values], language=request.language, today=run.office.today())


def _papers(row: RowPlan, found: dict[str, Paper]) -> list[Paper]:
    """The papers of a row that are there, in order, and do not belong to an earlier row."""
    elsewhere = records.claimed_elsewhere(row)
    keys = [paper_key(name) for name in row.values.documents]
    return [
        found[key]
        for key in keys
        if key in found and found[key].outcome == TAKEN and key not in elsewhere
    ]


def _paper_told(
    paper: Paper, values: RegisterRow, opened: ExitStack, *, for_sought: int | None = None
) -> PaperTold:
    stored = StoredFile.objects.get(pk=paper.file)
    said = values.consents.get("P13")
    return PaperTold(
        path=opened.enter_context(vault.open_plain(stored)),
        name=paper.name,
        kind=kind_of(paper.name),
        mime=paper.mime,
        pages=max(1, paper.pages),
        note=paper.code,
        may_leave=None if said is None else said == "granted",
        for_sought=for_sought,
    )


def _attach_new(
    run: ImportRun, row: RowPlan, case: Case, found: dict[str, Paper], opened: ExitStack
) -> list[str]:
    """Papers that this case never had, also not among those that were removed."""
    attached = []
    for paper in _papers(row, found):
        if Document.objects.filter(request=case.request_id, file_id=paper.file).exists():
            continue
        told = _paper_told(paper, row.values, opened)
        said, told.may_leave = told.may_leave, None
        document = paper_actions.attach(case.request, told, by=run.by, case=case)
        if said is not None:
            answer = "granted" if said else "refused"
            _record_consent(run, case.request, [(document, answer)])
        attached.append(str(document.pk))
    return attached
