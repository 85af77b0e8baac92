"""Tells what a file is from its first bytes; its name is only compared with the answer."""

from __future__ import annotations

import re
from typing import BinaryIO

HEAD = 4096

JPEG = "image/jpeg"
PNG = "image/png"
WEBP = "image/webp"
TIFF = "image/tiff"
HEIC = "image/heic"
PDF = "application/pdf"
ZIP = "application/zip"
OLE = "application/x-ole-storage"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
DOC = "application/msword"
TEXT = "text/plain"
MAIL = "message/rfc822"
HTML = "text/html"

PICTURES = frozenset({JPEG, PNG, WEBP, TIFF, HEIC})

EXTENSIONS = {
    JPEG: ".jpg",
    PNG: ".png",
    WEBP: ".webp",
    TIFF: ".tif",
    HEIC: ".heic",
    PDF: ".pdf",
    DOCX: ".docx",
    ODT: ".odt",
    DOC: ".doc",
    TEXT: ".txt",
    MAIL: ".eml",
}

NAMED = {
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".jpe": JPEG,
    ".jfif": JPEG,
    ".png": PNG,
    ".webp": WEBP,
    ".tif": TIFF,
    ".tiff": TIFF,
    ".heic": HEIC,
    ".heif": HEIC,
    ".pdf": PDF,
    ".docx": DOCX,
    ".odt": ODT,
    ".doc": DOC,
    ".txt": TEXT,
    ".eml": MAIL,
}

HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
SIGNATURES = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"II+\x00", TIFF),
    (b"MM\x00+", TIFF),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
)
HTML_START = re.compile(
    rb"\s*<(!doctype\s+html|html|head|body|script|!--|\?xml|svg)", re.IGNORECASE
)
HEADER_LINE = re.compile(rb"(From [^\r\n]+\r?\n)?([!-9;-~]+:[ \t][^\r\n]*\r?\n){2}")


def extension_of(name: str) -> str:
    """Return the lower-case extension of a name with its dot, or nothing."""
    stem, dot, extension = name.rpartition(".")
    return f".{extension.lower()}" if dot and stem and len(extension) <= 8 else ""


def sniff(file: BinaryIO) -> str:
    """Return the media type that the content shows, or "" if it shows none we know."""
    file.seek(0)
    head = file.read(HEAD)
    for signature, mime in SIGNATURES:
        if head.startswith(signature):
            return mime
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp":
        return HEIC if head[8:12] in HEIC_BRANDS else ""
    if b"%PDF-" in head[:1024]:
        return PDF
    return HTML if HTML_START.match(head.removeprefix(b"\xef\xbb\xbf")) else ""


def looks_like_mail(file: BinaryIO) -> bool:
    """Return whether the file opens with at least two header lines (RFC 5322)."""
    file.seek(0)
    return HEADER_LINE.match(file.read(65536)) is not None
