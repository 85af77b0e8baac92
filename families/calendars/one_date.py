"""Reading one date: the numbers, month names and signs of a single day, month, year or decade."""

from dataclasses import dataclass, replace
from datetime import date

from families.calendars import conversion
from families.calendars.items import Item
from families.calendars.partial import PartialDate, of_decade, of_parts, of_season

# The order in which a calendar claims a four-digit year when no word says which.
_BY_YEAR = ("gregorian", "imperial", "solar")
_MOST_DAYS = 31
# Albanian says "vitet 60" for the sixties.
_YEARS_OR_DECADE = ("vitet", "vitet e", "viteve")
# Whoever is sought or seeks was hardly born longer ago; in years.
_LIVING_MEMORY = 105


@dataclass(frozen=True)
class Context:
    """What is known beside the items: the office's calendar, today, and words said before."""

    hint: str
    today: date
    today_given: bool = False

    def year_of_today(self, calendar: str) -> int:
        """The current year in a calendar."""
        return conversion.in_calendar(self.today, calendar)[0]


# What a text must hold to be about a time at all.
_DATE_KINDS = ("number", "month", "season", "decade_of")

NOT_UNDERSTOOD = PartialDate("", problem="not_understood")
AMBIGUOUS_YEAR = PartialDate("", problem="ambiguous_year")


def read_one(items: list[Item], context: Context) -> PartialDate:
    """The date these items make; `problem` says what could not be read, nothing is invented."""
    decade = _read_decade(items, context)
    if decade is not None:
        return decade
    if season := next((item for item in items if item.kind == "season"), None):
        return _read_season(items, season, context)
    months = [item for item in items if item.kind == "month"]
    if len(months) > 1:
        return _only_the_year(items, context)
    if months:
        return _read_named_month(items, months[0], context)
    return _read_numbers(items, context)


def has_date(items: list[Item]) -> bool:
    """Whether anything here can be a date."""
    return any(item.kind in _DATE_KINDS for item in items)


def numbers(items: list[Item]) -> list[Item]:
    """The number items."""
    return [item for item in items if item.kind == "number"]


def is_full_year(item: Item) -> bool:
    """Whether a number can be nothing but a year: four digits in a calendar's years."""
    return item.digits == 4 and any(item.value in years for years in conversion.YEARS.values())


def said_calendar(items: list[Item], context: Context) -> str:
    """The calendar a word names («شمسی», AH), or empty. Bare «هجری» goes by the office."""
    named = [item.value for item in items if item.kind == "calendar"]
    said = next((name for name in named if name != "hijri"), "hijri" if named else "")
    if said == "hijri":
        return "lunar" if context.hint != "solar" else "solar"
    return str(said)


def calendar_of_year(year: int, said: str, context: Context) -> str:
    """Which calendar a full year is in: the named one if it fits, else by its size and the hint.

    Empty if the year is in none.
    """
    if said and year in conversion.YEARS[said]:
        return said
    if context.hint == "lunar" and not said and year in conversion.YEARS["lunar"]:
        return "lunar"
    return next((name for name in _BY_YEAR if year in conversion.YEARS[name]), "")


def full_year(two_digits: int, calendar: str, context: Context) -> int | None:
    """The last year that ends in these two digits, if the one before it is out of living memory.

    None where two centuries are possible: 03 is 1303 or 1403, said in 1405.
    """
    now = context.year_of_today(calendar)
    latest = now - (now - two_digits) % 100
    return latest if now - (latest - 100) > _LIVING_MEMORY else None


def _two_digit_calendar(items: list[Item], said: str, context: Context) -> str:
    by_word = next((item.value for item in items if item.kind in ("year", "years")), "")
    hint = context.hint if context.hint in conversion.CALENDARS else "solar"
    return said or by_word or hint


