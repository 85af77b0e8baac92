"""Writing down what protection officers learn: rows only; the rules stand in the actions."""

from django.utils import timezone

from casework.disclosure.models import (
    DisclosureDecision,
    IdentityCheck,
    Reopening,
    SealedRemark,
    Wish,
)


def add_remark(track, kind, *, by, words, how="", news=None):
    return SealedRemark.objects.create(
        track=track, kind=kind, by=by, words=words, how=how, news=news
    )


def add_check(track, kind, *, by, fits: bool, words):
    return IdentityCheck.objects.create(track=track, kind=kind, by=by, fits=fits, words=words)


def add_wish(track, toward, *, by, level, details, words, verified_how, until):
    """The next version toward one person."""
    return Wish.objects.create(
        track=track,
        toward=toward,
        number=track.wishes.count() + 1,
        content={"level": str(level), "details": details},
        words=words,
        verified_how=verified_how,
        until=until,
        recorded_by=by,
    )


def add_decision(track, to, *, by, items, wording, wish, until):
    """What is told to one person; an older decision to the same person ends with it."""
    end_decisions(track, to)
    return DisclosureDecision.objects.create(
        track=track,
        to=to,
        wish=wish,
        content={"items": [str(item) for item in items], "wording": wording},
        until=until,
        decided_by=by,
    )


def end_decisions(track, to) -> None:
    track.decisions.filter(to=to, withdrawn_at=None).update(withdrawn_at=timezone.now())


def ask_reopening(case, *, by):
    """One open question per case; asking again asks nothing new."""
    return Reopening.objects.get_or_create(case=case, used_at=None, defaults={"asked_by": by})[0]


def reopenings(offices):
    """What coordinators of these offices ask, and nobody has answered yet."""
    rows = Reopening.objects.filter(case__office__in=offices, agreed_at=None, used_at=None)
    return rows.select_related("case__sought", "asked_by")


def asked_to_reopen(case) -> bool:
    return Reopening.objects.filter(case=case, used_at=None).exists()


def agree_reopening(case, *, by) -> int:
    rows = Reopening.objects.filter(case=case, agreed_at=None, used_at=None)
    return rows.update(agreed_by=by, agreed_at=timezone.now())


def use_reopening(case) -> None:
    Reopening.objects.filter(case=case, used_at=None).update(used_at=timezone.now())
