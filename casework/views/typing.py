"""What is typed at the desk comes in and is kept: with every step, every ten seconds, and when the
log-in has run out meanwhile."""

import datetime
import json
import uuid

from django.contrib import messages
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casework import access
from casework.actions import drafts
from casework.forms.papers import NOTHING_SAID
from families import display
from families.names import in_digits
from families.sealing import Unreadable, derived_key, seal_text, unseal_text

from .files import receive, verdict_on
from .steps import attempt
from .uploading import holding, tell_same

HELD = "typed_before_log_in"
LONGEST_HELD = 200_000  # characters; a whole intake of twenty people is a tenth of it


def typed_into(request, names) -> dict[str, str]:
    """What stands in these boxes of the page that was sent; a box that is not there is empty, and
    several ticks are one text."""
    return {name: _sent(request.POST, name) for name in names}


def _sent(boxes, name: str) -> str:
    return ",".join(boxes.getlist(name)).replace("\0", "")


def keep(request, held, boxes: dict):
    """Keeps what was typed into the page's boxes in the draft and makes it if there is none yet."""
    office = held.office if held else home_office(request.user)
    return drafts.save_draft(
        boxes,
        by=request.user,
        office=office,
        draft=held,
        key=_uuid(request.POST.get("draft")),
        seen=_number(request.POST.get("seen")),
        page=request.POST.get("page", "")[:40],
    )


def home_office(user):
    """The office for which somebody logs: the first in which he or she may."""
    wanted = access.offices_for(user, "log_request")
    return access.offices(user).filter(pk__in=wanted).first()


def _uuid(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0


def kept(held, address: str, names) -> JsonResponse:
    """The answer to a page that saves by itself. 409 where somebody else typed something else."""
    apart = [held.apart[name] for name in names if name in held.apart]
    told = {
        "message": _("Kept %(time)s") % {"time": clock(held.saved_at)},
        "action": address,
    }
    if apart:
        told["message"] = _(
            "Somebody else typed something else here. Nothing is lost: go on, then choose one."
        )
    return JsonResponse(told, status=409 if apart else 200)


def clock(instant) -> str:
    """Hours and minutes in the office's time and in the digits of the screen."""
    digits = display.digits((get_language() or "en")[:2])
    return in_digits(timezone.localtime(instant).strftime("%H:%M"), digits)


def instant(text: str) -> datetime.datetime:
    """When something was typed, as a draft keeps it."""
    return datetime.datetime.fromisoformat(text)


def take_files(request, held) -> None:
    """Each file is examined by itself; what is good is kept, what is not gets its sentence."""
    for upload in request.FILES.getlist("files"):
        verdict, stored = receive(upload, locked=holding(request, held, upload, NOTHING_SAID))
        said = verdict_on(upload.name, verdict.code, verdict.detail)
        if stored is None:
            say = messages.warning if verdict.code == "waits_for_password" else messages.error
            say(request, said)
            continue
        paper = drafts.paper(upload.name, verdict, stored)
        kept, _refusal = attempt(
            request, drafts.add_papers, held, [paper], by=request.user, done=said
        )
        if kept is not None:
            tell_same(request, stored.pk)


def outlives_the_log_in(view):
    """Marks a page whose typing is held while somebody logs in again."""
    view.outlives_the_log_in = True
    return view


def hold(request, *, again: str) -> HttpResponseRedirect | JsonResponse:
    """Holds what was sent, sealed, in the visitor's own session and leads to `again`.

    A page that saves by itself is told instead: it still has everything.
    """
    if request.headers.get("X-Autosave"):
        return JsonResponse({"message": ""}, status=401)
    text = json.dumps(typed_into(request, request.POST) | {"path": request.path})
    if len(text) <= LONGEST_HELD:
        request.session[HELD] = seal_text(_key(), text, context=HELD).hex()
    return HttpResponseRedirect(again)


def held_before(request) -> dict[str, str]:
    """What was sent to this page before the log-in, to stand in its boxes again. Once."""
    sealed = request.session.get(HELD)
    if not sealed:
        return {}
    try:
        sent = json.loads(unseal_text(_key(), bytes.fromhex(sealed), context=HELD))
    except Unreadable:
        sent = {}
    if sent.pop("path", "") != request.path:
        return {}
    del request.session[HELD]
    return sent


def _key() -> bytes:
    return derived_key("typing held over a log-in")


def address_of(draft, slug: str) -> str:
    return reverse("intake_page", args=[draft.pk, slug])
