"""AES-256-GCM with a context: what was sealed for one place opens nowhere else."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12


class Unreadable(Exception):
    """A sealed value does not open: the key is wrong or lost, or the value was moved."""


def seal(key: bytes, plain: bytes, *, context: str) -> bytes:
    """Nonce and ciphertext of `plain`; opens only with the same key and context."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, context.encode())


def unseal(key: bytes, sealed: bytes, *, context: str) -> bytes:
    """What `seal` was given. Raises Unreadable, never garbage."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], context.encode())
    except (InvalidTag, ValueError):
        raise Unreadable(context) from None
