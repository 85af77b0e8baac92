"""The sought person is asked, decides, and what is told follows from that."""

from django.utils.translation import gettext as _

from casework import consent, signals
from casework.disclosure import desk, gate, tracks, wishes
from casework.disclosure.kinds import DIRECT, ItemKind, Level, RemarkKind, Way
from casework.models import Case

from .errors import Refused
from .guarding import guarding, sign

MORE_THAN_SIGNS = frozenset({ItemKind.MESSAGE, ItemKind.MEETING, ItemKind.DETAILS})


def ask_wish(track, how, *, by, words="", seen=None, command=None):
    """An attempt to ask, by a safe and direct way; never through the family."""
    content = [str(how), words]
    with guarding("ask_wish", track, by=by, seen=seen, command=command, content=content) as act:
        if not act.done:
            facts = _told(act.track, how)
            act.step("ask_wish", facts)
            desk.add_remark(act.track, RemarkKind.ASKED, by=by, words=words, how=str(how))
    return act.track


def record_wish(
    track, toward, level, *, by, words, verified_how, free, how=Way.IN_PERSON, details="",
    until=None, seen=None, command=None,
):  # fmt: skip
    """What the person wants this one enquirer to know, in his or her own words. What lets less be
    known counts at once, also against what is queued; what lets more be known waits for a second
    officer. A decision made under an older wish ends."""
    level = Level(level)
    content = [str(toward.pk), str(level), words, details, str(until)]
    with guarding("record_wish", track, by=by, seen=seen, command=command, content=content) as act:
        if act.done:
            return act.track
        if level == Level.DETAILS and not details.strip():
            raise Refused(_("Please write down which details, and to whom."), code="details")
        facts = _told(act.track, how) | {"free_and_informed": bool(free and verified_how.strip())}
        act.step("record_wish", facts)
        desk.add_wish(
            act.track, toward, by=by, level=level, details=details, words=words,
            verified_how=verified_how, until=until,
        )  # fmt: skip
        desk.end_decisions(act.track, toward)
        signals.wish_changed.send(sender=Case, case=act.track.case, by=by)
    return act.track


def _told(track, how) -> dict:
    today = track.case.office.today()
    return {
        "direct_channel": Way(how) in DIRECT,
        "maybe_minor": gate.maybe_minor(track.case.sought, today),
        "guardian": Way(how) == Way.GUARDIAN,
    }


def countersign_wish(wish, *, by, seen=None, command=None):
    """A second officer has read it and agrees that it is what the person said."""
    return sign(
        "countersign_wish", wish, "countersigned", by=by, seen=seen, command=command,
        others=lambda row: [row.recorded_by_id],
    )  # fmt: skip


def decide(track, to, items, wording, *, by, until=None, seen=None, command=None):
    """What is told to one person, in which words. It waits for the approval of another."""
    items = frozenset(ItemKind(item) for item in items)
    content = [str(to.pk), sorted(items), wording, str(until)]
    with guarding("decide", track, by=by, seen=seen, command=command, content=content) as act:
        if act.done:
            return act.track
        wish = _wish_behind(act.track, to, items)
        told = items - {ItemKind.NOTHING}
        if not items or (told and not wording.strip()):
            raise Refused(_("Please write down what is told, word for word."), code="wording")
        desk.add_decision(
            act.track, to, by=by, items=sorted(items), wording=wording, wish=wish, until=until
        )
    return act.track


def _wish_behind(track, to, items):
    """The wish that allows these items; None where nothing, or a death, is told."""
    if to.life_status == "dead":
        raise Refused(_("This person has died: nothing can be passed on."), code="dead")
    needed = items - {ItemKind.NOTHING, ItemKind.DEATH}
    if ItemKind.DEATH in items and (needed or not track.deceased):
        raise Refused(_("Not yet: the death is not confirmed."), code="death_proven")
    wish = tracks.wish_in_force(track, to, track.case.office.today())
    if needed - wishes.allowed_items(wish):
        raise Refused(_("Not possible: the person's wish does not allow it."), code="wish_allows")
    return wish if needed else None


def approve_decision(decision, *, by, seen=None, command=None):
    """Another officer approves: neither who decided it nor who wrote down the wish."""
    return sign(
        "approve_decision", decision, "approved", by=by, seen=seen, command=command,
        others=_not_the_approver,
    )  # fmt: skip


def _not_the_approver(decision) -> list:
    if decision.withdrawn_at:
        raise Refused(_("A newer wish or decision has taken its place."), code="withdrawn")
    return [decision.decided_by_id, decision.wish.recorded_by_id if decision.wish else None]


def start_contact(track, *, by, words="", seen=None, command=None):
    """The wish allows it, the enquirer agreed to be reached (P10), and it was decided by two."""
    with guarding("start_contact", track, by=by, seen=seen, command=command) as act:
        if act.done:
            return act.track
        today, case = act.track.case.office.today(), act.track.case
        ready = [to for to in tracks.enquirers(act.track) if _may_begin(act.track, to, today)]
        allowed = any(
            MORE_THAN_SIGNS & wishes.allowed_items(tracks.wish_in_force(act.track, to, today))
            for to in tracks.enquirers(act.track)
        )
        facts = {
            "wish_allows": allowed,
            "decision_approved": bool(ready),
            "enquirer_agrees": consent.book(case.request).granted("P10", today),
        }
        act.step("start_contact", facts)
        desk.add_remark(act.track, RemarkKind.CONTACT, by=by, words=words)
    return act.track


def _may_begin(track, to, on) -> bool:
    items = (gate.Item(track.case, kind) for kind in MORE_THAN_SIGNS)
    return any(gate.may_pass_on(item, to, on).allowed for item in items)


def note_told(track, *, by, words, seen=None, command=None):
    """A death was told in person, by trained staff: who was there, and what was left with them."""
    with guarding("note_told", track, by=by, seen=seen, command=command, content=[words]) as act:
        if not act.done:
            if not act.track.deceased:
                raise Refused(_("Not yet: the death is not confirmed."), code="death_proven")
            desk.add_remark(act.track, RemarkKind.TOLD, by=by, words=words, how="in_person")
    return act.track
