"""Mails that arrive: stored first, then read, then filed by a person."""

import hashlib
import logging

from django.utils.translation import gettext as _

from casework import audit, vault
from casework.actions import acting
from casework.actions.errors import Refused
from correspondence import mail
from correspondence.actions import tracking
from correspondence.mail import reports
from correspondence.mail.classing import FROM_MACHINES, MailClass
from correspondence.models import ArrivedMail, Incoming
from correspondence.models.arrived import ArrivedState

log = logging.getLogger(__name__)
REPORTED = "report"


def take(raw: bytes, *, office, by=None) -> tuple[ArrivedMail, bool]:
    """Keeps a mail's bytes, then reads them; gives the mail and whether it is new.

    The same bytes are one mail. What cannot be read waits for a person like any other.
    """
    digest = hashlib.sha256(raw).hexdigest()
    known = ArrivedMail.objects.filter(office=office, digest=digest).first()
    if known:
        return known, False
    stored = vault.put_bytes(raw, mime="message/rfc822")
    kept, new = ArrivedMail.objects.get_or_create(
        office=office, digest=digest, defaults={"file": stored}
    )
    if new:
        audit.record("mail_arrived", by=by, office=office, target=kept.pk)
        read(kept, raw)
    return kept, new


def read(arrived: ArrivedMail, raw: bytes) -> None:
    """Says what kind of mail it is, and passes on what servers report of our own mails."""
    told = reports.read(raw)
    if told:
        notice, _new = tracking.keep_notice(REPORTED, raw)
        tracking.learn(notice, [_event(report) for report in told])
    classed = mail.class_of(mail.read(raw), raw)
    arrived.kind, arrived.why, arrived.found = classed.kind, classed.why, classed.found
    if classed.kind in FROM_MACHINES:
        arrived.state = ArrivedState.MACHINE
    arrived.save()


def _event(report: reports.Report) -> tracking.Told:
    return tracking.Told(
        kind=report.kind,
        at=report.at,
        event_id=report.event_id,
        message_id=report.message_id,
        code=report.code,
    )


def say_kind(arrived: ArrivedMail, kind: str, *, by) -> ArrivedMail:
    """A person says what kind of mail it is; one taken for a machine's waits again."""
    with acting.acting("record_reply", by=by, office=arrived.office) as act:
        held = _held(arrived)
        if kind not in list(MailClass):
            raise Refused(_("Please choose what it is."), code="kind")
        held.kind, held.why = kind, "person"
        if held.state in (ArrivedState.WAITING, ArrivedState.MACHINE):
            machine = kind in FROM_MACHINES
            held.state = ArrivedState.MACHINE if machine else ArrivedState.WAITING
        held.save()
        act.record("mail_kind", target=held.pk, kind=kind)
    return held


def filed_as(arrived: ArrivedMail, incoming: Incoming, *, by) -> ArrivedMail:
    """The mail stands in the incoming book now; filing it twice changes nothing."""
    with acting.acting("record_reply", by=by, office=arrived.office) as act:
        held = _held(arrived)
        if held.state == ArrivedState.FILED:
            return held
        held.state, held.incoming = ArrivedState.FILED, incoming
        held.save()
        act.record("mail_filed", target=incoming.number)
    return held


def put_aside(arrived: ArrivedMail, why: str, *, by) -> ArrivedMail:
    """It is no reply. It stays stored, and can be taken back. Raises Refused without a reason."""
    with acting.acting("record_reply", by=by, office=arrived.office) as act:
        held = _held(arrived)
        if not why.strip():
            raise Refused(_("Please give the reason."), code="reason")
        if held.state == ArrivedState.FILED:
            raise Refused(_("It is filed already."), code="filed")
        held.state, held.aside_why, held.aside_by = ArrivedState.ASIDE, why.strip(), by
        held.save()
        act.record("mail_aside", target=held.pk)
    return held


def take_back(arrived: ArrivedMail, *, by) -> ArrivedMail:
    """What was put aside, or taken for a machine's, waits to be filed again."""
    with acting.acting("record_reply", by=by, office=arrived.office) as act:
        held = _held(arrived)
        if held.state in (ArrivedState.ASIDE, ArrivedState.MACHINE):
            held.state, held.aside_why, held.aside_by = ArrivedState.WAITING, "", None
            held.save()
            act.record("mail_taken_back", target=held.pk)
    return held


def _held(arrived: ArrivedMail) -> ArrivedMail:
    return ArrivedMail.objects.select_for_update(of=("self",)).get(pk=arrived.pk)
