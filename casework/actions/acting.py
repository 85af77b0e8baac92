"""The shape every action has: one transaction, one effect per press of a button."""

import contextlib
import hashlib
import json
import uuid
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from casework import access, audit
from casework.models import Case, Command, Entry, Staff
from families.gathering import keep

from .errors import Replayed, Stale


@dataclass
class Act:
    """What is being done. `done` means that an earlier press did it: take `result`."""

    verb: str
    by: Staff | None
    case: Case | None = None
    office: object = None
    done: bool = False
    result: dict = field(default_factory=dict)

    def record(self, verb="", *, target="", **details):
        """One line in the trail of the case or the office."""
        return audit.record(
            verb or self.verb,
            by=self.by,
            case=self.case,
            office=self.office,
            target=target,
            details=details,
        )


def digest(content) -> str:
    """A short fingerprint of what a command carried, to tell a retry from a replay."""
    plain = json.dumps(content, ensure_ascii=True, sort_keys=True, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()


@contextlib.contextmanager
def acting(
    verb,
    *,
    by,
    case=None,
    office=None,
    family=None,
    seen=None,
    command=None,
    content=None,
    may=True,
):
    """Opens the transaction of one action.

    `case` is locked and read anew; `family` (a request) is served by its own office, or by that
    of one of its cases; `seen` is the version on the person's page (None: no page);
    `command` makes a retry return the first result; `may=False` is for the system's own steps.
    Raises Stale, Replayed, PermissionDenied; nothing is written then.
    """
    with transaction.atomic():
        act = Act(verb, by, office=access.desk_of(by, verb, family) if family else office)
        if command:
            claim(act, uuid.UUID(str(command)), digest([verb, content]))
            if act.done:
                yield act
                return
        if case is not None:
            act.case = lock(case)
            act.office = act.case.office
        if may:
            _permit(act)
        if act.case and seen is not None and int(seen) != act.case.version:
            raise stale(Entry.objects.filter(case=act.case))
        yield act
        if command:
            Command.objects.filter(pk=str(command)).update(result=act.result)


def lock(case: Case) -> Case:
    """The case read anew under a row lock, with what the conditions ask about."""
    return (
        Case.objects.select_for_update(of=("self",))
        .select_related("request__enquirer", "sought", "office")
        .get(pk=case.pk)
    )


def save(case: Case) -> None:
    """Saves a changed case; the version tells every open page that it is old."""
    case.version += 1
    keep(case)


def _permit(act: Act) -> None:
    allowed = (
        access.may(act.by, act.verb, act.case)
        if act.case
        else access.can(act.by, act.verb, act.office)
    )
    if not allowed:
        raise PermissionDenied(act.verb)


def claim(act: Act, command: uuid.UUID, told: str) -> None:
    """Takes the command id for this act, or says what its first press did. Raises Replayed."""
    try:
        with transaction.atomic():
            Command.objects.create(id=command, verb=act.verb, by=act.by, digest=told)
    except IntegrityError:
        first = Command.objects.get(pk=command)
        if first.digest != told or first.by_id != (act.by.pk if act.by else None):
            raise Replayed() from None
        act.done, act.result = True, first.result


def claim_done(act: Act, command: uuid.UUID, content, result: dict) -> None:
    """Remember a command whose effect stands in this transaction; one given before fails it."""
    told = digest([act.verb, content])
    keep(Command(id=command, verb=act.verb, by=act.by, digest=told, result=result))


def stale(trail) -> Stale:
    """Who changed what last, by the lines of one chain; mere readings change nothing."""
    last = trail.filter(reading=False).order_by("-sequence").first()
    return Stale(
        who=last.by if last and last.by else "-",
        when=last.at if last else None,
        what=last.verb if last else "",
    )
