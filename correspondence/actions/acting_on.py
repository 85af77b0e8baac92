"""The shape of an action on a letter: lock, compare the version that was seen, then change."""

import contextlib
import hashlib

from casework import access, audit
from casework.actions import acting
from casework.actions.errors import Refused, Stale
from casework.models import Entry
from correspondence.models import Letter


@contextlib.contextmanager
def on_letter(letter: Letter, verb: str, *, by, seen=None, command=None, content=(), as_=""):
    """Opens the transaction; gives an act with `.letter` read anew under a row lock.

    `as_` names the step in the trail where it differs from the verb. When an earlier press did
    it already, `act.done` is true. Raises PermissionDenied, Stale, Replayed, Refused.
    """
    step = as_ or verb
    told = [str(letter.pk), step, *content]
    with acting.acting(verb, by=by, office=letter.office, command=command, content=told) as act:
        act.letter = fresh(letter)
        if act.done:
            yield act
            return
        if seen is not None and int(seen) != act.letter.version:
            raise _stale(act.letter)
        yield act
        audit.record(
            step,
            by=by,
            office=act.letter.office,
            target=act.letter.pk,
            details={
                "version": act.letter.version,
                "state": str(act.letter.state),
                **_deputising(by, verb, act.letter),
            },
        )


def _deputising(by, verb: str, letter: Letter) -> dict:
    """For whom, where somebody does it as a deputy."""
    office = letter.office
    holder = access.deputised_by(by, verb, office, office.today()) if by else None
    return {"deputy_of": str(holder.pk)} if holder else {}


def fresh(letter: Letter) -> Letter:
    return (
        Letter.objects.select_for_update(of=("self",))
        .select_related("office", "submission__recipient__body", "signatory", "template")
        .get(pk=letter.pk)
    )


def save(letter: Letter) -> None:
    """Saves a changed letter; the version tells every open page that it is old."""
    letter.version += 1
    letter.save()


def require_state(letter: Letter, sentence: str, *states: str) -> None:
    if letter.state not in states:
        values = {"state": letter.get_state_display()}
        raise Refused(sentence % values, code="wrong_state")


def digest_of(text: str) -> str:
    """For command contents: the trail and the command keep no wording."""
    return hashlib.sha256(text.encode()).hexdigest()


def _stale(letter: Letter) -> Stale:
    entries = Entry.objects.filter(target=str(letter.pk), reading=False)
    last = entries.order_by("-at").first()
    return Stale(
        who=last.by if last and last.by else "-",
        when=last.at if last else None,
        what=last.verb if last else "",
    )
