"""What a letter says and no record holds: a small form on the letter's own page."""

import datetime

from django import forms
from django.utils.translation import gettext as _

from casework.forms.fields import DayField
from casework.wording import FieldType
from correspondence import drafting, wording
from correspondence.models import Letter
from correspondence.wording.fields import LETTER_FIELDS
from families.calendars import format_day


class AskedForm(forms.Form):
    """One box for each field that the kind asks for; what is left empty stays missing."""

    def __init__(self, data=None, *, letter: Letter, language: str):
        held = letter.values.get("told", {})
        super().__init__(data, prefix="told")
        for name in wording.kind(letter.kind).asks:
            self.fields[_box(name)] = _field(name, letter)
            self.initial[_box(name)] = _shown(name, held.get(name, ""), language)

    def told(self) -> dict[str, str | int]:
        """The values for the action, by field."""
        given = {
            name.replace("-", "."): value for name, value in self.cleaned_data.items() if value
        }
        return {
            name: value.isoformat() if isinstance(value, datetime.date) else value
            for name, value in given.items()
        }

    def clean(self):
        given = super().clean()
        first, last = given.get("visit-from"), given.get("visit-until")
        if first and last and last < first:
            self.add_error("visit-until", _("The last day lies before the first."))
        return given


def _box(name: str) -> str:
    return name.replace(".", "-")


def _field(name: str, letter: Letter) -> forms.Field:
    field = LETTER_FIELDS[name]
    label = _(field.description)
    if name == drafting.ABOUT:
        bodies = [(str(body.pk), body.name()) for body in drafting.silent_bodies(letter)]
        return forms.ChoiceField(label=label, choices=[("", "…"), *bodies], required=False)
    if field.type == FieldType.DATE:
        return DayField(label=label, required=False)
    if field.type == FieldType.COUNT:
        return forms.IntegerField(label=label, min_value=1, max_value=10_000, required=False)
    area = forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    return forms.CharField(label=label, max_length=600, required=False, widget=area)


def _shown(name: str, value, language: str):
    if value and LETTER_FIELDS[name].type == FieldType.DATE:
        return format_day(datetime.date.fromisoformat(value), language)
    return value
