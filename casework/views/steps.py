"""What every page with a button shares: a command id, the version seen, refusals in words."""

import uuid
from itertools import zip_longest

from django.contrib import messages

from casework.actions.errors import Refused, Stale

from .happened import did


def press_of(request) -> dict:
    """`command` and `seen` as the page sent them: a second click does nothing, a stale page says
    so. A missing or odd value counts as a new press."""
    return {"command": command_of(request), "seen": seen_of(request)}


def command_of(request) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("command", ""))
    except ValueError:
        return uuid.uuid4()


def seen_of(request) -> int | None:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdigit() else None


def attempt(request, action, *args, done="", shown=(), **kwargs):
    """Runs an action. Gives (result, None), or (None, refusal) with its sentences on the page.
    `shown`: the codes of conditions that the page shows by itself, with the way to meet them."""
    try:
        result = action(*args, **kwargs)
    except Refused as refusal:
        if isinstance(refusal, Stale):
            refusal = Stale(who=refusal.who, when=refusal.when, what=did(refusal.what))
        for reason, code in zip_longest(refusal.reasons, refusal.codes):
            if code not in shown:
                messages.error(request, reason)
        return None, refusal
    if done:
        messages.success(request, done)
    return result, None


def fresh_command() -> uuid.UUID:
    """The id that a form carries in its hidden field."""
    return uuid.uuid4()
