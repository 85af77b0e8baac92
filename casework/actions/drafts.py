"""What is being typed at the desk: saved every few seconds, sealed, emptied when it is logged."""

import datetime
import uuid

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from casework.models import FamilyRequest, IntakeDraft, UploadState

from . import acting, requests
from .errors import Refused
from .told import RequestTold


def save_draft(
    boxes: dict, *, by, office, draft: IntakeDraft | None = None, key=None, seen=0, page=""
) -> IntakeDraft:
    """Keeps what was typed into these boxes, complete or not; the other boxes stay.

    Without a draft it makes one, under `key` (a UUID that the page brought, so that two quick
    saves make one draft). `seen` is the version that the open `page` (any word) showed: what
    somebody else typed meanwhile into one of the boxes is not overwritten, both texts are kept
    apart until a person chooses (`choose`). A draft that was logged meanwhile stays as it is.
    """
    with acting.acting("log_request", by=by, office=office):
        if draft is None:
            draft, _made = IntakeDraft.objects.get_or_create(
                pk=key or uuid.uuid4(), defaults={"office": office, "staff": by}
            )
        held = _locked(draft, office)
        if held.request_id:
            return held
        new = {box: value for box, value in boxes.items() if held.fields.get(box, "") != value}
        if new:
            _write(held, new, by=by, seen=seen, page=page)
    return held


def _locked(draft: IntakeDraft, office) -> IntakeDraft:
    held = IntakeDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if held.office_id != office.pk:
        raise PermissionDenied("log_request")
    return held


def _write(held: IntakeDraft, new: dict, *, by, seen: int, page: str) -> None:
    fields, changes, apart = dict(held.fields), dict(held.changes), dict(held.apart)
    held.version += 1
    now = timezone.now().isoformat()
    for box, value in new.items():
        change = changes.get(box)
        if not _typed_elsewhere(change, seen, page):
            before = change[4] if change and change[3] == page else fields.get(box, "")
            fields[box], changes[box] = value, [held.version, str(by), now, page, before]
            apart.pop(box, None)
        elif value != change[4]:
            apart[box] = {"typed": value, "who": str(by), "at": now}
    held.fields, held.changes, held.apart = fields, changes, apart
    held.save()


def _typed_elsewhere(change, seen: int, page: str) -> bool:
    """Whether a box was typed into after the open page was made, and not from that page. What
    the page then sends is somebody's typing only if it is not what stood there before."""
    return bool(change) and change[0] > seen and change[3] != page


def choose(draft: IntakeDraft, box: str, *, typed: bool, by) -> IntakeDraft:
    """Of two texts in one box, the one that was `typed` later or the one that stands."""
    with acting.acting("log_request", by=by, office=draft.office):
        held = _locked(draft, draft.office)
        apart = dict(held.apart)
        if box in apart:
            stands, other = held.fields.get(box, ""), apart.pop(box)["typed"]
            taken, left = (other, stands) if typed else (stands, other)
            held.fields = {**held.fields, box: taken}
            held.version += 1
            change = [held.version, str(by), timezone.now().isoformat(), "", left]
            held.changes = {**held.changes, box: change}
            held.apart = apart
            held.save()
    return held


def replace_boxes(draft: IntakeDraft, boxes: dict, *, by) -> IntakeDraft:
    """All boxes anew: when a person among several is taken away the others move up."""
    with acting.acting("log_request", by=by, office=draft.office):
        held = _locked(draft, draft.office)
        held.version += 1
        held.fields, held.apart = boxes, {}
        held.save()
    return held


def paper(name: str, verdict, stored) -> dict:
    """An examined file as a draft keeps it."""
    return {
        "id": str(stored.pk),
        "name": name,
        "mime": verdict.mime,
        "pages": verdict.pages or 1,
        "note": verdict.code if verdict.kind == "neutralised" else "",
    }


def add_papers(draft: IntakeDraft, kept: list[dict], *, by) -> IntakeDraft:
    """Adds examined files, each once; two that come at once are both kept. Raises Refused where the
    draft was logged meanwhile."""
    with acting.acting("log_request", by=by, office=draft.office):
        held = _locked(draft, draft.office)
        if held.request_id:
            raise Refused(_("This request was logged meanwhile. Add the file to its case."))
        known = held.fields.get("papers", [])
        new = [one for one in kept if one["id"] not in {paper["id"] for paper in known}]
        if new:
            held.fields = {**held.fields, "papers": [*known, *new]}
            held.version += 1
            held.save()
    return held


def log_draft(draft: IntakeDraft, told: RequestTold, *, by, command=None) -> FamilyRequest:
    """Logs what a draft says and empties it, in one transaction: a second press, or a colleague
    who had it open too, gets the same request."""
    with transaction.atomic():
        held = _locked(draft, draft.office)
        if held.request_id:
            return held.request
        request = requests.log_request(told, office=held.office, by=by, command=command)
        held.request, held.fields, held.changes, held.apart = request, {}, {}, {}
        held.save()
        _hand_over_uploads(held, request)
    return request


def _hand_over_uploads(held: IntakeDraft, request: FamilyRequest) -> None:
    """Files that have not come in full go on at the first case; those that are kept are papers."""
    held.uploads.filter(state__in=(UploadState.KEPT, UploadState.REFUSED)).delete()
    first = request.cases.order_by("reference").first()
    held.uploads.update(draft=None, case=first)


def drop_draft(draft: IntakeDraft, *, by) -> None:
    with acting.acting("log_request", by=by, office=draft.office):
        IntakeDraft.objects.filter(pk=draft.pk).delete()


def forget_drafts(*, now: datetime.datetime | None = None, after_days: int = 60) -> int:
    """Forgets typing that nobody touched for 60 days (30, and 30 after the warning). Cases that
    were taken over from a register are no drafts of this kind and are never forgotten."""
    limit = (now or timezone.now()) - datetime.timedelta(days=after_days)
    return IntakeDraft.objects.filter(saved_at__lt=limit).delete()[0]
