"""Bidi isolates by the type of a value (UAX #9 §2.4), and text made safe to print.

Without them `2024-08-11` after a Persian word prints as `11-08-2024`.
"""

import re

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"

LEFT_TO_RIGHT_KINDS = frozenset({"reference", "number", "phone", "email", "url", "identifier"})
"""Kinds of value that read left to right in every language."""

KINDS = LEFT_TO_RIGHT_KINDS | {"date", "name", "text", "latin"}

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
"""Controls, direction marks and overrides, other people's isolates, invisible format marks."""

_PRIVATE = re.compile("[\ue000-\uf8ff\ud800-\udfff\U000e0000-\U0010ffff]")

_MARKS = re.compile(f"[{LRI}{RLI}{FSI}{PDI}]")


def clean(value: str) -> str:
    """The value without anything that steers direction or cannot be seen; keeps ZWNJ and ZWJ.

    Overrides in a name could make a letter read as it was never written.
    """
    return _PRIVATE.sub("\ufffd", _UNSAFE.sub("", value))


def isolate(value: str, kind: str, language: str) -> str:
    """The value, cleaned, within the isolate of its kind (one of KINDS).

    A date follows the language of the letter; names and free text find their own direction.
    """
    if kind not in KINDS:
        raise ValueError(f"unknown kind of value: {kind!r}")
    if kind in LEFT_TO_RIGHT_KINDS or kind == "latin":
        opening = LRI
    elif kind == "date":
        opening = RLI if language in {"fa", "ar"} else LRI
    else:
        opening = FSI
    return f"{opening}{clean(value)}{PDI}" if value else ""


def strip_isolates(text: str) -> str:
    """The text without isolate marks, as it is read and copied."""
    return _MARKS.sub("", text)
