"""What is being typed at the desk: saved every few seconds, sealed, gone when it is logged."""

import datetime

from django.utils import timezone

from casework.models import IntakeDraft

from . import acting


def save_draft(fields: dict, *, by, office, draft: IntakeDraft | None = None) -> IntakeDraft:
    """Keeps all that was typed, complete or not; makes the draft at the first save."""
    with acting.acting("log_request", by=by, office=office):
        if draft is None:
            return IntakeDraft.objects.create(office=office, staff=by, fields=fields)
        held = IntakeDraft.objects.select_for_update().get(pk=draft.pk)
        held.fields, held.version = fields, held.version + 1
        held.save()
    return held


def drop_draft(draft: IntakeDraft, *, by) -> None:
    with acting.acting("log_request", by=by, office=draft.office):
        IntakeDraft.objects.filter(pk=draft.pk).delete()


def forget_drafts(*, now: datetime.datetime | None = None, after_days: int = 60) -> int:
    """Forgets typing that nobody touched for 60 days (30, and 30 after the warning). Cases that
    were taken over from a register are no drafts of this kind and are never forgotten."""
    limit = (now or timezone.now()) - datetime.timedelta(days=after_days)
    return IntakeDraft.objects.filter(saved_at__lt=limit).delete()[0]
