"""What somebody typed to find a person stands in no address: it waits, sealed, in the session, and
the address holds a token in its place. Addresses stay in a browser's history, in what is copied
to a colleague, in the notes of a server in between."""

import secrets
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from families import sealing

TOKEN, BOX, HELD = "words", "q", "typed"
MOST = 30  # searches of one log-in that can be gone back to


def keep(request: HttpRequest, words: str) -> str:
    """A token that stands for these words while this log-in lasts; "" for none."""
    words = words.strip()
    if not words:
        return ""
    token = secrets.token_urlsafe(6)
    sealed = sealing.seal_text(_key(), words, context=token).hex()
    held = [*request.session.get(HELD, {}).items(), (token, sealed)]
    request.session[HELD] = dict(held[-MOST:])
    return token


def asked(request: HttpRequest) -> dict[str, str]:
    """What the address asks for, with the words in place of their token. Words that are no longer
    kept ask for nothing; a number may still be asked for as it is (`q=AHV-1405-000002-J`)."""
    told = request.GET.dict()
    token = told.pop(TOKEN, "")
    sealed = request.session.get(HELD, {}).get(token)
    if sealed:
        told[BOX] = sealing.unseal_text(_key(), bytes.fromhex(sealed), context=token)
    return told


def is_gone(request: HttpRequest) -> bool:
    """The address stands for words that are no longer kept: of an earlier log-in, or a
    colleague's."""
    token = request.GET.get(TOKEN)
    return bool(token) and token not in request.session.get(HELD, {})


def address(request: HttpRequest, name: str, told: dict) -> str:
    """The address of a list that asks for all of this, without the words."""
    going = query(told, keep(request, told.get(BOX, "")))
    return reverse(name) + (f"?{going}" if going else "")


def query(told: dict, token: str) -> str:
    """What stands behind the "?" of an address: all of this, the token in place of the words."""
    going = {key: value for key, value in told.items() if value and key != BOX}
    return urlencode(going | ({TOKEN: token} if token else {}))


def _key() -> bytes:
    return sealing.derived_key("typed")
