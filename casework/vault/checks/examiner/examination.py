"""Examines one open file: sniff, compare with the name, hand it to the one who knows."""

from __future__ import annotations

import os
from typing import BinaryIO

from . import sniff
from .verdicts import Limits, Profile, Refusal, Verdict


def examine_file(file: BinaryIO, original_name: str, limits: Limits, profile: Profile) -> Verdict:
    """Judge an open file. Refusals come back as verdicts, never as exceptions."""
    try:
        check_size(file, limits)
        if profile == "mail":
            return examine_as_mail(file, limits)
        return examine_as_document(file, sniff.extension_of(original_name), limits)
    except Refusal as refusal:
        return refusal.as_verdict()
    except MemoryError:
        return Verdict("refused", "too_much_memory")
    except Exception as error:
        return Verdict("refused", "unreadable", detail={"error": type(error).__name__})


def check_size(file: BinaryIO, limits: Limits) -> None:
    size = file.seek(0, os.SEEK_END)
    if size == 0:
        raise Refusal("empty")
    if size > limits.file_bytes:
        raise Refusal("too_large", limit=limits.file_bytes)


def examine_as_mail(file: BinaryIO, limits: Limits) -> Verdict:
    from .writings import examine_mail

    if not sniff.looks_like_mail(file):
        raise Refusal("wrong_type", extension=".eml", found=sniff.sniff(file))
    return examine_mail(file, limits)


def examine_as_document(file: BinaryIO, extension: str, limits: Limits) -> Verdict:
    mime = sniff.sniff(file)
    verdict = by_kind(file, mime, limits)
    if verdict is None and mime == "" and extension in (".txt", ""):
        from .writings import examine_text

        verdict = examine_text(file)
    if verdict is None:
        raise stranger(file, extension, mime)
    return with_name_noted(verdict, extension)


def by_kind(file: BinaryIO, mime: str, limits: Limits) -> Verdict | None:
    """Ask the examiner of this kind; None if nobody takes it. Imports wait until needed."""
    if mime in sniff.PICTURES:
        from .images import examine_picture

        return examine_picture(file, mime, limits)
    if mime == sniff.PDF:
        from .pdfs import examine_pdf

        return examine_pdf(file, limits)
    if mime in (sniff.ZIP, sniff.OLE):
        from . import packages

        if mime == sniff.OLE:
            return packages.examine_ole(file)
        return packages.examine_package(file, limits)
    return None


def stranger(file: BinaryIO, extension: str, mime: str) -> Refusal:
    """Choose the code for content nobody takes: a false name, zeros only, or another kind."""
    file.seek(0)
    if not file.read(4096).strip(b"\0"):
        return Refusal("truncated")
    if extension in sniff.NAMED:
        return Refusal("wrong_type", extension=extension, found=mime)
    return Refusal("unsupported", extension=extension, found=mime)


def with_name_noted(verdict: Verdict, extension: str) -> Verdict:
    """Note in the detail when the name promised another kind; the content decides."""
    if extension and sniff.NAMED.get(extension) != verdict.mime:
        verdict.detail["named"] = extension
    return verdict
