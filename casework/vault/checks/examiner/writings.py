"""Judges plain text and mail files."""

from __future__ import annotations

import email
import email.policy
from typing import BinaryIO

from .sniff import EXTENSIONS, MAIL, TEXT
from .verdicts import Limits, Refusal, Verdict

TEXT_BYTES = 5 * 1024 * 1024
PARTS = 1000
CONTROLS = bytes(range(9)) + bytes(range(14, 32))
ENCODINGS = ("utf-8-sig", "cp1256", "cp1252", "latin-1")


def examine_text(file: BinaryIO) -> Verdict | None:
    """Judge plain text; None if it holds bytes no text would hold."""
    file.seek(0)
    content = file.read(TEXT_BYTES + 1)
    if len(content) > TEXT_BYTES:
        raise Refusal("too_large", limit=TEXT_BYTES)
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide and content.translate(None, CONTROLS) != content:
        return None
    for encoding in ("utf-16",) if wide else ENCODINGS:
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return Verdict("accepted", "ok", TEXT, EXTENSIONS[TEXT], detail={"encoding": encoding})
    return None


def examine_mail(file: BinaryIO, limits: Limits) -> Verdict:
    """Count the parts of a mail with the oldest, most forgiving policy.

    A mail that cannot be read is still a mail: its raw form was stored before, so it is
    accepted with a note and a person reads it. Attachments make it neutralised: they are
    examined one by one when they are taken out.

    Raises:
        Refusal: ``inflates`` for a mail of more than a thousand parts.
    """
    file.seek(0)
    try:
        message = email.message_from_binary_file(file, policy=email.policy.compat32)
        parts, attachments = count_parts(message)
    except (Refusal, MemoryError):
        raise
    except Exception as error:
        detail = {"unparsed": type(error).__name__}
        return Verdict("accepted", "mail_unparsed", MAIL, EXTENSIONS[MAIL], detail=detail)
    return Verdict(
        "accepted", "ok", MAIL, EXTENSIONS[MAIL], detail={"parts": parts, "files": attachments}
    )


def count_parts(message: email.message.Message) -> tuple[int, int]:
    parts, attachments = 0, 0
    for part in message.walk():
        parts += 1
        attachments += bool(part.get_filename())
        if parts > PARTS:
            raise Refusal("inflates")
    return parts, attachments
