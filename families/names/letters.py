"""Letters and digits as they are really typed: cleaned for storing, folded for comparing.

Two different promises live here. `tidy` is for storage and keeps every visible letter as the
family gave it. `fold_letters` is for comparing and is never stored in place of the name.
"""

import re
import unicodedata

# Unicode Standard Annex 9, section 2: explicit embeddings, overrides, isolates and marks.
# They are invisible and can make a stored name read as another one.
BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

# The half-space (U+200C) and what old keyboards, web pages and code page 1256 leave instead.
HALF_SPACES = "\u200c\u200b\u00ac\u2009\u202f\u00a0"

# Bidi controls, the byte order mark, and the categories Cc and Cs but for line breaks and tabs.
_UNSTORABLE = re.compile(f"[{BIDI_CONTROLS}\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

_JOINERS = "\u200d\u2060\ufeff\u00ad\u0640\u180e"

_ONE_FORM = {
    "ي": "ی",
    "ى": "ی",
    "ې": "ی",
    "ۍ": "ی",
    "ێ": "ی",
    "ے": "ی",
    "ۓ": "ی",
    "ٸ": "ی",
    "ك": "ک",
    "ڪ": "ک",
    "ڮ": "ک",
    "ة": "ه",
    "ۃ": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ە": "ه",
    "ۀ": "ه",
    "ٱ": "ا",
    "ٲ": "ا",
    "ٳ": "ا",
    "ٵ": "ا",
    "ٶ": "و",
    "ٷ": "و",
    "ۆ": "و",
    "ۊ": "و",
    "ء": "",
    "ٴ": "",
}

# The Kurdish vowel e: not written in Persian and Arabic, but for the last one, which is a ه there.
_KURDISH_E = re.compile("ە(?=[^\\W\\d_])")

_ZEROS = {"latn": 0x30, "arabext": 0x6F0, "arab": 0x660}


def to_ascii_digits(text: str) -> str:
    """The text with every decimal digit of any script (۱, ١, १ …) as 0–9; nothing else changes."""
    return "".join(
        str(unicodedata.decimal(char)) if char > "\x7f" and char.isdecimal() else char
        for char in text
    )


def in_digits(text: str, system: str) -> str:
    """The text with all its digits in one numbering system.

    `system` is a Unicode CLDR numbering system: "latn" 0–9, "arabext" ۰–۹ (Persian), "arab" ٠–٩.
    Raises ValueError for any other.
    """
    if system not in _ZEROS:
        raise ValueError(f"Unknown numbering system: {system!r}")
    zero = _ZEROS[system]
    return "".join(
        chr(zero + int(char)) if "0" <= char <= "9" else char for char in to_ascii_digits(text)
    )


def tidy(text: str) -> str:
    """The text as it may be stored: without bidi controls, control characters and outer spaces.

    Letters, half-spaces, marks, inner spaces and line breaks stay byte for byte. What cannot be
    stored at all (NUL, lone surrogates) goes.
    """
    if text.isprintable() and text.isascii():
        return text.strip()
    return _UNSTORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def fold_letters(text: str) -> str:
    """One form for letters that are the same letter to a reader.

    Compatibility forms (ﷲ, ﻋ, full width), Arabic ي ى ك ة and Persian ی ک ه, hamza carriers,
    vowel marks and diacritics (ë, ç), tatweel, digits and case. Half-spaces become spaces.
    """
    text = _KURDISH_E.sub("", unicodedata.normalize("NFKC", _spaced(text)))
    text = "".join(_ONE_FORM.get(char, char) for char in text)
    bare = (char for char in unicodedata.normalize("NFKD", text) if not _is_mark(char))
    joined = "".join(_ONE_FORM.get(char, char) for char in bare)
    return to_ascii_digits(unicodedata.normalize("NFC", joined)).casefold()


def _spaced(text: str) -> str:
    # Before NFKC, which would turn the soft spaces into something else or keep the joiners.
    return "".join(
        " " if char in HALF_SPACES else char
        for char in text
        if char not in BIDI_CONTROLS and char not in _JOINERS
    )


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Me", "Cc", "Cs") and char not in "\n\t\r"


def script_of(text: str) -> str:
    """The script most letters are written in: "arab", "latn" or "other" (also: no letters)."""
    counts = {"arab": 0, "latn": 0, "other": 0}
    for char in unicodedata.normalize("NFKC", text):
        if char.isalpha():
            counts[_script_of_letter(char)] += 1
    best = max(counts, key=lambda script: counts[script])
    return best if counts[best] else "other"


def _script_of_letter(char: str) -> str:
    name = unicodedata.name(char, "")
    if name.startswith("ARABIC"):
        return "arab"
    return "latn" if name.startswith("LATIN") else "other"
