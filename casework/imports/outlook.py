"""What would become of the rows of a register in an office, said without writing anything."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from casework.imports import records, rows
from casework.imports.decisions import Decision, decide, planned_outcome
from casework.imports.known import KnownCases
from casework.imports.papers import Paper
from casework.imports.rows import RowPlan
from casework.imports.same_person import SamePerson
from casework.imports.sheets import Reason
from casework.models import Office, Staff
from casework.models.imported import RowOutcome

_AT_ONCE = 200
_NEW = (RowOutcome.CREATED, RowOutcome.DRAFT)


@dataclass(frozen=True)
class PlannedOutcome:
    """One row of a preview: what would become of it, and every reason there is."""

    plan: RowPlan
    outcome: str
    reasons: tuple[Reason, ...]
    reference: str = ""
    decision: Decision | None = None

    @property
    def is_taken(self) -> bool:
        """Whether a case is or will be there for it."""
        return self.plan.is_imported


def outlook(
    planned: list[RowPlan], found: dict[str, Paper], office: Office, *, update: bool, by: Staff
) -> Iterator[PlannedOutcome]:
    """What would become of every row that holds anything, in the order of the rows."""
    filled = [row for row in planned if row.status != rows.EMPTY]
    same_person = SamePerson(by)
    for start in range(0, len(filled), _AT_ONCE):
        some = filled[start : start + _AT_ONCE]
        known = KnownCases((row for row in some if row.is_imported), office)
        told = [_outlook(row, found, known, update) for row in some]
        new = [row for row in told if row.outcome in _NEW]
        alike = same_person.of([row.plan.values for row in new])
        said = {row.plan.id: why for row, why in zip(new, alike, strict=True) if why}
        yield from (_with_reason(row, said.get(row.plan.id)) for row in told)


def _with_reason(row: PlannedOutcome, more: Reason | None) -> PlannedOutcome:
    return replace(row, reasons=(*row.reasons, more)) if more else row


def _outlook(
    row: RowPlan, found: dict[str, Paper], known: KnownCases, update: bool
) -> PlannedOutcome:
    if not row.is_imported:
        return PlannedOutcome(row, planned_outcome(row), row.reasons)
    decision = decide(row, known, update=update)
    reference = decision.case.reference if decision.case else ""
    reasons = records.reasons_of(row, found, decision)
    return PlannedOutcome(row, decision.outcome, reasons, reference, decision)
