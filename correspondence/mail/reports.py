"""Reading what mail servers report in a mail: delivery reports (RFC 3464), bounces without one,
and receipts of opening (RFC 8098). Pure: bytes in, facts out; it knows no row of ours.

Whatever cannot be read gives no facts; nothing here raises for a mail, however odd.
"""

import datetime
import email
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.utils import parsedate_to_datetime

from .parsing import parsed

ACTIONS = {"delivered": "delivered", "failed": "bounced", "delayed": "delayed"}
SHOWN = ("displayed", "displayed/")
MOST_PARTS = 200
MOST_TEXT = 200_000
# Senders of servers that send no report one can read (RFC 5321 §4.5.5: the null return path).
POSTMASTERS = re.compile(r"\b(mailer-daemon|postmaster|mail delivery (sub)?system)\b", re.I)
MESSAGE_ID = re.compile(r"^[ \t>|]*message-id:\s*(<[^<>\s]{3,200}>)", re.I | re.M)
STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
REPLY_CODE = re.compile(r"\b(4\d\d|5\d\d)[ -]")


@dataclass(frozen=True)
class Report:
    """What one server says of one mail: `kind` is delivered, bounced, delayed or opened; `code`
    the enhanced status (RFC 3463) such as 5.1.1, or ""."""

    message_id: str
    kind: str
    code: str
    at: datetime.datetime
    event_id: str


def read(raw: bytes) -> list[Report]:
    """The reports that a mail holds, none for any other mail."""
    message = parsed(raw)
    at = _date(message)
    found = list(_from_parts(message, at))
    if not found and _is_bounce(message) and not _speaks_the_standard(message):
        found = list(_from_words(message, at))
    return list({report.event_id: report for report in found}.values())


def _from_parts(message: Message, at: datetime.datetime) -> Iterator[Report]:
    """RFC 3464 §2: per mail one part of fields, the mail itself or its head beside it."""
    known = _message_id_of_original(message)
    for part in _parts(message):
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            for fields in _groups(part):
                action = _word(fields.get("Action"))
                if known and action in ACTIONS:
                    code = _status(str(fields.get("Status", "")))
                    yield _report(known, ACTIONS[action], code, at, fields.get("Final-Recipient"))
        elif kind == "message/disposition-notification":
            for fields in _groups(part):
                own = _bare(fields.get("Original-Message-ID")) or known
                shown = str(fields.get("Disposition", "")).rpartition(";")[2].strip().lower()
                if own and shown.startswith(SHOWN):
                    yield _report(own, "opened", "", at, fields.get("Final-Recipient"))


def _from_words(message: Message, at: datetime.datetime) -> Iterator[Report]:
    """A bounce in plain words that quotes the mail it is about."""
    text = _text(message)
    known = _message_id_of_original(message) or next(iter(MESSAGE_ID.findall(text)), "")
    if not known:
        return
    status, reply = STATUS.search(text), REPLY_CODE.search(text)
    code = status.group() if status else (reply.group(1) if reply else "")
    yield _report(known, "delayed" if code.startswith("4") else "bounced", code, at, None)


def _report(message_id, kind, code, at, recipient) -> Report:
    told = "\0".join([message_id, kind, code, str(recipient or ""), at.isoformat()])
    return Report(message_id, kind, code, at, hashlib.sha256(told.encode()).hexdigest())


def _is_bounce(message: Message) -> bool:
    null = str(message.get("Return-Path", "")).strip() == "<>"
    return null or bool(POSTMASTERS.search(str(message.get("From", ""))))


def _speaks_the_standard(message: Message) -> bool:
    """A standard report that tells neither arrival nor failure is not read as words."""
    return any(part.get_content_type() == "message/delivery-status" for part in _parts(message))


def _message_id_of_original(message: Message) -> str:
    """From the returned mail or its head; else from what the report says it answers."""
    for part in _parts(message):
        kind = part.get_content_type()
        if kind == "message/rfc822" and part is not message and part.is_multipart():
            if found := _bare(part.get_payload(0).get("Message-ID")):
                return found
        elif kind == "text/rfc822-headers":
            head = email.message_from_string(_decoded(part))
            if found := _bare(head.get("Message-ID")):
                return found
    if message.get_content_type() == "multipart/report":
        return _bare(message.get("In-Reply-To"))
    return ""


def _groups(part: Message) -> list[Message]:
    """The groups of fields of such a part: the standard parser gives each as a message."""
    payload = part.get_payload()
    if isinstance(payload, list):
        return payload
    return [email.message_from_string(block) for block in re.split(r"\n\s*\n", str(payload))]


def _parts(message: Message) -> Iterator[Message]:
    for number, part in enumerate(message.walk()):
        if number >= MOST_PARTS:
            return
        yield part


def _text(message: Message) -> str:
    texts = [_decoded(p) for p in _parts(message) if p.get_content_maintype() == "text"]
    return "\n".join(texts)[:MOST_TEXT]


def _decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return str(part.get_payload())
    return payload.decode("utf-8", "replace")


def _bare(value: object) -> str:
    found = re.search(r"<[^<>\s]{3,200}>", str(value or ""))
    return found.group() if found else ""


def _word(value: object) -> str:
    return str(value or "").partition("(")[0].strip().lower()


def _status(text: str) -> str:
    found = STATUS.search(text)
    return found.group() if found else ""


def _date(message: Message) -> datetime.datetime:
    """When the report was written; without a date that can be read, now."""
    now = datetime.datetime.now(datetime.UTC)
    try:
        said = parsedate_to_datetime(str(message.get("Date", "")))
    except (ValueError, TypeError, IndexError, OverflowError):
        return now
    return said if said.tzinfo else said.replace(tzinfo=datetime.UTC)
