"""The morning's mail: how much is late, due today and in the coming week. No name, no number of a
case, no word of what it is about; nothing for whom nothing waits."""

import contextlib
import datetime
import smtplib
from dataclasses import dataclass

from anymail.exceptions import AnymailError
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from casework import access, dates, queries
from casework.models import Digest, DigestState, Office, Staff
from casework.roles import Role

from . import acting


@dataclass(frozen=True)
class Counts:
    late: int = 0
    today: int = 0
    week: int = 0

    def __bool__(self):
        return bool(self.late or self.today or self.week)


def choose(wants: bool, *, by) -> None:
    """Everybody decides about the own mail."""
    with acting.acting("view_work", by=by) as act:
        Staff.objects.filter(pk=by.pk).update(wants_digest=wants)
        act.record("choose_digest", target=by.pk, wants=wants)


def send_due() -> int:
    """Sends what is to be sent by now: to whoever holds a post in an office whose hour has come on
    one of its working days. Gives how many were sent; may run twice."""
    sent, seen = 0, set()
    for office in Office.objects.all():
        now = office.now()
        if now.hour < office.digest_hour or not dates.is_working(office, now.date()):
            continue
        for staff in _readers(office, now.date()):
            if staff.pk not in seen:
                seen.add(staff.pk)
                sent += _send(staff, office, now.date())
    return sent


def _readers(office: Office, today: datetime.date):
    rows = Staff.objects.filter(is_active=True, wants_digest=True).exclude(email="")
    held = [staff for staff in rows.filter(posts__office=office).distinct()]
    return [s for s in held if any(p.counts_on(today) and p.office_id == office.pk
                                   for p in s.held_posts())]  # fmt: skip


def _send(staff: Staff, office: Office, today: datetime.date) -> bool:
    """Claims the day first: a mail that may have left is never sent again. One for which there was
    no line is given back, and the next round tries again."""
    claim = _claim(staff, today)
    if claim is None:
        return False
    counts = count(staff, today)
    if not counts:
        return _close(claim, DigestState.NOTHING)
    connection = get_connection(fail_silently=False)
    try:
        connection.open()
    except (OSError, smtplib.SMTPException):
        claim.delete()
        return False
    try:
        message(staff, office, counts, connection).send()
    except (OSError, smtplib.SMTPException, AnymailError):
        return _close(claim, DigestState.FAILED)
    finally:
        with contextlib.suppress(OSError, smtplib.SMTPException):
            connection.close()
    return _close(claim, DigestState.SENT)


def _claim(staff: Staff, today: datetime.date) -> Digest | None:
    try:
        with transaction.atomic():
            return Digest.objects.create(staff=staff, on=today)
    except IntegrityError:
        return None


def _close(claim: Digest, state: str) -> bool:
    Digest.objects.filter(pk=claim.pk).update(state=state)
    return state == DigestState.SENT


def count(staff: Staff, today: datetime.date) -> Counts:
    """What waits on the person's list. What only protection officers may know of is in no mail,
    not even as a number."""
    rows = access.dues(staff).exclude(role=Role.PROTECTION)
    return Counts(**queries.day_counts(rows, today))


def message(staff: Staff, office: Office, counts: Counts, connection) -> EmailMessage:
    with override(staff.language):
        subject = _("Your day at %(office)s") % {"office": office.name(staff.language)}
        text = render_to_string("mail/digest.txt", {"counts": counts, "office": office})
    return EmailMessage(
        subject=subject,
        body=text,
        from_email=office.email or settings.DEFAULT_FROM_EMAIL,
        to=[staff.email],
        headers={"Auto-Submitted": "auto-generated"},
        connection=connection,
    )
