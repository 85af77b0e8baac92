"""Who looked for a person with a trace beyond what he or she may see: noted in the background, so
that neither the answer nor its time says anything; read by protection officers alone."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from casework import access
from casework.disclosure.models import SealedTrack, Searched, SearchMade
from casework.disclosure.track import State
from casework.models import Case
from casework.search import search

AT_ONCE = 200  # searches compared in one turn
MOST = 20  # people whom one search can mean


def note(words: str, *, by) -> None:
    """One row for every search, found or not; none where nothing was typed."""
    if words.strip():
        SearchMade.objects.create(by=by, on=timezone.localdate(), words=words.strip()[:200])


def compare_waiting() -> int:
    """Compares what was typed with the cases that have a trace and are closed to whoever typed it.
    May run twice."""
    rows = list(SearchMade.objects.select_related("by")[:AT_ONCE])
    for row in rows:
        for case in search(row.words, within=_closed_to(row.by)).cases[:MOST]:
            Searched.objects.get_or_create(case=case, by=row.by, on=row.on)
        row.delete()
    return len(rows)


def _closed_to(user) -> QuerySet[Case]:
    traced = SealedTrack.objects.filter(case=OuterRef("pk")).exclude(state=State.NONE)
    own = access.offices_for(user, "view_case")
    return Case.objects.filter(Exists(traced)).exclude(office__in=own)


def of_officer(user) -> QuerySet[Searched]:
    """What the officers of a case's office have not looked at yet."""
    where = access.offices_for(user, "keep_sealed")
    rows = Searched.objects.filter(case__office__in=where, seen_at=None)
    return rows.select_related("case", "by")


def lock(row: Searched) -> Searched:
    return Searched.objects.select_for_update().get(pk=row.pk)


def chain_of(row: Searched) -> str:
    """The name of its own chain in the trail."""
    return f"sealed:{row.pk}"


def write_seen(row: Searched, *, by) -> None:
    row.seen_by, row.seen_at = by, timezone.now()
    row.save(update_fields=["seen_by", "seen_at"])
