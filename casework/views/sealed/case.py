"""The sealed page of one case: what is known, what was decided, what comes next."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from casework import access, audit
from casework.disclosure import track as table
from casework.disclosure import tracks
from casework.models import Case

from ..steps import fresh_command

# The page on which a step of the table is asked for; the rest are other things to write down.
PAGE_OF_STEP = {
    "flag": "trace",
    "reject": "reject",
    "confirm_identity": "identity",
    "confirm_death": "death",
    "ask_wish": "ask",
    "record_wish": "wish",
    "start_contact": "contact",
    "settle": "settle",
}


@dataclass(frozen=True)
class Place:
    """The case and its track as this officer may see them; `own` says whether it is the own
    office's or only waits for a second person."""

    case: Case
    track: object | None
    own: bool


def find_place(request: HttpRequest, reference: str) -> Place:
    """404 for whoever is no protection officer, and for cases that are not the officer's."""
    access.require(request.user, "keep_sealed")
    own = access.cases(request.user, "keep_sealed").select_related(
        "office", "sought", "request__enquirer"
    )
    case = own.filter(reference=reference).first()
    if case is not None:
        return Place(case, tracks.track_of(case), True)
    track = tracks.visible(request.user, reference)
    if track is None:
        raise Http404
    return Place(track.case, track, False)


def case(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything on the sealed side of one case. The opening is noted in the sealed trail."""
    place = find_place(request, reference)
    track = place.track
    if track is not None:
        audit.record(
            "read_track", by=request.user, chain=tracks.chain_of(track), target=track.pk,
            reading=True,
        )  # fmt: skip
    page = {
        "place": place,
        "case": place.case,
        "track": track,
        "state": track.get_state_display() if track else table.LABELS[table.State.NONE],
        "steps": _steps(place),
        "toward": _toward(place),
        "command": fresh_command(),
        **(_kept(request.user, track) if track else {}),
    }
    return render(request, "casework/sealed/case.html", page)


def _steps(place: Place) -> list[dict]:
    """The steps that lead on, each with its page; none for a second officer from elsewhere."""
    state = place.track.state if place.track else table.State.NONE
    steps = [s for s in table.steps_from(state) if place.own or s.name.startswith("confirm")]
    return [
        {
            "label": step.label,
            "url": reverse("sealed_step", args=[place.case.reference, PAGE_OF_STEP[step.name]]),
        }
        for step in steps
    ]


def _toward(place: Place) -> list[dict]:
    """Each person who asks, with the wish that counts today and what may be told."""
    if place.track is None:
        return []
    today = place.case.office.today()
    return [
        {
            "person": person,
            "wish": tracks.wish_in_force(place.track, person, today),
            "decision": place.track.decisions.filter(to=person, withdrawn_at=None).last(),
        }
        for person in tracks.enquirers(place.track)
    ]


def _kept(user, track) -> dict:
    """What was written down; a second officer sees what waits, to be able to judge it."""
    return {
        "remarks": track.remarks.select_related("by", "news"),
        "checks": track.checks.select_related("by"),
        "wishes": track.wishes.select_related("recorded_by", "toward"),
        "waiting_wishes": [w for w in tracks.waiting_wishes(track) if w.recorded_by_id != user.pk],
        "waiting_decisions": [
            d for d in tracks.waiting_decisions(track) if d.decided_by_id != user.pk
        ],
        "waiting_openings": [o for o in tracks.waiting_openings(track) if o.by_id != user.pk],
        "waiting_messages": [
            m for m in tracks.waiting_messages(track) if m.written_by_id != user.pk
        ],
        "own_openings": track.openings.filter(by=user, opened_at=None),
        "whereabouts_count": track.whereabouts.count(),
    }
