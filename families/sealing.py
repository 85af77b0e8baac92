"""Encryption of personal fields: AES-256-GCM, bound to the row and field it belongs to.

One data key per owner (a person, a request, a document …), wrapped by the newest key, which
lives in its own file outside the database (`families.wrapping`). A value moved to another row or
field does not open (row and field are its associated data); erasing an owner's key makes all that
it sealed unreadable.
"""

import hashlib
import hmac
import json

from django.db import models

from families import wrapping
from families.ciphers import NONCE, Unreadable, seal, unseal
from families.wrapping import master_key, new_data_key

__all__ = ["NONCE", "KeyOwner", "SealedJSON", "SealedText", "Unreadable", "master_key"]


def derived_key(purpose: str) -> bytes:
    """A 32-byte key for one purpose (fingerprints, page tags, audit), never the master itself."""
    return hmac.new(master_key(), b"payvand:" + purpose.encode(), hashlib.sha256).digest()


def seal_text(key: bytes, text: str, *, context: str) -> bytes:
    return seal(key, text.encode(), context=context)


def unseal_text(key: bytes, sealed: bytes, *, context: str) -> str:
    return unseal(key, sealed, context=context).decode()


def fingerprint(kind: str, value: str) -> str:
    """A keyed hash that finds an equal value again without storing it (phones, identifiers)."""
    message = f"{kind}\0{value}".encode()
    return hmac.new(derived_key("fingerprint"), message, hashlib.sha256).hexdigest()


def sealing_context(instance, field: str) -> str:
    """The place that a value is bound to: its row, by key or by what the row says stands for it
    (`sealing_place`, for rows that have no key before they are written), and its field."""
    place = getattr(instance, "sealing_place", None)
    return f"{instance._meta.label_lower}:{place() if place else instance.pk}:{field}"


class KeyOwner(models.Model):
    """A row with a data key of its own. Rows that belong to it seal with the same key."""

    data_key = models.BinaryField(default=new_data_key, editable=False)

    class Meta:
        abstract = True

    def sealing_key(self) -> bytes:
        return wrapping.unwrap(bytes(self.data_key))


class _SealedValue:
    """Bytes in the row, plain in the hand: opened when it is read, never stored in the clear."""

    def __init__(self, field):
        self.field = field

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])
        held = instance.__dict__[name]
        return self.field.open(instance, held) if isinstance(held, bytes) else held

    def __set__(self, instance, value):
        value = bytes(value) if isinstance(value, memoryview) else value
        instance.__dict__[self.field.attname] = value


class SealedText(models.BinaryField):
    """Text that is encrypted in the database. Its model names the key: `sealing_key()`.

    Needs a primary key before it is saved (UUID) or a `sealing_place()`, for the row is part of
    what is authenticated.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "blank": True, "editable": True})

    def get_default(self):
        return b""

    def empty(self):
        """What an empty column reads as."""
        return ""

    def contribute_to_class(self, cls, name, private_only=False):
        super().contribute_to_class(cls, name, private_only)
        if not cls._meta.abstract:
            setattr(cls, self.attname, _SealedValue(self))

    def open(self, instance, sealed: bytes):
        if not sealed:
            return self.empty()
        plain = unseal(
            instance.sealing_key(), sealed, context=sealing_context(instance, self.attname)
        )
        return self.from_plain(plain)

    def pre_save(self, model_instance, add):
        held = model_instance.__dict__.get(self.attname, b"")
        if isinstance(held, bytes):
            return held
        if held in (None, "", [], {}):
            return b""
        sealed = seal(
            model_instance.sealing_key(),
            self.to_plain(held),
            context=sealing_context(model_instance, self.attname),
        )
        model_instance.__dict__[self.attname] = sealed
        return sealed

    def to_plain(self, value) -> bytes:
        return str(value).encode()

    def from_plain(self, plain: bytes):
        return plain.decode()

    def value_to_string(self, obj):
        return ""


class SealedJSON(SealedText):
    """The same for a small structure."""

    def empty(self):
        return {}

    def to_plain(self, value) -> bytes:
        return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()

    def from_plain(self, plain: bytes):
        return json.loads(plain)


class SealedList(SealedJSON):
    """The same for a list."""

    def empty(self):
        return []
