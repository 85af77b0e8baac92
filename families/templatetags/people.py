"""How names, dates, numbers and references appear on a page."""

import datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy

from families import display
from families.calendars import explain, format_day, format_partial
from families.names import in_digits, tidy

register = template.Library()

LONGEST_WORD = 40  # letters; no given name or surname has as many

GROUP_SEPARATOR = {"fa": "٬", "ar": "٬", "sq": "\u00a0"}
OTHER_CALENDAR = {"solar": "gregorian", "gregorian": "solar"}


def _language() -> str:
    return (get_language() or "en").split("-")[0]


def _local_day(value: datetime.date) -> datetime.date:
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


@register.filter
def day(value: datetime.date | None, which: str = "") -> str:
    """A day in the reader's calendar; `day:"both"` adds the other calendar in brackets.

    An instant is shown as the day it was in the current time zone. Nothing is shown for nothing.
    """
    if not value:
        return ""
    date, language = _local_day(value), _language()
    first, numbers = display.calendar(language), display.digits(language)
    words = format_day(date, language, calendar=first, digits=numbers)
    if which != "both":
        return format_html('<time datetime="{}">{}</time>', date.isoformat(), words)
    other = format_day(date, language, calendar=OTHER_CALENDAR[first], digits=numbers)
    return format_html(
        '<time datetime="{}"><span>{}</span> <span class="cal">({})</span></time>',
        date.isoformat(),
        words,
        other,
    )


@register.filter
def moment(value: datetime.datetime | None) -> str:
    """An instant as day and time of the current time zone, "22 November 2026, 10:42"."""
    if not value:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    language = _language()
    words = format_day(
        local.date(),
        language,
        calendar=display.calendar(language),
        digits=display.digits(language),
    )
    comma = display.comma(language)
    clock = in_digits(local.strftime("%H:%M"), display.digits(language))
    return format_html('<time datetime="{}">{}{}{}</time>', local.isoformat(), words, comma, clock)


@register.filter
def partial(value: object) -> str:
    """A date as it was said, as exactly as it was given: "about 1340", never a made-up day."""
    if not value:
        return ""
    language = _language()
    return format_partial(value, language, digits=display.digits(language))


@register.filter
def said(value: object) -> str:
    """A date with the other calendar in brackets; what could not be read has its sentence and
    the words as they were given beside it."""
    if not value:
        return ""
    language = _language()
    numbers = display.digits(language)
    words = format_partial(value, language, digits=numbers, both=True)
    problem = explain(value.problem, language)
    if not problem:
        return format_html("<bdi>{}</bdi>", words)
    return format_html(
        '<bdi>{}</bdi> <span class="small">{} <q><bdi>{}</bdi></q></span>',
        words,
        problem,
        tidy(value.as_given),
    )


WARNINGS = {
    "not_ten_digits": gettext_lazy("A national code has ten digits."),
    "zeros_missing": gettext_lazy("Zeros at the beginning may be missing."),
    "repeated_digit": gettext_lazy("One digit ten times: nobody has this number."),
    "wrong_check_digit": gettext_lazy("The check digit does not fit."),
    "unusual_form": gettext_lazy("Such numbers are built otherwise."),
}


@register.filter
def number_warning(code: str) -> str:
    """What is odd about an identity number; a warning, never a block."""
    return str(WARNINGS.get(code, ""))


@register.filter
def digits(value: object) -> str:
    """The digits of a number or text in the reader's digits; nothing else changes."""
    if value is None:
        return ""
    return in_digits(str(value), display.digits(_language()))


@register.filter
def count(value: int | None) -> str:
    """A whole number with its thousands apart, in the reader's digits."""
    if value is None:
        return ""
    language = _language()
    grouped = f"{value:,}".replace(",", GROUP_SEPARATOR.get(language, ","))
    return in_digits(grouped, display.digits(language))


@register.filter
def ref(value: object) -> SafeString | str:
    """A reference, letter number or hash: Latin, left to right, in one piece in any text."""
    return format_html('<bdi class="ref" dir="ltr">{}</bdi>', value) if value else ""


@register.filter
def phone(value: object) -> SafeString | str:
    """A telephone number, e-mail or identifier, left to right in any text."""
    return format_html('<bdi class="ltr" dir="ltr">{}</bdi>', value) if value else ""


@register.filter
def person_name(value: object) -> SafeString | str:
    """A name of any script, kept apart from the text around it; signs that turn letters go. One
    that is a single endless word may break anywhere, so that no page grows as wide as it."""
    name = tidy(str(value or ""))
    if max(map(len, name.split()), default=0) > LONGEST_WORD:
        return format_html('<bdi class="endless">{}</bdi>', name)
    return format_html("<bdi>{}</bdi>", name) if name else ""


@register.filter
def direction(language: str) -> str:
    """The writing direction of a language: "rtl" or "ltr"."""
    return "rtl" if language in ("fa", "ar") else "ltr"
