"""By e-mail, through SMTP or any provider that django-anymail knows.

The frozen bundle goes as one attachment. Subject, file name and text hold our reference and the
office's name: no family, no sought person, no outcome.
"""

import functools
import smtplib

import requests
from anymail.exceptions import AnymailError, AnymailRequestsAPIError, AnymailUnsupportedFeature
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from casework import vault
from correspondence import mailservice, reply_to
from correspondence.models.dispatch import Receipt

from .outcome import Outcome, Result

AUTOMATIC = True
RECEIPTS = (Receipt.HANDED_OVER,)  # told by a person only when it left although it was stopped
PROVEN_BY = ("proof", "words")
ASKS_FOR = gettext_lazy("Say who sent it and from where, or add the mail file.")
# Providers that answer a second request with the same key by the first answer, for a day: what is
# in doubt there is asked again by the program itself, well within that day.
SAME_KEY_SAME_MAIL = {"resend"}
ASKED_AGAIN = 5  # times; the waits between them add up to less than six hours


def send(dispatch) -> Outcome:
    """One attempt. What happens before the message is handed over is tried again; a line that
    breaks while it is handed over leaves us not knowing, and we say so."""
    try:
        message = build(dispatch)
    except vault.MissingFile:
        return Outcome(Result.REFUSED, "file_missing")
    connection = get_connection(fail_silently=False)
    try:
        connection.open()
        _prepare(connection, dispatch)
    except smtplib.SMTPAuthenticationError:
        return Outcome(Result.LATER, "login")
    except (OSError, smtplib.SMTPException):
        return Outcome(Result.LATER, "no_line")
    try:
        return _decided(_hand_over(message, connection), dispatch)
    finally:
        _close(connection)


def _prepare(connection, dispatch) -> None:
    """A server that can is asked to report what becomes of the mail (RFC 3461 §4.1); a provider
    gets a key of this mail, the same at every attempt."""
    if session := getattr(connection, "session", None):
        session.headers["Idempotency-Key"] = str(dispatch.pk)
    line = getattr(connection, "connection", None)
    if not isinstance(line, smtplib.SMTP):
        return
    line.ehlo_or_helo_if_needed()
    if line.has_extn("dsn"):
        wanted = ["NOTIFY=SUCCESS,FAILURE,DELAY"]
        line.sendmail = functools.partial(line.sendmail, rcpt_options=wanted)


def _decided(outcome: Outcome, dispatch) -> Outcome:
    """A doubt that the provider's own key decides is asked again instead of left to a person."""
    asked_again = mailservice.name() in SAME_KEY_SAME_MAIL and dispatch.attempts < ASKED_AGAIN
    if outcome.result == Result.UNKNOWN and asked_again:
        return Outcome(Result.LATER, outcome.code)
    return outcome


def _hand_over(message: EmailMessage, connection) -> Outcome:
    message.connection = connection
    try:
        sent = message.send()
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _text in error.recipients.values()]
        return _by_code(min(codes, default=550), "recipient")
    except smtplib.SMTPSenderRefused as error:
        return _by_code(error.smtp_code, "sender")
    except smtplib.SMTPServerDisconnected:
        return Outcome(Result.UNKNOWN, "broken_off")
    except smtplib.SMTPResponseException as error:
        return _by_code(error.smtp_code, "data")
    except smtplib.SMTPNotSupportedError:
        return Outcome(Result.REFUSED, "not_supported")
    except AnymailUnsupportedFeature:
        return _without_our_id(message, connection)
    except AnymailRequestsAPIError as error:
        return _by_provider(error)
    except AnymailError:
        return Outcome(Result.REFUSED, "provider")
    except OSError:
        return Outcome(Result.UNKNOWN, "broken_off")
    return _taken(message) if sent else Outcome(Result.UNKNOWN, "not_said")


def _taken(message: EmailMessage) -> Outcome:
    status = getattr(message, "anymail_status", None)
    known = getattr(status, "message_id", None)
    return Outcome(Result.SENT, reference=known[:200] if isinstance(known, str) else "")


