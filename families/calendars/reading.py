"""Reading a date as people write it: anything in, a `PartialDate` out, never an exception."""

from dataclasses import replace
from datetime import date

from families.calendars.ages import (
    age_at,
    age_in_decades,
    ages_between,
    tells_age,
    years_ago,
)
from families.calendars.comparing import one_and_the_same
from families.calendars.items import Item, read_items
from families.calendars.one_date import Context, has_date
from families.calendars.partial import PartialDate
from families.calendars.qualified import qualified
from families.calendars.ranges import range_of_dates

# A cell with more than this is a story, not a date.
_LONGEST_TEXT = 200


def parse(text: str, *, calendar_hint: str = "solar", today: date | None = None) -> PartialDate:
    """Read a date written in Persian, Dari, Arabic, English or Albanian. Never raises.

    Any digits, solar and lunar Hijri, Gregorian and imperial years, day, month, season, year or
    decade, "about", "before", "after", ranges, an age at a date. The calendar follows from words,
    month names and the size of the year; `calendar_hint` ("solar", "lunar", "gregorian") decides
    what is left open. `today` turns two digits into a year («سال ۶۵»), and dates "20 years ago"
    and a bare age, which without it stay unread. `as_given` is the text byte for byte; what cannot
    be read has a `problem` and only what is certain beside it.
    """
    context = Context(calendar_hint, today or date.today(), today_given=today is not None)
    if not text.strip():
        return PartialDate(text)
    if len(text) > _LONGEST_TEXT:
        return PartialDate(text, problem="not_understood")
    return replace(_read(read_items(text), context), as_given=text)


def _read(items: list[Item], context: Context) -> PartialDate:
    if not has_date(items):
        said_unknown = all(item.kind != "word" for item in items)
        return PartialDate("", problem="" if said_unknown else "not_understood")
    for reader in _READERS:
        found = reader(items, context)
        if found is not None:
            return found
    return qualified(items, context)


def _bracketed(items: list[Item], context: Context) -> PartialDate | None:
    """«۱ آذر ۱۴۰۵ (۲۲ نوامبر ۲۰۲۶)»: the date in brackets must be the same one."""
    kinds = [item.kind for item in items]
    if "open" not in kinds and "close" not in kinds:
        return None
    bare = [item for item in items if item.kind not in ("open", "close")]
    if "open" not in kinds or "close" not in kinds[kinds.index("open") :]:
        return _read(bare, context)
    start = kinds.index("open")
    end = kinds.index("close", start)
    inner, outer = items[start + 1 : end], items[:start] + items[end + 1 :]
    if tells_age(items):
        return ages_between(items, context) or age_at(items, context)
    explains = any(item.kind == "ago" for item in bare)
    if explains or not has_date(inner) or not has_date(outer):
        return _read(bare, context)
    return one_and_the_same(_read(outer, context), _read(inner, context))


def _two_calendars(items: list[Item], context: Context) -> PartialDate | None:
    """«۱۳۵۵ برابر با ۱۹۷۶»: the same date twice."""
    for at, item in enumerate(items):
        left, right = items[:at], items[at + 1 :]
        if item.kind == "same" and has_date(left) and has_date(right):
            return one_and_the_same(_read(left, context), _read(right, context))
    return None


_READERS = (
    _bracketed,
    years_ago,
    age_in_decades,
    ages_between,
    age_at,
    _two_calendars,
    range_of_dates,
)
