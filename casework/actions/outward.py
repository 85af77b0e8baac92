"""What the upper floor tells about a case: what went out, what came back, other numbers.

A dispatch or a reply is always recorded; the state moves only where the table allows, otherwise
a due says why.
"""

from casework.lifecycle import STEPS
from casework.models import Case, OutwardStep, Sending
from casework.models.due import DueKind
from casework.roles import Role

from . import acting, cases, dues, requests

MARKS = ("delivered_on", "acknowledged_on", "promised_until", "answered_on")


def record_step(case: Case, *, by, body, kind, on, letter=None, thread=None, on_as_given=""):
    """A letter about the case went out (or was handed in earlier). Submits the case where the
    lifecycle allows it; a second call for the same letter and body changes nothing."""
    with acting.acting("submit", by=by, case=case, may=False) as act:
        known = OutwardStep.objects.filter(case=act.case, letter=letter, body=body)
        if letter and known.exists():
            return known.get()
        step = OutwardStep.objects.create(
            case=act.case,
            body=body,
            kind=kind,
            letter=letter,
            thread=thread,
            on=on,
            on_as_given=on_as_given,
        )
        act.record("outward_step", target=act.case.reference, kind=str(kind), on=str(on))
        if kind in cases.SUBMITTING:
            _move_or_say(act, "submit", {"dispatched": True})
    return step


def record_papers(documents, *, body, on, letter) -> None:
    """These papers went to the body with a letter; a second call for the same changes nothing.
    Must stand inside the transaction that records the step."""
    rows = [Sending(document=paper, body=body, letter=letter, on=on) for paper in documents]
    Sending.objects.bulk_create(rows, ignore_conflicts=True)


def record_mark(case: Case, *, by, thread, mark: str, on) -> None:
    """Delivered, acknowledged, promised or answered: one mark per case and thread, on its steps.
    An answer moves the case; the other marks never do."""
    if mark not in MARKS:
        raise ValueError(mark)
    with acting.acting("answer", by=by, case=case, may=False) as act:
        OutwardStep.objects.filter(case=act.case, thread=thread).update(**{mark: on})
        act.record("mark", target=act.case.reference, mark=mark, on=str(on))
        if mark == "answered_on":
            _move_or_say(act, "answer", {"answer_recorded": True})


def record_number(case: Case, value: str, *, by, kind="theirs", body=None):
    """Another number of the case: searchable in any digits."""
    with acting.acting("number", by=by, case=case, may=False) as act:
        number = requests.write_number(act.case, value, kind=kind, body=body)
        act.record("number", target=act.case.reference, kind=kind)
    return number


def _move_or_say(act, name: str, facts: dict) -> None:
    step = STEPS[name]
    if act.case.state in step.sources:
        cases.take_step(act, step, facts, {})
        return
    today = act.case.office.today()
    reason = str(act.case.state)
    dues.write(DueKind.RECORDED_LATE, Role.COORDINATOR, today, case=act.case, reason=reason)
