"""Telephone numbers as people write them: one form for finding, one for reading."""

import re

from families.names import tidy, to_ascii_digits

IRAN = "98"
ALBANIA = "355"

_EXTENSION = re.compile(
    r"(?:داخلی|داخلي|تحويلة|ext\.?|extension|(?<=\s)x)\s*:?\s*\d{1,5}\s*$", re.I
)
_TRUNK_ZERO_IN_BRACKETS = re.compile(r"\(\s*0\s*\)")
_SPREADSHEET_NUMBER = re.compile(r"(?<=\d)\.0+\s*$")
# With its area code; less is a local number, or a slip.
_FEWEST_DIGITS = 9

# Beside Iran's 061 and 066 there are no area codes 067 to 069: ten digits that begin so are
# Albanian mobiles also in an Iranian register.
_ALBANIAN_MOBILE = re.compile(r"0(?:67|68|69)\d{7}")
_IRANIAN_MOBILE_WITHOUT_ZERO = re.compile(r"9\d{9}")
_ALBANIAN_MOBILE_WITHOUT_ZERO = re.compile(r"6[6-9]\d{7}")
_INTERNATIONAL_WITHOUT_PLUS = re.compile(r"98(?:9\d{9}|[1-8]\d{9})|355(?:6\d{8}|[2-58]\d{6,8})")

_GROUPS = {IRAN: (3, 3, 4), ALBANIA: (2, 3, 4)}
_IRANIAN_LANDLINE_GROUPS = (2, 4, 4)


def normalise_phone(text: str, *, country: str = IRAN) -> str:
    """ "+989160000001" for ۰۹۱۶ ۰۰۰ ۰۰۰۱, 0098916…, 98916…, +98 (0) 916… and 916….

    Digits of any script; spaces, dots, hyphens, brackets and an extension do not count. A number
    without a country belongs to `country` (a calling code). A short local number, whose area nobody
    said, stays as its digits. Empty if there are no digits.
    """
    plain = _TRUNK_ZERO_IN_BRACKETS.sub("", to_ascii_digits(tidy(text)))
    plain = _SPREADSHEET_NUMBER.sub("", _EXTENSION.sub("", plain))
    digits = re.sub(r"\D", "", plain)
    # In right-to-left cells the plus sign often ends up behind the number.
    has_plus = plain.lstrip(" (").startswith("+") or plain.rstrip().endswith("+")
    if has_plus or digits.startswith("00"):
        return _international(digits.removeprefix("00"))
    return _national(digits, country)


def _international(digits: str) -> str:
    for country in (IRAN, ALBANIA):
        # +98 0916 …: the zero for calls inside the country is not part of the number.
        if digits.startswith(country + "0"):
            return "+" + country + digits[len(country) :].lstrip("0")
    return "+" + digits if digits else ""


def _national(digits: str, country: str) -> str:
    if _ALBANIAN_MOBILE.fullmatch(digits):
        return "+" + ALBANIA + digits[1:]
    if _INTERNATIONAL_WITHOUT_PLUS.fullmatch(digits):
        return "+" + digits
    if digits.startswith("0") and len(digits) >= _FEWEST_DIGITS:
        return "+" + country + digits[1:]
    without_zero = {
        IRAN: _IRANIAN_MOBILE_WITHOUT_ZERO,
        ALBANIA: _ALBANIAN_MOBILE_WITHOUT_ZERO,
    }.get(country)
    if without_zero and without_zero.fullmatch(digits):
        return "+" + country + digits
    return digits


def same_phone(one: str, other: str, *, country: str = IRAN) -> bool:
    """Whether two spellings are one number; two empty ones are not."""
    number = normalise_phone(one, country=country)
    return number != "" and number == normalise_phone(other, country=country)


def format_phone(text: str, *, country: str = IRAN) -> str:
    """A number to read and to dial: "+98 916 000 0001", "+355 69 000 0001".

    Latin digits; show it as a left-to-right run. What is no full number stays as it was written.
    """
    number = normalise_phone(text, country=country)
    for code in (IRAN, ALBANIA):
        if number.startswith("+" + code):
            return f"+{code} {_grouped(number[len(code) + 1 :], code)}"
    return tidy(text)


def _grouped(digits: str, country: str) -> str:
    groups = _GROUPS[country]
    if country == IRAN and not digits.startswith("9"):
        groups = _IRANIAN_LANDLINE_GROUPS if len(digits) == 10 else (2, 3, 4)
    parts = []
    for size in groups[:-1]:
        parts.append(digits[:size])
        digits = digits[size:]
    return " ".join(part for part in (*parts, digits) if part)
