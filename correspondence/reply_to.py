"""The reply address of one mail of ours: the office's own, with a token that nobody can guess.

RFC 5233 calls it a detail behind the name. Only where the office's box takes such addresses.
"""

import re
import secrets
from collections.abc import Iterable

from django.conf import settings

from correspondence.mail import boxes

SIGNS = "abcdefghijkmnpqrstuvwxyz23456789"  # nothing that is easily taken for something else
LENGTH = 16
TOKEN = re.compile(rf"[-+=]([{SIGNS}]{{{LENGTH}}})@")


def fresh(office) -> str:
    """A token for one mail; "" where the office's box takes no such addresses."""
    return "".join(secrets.choice(SIGNS) for _each in range(LENGTH)) if _sign(office) else ""


def address(office, token: str) -> str:
    """Where an answer to that mail goes; the office's own address without a token."""
    sign = _sign(office)
    name, _at, domain = office.email.rpartition("@")
    return f"{name}{sign}{token}@{domain}" if sign and token and name else office.email


def tokens_in(addresses: Iterable[str]) -> list[str]:
    """The tokens in the addresses that a mail went to."""
    return [found for each in addresses for found in TOKEN.findall(each.lower())]


def bare(mail_address: str) -> str:
    """The address without what stands behind the name."""
    return TOKEN.sub("@", mail_address.lower())


def _sign(office) -> str:
    if not office.email:
        return ""
    try:
        return boxes.parse(settings.REPLY_BOXES.get(office.code, "")).plus
    except boxes.WrongAddress:
        return ""
