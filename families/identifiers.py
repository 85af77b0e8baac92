"""Numbers that authorities give to people: one form for finding them, warnings, masking.

A warning never blocks: people bring worn papers, registers lose zeros, and about one in ten random
numbers has a right check digit anyway.
"""

import re

from families.names import fold_letters, tidy

# What `check` may answer; the empty string is no warning.
WARNINGS = (
    "not_ten_digits",  # an Iranian national code has ten
    "zeros_missing",  # eight or nine digits, right with the zeros that a spreadsheet drops
    "repeated_digit",  # 1111111111: the check digit fits, nobody has it
    "wrong_check_digit",
    "unusual_form",  # not how such numbers are built
)

MASK = "•"
_SHOWN = 3
# A number this short would be told by its last digits.
_FULLY_MASKED = 5

_APART = re.compile(r"[\s\-‐-―_./]+")
_ALBANIAN = re.compile(r"[A-Z]\d{8}[A-Z]")


def normalise(value: str) -> str:
    """One form for looking up: Latin digits, capital letters, no spaces, hyphens, dots, slashes."""
    return _APART.sub("", fold_letters(tidy(value))).upper()


def check(kind: str, value: str) -> str:
    """One of WARNINGS for a number of a kind ("ir_national", "al_id", …), or an empty string."""
    number = normalise(value)
    if kind == "ir_national":
        return _check_national_code(number)
    if kind == "al_id" and not _ALBANIAN.fullmatch(number):
        return "unusual_form"
    return ""


def is_national_code(value: str) -> bool:
    """Whether this is a well-formed Iranian national code with nothing to warn of."""
    return check("ir_national", value) == ""


def _check_national_code(number: str) -> str:
    if not re.fullmatch(r"[0-9]{8,10}", number):
        return "not_ten_digits"
    padded = number.zfill(10)
    if len(set(padded)) == 1:
        return "repeated_digit"
    if not _has_right_check_digit(padded):
        return "wrong_check_digit" if len(number) == 10 else "not_ten_digits"
    return "" if len(number) == 10 else "zeros_missing"


def _has_right_check_digit(code: str) -> bool:
    """The first nine digits weighted 10 to 2, modulo 11; the rest below 2 stands for itself.

    Source: National Organization for Civil Registration of Iran, the public rule of کد ملی.
    """
    rest = (
        sum(int(digit) * weight for digit, weight in zip(code[:9], range(10, 1, -1), strict=True))
        % 11
    )
    return int(code[9]) == (rest if rest < 2 else 11 - rest)


def mask(value: str) -> str:
    """The value with all but its last three characters hidden; a short one wholly.

    The length is kept, so that two people at two desks can tell that they mean the same paper.
    """
    shown = tidy(value)
    if len(shown) <= _FULLY_MASKED:
        return MASK * len(shown)
    return MASK * (len(shown) - _SHOWN) + shown[-_SHOWN:]
