"""A row and the case that it is about: what would change, field by field, before anything does."""

from casework.actions.retold import Difference, differences
from casework.actions.told import RequestTold
from casework.imports.decisions import Decision
from casework.imports.offering import offered
from casework.imports.rows import RowPlan
from casework.imports.telling import request_told
from casework.models import Answer, ImportRun
from casework.models.imported import RowOutcome


def tellings(run: ImportRun, row: RowPlan, decided: Decision) -> tuple[RequestTold, RequestTold]:
    """What the row said when it was taken over, and what it says now with what its remarks
    suggest: that too is a change to be accepted."""
    before, request, office = decided.before, decided.case.request, run.office
    suggested = offered(row.values.offers)
    was, now = (
        request_told(
            [values],
            language=request.language,
            today=office.today(),
            offers=offers,
            words=office.language,
        )
        for values, offers in ((before, ()), (row.values, suggested))
    )
    return was, now


def differences_of(run: ImportRun, row: RowPlan, decided: Decision) -> list[Difference]:
    """What a row would change, each field once; nothing where it does not update its case."""
    if decided.outcome != RowOutcome.UPDATED or decided.before is None:
        return []
    was, now = tellings(run, row, decided)
    found = differences(decided.case, was, now)
    papers = paper_difference(row, decided)
    told = [*found, *([papers] if papers else [])]
    return list({(one.field, one.before, one.after): one for one in told}.values())


def paper_difference(row: RowPlan, decided: Decision) -> Difference | None:
    """Another answer about copies of the papers that a case has already."""
    if decided.before is None:
        return None
    was, now = decided.before.consents.get("P13"), row.values.consents.get("P13")
    if now is None or now == was:
        return None
    before, after = (Answer(said or Answer.NOT_ASKED).label for said in (was, now))
    return Difference("consent_P13", str(before), str(after), loosens=now == Answer.GRANTED)
