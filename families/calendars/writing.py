"""Writing dates in English, Persian, Arabic and Albanian, with the precision that was given."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from families.calendars import conversion
from families.calendars.conversion import Interval
from families.calendars.partial import (
    PartialDate,
    of_day,
    of_decade,
    of_parts,
    of_range,
    of_season,
)
from families.names.letters import in_digits, tidy

LANGUAGES = ("en", "fa", "ar", "sq")
ARABIC_MONTHS = ("levant", "international")

# A year, season or decade says its calendar only by its number: name it where readers would not
# expect it. A month is told by its name.
_NEEDS_CALENDAR = ("year", "season", "decade")
_CONVERTIBLE = ("day", "month", "season", "year", "decade")
_BEFORE_SOLAR = date(622, 3, 22)


@dataclass(frozen=True)
class _Style:
    """How one text writes its dates."""

    language: str
    digits: str
    arabic_months: str

    @property
    def words(self) -> dict[str, Any]:
        return words_of(self.language)

    def number(self, value: int) -> str:
        return in_digits(str(value), self.digits)

    def month(self, calendar: str, month: int) -> str:
        family = "solar" if calendar == "imperial" else calendar
        names = self.words["months"]
        if family == "gregorian" and self.arabic_months == "international":
            names = {"gregorian": names.get("gregorian_international", names["gregorian"])}
        return str(names[family][month - 1])

    def fill(self, pattern: str, **parts: str) -> str:
        return str(self.words["patterns"][pattern]).format(**parts)


def format_day(
    day: date,
    language: str,
    *,
    calendar: str | None = None,
    digits: str | None = None,
    both: bool = False,
    arabic_months: str = "levant",
) -> str:
    """A known day: «۱ آذر ۱۴۰۵», 22 November 2026, ٢٢ تشرين الثاني ٢٠٢٦, 22.11.2026.

    `calendar` ("solar", "gregorian", "lunar", "imperial") is the language's own unless told;
    `both` adds the other one in brackets, «۱ آذر ۱۴۰۵ (۲۲ نوامبر ۲۰۲۶)». `digits` is a CLDR
    numbering system (see `names.in_digits`), `arabic_months` one of ARABIC_MONTHS. Other languages
    than LANGUAGES are written in English.
    """
    style = _style(language, digits, arabic_months)
    first = calendar or str(style.words["calendar"])
    if day < _BEFORE_SOLAR:
        return _day_in(day, "gregorian", style)
    main = _day_in(day, first, style)
    if not both:
        return main
    return style.fill("both", date=main, other=_day_in(day, _other_calendar(first), style))


def format_partial(
    known: PartialDate,
    language: str,
    *,
    calendar: str | None = None,
    digits: str | None = None,
    both: bool = False,
    arabic_months: str = "levant",
) -> str:
    """A date as precisely as it was given: «حدود ۱۳۴۰», "spring 1325", never an invented day.

    It stays in the calendar it was given in unless `calendar` asks for another; `both` adds the
    other calendar in brackets, as the days, months or years it covers. What could not be read is
    shown as it was written; nothing for nothing. The other arguments are those of `format_day`.
    """
    style = _style(language, digits, arabic_months)
    if known.problem == "dates_disagree" or not _can_be_written(known):
        return _as_written(known, style)
    main = _written(known, calendar or "", style)
    other = _other_calendar(calendar or known.calendar)
    if not both or known.year is None or known.precision not in _CONVERTIBLE:
        return main
    bare = replace(known, qualifier="exact")
    return style.fill("both", date=main, other=_written(bare, other, style))


def explain(problem: str, language: str) -> str:
    """One sentence for a `PartialDate.problem`; empty for none."""
    return str(words_of(language)["problems"][problem]) if problem else ""


def _style(language: str, digits: str | None, arabic_months: str) -> _Style:
    if arabic_months not in ARABIC_MONTHS:
        raise ValueError(f"Unknown Arabic month names: {arabic_months!r}")
    return _Style(language, digits or str(words_of(language)["digits"]), arabic_months)


@cache
def words_of(language: str) -> dict[str, Any]:
    """The words for dates of one language, English for an unknown one."""
    name = language if language in LANGUAGES else "en"
    path = Path(__file__).with_name("words") / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _other_calendar(calendar: str) -> str:
    return "solar" if calendar == "gregorian" else "gregorian"


def _day_in(day: date, calendar: str, style: _Style) -> str:
    return _day_words(calendar, conversion.in_calendar(day, calendar), style)


def _day_words(calendar: str, ymd: tuple[int, int, int], style: _Style) -> str:
    year, month, day = ymd
    own = f"{calendar}_day"
    return style.fill(
        own if own in style.words["patterns"] else "day",
        day=style.number(day),
        month=style.month(calendar, month),
        month_number=style.number(month),
        year=style.number(year),
    )


def _can_be_written(known: PartialDate) -> bool:
    if known.precision == "range":
        return len(known.parts) == 2
    if known.precision == "age":
        return known.age is not None and len(known.parts) == 1 and known.parts[0].is_known
    return known.precision != "unknown"


def _as_written(known: PartialDate, style: _Style) -> str:
    if known.problem or not known.as_given.strip():
        return tidy(known.as_given)
    return str(style.words["patterns"]["unknown"])


def _written(known: PartialDate, calendar: str, style: _Style) -> str:
    """The date with its qualifier, converted if another calendar is asked for."""
    shown = _converted(known, calendar) if calendar else known
    if shown.precision == "range":
        text = _range_words(shown, style)
    elif shown.precision == "age":
        told = _written(shown.parts[0], "", style)
        text = style.fill("age", age=style.number(shown.age or 0), date=told)
    else:
        text = _tagged(_bare_words(shown, style), shown, style)
    word = _qualifier_word(known)
    return style.fill(word, date=text) if word else text


def _qualifier_word(known: PartialDate) -> str:
    """Which word bounds the date; until and since include it, which its own bounds tell."""
    if known.qualifier not in ("before", "after"):
        return "" if known.qualifier == "exact" else known.qualifier
    nominal = _nominal(known)
    if nominal is None:
        return known.qualifier
    if known.qualifier == "before":
        return "until" if known.latest == nominal[1] else "before"
    return "since" if known.earliest == nominal[0] else "after"


def _nominal(known: PartialDate) -> Interval | None:
    """The days of the date itself, without its qualifier."""
    makers: dict[str, Callable[[], PartialDate]] = {
        "season": lambda: of_season(known.year, _season_of(known), calendar=known.calendar),
        "decade": lambda: of_decade(known.year or 0, calendar=known.calendar),
        "range": lambda: of_range(*known.parts),
    }
    plain = makers.get(known.precision, lambda: _of_parts(known))()
    if plain.earliest is None or plain.latest is None:
        return None
    return plain.earliest, plain.latest


def _of_parts(known: PartialDate) -> PartialDate:
    return of_parts(known.year, known.month, known.day, calendar=known.calendar)


def _season_of(known: PartialDate) -> int:
    """1 spring … 4 winter, from the first month that a season is kept by."""
    month = known.month or 1
    return month // 3 if known.calendar == "gregorian" else (month + 2) // 3


def _bare_words(known: PartialDate, style: _Style) -> str:
    year = style.number(known.year) if known.year is not None else ""
    if known.precision == "day" and known.day is not None and known.month is not None:
        if known.year is None:
            month = style.month(known.calendar, known.month)
            return style.fill("day_without_year", day=style.number(known.day), month=month)
        return _day_words(known.calendar, (known.year, known.month, known.day), style)
    if known.precision == "month" and known.month is not None:
        month = style.month(known.calendar, known.month)
        return style.fill("month", month=month, year=year).strip()
    if known.precision == "season":
        season = str(style.words["patterns"]["seasons"][_season_of(known) - 1])
        return style.fill("season", season=season, year=year).strip()
    return style.fill("decade", year=year) if known.precision == "decade" else year


def _tagged(text: str, known: PartialDate, style: _Style) -> str:
    expected = known.calendar in (style.words["calendar"], "unknown")
    if expected or known.year is None or known.precision not in _NEEDS_CALENDAR:
        return text
    return str(style.words["calendars"][known.calendar]).format(date=text)


def _range_words(known: PartialDate, style: _Style) -> str:
    first, last = known.parts
    if first.precision == "age" == last.precision and first.parts:
        ages = f"{style.number(last.age or 0)}–{style.number(first.age or 0)}"
        return style.fill("age", age=ages, date=_written(first.parts[0], "", style))
    if (first.calendar, first.precision) != (last.calendar, last.precision):
        one, two = (_tagged(_bare_words(part, style), part, style) for part in known.parts)
        return style.fill("range", first=one, last=two)
    months_of_one_year = first.precision in ("month", "season") and first.year == last.year
    one = _bare_words(replace(first, year=None) if months_of_one_year else first, style)
    pattern = "years" if first.precision == "year" else "range"
    return _tagged(style.fill(pattern, first=one, last=_bare_words(last, style)), last, style)


def _converted(known: PartialDate, calendar: str) -> PartialDate:
    """The date in another calendar: as the days, months or years its own days fall in."""
    if known.precision in ("range", "age"):
        parts = [_converted(part, calendar) for part in known.parts]
        if known.precision == "range":  # a year may have become two: the outer ones count
            parts = [
                (part.parts or (part,))[place] for part, place in zip(parts, (0, -1), strict=True)
            ]
        return replace(known, parts=tuple(parts))
    days = None if known.calendar == calendar or known.year is None else _nominal(known)
    if days is None:
        return known
    depth = {"day": 3, "month": 2, "season": 2}.get(known.precision, 1)
    first, last = (_cut(day, calendar, depth) for day in days)
    made = first if _of_same_date(first, last) else of_range(first, last)
    return replace(made, qualifier=known.qualifier)


def _cut(day: date, calendar: str, depth: int) -> PartialDate:
    whole = of_day(day, calendar=calendar)
    return of_parts(
        whole.year,
        whole.month if depth > 1 else None,
        whole.day if depth > 2 else None,
        calendar=calendar,
    )


def _of_same_date(one: PartialDate, other: PartialDate) -> bool:
    return (one.year, one.month, one.day) == (other.year, other.month, other.day)
