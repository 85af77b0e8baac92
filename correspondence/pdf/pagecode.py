"""The code printed on every page of a letter: which letter, which version, which page.

``PV1:<letter reference>:<version>:<page>:<total>:<tag>``. It holds no personal data. The tag
is keyed, so that a page made elsewhere is not taken for one of ours.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass

SCHEME = "PV1"
TAG_LENGTH = 8


@dataclass(frozen=True)
class PageCode:
    """What the code of one page says. ``page`` counts from 1."""

    reference: str
    version: int
    page: int
    total: int
    tag: str


def format_code(reference: str, version: int, page: int, total: int, key: bytes) -> str:
    """Return the text of the code for one page of a letter."""
    stated = f"{SCHEME}:{reference}:{version}:{page}:{total}"
    return f"{stated}:{tag_for(stated, key)}"


def parse_code(text: str) -> PageCode | None:
    """Read a code; None if the text is not one of ours. A reference may hold colons."""
    scheme, _, rest = text.partition(":")
    parts = rest.rsplit(":", 4)
    if scheme != SCHEME or len(parts) != 5 or not parts[0]:
        return None
    reference, *numbers, tag = parts
    if not all(number.isascii() and number.isdigit() for number in numbers):
        return None
    version, page, total = map(int, numbers)
    if not 1 <= page <= total:
        return None
    return PageCode(reference, version, page, total, tag)


def is_ours(code: PageCode, key: bytes) -> bool:
    """Return whether the tag was made with this key."""
    genuine = format_code(code.reference, code.version, code.page, code.total, key)
    return hmac.compare_digest(genuine.rpartition(":")[2].encode(), code.tag.encode())


def tag_for(stated: str, key: bytes) -> str:
    digest = hmac.new(key, stated.encode(), hashlib.sha256).digest()
    return base64.b32encode(digest)[:TAG_LENGTH].decode("ascii")
