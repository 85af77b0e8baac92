"""Families of a register, inside one transaction: logged anew, brought up to date, or left."""

import uuid
from collections.abc import Sequence

from casework import vault
from casework.actions import consents, requests, taken_over
from casework.actions import papers as paper_actions
from casework.actions.told import PaperTold, RequestTold
from casework.imports import records
from casework.imports.comparing import paper_difference, tellings
from casework.imports.deciding import OFFER, Decisions, row_id
from casework.imports.decisions import Decision, decide, planned_outcome
from casework.imports.known import KnownCases
from casework.imports.offering import offered
from casework.imports.papers import TAKEN, Paper, kind_of
from casework.imports.register_row import RegisterRow
from casework.imports.remarks import Offer
from casework.imports.rows import RowPlan, paper_key
from casework.imports.sheets import Reason
from casework.imports.telling import HOW, request_told
from casework.models import Case, Document, FamilyRequest, ImportRow, ImportRun, StoredFile
from casework.models.imported import RowOutcome

_NAMESPACE = uuid.UUID("5b0f6f5e-8f0c-4d0e-9d5a-0c6a1f7c9b41")
_NEW = (RowOutcome.CREATED, RowOutcome.DRAFT)
Group = Sequence[RowPlan]


class Families:
    """Some families of a run, each a group of rows, with what is known about them already."""

    def __init__(self, run: ImportRun, groups: Sequence[Group], found: dict[str, Paper]):
        rows = [row for group in groups for row in group if row.is_imported]
        self.run, self.found = run, found
        self.decisions = Decisions.from_json(run.decisions)
        self.known = KnownCases(rows, run.office)
        named = [paper.file for row in rows for paper in self._papers(row)]
        self.stored = StoredFile.objects.in_bulk(named)
        self.decided = {row.id: self._decide(row) for group in groups for row in group}

    def _decide(self, row: RowPlan) -> Decision:
        if row.is_imported:
            return decide(row, self.known, update=self.run.update_existing)
        return Decision(planned_outcome(row))

    def is_new(self, group: Group) -> bool:
        """Whether nothing of a family is here yet."""
        return all(self.decided[row.id].outcome in _NEW for row in group)

    def take_new(self, groups: Sequence[Group]) -> None:
        """Families of which nothing is here yet, all in one go. Raises what `log_requests` does."""
        told = [(self._told(group), command_id(self.run, group[0])) for group in groups]
        made = requests.log_requests(told, office=self.run.office, by=self.run.by)
        attached = _attached([request for request, _cases in made])
        kept: list[ImportRow] = []
        for group, (_request, cases) in zip(groups, made, strict=True):
            kept += self._rows_of(group, cases, attached)
        records.write(kept)

    def take(self, group: Group) -> None:
        """One family, of which some rows may be here already."""
        new = [row for row in group if self.decided[row.id].outcome in _NEW]
        if new:
            command = command_id(self.run, new[0])
            request = requests.log_request(
                self._told(new), office=self.run.office, by=self.run.by, command=command
            )
            cases = request.cases.order_by("created_at", "reference")
            records.write(self._rows_of(new, list(cases), _attached([request])))
        records.write([self._met(row) for row in group if row not in new])

    def _told(self, group: Group) -> RequestTold:
        """One request for all rows of a family, with their papers."""
        office = self.run.office
        told = request_told(
            [row.values for row in group],
            language=_language(self.run),
            today=office.today(),
            offers=self._accepted_offers(group),
            words=office.language,
        )
        for at, row in enumerate(group):
            place = None if row.several else at  # nobody knows whose of several people it is
            for paper in self._papers(row):
                told.papers.append(self._paper_told(paper, row.values, for_sought=place))
        return told

    def _accepted_offers(self, group: Group) -> list[Offer]:
        return [
            offer
            for row in group
            for offer in offered(row.values.offers)
            if self.decisions.says_yes(row_id(row.number), OFFER, offer.kind)
        ]

    def _rows_of(
        self, group: Group, cases: Sequence[Case], attached: dict[tuple, list[str]]
    ) -> list[ImportRow]:
        """What became of the rows of a new family: each tells of its case."""
        alike = [self.known.alike(row) for row in group]
        kept = []
        for row, case, reference in zip(group, cases, alike, strict=True):
            self.known.remember(row, case)
            outcome = RowOutcome.DRAFT if case.state == "draft" else RowOutcome.CREATED
            likeness = (Reason("looks_like_case", {"reference": reference}),) if reference else ()
            decision = Decision(outcome, case, likeness)
            place = (case.request_id, None if row.several else case.pk)
            own = attached.get(place, []) if row.values.documents else []
            said = records.reasons_of(row, self.found, decision)
            kept.append(records.outcome_of(self.run, row, decision, said, attached=own))
        return kept

    def _met(self, row: RowPlan) -> ImportRow:
        """A row whose case is already here, with new papers for it unless it is a conflict; or a
        row that is not taken over."""
        decided = self.decided[row.id]
        case, more, outcome, done = decided.case, [], decided.outcome, {}
        if not row.is_imported or outcome == RowOutcome.CONFLICT:
            said = records.reasons_of(row, self.found, decided) if row.is_imported else row.reasons
            return records.outcome_of(self.run, row, decided, said)
        if outcome == RowOutcome.UPDATED:
            more, done = self._update(row, decided)
        attached = self._attach_new(row, case)
        made = [reason.code for reason in more]
        if outcome == RowOutcome.UPDATED and not attached and "updated" not in made:
            outcome = RowOutcome.UNCHANGED
        if outcome == RowOutcome.UNCHANGED and attached:
            outcome = RowOutcome.UPDATED
            detail = {"reference": case.reference, "fields": ["documents"]}
            more = [*more, Reason("updated", detail)]
            decided = Decision(outcome, case, ())
        final = Decision(outcome, case, decided.reasons, decided.before)
        said = records.reasons_of(row, self.found, final, more)
        return records.outcome_of(self.run, row, final, said, attached=attached, done=done)

    def _update(self, row: RowPlan, decided: Decision) -> tuple[list[Reason], dict]:
        was, now = tellings(self.run, row, decided)
        changes = taken_over.update_case(
            decided.case,
            was=was,
            now=now,
            by=self.run.by,
            accepts=self.decisions.accepts(row.id),
            command=uuid.uuid5(self.run.pk, row.id),
        )
        about = {"reference": decided.case.reference}
        self._update_paper_consent(row, decided, changes)
        reasons = []
        if changes.made:
            fields = list(dict.fromkeys(changes.made))
            reasons.append(Reason("updated", {**about, "fields": fields}))
        if changes.left:
            reasons.append(Reason("changed_by_hand", {**about, "fields": changes.left}))
        if changes.waiting:
            waiting = list(dict.fromkeys(changes.waiting))
            reasons.append(Reason("not_accepted", {**about, "fields": waiting}))
        return reasons, changes.done

    def _update_paper_consent(
        self, row: RowPlan, decided: Decision, changes: taken_over.Changes
    ) -> None:
        """The papers of a case follow what its row now says about copies, once that is accepted."""
        found = paper_difference(row, decided)
        if found is None:
            return
        if not self.decisions.accepts(row.id)(found):
            changes.waiting.append(found.field)
            return
        now = row.values.consents["P13"]
        documents = [(paper, now) for paper in decided.case.documents.filter(removed_at=None)]
        self._record_consent(decided.case.request, documents)
        if documents:
            changes.made.append(found.field)
            changes.done["papers"] = [str(paper.pk) for paper, _now in documents]

    def _record_consent(self, request: FamilyRequest, documents: list[tuple]) -> None:
        if documents:
            consents.record_consent(request, {}, by=self.run.by, how=HOW, documents=documents)

    def _papers(self, row: RowPlan) -> list[Paper]:
        """The papers of a row that are there, in order, and do not belong to an earlier row."""
        elsewhere = records.claimed_elsewhere(row)
        keys = [paper_key(name) for name in row.values.documents]
        return [
            self.found[key]
            for key in keys
            if key in self.found and self.found[key].outcome == TAKEN and key not in elsewhere
        ]

    def _paper_told(
        self, paper: Paper, values: RegisterRow, *, for_sought: int | None = None
    ) -> PaperTold:
        stored = self.stored[uuid.UUID(paper.file)]
        vault.require(stored)
        said = values.consents.get("P13")
        return PaperTold(
            path=None,
            stored=stored,
            name=paper.name,
            kind=kind_of(paper.name),
            mime=paper.mime,
            pages=max(1, paper.pages),
            note=paper.code,
            may_leave=None if said is None else said == "granted",
            for_sought=for_sought,
        )

    def _may_leave(self, row: RowPlan) -> bool | None:
        """What the row says of copies; a yes that is new counts once it is accepted."""
        said = row.values.consents.get("P13")
        found = paper_difference(row, self.decided[row.id])
        if said is None or (found and not self.decisions.accepts(row.id)(found)):
            return None
        return said == "granted"

    def _attach_new(self, row: RowPlan, case: Case) -> list[str]:
        """Papers that this case never had, also not among those that were removed."""
        attached = []
        for paper in self._papers(row):
            if Document.objects.filter(request=case.request_id, file_id=paper.file).exists():
                continue
            told = self._paper_told(paper, row.values)
            said, told.may_leave = self._may_leave(row), None
            document = paper_actions.attach(case.request, told, by=self.run.by, case=case)
            if said is not None:
                answer = "granted" if said else "refused"
                self._record_consent(case.request, [(document, answer)])
            attached.append(str(document.pk))
        return attached


def _attached(requests: Sequence[FamilyRequest]) -> dict[tuple, list[str]]:
    """The papers of new requests, by request and case; None stands for the whole family."""
    held: dict[tuple, list[str]] = {}
    papers = Document.objects.filter(request__in=requests)
    for request, case, paper in papers.values_list("request", "case", "pk"):
        held.setdefault((request, case), []).append(str(paper))
    return held


def command_id(run: ImportRun, row: RowPlan) -> uuid.UUID:
    """The same for the same row of the same file in the same office, whoever runs it and when."""
    return uuid.uuid5(
        _NAMESPACE, f"{run.office_id}:{run.file.sha256}:{row.number}:{row.content}:{run.by_id}"
    )


def _language(run: ImportRun) -> str:
    return run.mapping.get("language") or run.office.language
