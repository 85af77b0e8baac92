"""Merged values in bidirectional isolates, chosen by the type of the field.

Without an isolate ``2024-08-11`` after a Persian word is shown as ``11-08-2024``
(UAX #9, rules W2 to W7 and N1). References, dates in figures, telephone numbers
and e-mail addresses are left-to-right whatever stands around them; names and free
text take the direction of their first strong character (FSI).
"""

from __future__ import annotations

import unicodedata

from casework.wording.fields import DATES, FieldType

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"

# Embeddings, overrides and isolates: U+202A–U+202E, U+2066–U+2069. A stray PDI in
# a value would end our own isolate, an override would print a name backwards.
BIDI_CONTROLS = frozenset(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))

_LEFT_TO_RIGHT = frozenset({FieldType.REFERENCE, FieldType.PHONE, FieldType.EMAIL, FieldType.COUNT})
_LINE_ENDS = str.maketrans({"\r": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})
_SEVERAL_LINES = frozenset({FieldType.TEXT, FieldType.ADDRESS})


def without_controls(text: str) -> str:
    """The text without direction and control characters; line ends become newlines.

    ZWNJ, ZWJ and the marks LRM, RLM, ALM stay: they are part of how a name is
    written and cannot reach beyond an isolate.
    """
    lines = text.replace("\r\n", "\n").translate(_LINE_ENDS)
    return "".join(
        character
        for character in lines
        if character == "\n"
        or (character not in BIDI_CONTROLS and unicodedata.category(character) not in {"Cc", "Cs"})
    )


def has_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(character) in {"R", "AL"} for character in text)


def _opening(text: str, type_: FieldType) -> str:
    if type_ in _LEFT_TO_RIGHT:
        return LRI
    if type_ in DATES:
        # «۱ آذر ۱۴۰۵» begins with a figure, which is not strong: say it is right-to-left
        return RLI if has_right_to_left(text) else LRI
    if type_ is FieldType.NAME and not has_right_to_left(text):
        return LRI
    return FSI


def isolated(text: str, type_: FieldType) -> list[str]:
    """The value's lines, each in its own isolate (a line end would close it).

    Only free text and addresses may have several lines.
    """
    clean = without_controls(text)
    lines = clean.split("\n") if type_ in _SEVERAL_LINES else [" ".join(clean.split("\n"))]
    kept = [line.strip() for line in lines if line.strip()]
    return [_opening(line, type_) + line + PDI for line in kept]


def in_one_line(text: str, type_: FieldType) -> str:
    """The value isolated, its lines one behind the other; "" where there is none."""
    return " ".join(isolated(text, type_))


def without_isolates(text: str) -> str:
    """The text as someone would copy it: without U+2066 to U+2069."""
    return "".join(character for character in text if character not in BIDI_CONTROLS)
