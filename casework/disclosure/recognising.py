"""Who may be known here already, for protection officers alone: rows and who may see them."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from casework import access
from casework.disclosure.kinds import RecognisedHow
from casework.disclosure.models import Recognition, SealedTrack
from casework.disclosure.track import State
from casework.models import Case, Likeness


def note(case, other, other_case, how: RecognisedHow, score: float) -> Recognition:
    """Notes it once; what was noted or handled before stays as it is, but for the score."""
    told = {"score": round(score * 1000)}
    row, new = Recognition.objects.get_or_create(
        how=how, case=case, other=other, other_case=other_case, defaults=told
    )
    if not new:
        Recognition.objects.filter(pk=row.pk, handled="").update(**told)
    return row


def note_sealed() -> None:
    """Every likeness of a case that has a trace, whichever came first."""
    for tracked, other in (("first", "second"), ("second", "first")):
        traced = SealedTrack.objects.filter(case=OuterRef(tracked)).exclude(state=State.NONE)
        noted = Recognition.objects.filter(
            how=RecognisedHow.SEALED, case=OuterRef(tracked), other_case=OuterRef(other)
        )
        rows = Likeness.objects.filter(Exists(traced), ~Exists(noted))
        for row in rows.select_related("first", "second__sought", "second", "first__sought"):
            case, beside = getattr(row, tracked), getattr(row, other)
            note(case, beside.sought, beside, RecognisedHow.SEALED, row.score / 1000)


def recognitions(user) -> QuerySet[Recognition]:
    """Those of the officer's own offices, on either side."""
    where = access.offices_for(user, "keep_sealed")
    rows = Recognition.objects.filter(Q(case__office__in=where) | Q(other_case__office__in=where))
    return rows.select_related("case__office", "case__sought", "other_case__office", "other")


def forget_open(case: Case, kept: set) -> None:
    """What no longer fits after a correction, where nobody has looked at it yet."""
    rows = Recognition.objects.filter(Q(case=case) | Q(other_case=case), handled="")
    rows.exclude(how=RecognisedHow.SEALED).exclude(pk__in=kept).delete()


def lock(row: Recognition) -> Recognition:
    return Recognition.objects.select_for_update().get(pk=row.pk)


def chain_of(row: Recognition) -> str:
    """The name of its own chain in the trail."""
    return f"sealed:{row.pk}"


def write(row: Recognition, how: str, *, by, words: str, at) -> Recognition:
    """What became of it; "" opens it again."""
    row.handled, row.words = how, words
    row.handled_by, row.handled_at = (by, at) if how else (None, None)
    row.save()
    return row
