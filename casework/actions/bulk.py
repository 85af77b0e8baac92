"""One step with many cases, each in a transaction of its own: one that cannot go stops no other.

`begin` writes down once what was pressed; `go_on` takes the steps that are still to come, and may
be called again after any interruption, also while another worker goes on with the same run.
"""

import datetime
import time
import uuid

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.lifecycle import STEPS, Condition, State
from casework.models import BulkLine, BulkRun, Case, Staff
from casework.models.bulk import BulkStep, LineState

from . import acting, assigning, background, cases
from .errors import Refused, Stale

MOST = 500  # cases of one run
KEPT_FOR = datetime.timedelta(days=14)
SILENT_FOR = datetime.timedelta(minutes=1)
VERBS = {BulkStep.CASEWORKER: "assign", BulkStep.PRIORITY: "prioritise"}
ENDED = (State.CLOSED, State.ARCHIVED)
SENTENCES = {
    "not_allowed": gettext_lazy("You may not do this with this case (any more)."),
    "not_of_office": gettext_lazy(
        "Not possible: this person does not work in the office of the case."
    ),
    "already": gettext_lazy("It is so already."),
    "replayed": gettext_lazy(
        "This step was already taken with other content. Nothing was changed."
    ),
}
CONDITIONS = {c.code: c for step in STEPS.values() for c in step.conditions}


def verb_of(step: str) -> str:
    return VERBS.get(step) or STEPS[step].verb


def begin(step: str, picked: list[tuple[Case, int]], asked: dict, *, by, command=None) -> BulkRun:
    """Writes down the press: the cases with the version that was seen of each, and what was said.

    A second press gives the run of the first. Refused without a case, or above the cap."""
    content = [step, [[str(case.pk), seen] for case, seen in picked], asked]
    with acting.acting(verb_of(step), by=by, command=command, content=content) as act:
        if act.done:
            return BulkRun.objects.get(pk=act.result["run"])
        if not picked:
            raise Refused(_("Please choose at least one case."), code="nothing")
        if len(picked) > MOST:
            raise Refused(_("These are too many cases for one step."), code="cap")
        run = BulkRun.objects.create(by=by, step=step, asked=asked)
        BulkLine.objects.bulk_create(
            BulkLine(run=run, case=case, seen=seen) for case, seen in picked
        )
        act.result = {"run": str(run.pk)}
        background.wake("casework.run_bulk", run)
    return run


def go_on(run: BulkRun, *, seconds: float | None = None) -> BulkRun:
    """Takes the steps that are still to come, for so many seconds (None: to the end)."""
    until = time.monotonic() + seconds if seconds is not None else None
    rows = run.lines.filter(state=LineState.WAITING).select_related("case__office")
    for line in list(rows):
        if until is not None and time.monotonic() > until:
            return run
        _take(run, line)
    BulkRun.objects.filter(pk=run.pk, finished_at=None).update(finished_at=timezone.now())
    run.refresh_from_db()
    return run


def _take(run: BulkRun, line: BulkLine) -> None:
    """One case. The command id is the run's and the case's own: done twice, it is done once."""
    told: list[dict] = []
    press = {"seen": line.seen, "command": uuid.uuid5(run.pk, str(line.case_id))}
    try:
        _step(run, line.case, press)
    except Stale as refusal:
        told = [{"code": "stale", "who": str(refusal.who), "what": refusal.what}]
    except Refused as refusal:
        told = [{"code": code, "state": str(line.case.state)} for code in refusal.codes]
    except PermissionDenied:
        told = [{"code": "not_allowed"}]
    except OperationalError:
        raise  # a database that does not answer is no case's: the run stops, and is resumed
    state = LineState.NOT_DONE if told else LineState.DONE
    BulkLine.objects.filter(pk=line.pk, state=LineState.WAITING).update(state=state, told=told)
    BulkRun.objects.filter(pk=run.pk).update(beat_at=timezone.now())


def _step(run: BulkRun, case: Case, press: dict) -> None:
    asked = run.asked
    match run.step:
        case BulkStep.ACCEPT:
            cases.check_and_accept(case, by=run.by, **press)
        case BulkStep.CASEWORKER:
            assigning.set_caseworker(case, colleague(asked["caseworker"]), by=run.by, **press)
        case BulkStep.PRIORITY:
            assigning.set_priority(case, asked["priority"], by=run.by, **press)
        case step:
            words = asked.get("words", "")
            cases.move(case, step, by=run.by, words=words, **values_of(asked), **press)


def colleague(key) -> Staff | None:
    return Staff.objects.get(pk=key) if key else None


def values_of(asked: dict) -> dict:
    """What was said, as the step wants to have it."""
    values = {name: asked[name] for name in ("reason", "items") if asked.get(name)}
    if asked.get("review_on"):
        values["review_on"] = datetime.date.fromisoformat(asked["review_on"])
    return values


def preview(step: str, case: Case, asked: dict) -> list[Condition]:
    """What stands in the way of the step with one case; empty when it can go."""
    if step == BulkStep.ACCEPT:
        return cases.preview_accept(case)
    if step == BulkStep.CASEWORKER:
        return _unless(str(case.caseworker_id or "") == asked.get("caseworker"), case)
    if step == BulkStep.PRIORITY:
        return _unless(case.priority == asked.get("priority"), case)
    if case.state not in STEPS[step].sources:
        return [cases.wrong_state(case)]
    return cases.check(case, step, **values_of(asked))


def _unless(already: bool, case: Case) -> list[Condition]:
    if case.state in ENDED:
        return [cases.wrong_state(case)]
    return [condition({"code": "already"}, case)] if already else []


def condition(told: dict, case: Case) -> Condition:
    """What stood in the way, again with its sentence; `told` is one entry of a line."""
    code = told["code"]
    if code == "wrong_state":
        return cases.wrong_state(case, told.get("state", ""))
    if code in CONDITIONS:
        return CONDITIONS[code]
    if code == "stale":
        sentence = _("%(who)s has changed this case in the meantime: look at it first.") % told
    else:
        sentence = SENTENCES.get(code, SENTENCES["not_allowed"])
    return Condition(code, lambda _case, _facts: False, sentence, "case")


def unfinished() -> list[BulkRun]:
    """The runs whose worker died or never came."""
    silent = timezone.now() - SILENT_FOR
    return list(BulkRun.objects.filter(finished_at=None, beat_at__lt=silent))


def forget(*, now: datetime.datetime | None = None) -> int:
    """Drops the lists of finished runs after their 14 days; each case's trail keeps its steps."""
    over = (now or timezone.now()) - KEPT_FOR
    gone, _each = BulkRun.objects.filter(finished_at__lt=over).delete()
    return gone