def _without_our_id(message: EmailMessage, connection) -> Outcome:
    """A provider that carries no data of ours beside a mail says so before anything leaves."""
    if not message.metadata:
        return Outcome(Result.REFUSED, "not_supported")
    message.metadata = {}
    return _hand_over(message, connection)


def _by_code(code: int, what: str) -> Outcome:
    """RFC 5321 §4.2.1: 4yz is worth another try, 5yz is final."""
    return Outcome(Result.LATER if 400 <= code < 500 else Result.REFUSED, f"{what}_{code}")


def _by_provider(error) -> Outcome:
    """RFC 9110 §15: a 4yz answer says that nothing was done; without an answer, or with one that
    cannot be read, it may have been."""
    status = getattr(error, "status_code", None)
    if status is None:
        never_reached = _never_reached(error)
        return Outcome(Result.LATER, "no_line") if never_reached else _doubt("provider")
    if 400 <= status < 500:
        again = status in (408, 409, 425, 429)
        return Outcome(Result.LATER if again else Result.REFUSED, f"provider_{status}")
    return _doubt(f"provider_{status}")


def _doubt(code: str) -> Outcome:
    return Outcome(Result.UNKNOWN, code)


def _never_reached(error: BaseException) -> bool:
    """Whether no line to the provider came about at all."""
    cause = error.__cause__
    if not isinstance(cause, requests.ConnectionError) or not cause.args:
        return False
    reason = getattr(cause.args[0], "reason", cause.args[0])
    return isinstance(reason, NewConnectionError | ConnectTimeoutError)


def _close(connection) -> None:
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        return


def build(dispatch) -> EmailMessage:
    """The message of a dispatch: the same text, name and Message-ID at every attempt."""
    letter, recipient = dispatch.letter, dispatch.addressee.recipient
    language = dispatch.addressee.language
    office = letter.office
    answers_to = reply_to.address(office, dispatch.reply_token)
    with override(language):
        subject = _("Letter no. %(number)s of %(office)s") % {
            "number": letter.number,
            "office": office.name(language),
        }
        text = _(
            "Please find our letter no. %(number)s attached, with its enclosures in one file. "
            "It is confidential and meant for the addressee alone.\n\n"
            "Please reply in writing, quoting our number, to: %(address)s\n"
        ) % {"number": letter.number, "address": answers_to or settings.DEFAULT_FROM_EMAIL}
        if dispatch.parts > 1:
            numbers = {"part": dispatch.part, "parts": dispatch.parts}
            which = _("part %(part)s of %(parts)s") % numbers
            subject = f"{subject} ({which})"
            said = _(
                "It is too large for one e-mail: this is part %(part)s of %(parts)s, and all parts "
                "bear the same number."
            )
            text = f"{text}\n{said % numbers}\n"
    message = EmailMessage(
        subject=subject,
        body=f"{text}\n{office.name(language)}\n",
        from_email=office.email or settings.DEFAULT_FROM_EMAIL,
        to=[recipient.email],
        reply_to=[answers_to] if dispatch.reply_token else None,
        headers={"Message-ID": dispatch.message_id},
    )
    message.metadata = (
        {"dispatch": str(dispatch.pk)} if mailservice.name() else {}
    )  # comes back in events
    content = b"".join(vault.read(dispatch.frozen))
    message.attach(file_name(letter, dispatch.part, dispatch.parts), content, "application/pdf")
    return message


def file_name(letter, part: int = 1, parts: int = 1) -> str:
    """`letter-1405-0358.pdf`: ASCII letters, digits and hyphens of our number, nothing else; of
    several parts `letter-1405-0358-part-1-of-3.pdf`."""
    plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in letter.number).strip("-")
    which = f"-part-{part}-of-{parts}" if parts > 1 else ""
    return f"letter-{plain or 'no-number'}{which}.pdf"
