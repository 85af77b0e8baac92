"""Data keys under lock: which key wraps them, and whether it is the right one.

A wrapped data key begins with the number of the key that wraps it, so that old and new stand side
by side while keys are rotated. The first key (`master.key`, number 0) also yields the derived keys
of fingerprints and trails; those stay when the wrapping key changes. A key file is made only while
nothing was sealed yet: a lost one is never replaced by a fresh one.
"""

import functools
import hashlib
import hmac
import secrets
import struct
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection

from families.ciphers import Unreadable, seal, unseal
from families.keys import KeyTrouble, ensure_key, read_key, wrapping_numbers, wrapping_path

CONTEXT = "data key"
UNNUMBERED = 60  # nonce, key and tag: wrapped by the master key before the first rotation
_NUMBER = struct.Struct(">BH")
_MARK = 1


def master_key() -> bytes:
    """The first key; made on first use in `settings.KEYS_DIR`. Raises KeyTrouble when data that
    was sealed is here and the key is not, or is another one."""
    return _right_key(_folder())


def newest_number() -> int:
    """The number of the key that wraps new data keys."""
    return wrapping_numbers(_folder())[-1]


def begin_rotation() -> int:
    """Makes the next wrapping key; from now on it wraps what is new. Gives its number."""
    number = newest_number() + 1
    ensure_key(wrapping_path(_folder(), number))
    return number


def new_data_key() -> bytes:
    """A fresh data key, wrapped."""
    return wrap(secrets.token_bytes(32), newest_number())


def wrap(data_key: bytes, number: int) -> bytes:
    """A data key under the wrapping key of a number."""
    sealed = seal(_wrapping_key(number), data_key, context=CONTEXT)
    return sealed if number == 0 else _NUMBER.pack(_MARK, number) + sealed


def unwrap(wrapped: bytes) -> bytes:
    """The data key. Raises Unreadable when it was damaged, KeyTrouble when its key is missing."""
    start = _NUMBER.size if number_of(wrapped) else 0
    return unseal(_wrapping_key(number_of(wrapped)), wrapped[start:], context=CONTEXT)


def number_of(wrapped: bytes) -> int:
    """Which key wraps it. Raises Unreadable for what is no wrapped key at all."""
    if len(wrapped) == UNNUMBERED:
        return 0
    if len(wrapped) != UNNUMBERED + _NUMBER.size or wrapped[0] != _MARK:
        raise Unreadable(CONTEXT)
    return _NUMBER.unpack_from(wrapped)[1]


def owners() -> Iterator[type]:
    """Every model whose rows have a data key of their own."""
    for model in apps.get_models():
        if any(field.name == "data_key" for field in model._meta.local_fields):
            yield model


def _folder() -> Path:
    return Path(settings.KEYS_DIR)


def _wrapping_key(number: int) -> bytes:
    """The master key, or a later key together with the master key: both must be the right ones."""
    if number == 0:
        return master_key()
    return _later_key(_folder(), number, master_key())


@functools.cache
def _later_key(folder: Path, number: int, master: bytes) -> bytes:
    key = read_key(wrapping_path(folder, number))
    return hmac.new(key, b"payvand:wrapping:" + master, hashlib.sha256).digest()


@functools.cache
def _right_key(folder: Path) -> bytes:
    """Read once by each process, and tried on what is sealed already."""
    path = wrapping_path(folder, 0)
    sealed = list(_some_wrapped())
    if not sealed:
        return ensure_key(path)
    key = read_key(path)
    if not any(_opens(folder, key, wrapped) for wrapped in sealed):
        raise KeyTrouble(
            f"The key file {path} is not the one that this database was sealed with; put the right "
            "one back from your safe copy: nothing was changed"
        )
    return key


def _some_wrapped() -> Iterator[bytes]:
    """The first and the last wrapped key of every table that is there."""
    there = set(connection.introspection.table_names())
    for model in owners():
        if model._meta.db_table in there:
            rows = model._base_manager.values_list("data_key", flat=True)
            for found in (rows.order_by("pk").first(), rows.order_by("-pk").first()):
                if found:
                    yield bytes(found)


def _opens(folder: Path, master: bytes, wrapped: bytes) -> bool:
    try:
        number = number_of(wrapped)
        key = _later_key(folder, number, master) if number else master
        unseal(key, wrapped[_NUMBER.size if number else 0 :], context=CONTEXT)
    except Unreadable:
        return False
    return True
