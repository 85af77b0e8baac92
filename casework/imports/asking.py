"""The rows of a prepared register about which a person is asked, and what is asked of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from casework.actions.retold import Difference
from casework.imports.comparing import differences_of
from casework.imports.deciding import OFFER, Decisions, kind_of
from casework.imports.labels import label
from casework.imports.offering import in_words, offered
from casework.imports.outlook import PlannedOutcome
from casework.imports.splitting import Several
from casework.models import ImportRun
from casework.models.imported import RowOutcome

_NEW = (RowOutcome.CREATED, RowOutcome.DRAFT)


@dataclass(frozen=True)
class Tick:
    """One thing to say yes or no to: `key` names it among the decisions of its row."""

    key: str
    said: bool
    label: str
    difference: Difference | None = None


@dataclass(frozen=True)
class Question:
    """All that is asked about one row."""

    row: PlannedOutcome
    changes: Sequence[Tick]
    offers: Sequence[Tick]
    several: Several | None
    people: str


def asks(row: PlannedOutcome) -> bool:
    """Whether a row may need a decision; that its case says the same already is found later."""
    return (
        row.outcome == RowOutcome.UPDATED
        or (row.outcome in _NEW and bool(_offers(row)))
        or _is_undecided(row)
    )


def question(run: ImportRun, row: PlannedOutcome, decided: Decisions) -> Question:
    own = row.plan.id
    changes = differences_of(run, row.plan, row.decision) if row.decision else []
    return Question(
        row,
        [
            Tick(
                f"{kind_of(one)}:{one.field}",
                decided.accepts(own)(one),
                label(one.field),
                one,
            )
            for one in changes
        ],
        [
            Tick(
                f"{OFFER}:{offer.kind}",
                decided.says_yes(own, OFFER, offer.kind),
                in_words(offer),
            )
            for offer in (_offers(row) if row.outcome in _NEW else ())
        ],
        row.plan.several if _is_undecided(row) else None,
        decided.people.get(own, ""),
    )


def _offers(row: PlannedOutcome):
    return offered(row.plan.values.offers) if row.plan.part == 0 else []


def _is_undecided(row: PlannedOutcome) -> bool:
    several = row.plan.several
    return several is not None and not several.is_plain and row.plan.part == 0
