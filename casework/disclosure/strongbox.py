"""Whereabouts are sealed to the protection officers' own keys: the server cannot open them.

X25519 (RFC 7748) with HKDF-SHA256 (RFC 5869) wraps a content key for each officer; AES-256-GCM
seals the content. An officer's private key lies on the server only wrapped by scrypt (RFC 7914)
of a passphrase, and for the minutes of an opening under a key of which the server holds half.
"""

import secrets

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from families.sealing import NONCE, Unreadable, seal, unseal

SALT = 16
KEY = 32
SCRYPT = {"length": KEY, "n": 2**15, "r": 8, "p": 1}  # 32 MB, about 0.1 s: OWASP 2024
SHORTEST = 12


class WrongPassphrase(Exception):
    """The passphrase does not open this officer's key."""


def new_pair(passphrase: str) -> tuple[bytes, bytes]:
    """A public key, and the private key wrapped by the passphrase."""
    private = X25519PrivateKey.generate()
    return private.public_key().public_bytes_raw(), wrap(private.private_bytes_raw(), passphrase)


def wrap(private: bytes, passphrase: str) -> bytes:
    salt = secrets.token_bytes(SALT)
    return salt + seal(_of_passphrase(passphrase, salt), private, context="officer")


def unwrap(wrapped: bytes, passphrase: str) -> bytes:
    """The private key. Raises WrongPassphrase."""
    try:
        return unseal(_of_passphrase(passphrase, wrapped[:SALT]), wrapped[SALT:], context="officer")
    except Unreadable:
        raise WrongPassphrase() from None


def _of_passphrase(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, **SCRYPT).derive(passphrase.encode())


def seal_to(publics: dict[str, bytes], plain: bytes, *, context: str) -> tuple[bytes, dict]:
    """Sealed content and one envelope for each officer; nobody else opens it. Without an officer
    nothing can be kept (ValueError)."""
    if not publics:
        raise ValueError("no officer has a key")
    content_key = AESGCM.generate_key(bit_length=256)
    envelopes = {who: _envelope(public, content_key, context) for who, public in publics.items()}
    return seal(content_key, plain, context=context), envelopes


def _envelope(public: bytes, content_key: bytes, context: str) -> str:
    fleeting = X25519PrivateKey.generate()
    ours = fleeting.public_key().public_bytes_raw()
    shared = fleeting.exchange(X25519PublicKey.from_public_bytes(public))
    return (ours + seal(_derived(shared, ours + public), content_key, context=context)).hex()


def open_with(private: bytes, sealed: bytes, envelope: str, *, context: str) -> bytes:
    """What was sealed to the owner of the private key. Raises Unreadable."""
    packed = bytes.fromhex(envelope)
    if len(packed) < KEY + NONCE:
        raise Unreadable(context)
    own = X25519PrivateKey.from_private_bytes(private)
    shared = own.exchange(X25519PublicKey.from_public_bytes(packed[:KEY]))
    wrapping = _derived(shared, packed[:KEY] + own.public_key().public_bytes_raw())
    return unseal(unseal(wrapping, packed[KEY:], context=context), sealed, context=context)


def _derived(shared: bytes, info: bytes) -> bytes:
    return HKDF(hashes.SHA256(), KEY, salt=None, info=b"payvand whereabouts" + info).derive(shared)


def split_lock(private: bytes, *, context: str) -> tuple[bytes, bytes, bytes]:
    """The private key under a key in two halves: (locked, the server's half, the cookie's half)."""
    ours, theirs = secrets.token_bytes(KEY), secrets.token_bytes(KEY)
    return seal(_joined(ours, theirs), private, context=context), ours, theirs


def join_lock(locked: bytes, ours: bytes, theirs: bytes, *, context: str) -> bytes:
    """The private key again, for whoever holds both halves. Raises Unreadable."""
    return unseal(_joined(ours, theirs), locked, context=context)


def _joined(ours: bytes, theirs: bytes) -> bytes:
    return HKDF(hashes.SHA256(), KEY, salt=None, info=b"payvand opening").derive(ours + theirs)
