"""Bytes of a mail as the standard library's older parser reads them, which does not raise."""

import email
from email.message import Message
from email.parser import BytesHeaderParser


def parsed(raw: bytes) -> Message:
    """The mail; of one whose parts lie in each other thousands deep, the heads and one body."""
    try:
        return email.message_from_bytes(raw)
    except RecursionError:
        return BytesHeaderParser().parsebytes(raw)


def as_bytes(parts) -> bytes:
    """The bytes of parts; none where they lie too deep in each other to be written out."""
    try:
        return b"".join(part.as_bytes() for part in parts if isinstance(part, Message))
    except (RecursionError, UnicodeError, LookupError, ValueError):
        return b""
