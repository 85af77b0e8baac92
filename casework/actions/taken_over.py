"""Bringing a case up to date with a later register: what a person accepted, and nothing else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils import timezone

from casework.actions.told import RequestTold
from casework.lifecycle import STEPS, State
from casework.models import Answer, Case, Correction, FamilyRequest, Purpose

from . import acting, cases, consents, correcting
from .ledger import ChangedSince, Ledger, take_back
from .retold import Difference, differences, standing_answers

Accepts = Callable[[Difference], bool]


def accept_plain(difference: Difference) -> bool:
    """All but what needs a yes of its own and what is only read out of a remark."""
    return not (difference.needs_own_yes or difference.suggested)


@dataclass
class Changes:
    """Names of the fields that were brought up to date, of those that were changed here since and
    of those that nobody accepted; and what a taking back needs."""

    made: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    done: dict = field(default_factory=dict)


def update_case(
    case: Case,
    *,
    was: RequestTold,
    now: RequestTold,
    by,
    accepts: Accepts = accept_plain,
    seen=None,
    command=None,
) -> Changes:
    """Writes what differs between two tellings of one row and is accepted.

    Every change stands in the history of the person with what stood before, sealed; a corrected
    name keeps the former one; telephone numbers, addresses and news are added, never taken away;
    a changed answer is a new consent row. The trail holds field names.
    """
    with acting.acting(
        "import_register",
        by=by,
        case=case,
        seen=seen,
        command=command,
        content=[str(case.pk), repr(now)],
    ) as act:
        if act.done:
            return Changes(**act.result)
        act.case.request = FamilyRequest.objects.select_for_update().get(pk=act.case.request_id)
        changes = Changes()
        accepted = []
        for found in differences(act.case, was, now):
            if accepts(found):
                accepted.append(found)
            elif not found.suggested:
                (changes.left if found.by_hand else changes.waiting).append(found.field)
        _make(act, accepted, now, changes)
        if changes.made:
            acting.save(act.case)
            act.record("update", target=act.case.reference, fields=changes.made)
            changes.done["logged"] = _log_if_complete(act)
        act.result = {"made": changes.made, "left": changes.left, "waiting": changes.waiting}
    return changes


def _make(act: acting.Act, accepted: list[Difference], now: RequestTold, changes: Changes) -> None:
    """The accepted differences, those of one part of one person together in its history."""
    ledgers: dict[tuple, tuple[Ledger, list[Difference]]] = {}
    for one in accepted:
        if one.write is not None:
            key = (one.person.pk if one.person else None, one.part)
            ledger, held = ledgers.setdefault(key, (Ledger(), []))
            one.write(ledger)
            held.append(one)
        changes.made.append(one.field)
    rows, corrections = [], []
    for ledger, held in ledgers.values():
        rows += ledger.changes
        if held[0].person is not None and ledger.changes:
            corrections.append(str(_history(act, ledger, held).pk))
    answers = _answer(act, accepted, now)
    changes.made = list(dict.fromkeys(changes.made))
    changes.done = {"rows": rows, "corrections": corrections, "answers": answers}


def _history(act: acting.Act, ledger: Ledger, held: list[Difference]) -> Correction:
    fields = sorted({one.field for one in held})
    return correcting.keep_history(
        ledger,
        held[0].person,
        act.case.request,
        case=act.case,
        part=held[0].part,
        fields=fields,
        by=act.by,
    )


def _answer(act: acting.Act, accepted: list[Difference], now: RequestTold) -> dict:
    """Purpose -> what stood before and what stands now, for each answer that was recorded."""
    request = act.case.request
    before = standing_answers(request)
    new = dict(one.answer for one in accepted if one.answer)
    if new:
        consents.record_consent(request, new, by=act.by, how=now.how)
    if any(one.field == "notice" for one in accepted):
        today = request.office.today()
        consents.write(request, Purpose.P1, Answer.GRANTED, by=act.by, how=now.how, on=today)
    return {purpose: [before.get(purpose, ""), answer] for purpose, answer in new.items()}


def _log_if_complete(act: acting.Act) -> bool:
    """A draft leaves draft when the register now says what was missing."""
    case = acting.lock(act.case)
    complete = case.state == State.DRAFT and not cases.check(case, "register")
    if complete:
        with acting.acting("register", by=act.by, case=case, may=False) as inner:
            cases.take_step(inner, STEPS["register"], {}, {})
    return complete


def take_update_back(case: Case, done: dict, *, by, why: str) -> None:
    """What `update_case` did goes back, inside an open action.

    An answer that lets more be passed on goes back to what was said before; one that lets less be
    passed on stays: only the family widens it again. Raises ChangedSince when a row was changed
    after it, or when the change had a draft logged: the logging builds on it, and a case that is
    logged cannot lack what it was logged for. Then nothing has been lost.
    """
    if done.get("logged"):
        raise ChangedSince("casework.Case")
    take_back(done["rows"])
    now = timezone.now()
    for correction in Correction.objects.filter(pk__in=done["corrections"]):
        correction.undone_at, correction.undone_why = now, why
        correction.save()
    request = case.request
    widened = _widened(standing_answers(request), done["answers"].items())
    if widened:
        consents.record_consent(request, widened, by=by, how="register")
    locked = acting.lock(case)
    acting.save(locked)


def _widened(held: dict[str, str], answers: Iterable[tuple[str, list[str]]]) -> dict[str, str]:
    return {
        purpose: before or Answer.NOT_ASKED
        for purpose, (before, after) in answers
        if after == Answer.GRANTED and held.get(purpose) == after
    }
