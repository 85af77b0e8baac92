"""Which letters, figures and words may stand in a text of which language.

Looks at the text outside its fields, because values keep the writing of the
person or body that they name. The letters that Arabic and Persian keyboards mix
up are from design and published letters; protected words and signs follow the
rules on the emblems (Geneva Convention I of 1949, article 53).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casework.wording.isolates import BIDI_CONTROLS

LANGUAGES = ("en", "fa", "ar", "sq")

_ARABIC_ONLY = "يىكة"
_PERSIAN_ONLY = "یکگچپژ"
_ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"
_PERSIAN_DIGITS = "۰۱۲۳۴۵۶۷۸۹"

_WRONG_LETTERS = {"fa": _ARABIC_ONLY, "ar": _PERSIAN_ONLY, "en": "", "sq": ""}
_WRONG_DIGITS = {
    "fa": _ARABIC_DIGITS,
    "ar": _PERSIAN_DIGITS,
    "en": _ARABIC_DIGITS + _PERSIAN_DIGITS,
    "sq": _ARABIC_DIGITS + _PERSIAN_DIGITS,
}

_EZAFE_LIGATURE = "ۀ"

_HTML = re.compile(r"</?[A-Za-z!?][^>\n]*>?|&(?:#\w+|\w+);")

_GAP = r"[\s\u200c]+"
_EMBLEM = re.compile(
    "|".join(
        word.replace(" ", _GAP)
        for word in (
            r"red (?:cross|crescent|crystal) (?:messages?|letters?|forms?)",
            r"ICRC (?:forms?|messages?)",
            r"(?:پیام|نامهٔ|نامه|فرم|پیام‌های) (?:صلیب سرخ|هلال احمر)",
            r"(?:رسالة|رسائل|استمارة|استمارات) (?:الصليب الأحمر|الهلال الأحمر)",
            r"(?:mesazh|letër|formular)\w* (?:të |i |e )?(?:kryqit|gjysmëhënës) (?:të|së) kuqe?",
            "[✚✙☪⛑➕🕂🕀]",
        )
    ),
    re.IGNORECASE,
)

_TAG = re.compile(r"\{\{[^{}\n]*\}\}")


@dataclass(frozen=True)
class Finding:
    """A place in a text, ``offset`` characters from its start, and what is wrong there."""

    offset: int
    code: str
    detail: str


def without_tags(text: str) -> str:
    """The text with each field blanked out, so that offsets stay the same."""
    return _TAG.sub(lambda tag: " " * len(tag.group()), text)


def findings(text: str, language: str) -> Iterator[Finding]:
    """All places where the text breaks the rules of its language."""
    bare = without_tags(text)
    for offset, character in enumerate(bare):
        code = _wrong_character(character, language)
        if code:
            shown = f"U+{ord(character):04X}" if code == "control_character" else character
            yield Finding(offset, code, shown)
    for match in _HTML.finditer(bare):
        yield Finding(match.start(), "html", match.group())
    for match in _EMBLEM.finditer(bare):
        yield Finding(match.start(), "protected_emblem", " ".join(match.group().split()))


def _wrong_character(character: str, language: str) -> str:
    if character in BIDI_CONTROLS or (ord(character) < 32 and character != "\n"):
        return "control_character"
    if character == _EZAFE_LIGATURE:
        return "ezafe_form"
    if character in _WRONG_LETTERS[language]:
        return "wrong_script"
    if character in _WRONG_DIGITS[language]:
        return "wrong_digit"
    return ""
