"""What becomes of a planned row in an office that already has cases: new, the same, or changed."""

from dataclasses import dataclass

from casework.imports import rows
from casework.imports.known import KnownCases, content_key
from casework.imports.register_row import RegisterRow
from casework.imports.rows import RowPlan
from casework.imports.sheets import Reason
from casework.models import Case, ImportRow
from casework.models.imported import RowOutcome
from families.names import same_spelling

_NOT_IMPORTED = {
    rows.DUPLICATE: RowOutcome.DUPLICATE,
    rows.CONFLICT: RowOutcome.CONFLICT,
    rows.REJECTED: RowOutcome.REJECTED,
}
_CLOSED = ("closed", "archived")
_TAKEN = (RowOutcome.CREATED, RowOutcome.DRAFT, RowOutcome.UPDATED)


@dataclass(frozen=True)
class Decision:
    """The outcome of a row, the case it is about (None: a new one), and the reasons to add."""

    outcome: str
    case: Case | None = None
    reasons: tuple[Reason, ...] = ()
    before: RegisterRow | None = None


def planned_outcome(planned: RowPlan) -> str:
    """The outcome of a row that is not taken over."""
    return _NOT_IMPORTED[planned.status]


def decide(planned: RowPlan, known: KnownCases, *, update: bool) -> Decision:
    """Compare one importable row with the cases that are known; writes nothing.

    A row whose content was taken over before changes nothing, from whatever file it comes. A
    known old number with other content updates its case if the caller wants updates and one of
    the two names is the same; otherwise it is a conflict.
    """
    case = known.case_of(planned)
    if case is None:
        return Decision(RowOutcome.DRAFT if planned.status == "draft" else RowOutcome.CREATED)
    past = ImportRow.objects.filter(case=case, outcome__in=_TAKEN)
    if past.filter(content=content_key(planned)).exists():
        return _unchanged(case)
    last = past.order_by("run__started_at", "number").last()
    if last is None:
        return _unchanged(case)
    return _changed(planned, case, RegisterRow.from_json(last.original["values"]), update)


def _changed(planned: RowPlan, case: Case, before: RegisterRow, update: bool) -> Decision:
    about = {"number": planned.values.old_number, "reference": case.reference}
    if not _same_family(before, planned.values):
        return Decision(RowOutcome.CONFLICT, case, (Reason("name_differs", about),))
    if not update:
        return Decision(RowOutcome.CONFLICT, case, (Reason("conflict_with_case", about),))
    if case.state in _CLOSED:
        return Decision(RowOutcome.UNCHANGED, case, (Reason("case_has_moved_on", about),))
    return Decision(RowOutcome.UPDATED, case, before=before)


def _unchanged(case: Case) -> Decision:
    reason = Reason("already_here", {"reference": case.reference})
    return Decision(RowOutcome.UNCHANGED, case, (reason,))


def _same_family(before: RegisterRow, now: RegisterRow) -> bool:
    """One of the two names may have been corrected, not both at once."""
    return same_spelling(before.enquirer_name, now.enquirer_name) or same_spelling(
        before.sought_name, now.sought_name
    )
