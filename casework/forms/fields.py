"""Boxes that several forms share."""

import datetime
from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from families import display
from families.calendars import to_solar
from families.forms import DateBoxes, SaidDateField
from families.names import in_digits


class DayField(SaidDateField):
    """A whole day: what the office itself did on it."""

    def to_python(self, value):
        said = self.read(value)
        if said is None:
            return None
        if said.precision != "day" or said.earliest is None or said.earliest != said.latest:
            raise ValidationError(_("Please give the whole day: day, month and year."))
        return said.earliest

    def prepare_value(self, value):
        """A day that is known stands in the box as its reader would type it."""
        if isinstance(self.widget, DateBoxes) or not isinstance(value, datetime.date):
            return value
        if display.calendar(get_language() or "en") == "solar":
            return "/".join(str(part) for part in to_solar(value))
        return value.isoformat()


class NoticeField(forms.TypedChoiceField):
    """Which version of the information notice was read: what was read is what is recorded, also
    where another came into force meanwhile. Hidden while there is one alone."""

    def __init__(self, **kwargs):
        super().__init__(label=_("Which version was read"), coerce=int, required=False, **kwargs)

    def offer(self, numbers: Sequence[int]) -> None:
        """The versions that a family can have heard, the one in force first."""
        self.initial = self.empty_value = numbers[0]
        self.choices = [(str(number), self._named(number)) for number in numbers]
        if len(numbers) == 1:
            self.widget = forms.HiddenInput()

    def _named(self, number: int) -> str:
        shown = in_digits(str(number), display.digits((get_language() or "en")[:2]))
        if number != self.initial:
            return shown
        return _("%(number)s, in force today") % {"number": shown}


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files at once; each is examined by itself."""

    widget = ManyFilesInput

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(f, initial) for f in files if f]
