"""A column for a date as it was said."""

from django.db import models

from families.calendars import PartialDate


class PartialDateField(models.JSONField):
    """Holds a `PartialDate` or None; the words as given are kept beside what was computed."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value, expression, connection):
        held = super().from_db_value(value, expression, connection)
        return PartialDate.from_json(held) if held else None

    def get_db_prep_value(self, value, connection, prepared=False):
        held = value.as_json() if isinstance(value, PartialDate) else value
        return super().get_db_prep_value(held, connection, prepared)

    def get_db_prep_save(self, value, connection):
        if value is None:
            return None
        return super().get_db_prep_save(
            value.as_json() if isinstance(value, PartialDate) else value, connection
        )
