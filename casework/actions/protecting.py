"""The sealed side of a case: a trace, who it is, a death, and how it ended."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from casework import access, audit
from casework.disclosure import desk, recognising, searched, tracks
from casework.disclosure.kinds import CheckKind, ItemKind, RemarkKind
from casework.disclosure.track import WITHOUT_A_FIND, Outcome, State

from . import acting
from .errors import Refused
from .guarding import guarding


def note_trace(case, *, by, words, news=None, seen=None, command=None):
    """Somebody may have been found: the track begins. The case and all its lists stay as they
    are."""
    if not access.may(by, "keep_sealed", case):
        raise PermissionDenied("keep_sealed")
    track = tracks.open_track(case)
    with guarding("flag", track, by=by, seen=seen, command=command, content=[words]) as act:
        if act.done:
            return act.track
        act.step("flag", {"lead_given": bool(words.strip())})
        desk.add_remark(act.track, RemarkKind.TRACE, by=by, words=words, news=news)
    return act.track


def reject_trace(track, *, by, words, seen=None, command=None):
    """It is not the person; why is kept."""
    with guarding("reject", track, by=by, seen=seen, command=command, content=[words]) as act:
        if not act.done:
            act.step("reject", {"reason_given": bool(words.strip())})
            desk.add_remark(act.track, RemarkKind.REJECTED, by=by, words=words)
    return act.track


def add_check(track, kind, *, by, fits, words, seen=None, command=None):
    """One check of who it is, or the proof of a death. Never changed; a wrong one is outweighed
    by saying so in another."""
    content = [str(kind), fits, words]
    with guarding("add_check", track, by=by, seen=seen, command=command, content=content) as act:
        if not act.done:
            desk.add_check(act.track, CheckKind(kind), by=by, fits=fits, words=words)
            act.details["kind"] = "check"
    return act.track


def confirm_identity(track, *, by, seen=None, command=None):
    """A second officer, who made none of the checks, confirms who it is. Nothing is told by it."""
    with guarding("confirm_identity", track, by=by, seen=seen, command=command, second=True) as act:
        if not act.done:
            facts = {
                "identity_proven": tracks.identity_proven(act.track),
                "second_person": by.pk not in tracks.checked_by(act.track, death=False),
            }
            act.step("confirm_identity", facts, by=by)
    return act.track


def confirm_death(track, *, by, seen=None, command=None):
    """Written proof and two persons. It is told in person and in no other way."""
    with guarding("confirm_death", track, by=by, seen=seen, command=command, second=True) as act:
        if not act.done:
            facts = {
                "death_proven": tracks.death_proven(act.track),
                "second_person": by.pk not in tracks.checked_by(act.track, death=True),
            }
            act.step("confirm_death", facts, by=by)
    return act.track


def settle(track, outcome, *, by, seen=None, command=None):
    """How it ended, kept sealed. Each enquirer has an approved decision: what is told, or that
    nothing is."""
    content = [str(outcome)]
    with guarding("settle", track, by=by, seen=seen, command=command, content=content) as act:
        if not act.done:
            outcome = Outcome(outcome)
            facts = {
                "outcome_fits": _fits(act.track, outcome),
                "decision_approved": _decided_for_all(act.track, outcome),
            }
            act.step("settle", facts, outcome=str(outcome))
    return act.track


def _fits(track, outcome: Outcome) -> bool:
    if track.deceased:
        return outcome == Outcome.DECEASED
    if outcome == Outcome.DECEASED:
        return False
    found = track.state not in (State.NONE, State.POSSIBLE_MATCH)
    return found or outcome in WITHOUT_A_FIND


def _decided_for_all(track, outcome: Outcome) -> bool:
    """Every living enquirer has a live, approved decision; a death has been told in person."""
    for enquirer in tracks.enquirers(track):
        if enquirer.life_status == "dead":
            continue
        live = track.decisions.filter(to=enquirer, withdrawn_at=None, approved_by__isnull=False)
        decision = live.last()
        if decision is None:
            return False
        tells_death = ItemKind.DEATH in decision.items
        if outcome == Outcome.DECEASED and tells_death and not _told(track):
            return False
    return True


def _told(track) -> bool:
    return track.remarks.filter(kind=RemarkKind.TOLD).exists()


def handle_recognition(row, how: str, *, by, words, command=None):
    """Taken up, or somebody else; why is kept, and "" opens it again. No case learns of it."""
    content = [str(row.pk), how]
    with acting.acting("keep_sealed", by=by, command=command, content=content, may=False) as act:
        if act.done:
            return row
        if not recognising.recognitions(by).filter(pk=row.pk).exists():
            raise PermissionDenied("keep_sealed")
        if not words.strip():
            raise Refused(_("Please give the reason."), code="reason")
        row = recognising.lock(row)
        recognising.write(row, how, by=by, words=words.strip(), at=timezone.now())
        audit.record(
            "handle_recognition",
            by=by,
            chain=recognising.chain_of(row),
            target=row.pk,
            details={"handled": how},
        )
    return row


def see_search(row, *, by, command=None):
    """An officer has looked at who searched for somebody with a trace."""
    with acting.acting(
        "keep_sealed", by=by, command=command, content=[str(row.pk), "seen"], may=False
    ) as act:
        if act.done:
            return row
        if not searched.of_officer(by).filter(pk=row.pk).exists():
            raise PermissionDenied("keep_sealed")
        row = searched.lock(row)
        searched.write_seen(row, by=by)
        audit.record("see_search", by=by, chain=searched.chain_of(row), target=row.pk)
    return row
