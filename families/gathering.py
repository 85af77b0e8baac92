"""Many rows written together: gathered in memory, then one INSERT per table.

Code that writes one family says `keep(Person(…))`. Outside of `gathering()` that saves at once;
inside, the rows wait for the end of the block, so that a register of ten thousand rows needs
hundreds of statements, not hundreds of thousands.
"""

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from typing import TypeVar

from django.db import models, transaction
from django.dispatch import Signal

# Many new rows of one table stand in the database: `sender` is the table, `rows` the rows. Django
# tells nobody (post_save) of rows that are written together.
written = Signal()

Model = TypeVar("Model", bound=models.Model)


class _Gathered:
    """The rows of one block: new ones by table in the order of their coming, changed ones once."""

    def __init__(self):
        self._new: dict[type, dict] = {}
        self._changed: dict[tuple[type, object], models.Model] = {}

    def add(self, row: models.Model) -> None:
        if not row._state.adding:
            self._changed[type(row), row.pk] = row
            return
        rows = self._new.setdefault(type(row), {})
        rows[row.pk if row.pk is not None else id(row)] = row

    def find(self, model: type, pk):
        return self._new.get(model, {}).get(pk) or self._changed.get((model, pk))

    def write(self) -> None:
        for model, rows in self._new.items():
            for row in rows.values():
                if hasattr(row, "derive"):
                    row.derive()
            model._default_manager.bulk_create(rows.values())
            written.send(sender=model, rows=list(rows.values()))
        for row in self._changed.values():
            row.save()


_open: ContextVar[_Gathered | None] = ContextVar("gathered rows", default=None)


@contextlib.contextmanager
def gathering() -> Iterator[None]:
    """Rows kept inside the block are written at its end, in one transaction; if it fails, none.

    A row that waits cannot be queried yet. Parents need a key before they are written (a UUID).
    """
    gathered = _Gathered()
    token = _open.set(gathered)
    try:
        with transaction.atomic():
            yield
            gathered.write()
    finally:
        _open.reset(token)


def keep(row: Model) -> Model:
    """Save a row, at once or with all others of the open `gathering`; gives the row back."""
    gathered = _open.get()
    if gathered is None:
        row.save()
    else:
        gathered.add(row)
    return row


def is_gathering() -> bool:
    """Whether rows wait instead of being saved at once."""
    return _open.get() is not None


def gathered(model: type[Model], pk) -> Model | None:
    """The row that waits in the open `gathering` under this key, if any."""
    held = _open.get()
    return held.find(model, pk) if held else None
