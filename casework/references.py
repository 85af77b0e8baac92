"""References of requests and cases: `AHV-1405-000417-K`.

Office code, year of logging in the office's calendar, serial, check character (ISO 7064
MOD 37,36). Latin letters, ASCII digits, hyphens. They carry no name, state or outcome.
"""

import base64
import datetime
import hashlib
import hmac
import re

from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_37_36

from families.calendars import solar_year
from families.names import to_ascii_digits
from families.sealing import derived_key

PATTERN = re.compile(r"^([A-Z]{2,6})-?(\d{4})-?(\d{6})-?([0-9A-Z])$")
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def office_year(office, day: datetime.date) -> int:
    """The year that stands in an office's numbers on a day."""
    return solar_year(day) if office.calendar == "solar" else day.year


def build(code: str, year: int, serial: int) -> str:
    body = f"{code}{year:04d}{serial:06d}"
    return f"{code}-{year:04d}-{serial:06d}-{mod_37_36.calc_check_digit(body)}"


def tidy(text: str) -> str:
    """What was typed, in ASCII capitals and digits, spaces and dashes of any kind as hyphens."""
    ascii_text = to_ascii_digits(text).upper().strip()
    return re.sub(r"[\s\u2010-\u2015\u2212_./]+", "-", ascii_text)


def is_valid(reference: str) -> bool:
    found = PATTERN.match(tidy(reference))
    if not found:
        return False
    try:
        mod_37_36.validate("".join(found.groups()))
    except ValidationError:
        return False
    return True


def nearest(reference: str) -> set[str]:
    """All valid references that differ from a mistyped one in one character (or one swap)."""
    plain = tidy(reference).replace("-", "")
    candidates = set()
    for i, char in enumerate(plain):
        for other in ALPHABET:
            if other != char:
                candidates.add(plain[:i] + other + plain[i + 1 :])
        candidates.add(plain[:i] + plain[i + 1 : i + 2] + char + plain[i + 2 :])
        candidates.add(plain[:i] + plain[i + 1 :])
        candidates.update(plain[:i] + other + plain[i:] for other in ALPHABET)
    candidates.update(plain + other for other in ALPHABET)
    return {canonical(c) for c in candidates if is_valid(c)}


def canonical(reference: str) -> str:
    """The one spelling of a valid reference."""
    found = PATTERN.match(tidy(reference))
    if not found:
        raise ValueError(reference)
    return "-".join(found.groups())


def partial(text: str) -> tuple[int | None, int] | None:
    """Year and serial of what families say aloud: «۴۱۷» or «1405/417»; None if it is neither."""
    found = re.fullmatch(r"(?:(\d{4})-)?0*(\d{1,6})", tidy(text))
    if not found:
        return None
    return (int(found[1]) if found[1] else None, int(found[2]))


# The square on the papers that a family takes home or signs ---------------------------------------

CODE = "PVF"  # on the receipt and the folder
SHEET_CODE = "PVS"  # on the sheet to sign: no other paper puts answers in writing
TAG_LENGTH = 8


def family_code(number: str, scheme: str = CODE) -> str:
    """``PVF:<family number>:<tag>``: what the square on a family's papers holds, and no more. The
    tag is keyed, so that a sheet made elsewhere is not taken for one of ours."""
    return f"{scheme}:{number}:{_tag(scheme, number)}"


def family_in_code(text: str) -> str | None:
    """The family number of a square that we printed; None for any other."""
    scheme, _, rest = text.partition(":")
    number, _, tag = rest.rpartition(":")
    if scheme not in (CODE, SHEET_CODE):
        return None
    return number if hmac.compare_digest(tag.encode(), _tag(scheme, number).encode()) else None


def is_of_sheet(text: str) -> bool:
    """Whether a square that we printed stands on a sheet to sign."""
    return text.startswith(f"{SHEET_CODE}:")


def _tag(scheme: str, number: str) -> str:
    said = number if scheme == CODE else f"{scheme}:{number}"
    digest = hmac.new(derived_key("family code"), said.encode(), hashlib.sha256).digest()
    return base64.b32encode(digest)[:TAG_LENGTH].decode()
