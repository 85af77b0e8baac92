"""A mail as plain facts: who, when, which text, which files; whatever is broken is left out.

The standard library's newer parser raises on odd heads; its older one does not, and what it gives
is decoded here with care (RFC 2047 words, unknown charsets, UTF-7, HTML without its remote parts).
"""

import datetime
import html
import re
from dataclasses import dataclass, field
from email.errors import MessageError
from email.header import Header, decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

import nh3

from .parsing import as_bytes, parsed
from .uuencoded import taken_out

MOST_PARTS = 500
MOST_TEXT = 200_000
MOST_SUBJECT = 500
IDS = re.compile(r"<[^<>\s]{3,200}>")
BREAKS = re.compile(r"(?i)<(br|/p|/div|/tr|/li|/h[1-6])\b[^>]*>")
GAPS = re.compile(r"\n\s*\n\s*\n+")
# What turns the order of letters round, or cannot be seen, says nothing in a mail's text.
UNSEEN = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Attachment:
    """A file that came with a mail: its name as given, its kind as claimed, its bytes."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """`sender` and `recipients` are bare addresses in small letters; `at` is None without a date
    that can be read; `heads` holds the first value of every head, by its name in small letters."""

    sender: str = ""
    sender_name: str = ""
    recipients: tuple[str, ...] = ()
    subject: str = ""
    at: datetime.datetime | None = None
    message_id: str = ""
    answers: tuple[str, ...] = ()
    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    heads: dict[str, str] = field(default_factory=dict)


def read(raw: bytes) -> Mail:
    """The facts of a mail; what cannot be read is empty. Never raises."""
    message = parsed(raw)
    heads: dict[str, str] = {}
    for name, value in message.items():
        heads.setdefault(name.lower(), _words(value))
    name, sender = _address(heads.get("from", ""))
    texts, files = _contents(message)
    text, written_in = taken_out(_even("\n".join(texts)))
    files += [Attachment(name, "application/octet-stream", held) for name, held in written_in]
    return Mail(
        sender=sender,
        sender_name=name,
        recipients=_recipients(heads),
        subject=heads.get("subject", "")[:MOST_SUBJECT],
        at=_date(heads.get("date", "")),
        message_id=next(iter(IDS.findall(heads.get("message-id", ""))), ""),
        answers=_answers(heads),
        text=_tidy(text),
        attachments=tuple(files),
        heads=heads,
    )


def _answers(heads: dict[str, str]) -> tuple[str, ...]:
    """The Message-IDs it answers, the nearest first (RFC 5322 §3.6.4)."""
    near = IDS.findall(heads.get("in-reply-to", ""))
    far = reversed(IDS.findall(heads.get("references", "")))
    return tuple(dict.fromkeys([*near, *far]))


def _recipients(heads: dict[str, str]) -> tuple[str, ...]:
    named = ("to", "cc", "delivered-to", "x-original-to", "envelope-to")
    found = getaddresses([heads[name] for name in named if name in heads])
    return tuple(dict.fromkeys(address.lower() for _name, address in found if address))


def _address(value: str) -> tuple[str, str]:
    found = getaddresses([value])
    name, address = found[0] if found else ("", "")
    return name[:200], address.lower()[:254]


def _contents(message: Message) -> tuple[list[str], list[Attachment]]:
    texts: list[str] = []
    pages: list[str] = []
    files: list[Attachment] = []
    waiting, seen = [message], 0
    while waiting and seen < MOST_PARTS:
        part, seen = waiting.pop(0), seen + 1
        kind = part.get_content_type()
        if part.is_multipart() and kind != "message/rfc822":
            waiting[:0] = [p for p in part.get_payload() if isinstance(p, Message)]
        elif _is_file(part, kind):
            files.append(_file(part, kind))
        elif kind == "text/html":
            pages.append(_plain(_decoded(part)))
        elif kind.startswith("text/"):
            texts.append(_decoded(part))
    return texts or pages, files


def _is_file(part: Message, kind: str) -> bool:
    attached = part.get_content_disposition() == "attachment"
    return attached or not kind.startswith("text/") or bool(part.get_filename() and not attached)


def _file(part: Message, kind: str) -> Attachment:
    if kind == "message/rfc822":
        return Attachment("message.eml", kind, as_bytes(part.get_payload()))
    try:
        name = _words(part.get_filename() or "")
    except (LookupError, ValueError, TypeError):
        name = ""
    return Attachment(name[:200], kind, _bytes(part))


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return (
        payload
        if isinstance(payload, bytes)
        else str(part.get_payload()).encode("utf-8", "replace")
    )


def _decoded(part: Message) -> str:
    content, named = _bytes(part), part.get_content_charset() or "utf-8"
    for charset in (named, "utf-8", "windows-1256"):
        try:
            return content.decode(charset)
        except (LookupError, ValueError):
            continue
    return content.decode("latin-1")


def _words(value: str | Header) -> str:
    """A head with its encoded words read; bytes of no known charset are kept as far as possible."""
    try:
        parts = decode_header(value)
    except (MessageError, ValueError, LookupError):
        return UNSEEN.sub("", str(value))
    out = []
    for content, charset in parts:
        if isinstance(content, str):
            out.append(content)
            continue
        try:
            out.append(content.decode(charset or "utf-8"))
        except (LookupError, ValueError):
            out.append(content.decode("utf-8", "replace"))
    return UNSEEN.sub("", " ".join("".join(out).split()))


def _plain(page: str) -> str:
    """The words of an HTML mail: no links, no pictures, nothing from elsewhere."""
    return html.unescape(nh3.clean(BREAKS.sub("\n", page[: 4 * MOST_TEXT]), tags=set()))


def _even(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _tidy(text: str) -> str:
    return GAPS.sub("\n\n", UNSEEN.sub("", text)).strip()[:MOST_TEXT]


def _date(value: str) -> datetime.datetime | None:
    try:
        said = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return said if said.tzinfo else said.replace(tzinfo=datetime.UTC)
