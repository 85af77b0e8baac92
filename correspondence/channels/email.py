"""By e-mail, through SMTP or any provider that django-anymail knows.

The frozen bundle goes as one attachment. Subject, file name and text hold our reference and the
office's name: no family, no sought person, no outcome.
"""

import smtplib

from anymail.exceptions import AnymailError, AnymailRequestsAPIError
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext as _
from django.utils.translation import override

from casework import vault

from .outcome import Outcome, Result

AUTOMATIC = True


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
    except smtplib.SMTPAuthenticationError:
        return Outcome(Result.LATER, "login")
    except (OSError, smtplib.SMTPException):
        return Outcome(Result.LATER, "no_line")
    try:
        return _hand_over(message, connection)
    finally:
        _close(connection)


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
    except AnymailRequestsAPIError as error:
        return _by_provider(error)
    except AnymailError:
        return Outcome(Result.REFUSED, "provider")
    except OSError:
        return Outcome(Result.UNKNOWN, "broken_off")
    return Outcome(Result.SENT) if sent else Outcome(Result.UNKNOWN, "not_said")


def _by_code(code: int, what: str) -> Outcome:
    """RFC 5321 §4.2.1: 4yz is worth another try, 5yz is final."""
    return Outcome(Result.LATER if 400 <= code < 500 else Result.REFUSED, f"{what}_{code}")


def _by_provider(error) -> Outcome:
    status = getattr(error, "status_code", None)
    if status is None or status >= 500:
        return Outcome(Result.UNKNOWN, "provider")
    return Outcome(Result.LATER if status == 429 else Result.REFUSED, f"provider_{status}")


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
    with override(language):
        subject = _("Letter no. %(number)s of %(office)s") % {
            "number": letter.number,
            "office": office.name(language),
        }
        text = _(
            "Please find our letter no. %(number)s attached, with its enclosures in one file. "
            "It is confidential and meant for the addressee alone.\n\n"
            "Please reply in writing, quoting our number, to: %(address)s\n"
        ) % {"number": letter.number, "address": office.email or settings.DEFAULT_FROM_EMAIL}
    message = EmailMessage(
        subject=subject,
        body=f"{text}\n{office.name(language)}\n",
        from_email=office.email or settings.DEFAULT_FROM_EMAIL,
        to=[recipient.email],
        headers={"Message-ID": dispatch.message_id},
    )
    content = b"".join(vault.read(dispatch.frozen))
    message.attach(file_name(letter), content, "application/pdf")
    return message


def file_name(letter) -> str:
    """`letter-1405-0358.pdf`: ASCII letters, digits and hyphens of our number, nothing else."""
    plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in letter.number).strip("-")
    return f"letter-{plain or 'no-number'}.pdf"
