"""Protection officers at work: steps of the sealed side for the tests, through the actions."""

from casework.actions import cases, protecting, wishing
from casework.disclosure.kinds import CheckKind, ItemKind, Level
from tests.factories import log_family, make_staff


def accepted(cast, **more):
    case = log_family(cast, **more).cases.get()
    return cases.check_and_accept(case, by=cast.coordinator)


def second_officer(cast):
    """Another protection officer of the same office."""
    return make_staff("second", cast.ahvaz, "protection", by=cast.administrator)


def traced(cast, case=None):
    case = case or accepted(cast)
    return protecting.note_trace(case, by=cast.protection, words="NISHANE-42 called us")


def located(cast, case=None):
    """Found and known for sure; the second person sits in Tirana."""
    track = traced(cast, case)
    for kind in (CheckKind.FACTS, CheckKind.PHOTO):
        protecting.add_check(track, kind, by=cast.protection, fits=True, words="NISHANE-42 fits")
    return protecting.confirm_identity(track, by=cast.elsewhere["protection"])


def wished(cast, level=Level.MESSAGES, case=None, *, signed=True, **more):
    """The person was asked and has decided."""
    track = located(cast, case)
    wishing.ask_wish(track, "in_person", by=cast.protection, words="NISHANE-42 was asked")
    toward = track.case.request.enquirer
    track = wishing.record_wish(
        track, toward, level, by=cast.protection, words="NISHANE-42 says so",
        verified_how="knows the answer", free=True, **more,
    )  # fmt: skip
    if signed:
        wishing.countersign_wish(track.wishes.last(), by=cast.elsewhere["protection"])
    return track


def decided(cast, items=(ItemKind.MESSAGE,), wording="Your brother greets you.", **more):
    """Decided by one, approved by another."""
    track = wished(cast, **more)
    toward = track.case.request.enquirer
    wishing.decide(track, toward, items, wording, by=cast.protection)
    wishing.approve_decision(track.decisions.last(), by=cast.elsewhere["protection"])
    return track
