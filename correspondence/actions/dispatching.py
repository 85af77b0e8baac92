"""Sending a signed letter: by e-mail through the outbox, by post and by hand with a proof."""

from email.utils import make_msgid

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.actions.background import wake
from casework.actions.errors import Refused
from correspondence import editions, reply_to
from correspondence.actions import confirming, mail_parts
from correspondence.actions.acting_on import on_letter
from correspondence.channels import CHANNELS
from correspondence.gatekeeping import objection
from correspondence.models import Addressee, Dispatch, Letter
from correspondence.models.dispatch import LIVE, DispatchState, Receipt
from correspondence.models.letter import AddresseeRole, LetterState
from correspondence.models.recipient import Channel

OBJECTIONS = {
    "safety_stop": gettext_lazy(
        "Everything for one of its families is stopped: someone may be in danger."
    ),
    "consent_missing": gettext_lazy("A family's consent does not cover this body (any more)."),
    "paper_consent_missing": gettext_lazy(
        "A family's consent does not cover one of the enclosed papers."
    ),
    "letter_not_signed": gettext_lazy("This letter is not signed yet."),
}


def dispatch(letter: Letter, addressee: Addressee, channel: str, *, by, seen=None, command=None):
    """Puts the letter into the outbox for one addressee and one way. Raises Refused.

    The bytes and the Message-ID are fixed here; what is too large for a mail of theirs goes as
    numbered parts, each a dispatch of its own, of which the first is given. E-mail leaves by the
    worker, never in this request; post and hand wait until their proof is recorded with `hand_in`.
    """
    content = [str(addressee.pk), channel]
    with on_letter(letter, "dispatch", by=by, seen=seen, command=command, content=content) as act:
        if act.done:
            return Dispatch.objects.get(pk=act.result["dispatch"])
        _check(act.letter, addressee, channel)
        row = Dispatch(letter=act.letter, addressee=addressee, channel=channel, created_by=by)
        row.edition = act.letter.edition
        row.frozen, row.frozen_sha256 = _frozen(act.letter, addressee)
        refuse_objection(row)
        rows = _lacking(mail_parts.in_parts(row)) if channel == Channel.EMAIL else [row]
        for each in rows:
            if channel == Channel.EMAIL:
                each.message_id = make_msgid(domain=_domain())
                each.reply_token = reply_to.fresh(act.letter.office)
            each.save()
        act.result = {"dispatch": str(rows[0].pk)}
    if channel == Channel.EMAIL:
        for each in rows:
            wake("correspondence.send", each)
    return rows[0]


def _lacking(rows: list[Dispatch]) -> list[Dispatch]:
    """The parts that are not on their way and have not arrived; Refused when there is none, or
    when what is on its way was cut otherwise."""
    first = rows[0]
    live = list(_live(first.addressee, first.channel))
    known = {row.part for row in live}
    lacking = [row for row in rows if row.part not in known]
    if not lacking or any(row.parts != first.parts for row in live):
        raise _already()
    return lacking


def _already() -> Refused:
    return Refused(
        _("It is on its way to them already, or it has arrived."), code="already_dispatched"
    )


def is_complete(rows) -> bool:
    """Whether these live dispatches to one addressee, on one way each, carry the whole letter."""
    ways: dict[tuple[str, int], set[int]] = {}
    for row in rows:
        ways.setdefault((row.channel, row.parts), set()).add(row.part)
    return any(len(found) == parts for (_channel, parts), found in ways.items())


def _check(letter: Letter, addressee: Addressee, channel: str) -> None:
    if letter.state not in (LetterState.SIGNED, LetterState.SENT):
        raise Refused(_("This letter is not signed yet."), code="letter_not_signed")
    recipient = addressee.recipient
    if addressee.letter_id != letter.pk or recipient is None:
        raise Refused(_("This letter is not addressed to them."), code="not_addressed")
    if channel == Channel.EMAIL and not recipient.email:
        raise Refused(_("This recipient has no e-mail address."), code="no_email")
    if channel == Channel.PORTAL and not recipient.portal:
        raise Refused(_("The address of their own page is not known."), code="no_portal")
    if channel != Channel.EMAIL and _live(addressee, channel).exists():
        raise _already()


def _live(addressee, channel: str):
    """What is on its way to them or has arrived; a mail that came back is neither."""
    return Dispatch.objects.filter(
        addressee=addressee, channel=channel, state__in=LIVE, bounced_at=None
    )


def refuse_objection(row: Dispatch) -> None:
    """Raises Refused with the sentence when the letter may not go to this addressee."""
    code = objection(row)
    if code:
        raise Refused(str(OBJECTIONS[code]), code=code)


