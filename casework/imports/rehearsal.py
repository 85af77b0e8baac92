"""Saying what a take-over does: before it, without writing anything, and after it."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from casework.imports import papers, records, rows
from casework.imports.headings import Mapping, recognise
from casework.imports.outlook import PlannedOutcome, outlook
from casework.imports.papers import Paper
from casework.imports.reading import read_register
from casework.imports.remembering import as_remembered
from casework.imports.report import returned_rows
from casework.imports.rows import paper_key
from casework.imports.runs import load, papers_of
from casework.imports.sentences import sentence
from casework.imports.sheets import Reason, RegisterError, Sheet
from casework.models import ImportRun, Office, Staff
from casework.models.imported import RowOutcome

_NEW = (RowOutcome.CREATED, RowOutcome.DRAFT)
_BACK = (RowOutcome.REJECTED, RowOutcome.CONFLICT)


@dataclass(frozen=True)
class Rehearsal:
    """Everything a take-over would do, row by row; nothing of it is kept anywhere."""

    sheet: Sheet
    mapping: Mapping
    rows: list[PlannedOutcome]
    papers: dict[str, Paper]

    @property
    def notices(self) -> list[str]:
        """What is to be said about the file and its columns."""
        return _sentences([*self.sheet.notices, *self.mapping.notices])

    @property
    def returned(self) -> bytes:
        """The rows that would not be taken over, as an XLSX with reasons."""
        back = [(row.plan.original, row.reasons) for row in self.rows if row.outcome in _BACK]
        return returned_rows(self.sheet.headings, back)

    @property
    def counts(self) -> dict[str, int]:
        """As `records.summary`, of what would be."""
        new = [row for row in self.rows if row.outcome in _NEW]
        outcomes = Counter(row.outcome for row in self.rows)
        found = Counter(paper.outcome for paper in self.papers.values())
        return {
            "rows": len({row.plan.number for row in self.rows}),
            "requests": len({row.plan.family for row in new}),
            "cases": len(new),
            "drafts": outcomes[RowOutcome.DRAFT],
            "updated": outcomes[RowOutcome.UPDATED],
            "unchanged": outcomes[RowOutcome.UNCHANGED],
            "duplicates": outcomes[RowOutcome.DUPLICATE],
            "conflicts": outcomes[RowOutcome.CONFLICT],
            "rejected": outcomes[RowOutcome.REJECTED],
            "documents": sum(len(self._papers_of(row)) for row in new),
            "refused_documents": found[papers.REFUSED],
            "missing_documents": found[papers.MISSING],
        }

    def _papers_of(self, row: PlannedOutcome) -> list[str]:
        own = records.claimed_elsewhere(row.plan)
        keys = {paper_key(name) for name in row.plan.values.documents} - own
        return [k for k in keys if k in self.papers and self.papers[k].outcome == papers.TAKEN]

    def as_json(self) -> dict:
        return {
            "dry_run": True,
            "columns": _columns(self.mapping),
            "notices": self.notices,
            "imported": self.counts,
            "rows": [
                {
                    "row": row.plan.number,
                    "old_number": row.plan.values.old_number,
                    "outcome": str(row.outcome),
                    "reference": row.reference,
                    "codes": [reason.code for reason in row.reasons],
                    "reasons": _sentences(row.reasons),
                    "offers": [offer.kind for offer in row.plan.values.offers],
                }
                for row in self.rows
            ],
            "documents": _papers(self.papers),
        }


def rehearse(
    source: Path | str | bytes,
    *,
    office: Office,
    by: Staff,
    documents: Path | None = None,
    changes: dict[int, str] | None = None,
    update: bool = True,
    tab: str = "",
    name: str = "",
) -> Rehearsal:
    """What would become of every row and document. Raises RegisterError, also "columns_missing"."""
    sheet = read_register(source, name, tab=tab)
    mapping = as_remembered(recognise(sheet), office).corrected(changes or {})
    if mapping.missing:
        raise RegisterError("columns_missing")
    planned = rows.plan(sheet, mapping)
    found = papers.examine_papers(papers.named_papers(planned), documents, store=False)
    told = outlook(planned, found, office, update=update, by=by)
    return Rehearsal(sheet, mapping, list(told), found)


def rehearse_run(run: ImportRun) -> Rehearsal:
    """The preview of a prepared run: its columns as corrected, its documents as examined."""
    sheet, mapping, planned = load(run)
    found = papers_of(run)
    if mapping.missing:
        return Rehearsal(sheet, mapping, [], found)
    told = outlook(planned, found, run.office, update=run.update_existing, by=run.by)
    return Rehearsal(sheet, mapping, list(told), found)


def run_as_json(run: ImportRun) -> dict:
    """What a finished run did, in the language in use; the same shape as a rehearsal's."""
    mapping = Mapping.from_json(run.mapping)
    notices = [Reason(held["code"], held["detail"]) for held in run.mapping.get("sheet", ())]
    kept = records.each_row(run, run.rows.select_related("case"))
    return {
        "dry_run": False,
        "run": str(run.pk),
        "columns": _columns(mapping),
        "notices": _sentences([*notices, *mapping.notices]),
        "imported": run.summary,
        "rows": [_row(row) for row in kept],
        "documents": _papers(papers_of(run)),
    }


def _row(row) -> dict:
    reasons = records.row_reasons(row)
    return {
        "row": row.number,
        "old_number": records.row_values(row).old_number,
        "outcome": row.outcome,
        "reference": row.case.reference if row.case else "",
        "codes": [reason.code for reason in reasons],
        "reasons": _sentences(reasons),
        "offers": [offer["kind"] for offer in row.offers],
    }


def _columns(mapping: Mapping) -> list[dict]:
    return [
        {"column": c.letter, "heading": c.heading, "field": c.field, "score": round(c.score, 2)}
        for c in mapping.columns
    ]


def _papers(found: dict[str, Paper]) -> list[dict]:
    return [
        {
            "name": paper.name,
            "outcome": paper.outcome,
            "code": paper.code,
            "sentence": sentence(paper.reason.code, paper.reason.detail) if paper.reason else "",
        }
        for paper in found.values()
    ]


def _sentences(reasons) -> list[str]:
    return [sentence(reason.code, reason.detail) for reason in reasons]
