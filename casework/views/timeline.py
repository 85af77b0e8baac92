"""The trail of a case in plain words: what happened, when, by whom. Never what was written."""

from django.utils.translation import gettext_lazy as _

HAPPENED = {
    "log_request": _("The family's request was written down"),
    "take_over": _("Taken over from an old register"),
    "register": _("Logged"),
    "give_notice": _("The information notice was given"),
    "start_review": _("The check began"),
    "ask_more": _("The family is asked for more"),
    "complete": _("What was missing has come"),
    "complete_sought": _("Details of the sought person were added"),
    "edit_people": _("Something about a person was corrected"),
    "link_people": _("Records of one person were linked or parted"),
    "undo_own_step": _("A step was taken back"),
    "describe_coming": _("How the request came was put right"),
    "join_request": _("One more person asks"),
    "accept": _("Checked and accepted"),
    "decline": _("Declined"),
    "submit": _("Written about"),
    "answer": _("An answer was recorded"),
    "close": _("Ended"),
    "hold": _("Paused"),
    "resume": _("Gone on with"),
    "withdraw": _("The family withdrew its request"),
    "reopen": _("Reopened"),
    "ask_reopening": _("Asked to be reopened"),
    "agree_reopening": _("The protection officer agreed"),
    "archive": _("Archived"),
    "outward_step": _("A letter about it went out"),
    "number": _("Another number was noted"),
    "co_sign": _("The protection officer agreed"),
    "set_safety_stop": _("Everything for this family was stopped"),
    "lift_safety_stop": _("The stop was lifted"),
    "note_risk": _("An impression was noted"),
    "record_consent": _("The family's answers were recorded"),
    "attach": _("A document was added"),
    "remove_paper": _("A document was taken out"),
    "restore_paper": _("A document was put back"),
    "arrange_paper": _("The pages of a document were put in order"),
    "redact_paper": _("A version with black places was made"),
    "describe_paper": _("Something was said about a document"),
    "add_contact": _("A call or visit was noted"),
    "tell_family": _("The family was called"),
    "add_note": _("A note was added"),
    "view_case": _("Opened"),
    "view_contacts": _("Telephone and address were opened"),
    "view_document": _("A document was opened"),
}
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
        return MARKED.get(details.get("mark"), HAPPENED["answer"])
    if entry.verb == "tell_family":
        return TOLD.get(details.get("result"), HAPPENED["tell_family"])
    return did(entry.verb)


def did(verb: str) -> str:
    """What an action did, in a few words."""
    return str(HAPPENED.get(verb, _("Something was changed")))