def _frozen(letter: Letter, addressee: Addressee):
    """What leaves: the bundle; for a copy without enclosures the signed letter alone."""
    if addressee.role == AddresseeRole.COPY_PLAIN:
        return (letter.scan, letter.scan_sha256) if letter.scan else (letter.pdf, letter.pdf_sha256)
    if letter.bundle is None:
        raise Refused(
            _("The letter and its enclosures are still being bound together. Try again shortly."),
            code="bundle_not_ready",
        )
    return letter.bundle, letter.bundle_sha256


def _domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"


def hand_in(row: Dispatch, *, by, receipt: str, on=None, command=None, **proof) -> Dispatch:
    """Records that it was handed in or posted, or that a mail was sent by a person. `proof`:
    bearer, received_by, witness, words, tracking_number, proof (a StoredFile).

    What happened is recorded also when it had been called back: nobody is asked whether it may
    leave, for it has. A refused receipt needs the witness.
    """
    content = [str(row.pk), receipt]
    with on_letter(row.letter, "dispatch", by=by, command=command, content=content) as act:
        held = Dispatch.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if act.done or held.state == DispatchState.SENT:
            return held
        _check_proof(held, receipt, proof, on)
        return confirming.confirm(held, by=by, receipt=receipt, on=on, **proof)


def _check_proof(held: Dispatch, receipt: str, proof: dict, on) -> None:
    _check_waiting(held, receipt)
    if receipt == Receipt.REFUSED and not proof.get("witness"):
        raise Refused(_("A refused receipt needs a witness: who was there?"), code="witness")
    way = CHANNELS[held.channel]
    proven = receipt == Receipt.REFUSED or any(proof.get(name) for name in way.PROVEN_BY)
    if not proven:
        raise Refused(str(way.ASKS_FOR), code="proof_missing")
    if on and on > held.letter.office.today():
        raise Refused(_("This day has not come yet."), code="future")
    signed_on = editions.signed_on(held.letter, held.edition)
    if on and signed_on and on < signed_on:
        raise Refused(_("On that day the letter was not signed yet."), code="before_signing")


def _check_waiting(held: Dispatch, receipt: str) -> None:
    """What a person carries a person tells; a mail only when it had been called back."""
    way = CHANNELS[held.channel]
    by_mail = way.AUTOMATIC
    told = (DispatchState.RECALLED,) if by_mail else (DispatchState.PENDING, DispatchState.RECALLED)
    if held.state not in told or receipt not in way.RECEIPTS:
        raise Refused(_("This is not waiting to be handed in."), code="wrong_state")
    if held.state == DispatchState.RECALLED:
        _refuse_second(held)


def decide_unknown(row: Dispatch, arrived: bool, *, by, command=None) -> Dispatch:
    """A person says whether a mail in doubt has arrived. If not, it goes out again, once.

    One that certainly did not leave can only be tried again. A copy that has left on the same
    way in the meantime is not sent a second time. Raises Refused.
    """
    with on_letter(
        row.letter, "dispatch", by=by, command=command, content=[str(row.pk), arrived]
    ) as act:
        held = Dispatch.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if act.done or held.state not in (DispatchState.UNKNOWN, DispatchState.FAILED):
            return held
        if arrived:
            _refuse_failed(held)
            return confirming.confirm(held, by=by, receipt=Receipt.HANDED_OVER)
        _refuse_second(held)
        held.state, held.owner, held.error = DispatchState.PENDING, "", ""
        held.attempts, held.try_after, held.lease_until = 0, None, None
        held.save()
        wake("correspondence.send", held)
    return held


def _refuse_failed(held: Dispatch) -> None:
    if held.state == DispatchState.FAILED:
        raise Refused(_("The mail server refused it: it cannot have arrived."), code="refused")


def _refuse_second(held: Dispatch) -> None:
    others = _live(held.addressee_id, held.channel).exclude(pk=held.pk)
    if others.filter(part=held.part).exists() or others.exclude(parts=held.parts).exists():
        raise _already()


def record_delivery(row: Dispatch, on, *, by, command=None) -> Dispatch:
    """The post (or the body itself) says on which day a letter that had left arrived."""
    with on_letter(row.letter, "dispatch", by=by, command=command, content=[str(row.pk), on]) as a:
        held = Dispatch.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if a.done:
            return held
        if held.state != DispatchState.SENT:
            raise Refused(_("This has not left yet."), code="wrong_state")
        if on > held.letter.office.today():
            raise Refused(_("This day has not come yet."), code="future")
        if held.sent_on and on < held.sent_on:
            raise Refused(_("On that day it had not left yet."), code="before_sending")
        confirming.mark_delivered(held, on, by=by)
    return held