def _read_year(item: Item, items: list[Item], context: Context, said: str = "") -> PartialDate:
    """A year alone; two digits count because something around says that they are a year."""
    said = said or said_calendar(items, context)
    if item.digits == 2 and said != "lunar":
        calendar = _two_digit_calendar(items, said, context)
        year = full_year(item.value, calendar, context)
        return of_parts(year, None, None, calendar=calendar) if year else AMBIGUOUS_YEAR
    if item.digits != 4:
        return AMBIGUOUS_YEAR if item.digits < 4 else PartialDate("", problem="no_such_year")
    calendar = calendar_of_year(item.value, said, context)
    if not calendar:
        return PartialDate("", problem="no_such_year")
    read = of_parts(item.value, None, None, calendar=calendar)
    fits = not said or said == calendar or {said, calendar} == {"solar", "imperial"}
    return read if fits else replace(read, problem="calendar_disagrees")


def _only_the_year(items: list[Item], context: Context) -> PartialDate:
    """What is left of a text that is not understood: its year, if it holds exactly one."""
    years = [item for item in numbers(items) if is_full_year(item)]
    if len(years) != 1:
        return NOT_UNDERSTOOD
    return replace(_read_year(years[0], items, context), problem="not_understood")


def _read_decade(items: list[Item], context: Context) -> PartialDate | None:
    """«دههٔ ۴۰», 1960s, "vitet 60", الستينات; None if no decade is meant."""
    kinds = {item.kind for item in items}
    found = numbers(items)
    said = said_calendar(items, context)
    if tens := next((item for item in items if item.kind == "decade_of"), None):
        return _decade(tens.value, 2, said or "gregorian", context)
    if len(found) != 1 or found[0].value % 10 or kinds & {"month", "season"}:
        return None
    if "decade_suffix" in kinds:
        return _decade(found[0].value, found[0].digits, said or "gregorian", context)
    if "decade" in kinds:
        by_language = context.hint if context.hint in ("solar", "gregorian") else "solar"
        return _decade(found[0].value, found[0].digits, said or by_language, context)
    if any(item.text in _YEARS_OR_DECADE for item in items):
        return _decade(found[0].value, found[0].digits, said or "gregorian", context)
    return None


def _decade(first: int, digits: int, calendar: str, context: Context) -> PartialDate:
    if digits == 4:
        named = calendar_of_year(first, calendar, context)
        return (
            of_decade(first, calendar=named) if named else PartialDate("", problem="no_such_year")
        )
    year = full_year(first, calendar, context) if digits == 2 else None
    return of_decade(year, calendar=calendar) if year else AMBIGUOUS_YEAR


def _read_season(items: list[Item], season: Item, context: Context) -> PartialDate:
    found = numbers(items)
    if not found:
        hint = context.hint if context.hint in conversion.CALENDARS else "solar"
        return of_season(None, season.value, calendar=said_calendar(items, context) or hint)
    if len(found) > 1:
        return _only_the_year(items, context)
    year = _read_year(found[0], items, context)
    if year.year is None or year.problem:
        return year
    return of_season(year.year, season.value, calendar=year.calendar)


def _read_named_month(items: list[Item], named: Item, context: Context) -> PartialDate:
    calendar, month = named.value
    found = numbers(items)
    year_item, day_item = _year_and_day(items, named)
    if len(found) > 2 or (len(found) == 2 and year_item is None):
        return _only_the_year(items, context)
    day = day_item.value if day_item else None
    if year_item is None:
        return _month_without_year(calendar, month, day)
    year = _read_year(year_item, items, context, said=calendar)
    if year.year is None or year.problem:
        return year
    return of_parts(year.year, month, day, calendar=year.calendar)


def _month_without_year(calendar: str, month: int, day: int | None) -> PartialDate:
    if day is None or 1 <= day <= _MOST_DAYS:
        return of_parts(None, month, day, calendar=calendar)
    return replace(of_parts(None, month, None, calendar=calendar), problem="no_such_day")


