"""Where a mail service tells what became of our mails: no log-in, but its secret or signature.

What it says is kept as it came before anybody reads it, and moves no case: it marks the letter.
An installation without a mail service, or without its secret, has no such address.
"""

import datetime
import hashlib
import logging

from anymail.exceptions import AnymailWebhookValidationFailure
from anymail.signals import EventType
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from correspondence import mailservice
from correspondence.actions import arriving, tracking
from correspondence.models.tracking import Happened

log = logging.getLogger(__name__)

KINDS = {
    EventType.QUEUED: Happened.ACCEPTED,
    EventType.SENT: Happened.ACCEPTED,
    EventType.DEFERRED: Happened.DELAYED,
    EventType.DELIVERED: Happened.DELIVERED,
    EventType.OPENED: Happened.OPENED,
    EventType.CLICKED: Happened.OPENED,
    EventType.BOUNCED: Happened.BOUNCED,
    EventType.REJECTED: Happened.BOUNCED,
    EventType.FAILED: Happened.BOUNCED,
    EventType.COMPLAINED: Happened.COMPLAINED,
}


@csrf_exempt
@login_not_required
@require_POST
def mail_hook(request: HttpRequest, provider: str) -> HttpResponse:
    """Takes one notice of the mail service in use. 404 for any other, 400 for a forged one."""
    view = mailservice.reader() if provider == mailservice.name() else None
    if not _is_its_own(view, request):
        return HttpResponse(status=400)
    raw = request.body
    notice, new = tracking.keep_notice(provider, raw)
    if new:
        _learn(view, request, notice)
    return HttpResponse()


@csrf_exempt
@login_not_required
@require_POST
def mail_inbound(request: HttpRequest, provider: str) -> HttpResponse:
    """Takes the mails that the service received for us: stored before it is told that we have
    them. What is not understood is asked for again by the service, so that nothing is lost."""
    view = mailservice.inbound_reader() if provider == mailservice.name() else None
    if not _is_its_own(view, request):
        return HttpResponse(status=400)
    for event in view.parse_events(request):
        if event.event_type == EventType.INBOUND:
            arriving.take_delivered(event.message)
    return HttpResponse()


def _is_its_own(view, request) -> bool:
    """Whether the notice proves to come from the service in use. Raises Http404 without one."""
    if view is None:
        raise Http404
    view.setup(request)
    _kept = request.body  # read before the service's own reader reads it
    try:
        view.run_validators(request)
    except AnymailWebhookValidationFailure:
        return False
    return True


def _learn(view, request, notice) -> None:
    """What cannot be understood stays as it came; the provider is not asked to send it again."""
    try:
        told = [_told(event) for event in view.parse_events(request)]
    except Exception as error:
        log.warning("a notice of %s was not understood: %s", notice.source, type(error).__name__)
        tracking.not_understood(notice, type(error).__name__)
        return
    tracking.learn(notice, [event for event in told if event is not None])


def _told(event) -> tracking.Told | None:
    kind = KINDS.get(event.event_type)
    if kind is None:
        return None
    at = event.timestamp or timezone.now()
    if timezone.is_naive(at):
        at = at.replace(tzinfo=datetime.UTC)
    message_id = str(event.message_id or "")
    metadata = event.metadata if isinstance(event.metadata, dict) else {}
    same = "\0".join([str(event.event_id or ""), str(event.event_type), message_id, at.isoformat()])
    return tracking.Told(
        kind=kind,
        at=at,
        event_id=hashlib.sha256(same.encode()).hexdigest(),
        message_id=message_id,
        ours=str(metadata.get("dispatch", "")),
        code=str(event.reject_reason or ""),
    )
