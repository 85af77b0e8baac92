"""A date as a family knows it: in three boxes with a calendar, or in words."""

import datetime
from dataclasses import replace

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from families import display
from families.calendars import PartialDate, format_partial, of_parts, parse, to_solar
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
LABELS = {
    "exact": _("How exact"),
    "d": _("Day"),
    "m": _("Month"),
    "": _("Year, or in words"),
    "c": _("Calendar"),
}
KNOWN_CALENDARS = ("solar", "lunar", "gregorian")
LONGEST_NUMBER = 4
IN_BOXES = ("day", "month", "year")  # precisions that fill the boxes; the rest is words


class SaidDateField(forms.CharField):
    """A date as it was said: any digits, any calendar, a year alone, “about”. Kept as given.

    It takes one line of words, or what stands in `DateBoxes`. Nothing is refused for being vague;
    a day that does not exist is kept with its sentence. What is shown again is what was typed.
    """

    def __init__(self, *args, calendar="solar", **kwargs):
        self.calendar = calendar
        kwargs.setdefault("max_length", 100)
        super().__init__(*args, **kwargs)

    def widget_attrs(self, widget):
        return {} if isinstance(widget, DateBoxes) else super().widget_attrs(widget)

    def prepare_value(self, value):
        if isinstance(self.widget, DateBoxes):
            return value
        return value.as_given if isinstance(value, PartialDate) else value

    def to_python(self, value) -> PartialDate | None:
        return self.read(value)

    def read(self, value) -> PartialDate | None:
        """What the words or boxes mean, whatever the form demands of them."""
        if isinstance(value, list | tuple):
            return read_boxes(value, self.calendar)
        text = super().to_python(value)
        return parse(text, calendar_hint=self.calendar) if text else None

    def has_changed(self, initial, data):
        return bool(data)

    def run_validators(self, value):
        return None


class DateBoxes(forms.MultiWidget):
    """Day, month, year and calendar, and how exact; the year box, which has the name of the
    field itself, also takes words. With `whole` it asks for one day, nothing less exact."""

    template_name = "django/forms/widgets/date_boxes.html"
    use_fieldset = True

    def __init__(self, *, whole: bool = False, attrs: dict | None = None):
        self.whole = whole
        boxes = {
            "exact": forms.Select(choices=EXACTNESS),
            "d": forms.TextInput(attrs={"inputmode": "numeric", "class": "d", "maxlength": 40}),
            "m": forms.TextInput(attrs={"class": "m", "maxlength": 40}),
            "": forms.TextInput(attrs={"class": "y", "maxlength": 100}),
            "c": forms.RadioSelect(choices=CALENDARS[:3] if whole else CALENDARS),
        }
        if whole:
            del boxes["exact"]
        self.parts = list(boxes)
        super().__init__(boxes, attrs)

    def labelled(self, name: str) -> dict[str, str]:
        """The names of all boxes of the field `name`, each with its label."""
        labels = [str(LABELS[part]) for part in self.parts]
        return dict(zip((name + suffix for suffix in self.widgets_names), labels, strict=True))

    @staticmethod
    def idle(names: list[str], typed: dict[str, str]) -> list[str]:
        """Of the boxes `names` those that say nothing, because no date stands beside them."""
        beside = [name for name in names if name.endswith(("_exact", "_c"))]
        said = any(typed.get(name, "").strip() for name in names if name not in beside)
        return [] if said else beside

    def value_from_datadict(self, data, files, name):
        """Always five texts: how exact, day, month, year or words, calendar."""
        sent = dict(zip(self.parts, super().value_from_datadict(data, files, name), strict=True))
        return [sent.get(part) or "" for part in LABELS]

    def use_required_attribute(self, initial):
        return False

    def decompress(self, value: PartialDate | datetime.date | str | None) -> list[str]:
        if value is None or isinstance(value, str):
            return ["", "", "", value or "", ""]
        if isinstance(value, datetime.date):
            solar = display.calendar(_language()) == "solar"
            year, month, day = to_solar(value) if solar else value.timetuple()[:3]
            return ["", str(day), str(month), str(year), "solar" if solar else "gregorian"]
        if _words(value) == value.as_given:
            parts = [str(part or "") for part in (value.day, value.month, value.year)]
            return [value.qualifier, *parts, value.calendar]
        calendar = value.calendar if value.calendar in KNOWN_CALENDARS else ""
        return ["", "", "", value.as_given, calendar]

    def get_context(self, name, value, attrs):
        texts = list(value) if isinstance(value, list | tuple) else self.decompress(value)
        shown = dict(zip(LABELS, texts, strict=True))
        shown["exact"] = shown["exact"] or "exact"
        shown["c"] = shown["c"] or display.calendar(_language())
        context = super().get_context(name, [shown[part] for part in self.parts], attrs)
        boxes = zip(self.parts, context["widget"]["subwidgets"], strict=True)
        context["widget"]["boxes"] = [
            {"label": LABELS[part], "box": box, "is_group": part == "c"} for part, box in boxes
        ]
        context["widget"]["understood"] = read_boxes(texts)
        return context


def read_boxes(texts, hint: str = "solar") -> PartialDate | None:
    """A `PartialDate` from the five texts of `DateBoxes`, or None when all are empty.

    Nothing is refused for being vague: what cannot be read is kept as it was typed, with its
    `problem`. The month is a number or a name; with neither day nor month the year box takes
    anything that can be said ("spring 1350", "about 45 in 1382"). `hint` is the calendar where
    none was chosen.
    """
    exactness, *boxes, calendar = [(text or "").strip() for text in texts]
    if not any(boxes):
        return None
    if calendar in KNOWN_CALENDARS and all(_is_number(box) for box in boxes if box):
        day, month, year = [int(to_ascii_digits(box)) if box else None for box in boxes]
        known = of_parts(year, month, day, calendar=calendar)
        if known.problem != "no_such_year":
            return _as_given(_qualified(known, exactness), boxes)
    if calendar in KNOWN_CALENDARS:
        hint = calendar
    return parse(_said(exactness, boxes), calendar_hint=hint)


def _language() -> str:
    return (get_language() or "en")[:2]


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


def _words(known: PartialDate) -> str:
    """The words that stand for filled boxes on paper, in the screen's language; "" where a date
    cannot have been typed in boxes."""
    if known.problem or known.precision not in IN_BOXES or known.calendar not in KNOWN_CALENDARS:
        return ""
    return format_partial(known, _language())


def _as_given(known: PartialDate, boxes: list[str]) -> PartialDate:
    return replace(known, as_given=_words(known) or " ".join(filter(None, boxes)))
