"""What the page before a take-over shows. Of a small register it is worked out at every look; of a
large one the worker keeps it, sealed."""

from dataclasses import asdict, dataclass, field

from casework.imports.asking import asks
from casework.imports.outlook import PlannedOutcome, outlook
from casework.imports.rehearsal import Rehearsal, rehearse_run
from casework.imports.rows import RowPlan
from casework.imports.runs import papers_of
from casework.models import AskedRow, ImportRun
from casework.models.imported import RowOutcome

SHOWN = 300
_WORST_FIRST = ("rejected", "conflict", "duplicate", "draft", "updated")


@dataclass(frozen=True)
class Line:
    """One row as the page shows it; `part` counts the people of a row that names several."""

    number: int
    part: int
    old: str
    enquirer: str
    sought: str
    outcome: str
    reasons: list[dict] = field(default_factory=list)


@dataclass(frozen=True)
class Preview:
    """The counts, the first rows (what needs a look first), how many there are, how many ask for
    a decision or update a case, and what is to be said about file and columns."""

    counts: dict[str, int]
    lines: list[Line]
    rows: int
    asked: int
    updates: int
    notices: list[dict]

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, held: dict) -> "Preview":
        return cls(**{**held, "lines": [Line(**line) for line in held["lines"]]})


def preview_of(run: ImportRun) -> Preview:
    """What would become of the register; nothing is written."""
    return Preview.from_json(run.preview) if run.is_large else seen(rehearse_run(run))


def seen(told: Rehearsal) -> Preview:
    ranked = sorted(told.rows, key=_worst_first)
    return Preview(
        counts=told.counts,
        lines=[_line(row) for row in ranked[:SHOWN]],
        rows=len(ranked),
        asked=sum(asks(row) for row in told.rows),
        updates=sum(row.outcome == RowOutcome.UPDATED for row in told.rows),
        notices=[n.as_json() for n in (*told.sheet.notices, *told.mapping.notices)],
    )


def _worst_first(row: PlannedOutcome) -> tuple[int, int, int]:
    at = _WORST_FIRST.index(row.outcome) if row.outcome in _WORST_FIRST else len(_WORST_FIRST)
    return at, not _may_be_same(row), row.plan.number


def _may_be_same(row: PlannedOutcome) -> bool:
    return any(reason.code == "may_be_same" for reason in row.reasons)


def _line(row: PlannedOutcome) -> Line:
    values, plan = row.plan.values, row.plan
    return Line(
        number=plan.number,
        part=plan.part + 1 if plan.several and row.is_taken else 0,
        old=values.old_number,
        enquirer=values.enquirer_name,
        sought=values.sought_name,
        outcome=str(row.outcome),
        reasons=[reason.as_json() for reason in row.reasons],
    )


class AskedRows:
    """The rows of a prepared run that ask for a decision, a page of them at a time."""

    def __init__(self, run: ImportRun):
        self.run = run
        self._all = None if run.is_large else [r for r in rehearse_run(run).rows if asks(r)]

    def __len__(self) -> int:
        return self.run.asked.count() if self._all is None else len(self._all)

    def __getitem__(self, some: slice) -> list[PlannedOutcome]:
        if self._all is not None:
            return self._all[some]
        planned = [RowPlan.from_json(_opened(self.run, row)) for row in self.run.asked.all()[some]]
        found, office = papers_of(self.run), self.run.office
        update, by = self.run.update_existing, self.run.by
        return list(outlook(planned, found, office, update=update, by=by))


def _opened(run: ImportRun, row: AskedRow) -> dict:
    row.run = run
    return row.told
