"""Where a letter stands, what comes next, and who may do it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from casework.models.office import Signing
from correspondence import access, drafting, queries
from correspondence.models import Letter
from correspondence.models.letter import UNSENT, LetterState

S = LetterState
ORDER = (S.DRAFT, S.IN_REVIEW, S.APPROVED, S.NUMBERED, S.SIGNED, S.SENT)
CHANGEABLE = (S.DRAFT, S.IN_REVIEW, S.APPROVED)


class Rights:
    """What a template may ask: `may.draft_letter`."""

    def __init__(self, user, letter: Letter):
        self._user, self._letter = user, letter

    def __getitem__(self, verb: str) -> bool:
        return access.may(self._user, verb, self._letter)


@dataclass(frozen=True)
class Offer:
    """The next step: a button (`step` is posted, `url` is opened), or why it is not possible."""

    label: str
    step: str = ""
    url: str = ""
    why_not: str = ""


def thread(letter: Letter) -> list[dict]:
    """The steps of a letter for the state bar."""
    if letter.state == S.VOID:
        return [{"label": S.VOID.label, "state": "halt", "note": letter.number}]
    at = ORDER.index(letter.state)
    reached = (at >= 1, at >= 2, at >= 3, at >= 4, at >= 5)
    steps = [
        {"label": _("Written"), "note": str(letter.author)},
        {"label": _("Approved"), "note": drafting.approved_by(letter)},
        {"label": _("Numbered"), "note": letter.number},
        {"label": _("Signed"), "note": drafting.signed_by(letter), "day": letter.signed_on},
        {"label": _("Sent"), "day": _left_on(letter)},
    ]
    if letter.office.signing == Signing.SIGNATURE_IS_APPROVAL:
        del steps[1]
        reached = (at >= 3, at >= 3, at >= 4, at >= 5)
    now = next((i for i, done in enumerate(reached) if not done), len(steps))
    for i, step in enumerate(steps):
        step["state"] = "done" if reached[i] else "now" if i == now else "todo"
    return steps


def _left_on(letter: Letter):
    days = [row.sent_on for row in letter.dispatches.all() if row.sent_on]
    return min(days, default=None)


def next_step(user, letter: Letter, missing: str = "") -> Offer | None:
    """What this person can do now, or what the letter waits for. `missing` keeps it a draft."""
    offers = {
        S.DRAFT: _from_draft,
        S.IN_REVIEW: _from_review,
        S.APPROVED: _from_approved,
        S.NUMBERED: _from_numbered,
    }
    asked = offers.get(letter.state)
    return asked(user, letter, missing) if asked else None


def _from_draft(user, letter: Letter, missing: str) -> Offer:
    if letter.office.signing == Signing.SIGNATURE_IS_APPROVAL:
        return _from_approved(user, letter, missing)
    label = _("Hand over for approval")
    if not access.may(user, "draft_letter", letter):
        return Offer(label, why_not=_("The coordinator is still writing this letter."))
    return Offer(label, step="hand_over", why_not=missing)


def _from_review(user, letter: Letter, missing: str) -> Offer:
    label = _("Approve")
    if letter.author_id == user.pk:
        others = queries.who_may_approve(letter)
        names = ", ".join(f"\u2068{person}\u2069" for person in others)
        if not names:
            why = _("You wrote this letter: another person must approve it, and there is none.")
            return Offer(label, why_not=why)
        why = _("You wrote this letter, so another person approves it: %(names)s.")
        return Offer(label, why_not=why % {"names": names})
    if not access.may(user, "approve_letter", letter):
        return Offer(label, why_not=_("This letter waits for the approval of another person."))
    return Offer(label, step="approve", why_not=missing)


def _from_approved(user, letter: Letter, missing: str) -> Offer:
    label = _("Give it its number") if not letter.number else _("Freeze it under its number")
    if not access.may(user, "number_letter", letter):
        return Offer(label, why_not=_("This letter waits for its number."))
    return Offer(label, url=reverse("letter_step", args=[letter.pk, "number"]), why_not=missing)


def _from_numbered(user, letter: Letter, _missing: str) -> Offer:
    no_paper = letter.office.signing == Signing.NO_PAPER
    label = _("Sign") if no_paper else _("Upload the signed scan")
    if not access.may(user, "sign_letter", letter):
        return Offer(label, why_not=_("This letter waits for the signature."))
    if not no_paper:
        return Offer(label, url=reverse("letter_scan", args=[letter.pk]))
    if letter.author_id == user.pk:
        return Offer(label, why_not=_("You wrote this letter: another person must sign it."))
    return Offer(label, step="sign")


def other_steps(user, letter: Letter) -> list[dict]:
    """Steps that go back or end the letter; each asks for words on a page of its own."""
    sends_back = letter.state in (S.IN_REVIEW, S.APPROVED)
    offers = [
        ("send_back", _("Send back with words"), "approve_letter", sends_back),
        ("take_back", _("Take it back"), "draft_letter", letter.state in (S.NUMBERED, S.SIGNED)),
        ("void", _("Void it"), "void_letter", letter.state in UNSENT),
    ]
    return [
        {"label": label, "url": reverse("letter_step", args=[letter.pk, name])}
        for name, label, verb, possible in offers
        if possible and access.may(user, verb, letter)
    ]
