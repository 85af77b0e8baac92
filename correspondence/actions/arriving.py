"""Mails that arrive: stored first, then read, then filed by a person."""

import datetime
import hashlib
import re

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from casework import audit, vault
from casework.actions import acting
from casework.actions.errors import Refused
from casework.models import Office
from correspondence import mail, reply_to
from correspondence.actions import tracking
from correspondence.mail import reports
from correspondence.mail.classing import FROM_MACHINES, MailClass
from correspondence.models import ArrivedMail, Incoming
from correspondence.models.arrived import ArrivedState, Door
from families.sealing import fingerprint

REPORTED = "report"
LOOP_MAILS, LOOP_TIME = 20, datetime.timedelta(hours=1)
LEFT_ALONE = datetime.timedelta(minutes=2)


def take(raw: bytes, *, office, by=None, door=Door.FILE, size=0) -> tuple[ArrivedMail, bool]:
    """Keeps a mail's bytes, then reads them; gives the mail and whether it is new.

    The same mail is kept once, by whichever door and road it came. What cannot be read waits for
    a person like any other. `size` is that of a mail of which only the beginning was fetched.
    """
    digest, facts = hashlib.sha256(raw).hexdigest(), mail.read(raw)
    same = _same(facts)
    known = _known(office, digest, same)
    if known is None:
        told = {"digest": digest, "same": same, "series": _series(facts), "door": door}
        told["size"] = size if size > len(raw) else 0
        fresh = _kept(raw, office, by, told)
        if fresh is not None:
            read(fresh, raw)
            return fresh, True
        known = _known(office, digest, same)
    if not known.kind:  # whoever kept it died before it was read
        read(known, raw)
    return known, False


def _kept(raw: bytes, office, by, told: dict) -> ArrivedMail | None:
    """The new row; None where another door brought the same mail in this moment."""
    stored = vault.put_bytes(raw, mime="message/rfc822")
    try:
        with transaction.atomic():
            fresh = ArrivedMail.objects.create(office=office, file=stored, **told)
            audit.record("mail_arrived", by=by, office=office, target=fresh.pk)
    except IntegrityError:
        if _known(office, told["digest"], told["same"]) is None:
            raise
        return None
    return fresh


def take_delivered(message) -> tuple[ArrivedMail, bool]:
    """A mail that the mail service received for us, as its library gives it. The address that it
    was delivered to is written on top, as a mail server does (RFC 5321 §4.4 allows such heads)."""
    raw, to = message.as_bytes(), message.envelope_recipient or ""
    facts = mail.read(raw)
    if to and to.isascii() and not set(to) & set("\r\n") and to.lower() not in facts.recipients:
        raw = b"X-Original-To: " + to.encode() + b"\n" + raw
    return take(raw, office=_office_of([to, *facts.recipients]), door=Door.SERVICE)


def _office_of(addresses) -> Office:
    """The office whose address it went to; the first one where that says nothing."""
    plain = {reply_to.bare(address) for address in addresses}
    offices = list(Office.objects.order_by("code"))
    return next((each for each in offices if each.email.lower() in plain), offices[0])


def _known(office, digest: str, same: str) -> ArrivedMail | None:
    alike = Q(digest=digest) | Q(same=same) if same else Q(digest=digest)
    return ArrivedMail.objects.filter(alike, office=office).first()


def _same(facts: mail.Mail) -> str:
    """The same for a mail that comes by two roads, which write other heads on top of it and pack
    its parts anew. Not by its Message-ID alone: whoever guessed one could keep a mail away."""
    if not facts.message_id:
        return ""
    heads = [facts.message_id, facts.sender, facts.subject, facts.heads.get("date", ""), facts.text]
    told = hashlib.sha256("\0".join(heads).encode("utf-8", "surrogateescape"))
    for each in facts.attachments:
        told.update(hashlib.sha256(each.content).digest())
    return told.hexdigest()


def _series(facts: mail.Mail) -> str:
    """The same for what one sender sends with one subject, whatever is counted up in it."""
    plain = re.sub(r"[\W\d_]+", " ", facts.subject.lower())
    words = [word for word in plain.split() if word not in ("re", "aw", "fw", "fwd", "sv")]
    return fingerprint("mail series", f"{facts.sender}\0{' '.join(words)}")


def read(arrived: ArrivedMail, raw: bytes) -> None:
    """Says what kind of mail it is, and passes on what servers report of our own mails."""
    told = reports.read(raw)
    if told:
        notice, _new = tracking.keep_notice(REPORTED, raw)
        tracking.learn(notice, [_event(report) for report in told])
    classed = mail.class_of(mail.read(raw), raw)
    arrived.kind, arrived.why, arrived.found = classed.kind, classed.why, classed.found
    if classed.kind not in FROM_MACHINES and _goes_round(arrived):
        arrived.kind, arrived.why = MailClass.AUTO_REPLY, "loop"
    if arrived.kind in FROM_MACHINES:
        arrived.state = ArrivedState.MACHINE
    arrived.save()


def _goes_round(arrived: ArrivedMail) -> bool:
    """Two machines that answer each other write faster than a person. Nothing here answers by
    itself; this keeps such a series out of the way of what people wrote."""
    since = arrived.arrived_at - LOOP_TIME
    series = ArrivedMail.objects.filter(office=arrived.office_id, series=arrived.series)
    return series.filter(arrived_at__gte=since).count() > LOOP_MAILS


def read_what_was_left() -> int:
    """Reads what a killed program kept and did not read; gives how many."""
    left = ArrivedMail.objects.filter(kind="", arrived_at__lt=timezone.now() - LEFT_ALONE)
    return sum(_read_again(row) for row in left.select_related("file"))


def _read_again(arrived: ArrivedMail) -> bool:
    try:
        raw = b"".join(vault.read(arrived.file))
    except vault.MissingFile:
        return False
    read(arrived, raw)
    return True


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
