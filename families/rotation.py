"""Wrapping all data keys with a new key, and looking whether every key and value opens."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from families import keys, wrapping
from families.ciphers import Unreadable
from families.sealing import SealedText


@dataclass(frozen=True)
class Rotation:
    """The number of the key that wraps everything now, and how many data keys were moved to it."""

    number: int
    wrapped: int
    resumed: bool


@dataclass
class Found:
    """Data keys by the number of their wrapping key, sealed values opened, and what is wrong."""

    by_number: Counter = field(default_factory=Counter)
    values: int = 0
    problems: list[str] = field(default_factory=list)


def rotate(*, batch: int) -> Rotation:
    """Goes on with a rotation that was stopped, or begins one; returns when a look through all
    tables finds nothing under an older key.

    Each batch is a transaction of its own, and a data key is replaced only where it is still the
    one that was read: the office works meanwhile, and a kill loses nothing.
    """
    newest = wrapping.newest_number()
    resumed = newest > 0 and any(_older(model, newest) for model in wrapping.owners())
    number = newest if resumed else wrapping.begin_rotation()
    wrapped = 0
    while moved := sum(_wrap_anew(model, number, batch) for model in wrapping.owners()):
        wrapped += moved
    return Rotation(number, wrapped, resumed)


def _older(model, number: int) -> bool:
    return next(_under_older(model, number), None) is not None


def _under_older(model, number: int) -> Iterator[tuple[object, bytes]]:
    """Primary key and wrapped data key of each row whose data key an older key wraps."""
    rows = model._base_manager.order_by("pk").values_list("pk", "data_key")
    for pk, held in rows.iterator(chunk_size=2000):
        if wrapping.number_of(bytes(held)) < number:
            yield pk, bytes(held)


def _wrap_anew(model, number: int, batch: int) -> int:
    """How many rows of a table were moved to the key of this number."""
    to_db = model._meta.pk.get_db_prep_value
    table, key = (
        connection.ops.quote_name(name) for name in (model._meta.db_table, model._meta.pk.column)
    )
    sentence = f"UPDATE {table} SET data_key = %s WHERE {key} = %s AND data_key = %s"
    moved = 0
    rows_to_move = list(_under_older(model, number))
    for start in range(0, len(rows_to_move), batch):
        changes = [
            (wrapping.wrap(plain, number), to_db(pk, connection), held)
            for pk, held in rows_to_move[start : start + batch]
            if (plain := _plain(held)) is not None
        ]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(sentence, changes)
        moved += len(changes)
    return moved


def _plain(held: bytes) -> bytes | None:
    """The data key; None for a damaged one, which stays as it is for `check_keys` to name."""
    try:
        return wrapping.unwrap(held)
    except Unreadable:
        return None


def look(*, values: bool) -> Found:
    """Opens every data key, and every sealed value when asked. Writes nothing."""
    found = Found()
    for path in keys.open_to_others(Path(settings.KEYS_DIR)):
        found.problems.append(f"{path}: others on this computer may read it; chmod go= {path}")
    for model in wrapping.owners():
        rows = model._base_manager.order_by("pk").values_list("pk", "data_key")
        for pk, held in rows.iterator(chunk_size=2000):
            _open_key(model, pk, bytes(held), found)
    if values:
        for model in apps.get_models():
            _open_values(model, found)
    return found


def _open_key(model, pk, held: bytes, found: Found) -> None:
    try:
        wrapping.unwrap(held)
        found.by_number[wrapping.number_of(held)] += 1
    except (Unreadable, keys.KeyTrouble):
        found.problems.append(f"{model._meta.label} {pk}: its data key does not open")


def _open_values(model, found: Found) -> None:
    names = [f.attname for f in model._meta.concrete_fields if isinstance(f, SealedText)]
    if not names:
        return
    for row in model._base_manager.order_by("pk").iterator(chunk_size=500):
        for name in names:
            try:
                found.values += bool(getattr(row, name))
            except (Unreadable, keys.KeyTrouble):
                found.problems.append(f"{model._meta.label} {row.pk}: {name} does not open")
