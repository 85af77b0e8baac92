"""The shape of every step on the sealed side: like `acting`, over the track and never the case."""

import contextlib
import uuid
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from casework import access, audit
from casework.disclosure import track as table
from casework.disclosure import tracks
from casework.models import Command, Entry

from .acting import Act, claim, digest, stale
from .errors import Refused


@dataclass
class Guarded:
    """What is being done to one track. `done` means that an earlier press did it."""

    verb: str
    by: object
    track: object = None
    done: bool = False
    details: dict = field(default_factory=dict)

    def step(self, name: str, facts: dict, **values) -> None:
        """Takes one step of the sealed table. Raises Refused with what does not hold."""
        step = table.STEPS[name]
        if self.track.state not in step.sources:
            state = self.track.get_state_display()
            raise Refused(
                _("Not possible: this case is “%(state)s”.") % {"state": state}, code="wrong_state"
            )
        missing = table.unmet(step, self.track, facts)
        if missing:
            raise Refused(*(c.refusal for c in missing), codes=[c.code for c in missing])
        before = self.track.state
        getattr(self.track, name)(**values)
        self.details |= {"before": before, "after": str(self.track.state)}


@contextlib.contextmanager
def guarding(verb, track, *, by, seen=None, command=None, content=None, second=False):
    """One transaction: command id, lock, may they, the version seen, the change, one line in the
    track's own chain. `second` lets a protection officer of any office do it.

    Raises Stale, Replayed, Refused, PermissionDenied; nothing is written then.
    """
    with transaction.atomic():
        act = Guarded(verb, by)
        if command:
            pressed = Act(verb, by)
            claim(pressed, uuid.UUID(str(command)), digest([verb, str(track.pk), content]))
            act.done = pressed.done
        act.track = tracks.lock(track)
        permit(by, act.track, second=second)
        if act.done:
            yield act
            return
        if seen is not None and int(seen) != act.track.version:
            raise stale(Entry.objects.filter(chain=tracks.chain_of(track)))
        yield act
        act.track.version += 1
        act.track.save()
        audit.record(
            verb, by=by, chain=tracks.chain_of(track), target=track.pk, details=act.details
        )
        if command:
            Command.objects.filter(pk=str(command)).update(result={"track": str(track.pk)})


def permit(by, track, *, second: bool) -> None:
    """Raises PermissionDenied for whoever is neither of the office nor a second officer."""
    if access.may(by, "keep_sealed", track.case):
        return
    if not (second and access.can(by, "second_sealed")):
        raise PermissionDenied("keep_sealed")


def refuse_same_person(by, *first) -> None:
    """A second officer agrees: none of those who did the first part (ids of staff)."""
    if by.pk in first:
        raise Refused(table.second_person.refusal, code=table.second_person.code)


def sign(verb, waiting, field: str, *, by, seen, command, others):
    """A second officer agrees to one row that waits: it is noted in `<field>_by` and `<field>_at`,
    once. `others(row)` gives who may not be that person, or raises Refused."""
    content = [str(waiting.pk)]
    with guarding(
        verb, waiting.track, by=by, seen=seen, command=command, content=content, second=True
    ) as act:
        if act.done:
            return act.track
        row = tracks.lock_row(waiting)
        refuse_same_person(by, *others(row))
        if getattr(row, f"{field}_by_id") is None:
            setattr(row, f"{field}_by", by)
            setattr(row, f"{field}_at", timezone.now())
            row.save(update_fields=[f"{field}_by", f"{field}_at"])
    return act.track
