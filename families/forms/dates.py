"""A date as a family knows it: in words, or in boxes."""

from dataclasses import replace

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from families.calendars import PartialDate, format_partial, of_parts, parse
from families.calendars.partial import about, bounded
from families.names import to_ascii_digits

EXACTNESS = [
    ("exact", _("exact")),
    ("about", _("about")),
    ("before", _("before")),
    ("after", _("after")),
]
CALENDARS = [
    ("solar", _("Solar Hijri")),
    ("lunar", _("Lunar Hijri")),
    ("gregorian", _("Gregorian")),
    ("unknown", _("not known")),
]
KNOWN_CALENDARS = ("solar", "lunar", "gregorian")
LONGEST_NUMBER = 4
IN_BOXES = ("day", "month", "year")  # precisions that fill the boxes; the rest is words


class SaidDateField(forms.CharField):
    """A date as it was said: any digits, any calendar, a year alone, “about”. Kept as given.

    Nothing is refused for being vague; a day that does not exist is kept with its sentence.
    What is shown again is what was typed.
    """

    def __init__(self, *args, calendar="solar", **kwargs):
        self.calendar = calendar
        kwargs.setdefault("max_length", 100)
        super().__init__(*args, **kwargs)

    def prepare_value(self, value):
        return value.as_given if isinstance(value, PartialDate) else value

    def to_python(self, value) -> PartialDate | None:
        return self.read(value)

    def read(self, value) -> PartialDate | None:
        """What the words mean, whatever the form demands of them."""
        text = super().to_python(value)
        return parse(text, calendar_hint=self.calendar) if text else None

    def has_changed(self, initial, data):
        return bool(data)

    def run_validators(self, value):
        return None


class DateBoxes(forms.MultiWidget):
    """How exact, day, month, year and calendar; the year box also takes words."""

    template_name = "django/forms/widgets/date_boxes.html"
    use_fieldset = True

    def __init__(self, calendar: str = "solar", attrs: dict | None = None):
        self.calendar = calendar
        number = {"inputmode": "numeric", "class": "d"}
        boxes = [
            forms.Select(choices=EXACTNESS),
            forms.TextInput(attrs=number),
            forms.TextInput(attrs={"class": "m"}),
            forms.TextInput(attrs={"class": "y"}),
            forms.RadioSelect(choices=CALENDARS),
        ]
        super().__init__(boxes, attrs)

    def use_required_attribute(self, initial):
        return False

    def decompress(self, value: PartialDate | None) -> list[str]:
        if value is None:
            return ["exact", "", "", "", self.calendar]
        if value.precision not in IN_BOXES or value.problem:
            return ["exact", "", "", value.as_given, value.calendar]
        parts = [str(part or "") for part in (value.day, value.month, value.year)]
        return [value.qualifier, *parts, value.calendar]


class DateBoxesField(forms.Field):
    """A `PartialDate` from the boxes, or None when all are empty.

    Nothing is refused for being vague: what cannot be read is kept as it was typed, with its
    `problem`. The month is a number or a name; with neither day nor month the year box takes
    anything that can be said ("spring 1350", "about 45 in 1382").
    """

    def __init__(self, *, calendar: str = "solar", **kwargs):
        kwargs.setdefault("widget", DateBoxes(calendar))
        super().__init__(**kwargs)

    def to_python(self, value: list[str | None] | None) -> PartialDate | None:
        exactness, *boxes, calendar = [(box or "").strip() for box in value or [""] * 5]
        if not any(boxes):
            return None
        if calendar in KNOWN_CALENDARS and all(_is_number(box) for box in boxes if box):
            day, month, year = [int(to_ascii_digits(box)) if box else None for box in boxes]
            known = of_parts(year, month, day, calendar=calendar)
            if known.problem != "no_such_year":
                return _as_given(_qualified(known, exactness), boxes)
        hint = calendar if calendar in KNOWN_CALENDARS else "solar"
        return parse(_said(exactness, boxes), calendar_hint=hint)

    def has_changed(self, initial, data):
        return self.to_python(data) != initial


def _is_number(text: str) -> bool:
    return len(text) <= LONGEST_NUMBER and to_ascii_digits(text).isdecimal()


def _said(exactness: str, boxes: list[str]) -> str:
    """What stands in the boxes as one sentence that `parse` reads."""
    doubt = [exactness] if exactness in ("about", "before", "after") else []
    return " ".join(doubt + [box for box in boxes if box])


def _qualified(known: PartialDate, exactness: str) -> PartialDate:
    if known.problem:
        return known
    if exactness == "about":
        return about(known)
    if exactness in ("before", "after"):
        return bounded(known, exactness, inclusive=False)
    return known


def _as_given(known: PartialDate, boxes: list[str]) -> PartialDate:
    """With the words that stand for the boxes on paper: the date in the screen's language."""
    language = (get_language() or "en")[:2]
    words = " ".join(filter(None, boxes)) if known.problem else format_partial(known, language)
    return replace(known, as_given=words)
