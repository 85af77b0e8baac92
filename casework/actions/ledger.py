"""What one step did to the rows of a person, so that it can be shown and taken back."""

import datetime
import uuid

from django.apps import apps
from django.utils import timezone

from families.calendars import PartialDate
from families.dates import PartialDateField


class ChangedSince(Exception):
    """A row is no longer as the step left it."""


class Ledger:
    """Saves rows and notes each one's values before and after, as JSON types."""

    def __init__(self):
        self.changes: list[dict] = []

    def add(self, row, fields) -> None:
        """Saves a new row."""
        row.save(force_insert=True)
        self._note(row, None, values(row, fields))

    def change(self, row, said: dict) -> list[str]:
        """Sets and saves what differs; gives the names of the fields that did."""
        differing = {name: new for name, new in said.items() if getattr(row, name) != new}
        if not differing:
            return []
        before = values(row, differing)
        for name, new in differing.items():
            setattr(row, name, new)
        row.save()
        self._note(row, before, values(row, differing))
        return list(differing)

    def end(self, row, fields, **more) -> None:
        """The row no longer counts; what it said in `fields` is noted for the history."""
        before = values(row, {*fields, *more, "ended_at"})
        for name, new in {**more, "ended_at": timezone.now()}.items():
            setattr(row, name, new)
        row.save()
        self._note(row, before, values(row, before))

    def _note(self, row, before, after) -> None:
        self.changes.append(
            {"model": row._meta.label, "pk": str(row.pk), "before": before, "after": after}
        )


def values(row, fields) -> dict:
    """The values of some fields, as JSON types."""
    return {name: _plain(getattr(row, name)) for name in fields}


def _plain(value):
    if isinstance(value, PartialDate):
        return value.as_json()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value) if isinstance(value, uuid.UUID) else value


def back(model, name: str, held):
    """A value as the row holds it, from what `values` gave."""
    field = model._meta.get_field(name)
    if held is None:
        return None
    if isinstance(field, PartialDateField):
        return PartialDate.from_json(held)
    kind = field.get_internal_type()
    if kind == "DateTimeField":
        return datetime.datetime.fromisoformat(held)
    return datetime.date.fromisoformat(held) if kind == "DateField" else held


def take_back(changes: list[dict]) -> None:
    """Puts every row back, the last one first. Raises ChangedSince before anything is lost."""
    for change in reversed(changes):
        model = apps.get_model(change["model"])
        rows = getattr(model, "every", model.objects)
        row = rows.select_for_update().filter(pk=change["pk"]).first()
        if row is None or not _is_as_left(row, change["after"]):
            raise ChangedSince(change["model"])
        if change["before"] is None:
            row.ended_at = timezone.now()
        for name, held in (change["before"] or {}).items():
            setattr(row, name, back(model, name, held))
        row.save()


def _is_as_left(row, after: dict) -> bool:
    ended_since = "ended_at" not in after and getattr(row, "ended_at", None) is not None
    return not ended_since and values(row, after) == after
