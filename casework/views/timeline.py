"""The trail of a case in plain words: what happened, when, by whom. Never what was written."""

from django.utils.translation import gettext_lazy as _

from .happened import did

MARKED = {
    "delivered_on": _("Arrived there"),
    "acknowledged_on": _("They confirmed receipt"),
    "promised_until": _("They promised an answer"),
    "answered_on": _("They answered"),
}
TOLD = {
    "told": _("The family was told where it stands"),
    "not_reached": _("The family was called: not reached"),
    "wrong_number": _("The family was called: wrong number"),
    "died": _("We heard that the person who asks has died"),
}
OUTWARD = ("outward_step", "submit", "mark")


def lines(case, entries, dues) -> list[dict]:
    """What is due, then what happened, the newest first. Mere readings are left out."""
    coming = [{"text": due.get_kind_display(), "day": due.on, "kind": "due"} for due in dues]
    rows = entries.filter(reading=False).select_related("by").order_by("-at", "-sequence")
    return coming + [_line(entry) for entry in rows]


def _line(entry) -> dict:
    return {
        "text": in_words(entry),
        "day": entry.at,
        "kind": "out" if entry.verb in OUTWARD else "",
        "who": str(entry.by) if entry.by else "",
    }


def in_words(entry) -> str:
    """One line of the trail as a sentence."""
    details = entry.details
    if entry.verb == "mark":
        return str(MARKED.get(details.get("mark"), did("mark")))
    if entry.verb == "tell_family":
        return str(TOLD.get(details.get("result"), did("tell_family")))
    return did(entry.verb)
