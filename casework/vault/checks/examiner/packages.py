"""Judges word-processor files: DOCX and ODT (zip packages) and the older OLE files."""

from __future__ import annotations

import zipfile
from typing import BinaryIO

from .sniff import DOC, DOCX, EXTENSIONS, ODT
from .verdicts import Limits, Refusal, Verdict

ENTRIES = 5000
CHUNK = 1024 * 1024
PACKAGE_BYTES = 512 * CHUNK


def examine_package(file: BinaryIO, limits: Limits) -> Verdict | None:
    """Judge a zip package; None if it is neither DOCX nor ODT.

    Raises:
        Refusal: ``truncated``, ``unreadable``, ``locked_package``, ``inflates``.
    """
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as package:
            mime = kind_of(package)
            if mime is None:
                return None
            inflate(package, limits)
            active = holds_active(package)
    except zipfile.BadZipFile as error:
        raise Refusal("truncated") from error
    return verdict_for(mime, active)


def kind_of(package: zipfile.ZipFile) -> str | None:
    names = set(package.namelist())
    if "[Content_Types].xml" in names and "word/document.xml" in names:
        return DOCX
    if "mimetype" in names and package.getinfo("mimetype").file_size < 200:
        stated = package.read("mimetype").decode("ascii", "replace").strip()
        return ODT if stated == ODT else None
    return None


def inflate(package: zipfile.ZipFile, limits: Limits) -> None:
    """Unpack every entry into nothing: headers may lie about sizes, so the bytes are counted."""
    if len(package.infolist()) > ENTRIES:
        raise Refusal("inflates")
    total = 0
    for entry in package.infolist():
        if entry.flag_bits & 0x1:
            raise Refusal("locked_package")
        with package.open(entry) as stream:
            while chunk := stream.read(CHUNK):
                total += len(chunk)
                if total > min(PACKAGE_BYTES, limits.inflated_bytes):
                    raise Refusal("inflates")


def holds_active(package: zipfile.ZipFile) -> list[str]:
    """Name what could run or be unpacked: macros, embedded objects, ODT scripts."""
    found = set()
    for name in package.namelist():
        lower = name.lower()
        if lower.endswith("vbaproject.bin") or lower.startswith(("basic/", "scripts/")):
            found.add("macro")
        if lower.startswith("word/embeddings/") or lower.startswith("word/activex/"):
            found.add("embedded_file")
    manifest = "META-INF/manifest.xml"
    if manifest in package.namelist() and b"encryption-data" in package.read(manifest):
        raise Refusal("locked_package")
    return sorted(found)


def examine_ole(file: BinaryIO) -> Verdict | None:
    """Judge an OLE file (MS-CFB) by the names in it; None if it is not from Word."""
    file.seek(0)
    content = file.read(8 * CHUNK)
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Refusal("locked_package")
    if "WordDocument".encode("utf-16-le") not in content:
        return None
    active = ["macro"] if "_VBA_PROJECT".encode("utf-16-le") in content else []
    return verdict_for(DOC, active)


def verdict_for(mime: str, active: list[str]) -> Verdict:
    detail = {"needs_pdf": True, "active": active}
    if active:
        return Verdict("neutralised", "active_content", mime, EXTENSIONS[mime], detail=detail)
    return Verdict("accepted", "docx_needs_pdf", mime, EXTENSIONS[mime], detail=detail)