def _year_and_day(items: list[Item], named: Item) -> tuple[Item | None, Item | None]:
    """Which number beside a month name is the year and which the day."""
    found = numbers(items)
    years = [item for item in found if item.digits > 2 or item.value > _MOST_DAYS]
    if len(years) == 1:
        rest = [item for item in found if item is not years[0]]
        return years[0], rest[0] if rest else None
    if years or not found:
        return None, None
    if len(found) == 2:
        return found[1], found[0]
    is_year = any(item.kind in ("year", "years") for item in items)
    return (found[0], None) if is_year else (None, found[0])


def _read_numbers(items: list[Item], context: Context) -> PartialDate:
    # «نوبت دوم ۱۳۶۵» is no second month: a small number in words counts beside a month name only.
    written = [item for item in numbers(items) if not item.spelled or item.value > _MOST_DAYS]
    found = written or numbers(items)
    if len(found) == 1:
        return _read_single(items, found[0], context)
    if len(found) == 2:
        return _read_year_and_month(items, found, context)
    if len(found) == 3:
        return _read_three(items, found, context)
    return _only_the_year(items, context)


def _read_single(items: list[Item], number: Item, context: Context) -> PartialDate:
    if number.digits == 8:
        return _read_compact(number.text, items, context)
    is_year = any(item.kind in ("year", "years", "calendar") for item in items)
    if number.digits == 2 and not is_year:
        return AMBIGUOUS_YEAR
    return _read_year(number, items, context)


def _read_compact(digits: str, items: list[Item], context: Context) -> PartialDate:
    """13650203 and 20240811: only if it is a day, else nobody knows what the number is."""
    parts = [Item("number", part, int(part)) for part in (digits[:4], digits[4:6], digits[6:])]
    read = _read_three(items, parts, context)
    return read if read.precision == "day" and not read.problem else NOT_UNDERSTOOD


def _read_year_and_month(items: list[Item], found: list[Item], context: Context) -> PartialDate:
    years = [item for item in found if item.digits >= 4]
    if not years and any(item.kind == "slash" for item in items):
        years = [item for item in found if item.digits == 2 and item.value > _MOST_DAYS]
    if not years:
        return PartialDate("", problem="no_year")
    if len(years) == 2:
        return NOT_UNDERSTOOD
    other = found[1] if found[0] is years[0] else found[0]
    return _with_month_and_day(_read_year(years[0], items, context), other.value, 0)


def _read_three(items: list[Item], found: list[Item], context: Context) -> PartialDate:
    first, middle, last = found
    year_item = _year_of_three(found, context)
    if year_item is None or year_item is middle:
        sure = any(is_full_year(item) for item in found)
        return _only_the_year([*items, *found], context) if sure else _unsure(found)
    year = _read_year(year_item, items, context)
    day = last.value if year_item is first else first.value
    month = middle.value
    american = year.calendar == "gregorian" and year_item is last and month > 12 >= day
    if american:
        month, day = day, month
    return _with_month_and_day(year, month, day)


def _year_of_three(found: list[Item], context: Context) -> Item | None:
    full = [item for item in found if item.digits > 2]
    two = [item for item in found if item.digits == 2 and item.value > _MOST_DAYS]
    if not full and not two and context.hint == "gregorian" and found[2].digits == 2:
        return found[2]  # 03.02.05: the year comes last where Gregorian dates are written
    candidates = full or two
    return candidates[0] if len(candidates) == 1 else None


def _unsure(found: list[Item]) -> PartialDate:
    return AMBIGUOUS_YEAR if all(item.digits <= 2 for item in found) else NOT_UNDERSTOOD


def _with_month_and_day(year: PartialDate, month: int, day: int) -> PartialDate:
    """The year with its month and day; 0 stands for one that was left open (1365/0/0)."""
    if year.year is None or year.problem:
        return year
    if month == 0:
        return replace(year, problem="no_such_month") if day else year
    return of_parts(year.year, month, day or None, calendar=year.calendar)
