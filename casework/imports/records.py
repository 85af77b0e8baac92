"""What is kept of each row: outcome and codes in the open, everything the row says sealed."""

from collections import Counter
from collections.abc import Iterator, Sequence

from django.db.models import QuerySet

from casework.imports import papers
from casework.imports.decisions import Decision
from casework.imports.known import content_key
from casework.imports.papers import Paper
from casework.imports.register_row import RegisterRow
from casework.imports.remarks import Offer
from casework.imports.report import returned_rows
from casework.imports.rows import RowPlan, paper_key
from casework.imports.sheets import Reason
from casework.models import Case, ImportRow, ImportRun
from casework.models.imported import RowOutcome

# What a reason may hold in the open; all else only in the sealed part.
_OPEN_DETAILS = ("row", "column", "problem", "reference", "fields", "paper", "limit", "extension")
_OPEN_OFFERS = ("body", "when", "language")


def write(kept: Sequence[ImportRow]) -> None:
    """Keep the outcomes of rows; a second writing of the same row changes nothing."""
    ImportRow.objects.bulk_create(kept, ignore_conflicts=True)


def outcome_of(
    run: ImportRun,
    row: RowPlan,
    decision: Decision,
    reasons: Sequence[Reason],
    *,
    attached: Sequence[str] = (),
    done: dict | None = None,
) -> ImportRow:
    """What became of one row, to be written; `done` is what an undoing of an update needs."""
    case = decision.case
    return ImportRow(
        run=run,
        number=row.number,
        part=row.part,
        outcome=decision.outcome,
        reasons=[_open(reason) for reason in reasons],
        request_id=case.request_id if case else None,
        case=case,
        content=content_key(row),
        offers=[_open_offer(offer) for offer in row.values.offers],
        original={
            "cells": list(row.original),
            "values": row.values.as_json(),
            "reasons": [reason.as_json() for reason in reasons],
            "offers": [offer.as_json() for offer in row.values.offers],
            "attached": list(attached),
            "before": decision.before.as_json() if decision.before else None,
            "done": done or {},
        },
    )


def _open(reason: Reason) -> dict:
    detail = {name: reason.detail[name] for name in _OPEN_DETAILS if name in reason.detail}
    return {"code": reason.code, "detail": detail}


def _open_offer(offer: Offer) -> dict:
    detail = {name: offer.detail[name] for name in _OPEN_OFFERS if name in offer.detail}
    return {"kind": offer.kind, "detail": detail}


def reasons_of(
    row: RowPlan, found: dict[str, Paper], decision: Decision, more: Sequence[Reason] = ()
) -> tuple[Reason, ...]:
    """All that is to be said about a row: its cells, its papers, the case it met."""
    said = (*row.reasons, *_paper_reasons(row, found), *decision.reasons, *more)
    if decision.outcome not in (RowOutcome.CREATED, RowOutcome.DRAFT):
        said = tuple(r for r in said if r.code not in ("notice_not_given", "received_on_missing"))
    return said


def _paper_reasons(row: RowPlan, found: dict[str, Paper]) -> list[Reason]:
    named = [found.get(paper_key(name)) for name in row.values.documents]
    own = claimed_elsewhere(row)
    return [
        paper.reason
        for paper in named
        if paper is not None and paper.reason and paper_key(paper.name) not in own
    ]


def claimed_elsewhere(row: RowPlan) -> set[str]:
    """The keys of papers that an earlier row of the file names too: they stay there."""
    return {
        paper_key(reason.detail["name"]) for reason in row.reasons if reason.code == "paper_claimed"
    }


def each_row(run: ImportRun, rows: QuerySet[ImportRow] | None = None) -> Iterator[ImportRow]:
    """The rows of a run in their order, a few in memory at a time, all with this one run."""
    for row in (run.rows.all() if rows is None else rows).iterator(chunk_size=500):
        row.run = run
        yield row


def row_values(row: ImportRow) -> RegisterRow:
    return RegisterRow.from_json(row.original["values"])


def row_reasons(row: ImportRow) -> list[Reason]:
    """The reasons of a row with everything they quote (opens the sealed part)."""
    return [Reason(held["code"], held["detail"]) for held in row.original["reasons"]]


def row_offers(row: ImportRow) -> list[Offer]:
    """What a row's remarks suggest, in full (opens the sealed part)."""
    return [Offer(held["kind"], held["detail"]) for held in row.original["offers"]]


def earlier_offers(run: ImportRun) -> list[tuple[Case, Offer]]:
    """The cases whose rows say that they were handed in before; for a person to confirm."""
    taken = run.rows.filter(case__isnull=False).select_related("case")
    return [
        (row.case, offer)
        for row in each_row(run, taken)
        if any(held["kind"] == "earlier_submission" for held in row.offers)
        for offer in row_offers(row)
        if offer.kind == "earlier_submission"
    ]


def returned_file(run: ImportRun) -> bytes:
    """The rows that were not taken over, with reasons in the language in use, as an XLSX."""
    back = run.rows.filter(outcome__in=(RowOutcome.REJECTED, RowOutcome.CONFLICT))
    named = {index: heading for index, heading, *_rest in run.mapping["columns"]}
    headings = [named.get(index, "") for index in range(max(named, default=-1) + 1)]
    kept = each_row(run, back)
    return returned_rows(headings, ((row.original["cells"], row_reasons(row)) for row in kept))


def summary(run: ImportRun) -> dict[str, int]:
    """The counts of a run: `rows` hold anything, `cases` include `drafts`, `documents` are the
    files stored with a family by this run; a paper named but not there is missing, not refused."""
    outcomes: Counter[str] = Counter()
    requests, numbers, attached = set(), set(), 0
    for row in each_row(run):
        outcomes[row.outcome] += 1
        numbers.add(row.number)
        attached += len(row.original["attached"])
        if row.outcome in (RowOutcome.CREATED, RowOutcome.DRAFT):
            requests.add(row.request_id)
    found = [Paper(**held) for held in (run.documents or {}).values()]
    by_outcome = Counter(paper.outcome for paper in found)
    return {
        "rows": len(numbers),
        "requests": len(requests),
        "cases": outcomes[RowOutcome.CREATED] + outcomes[RowOutcome.DRAFT],
        "drafts": outcomes[RowOutcome.DRAFT],
        "updated": outcomes[RowOutcome.UPDATED],
        "unchanged": outcomes[RowOutcome.UNCHANGED],
        "duplicates": outcomes[RowOutcome.DUPLICATE],
        "conflicts": outcomes[RowOutcome.CONFLICT],
        "rejected": outcomes[RowOutcome.REJECTED],
        "documents": attached,
        "refused_documents": by_outcome[papers.REFUSED],
        "missing_documents": by_outcome[papers.MISSING],
    }
