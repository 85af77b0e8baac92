"""Reading a date as people write it: anything in, a `PartialDate` out, never an exception."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from families.calendars.items import Item, ago_units, read_items
from families.calendars.one_date import (
    NOT_UNDERSTOOD,
    Context,
    calendar_of_year,
    is_full_year,
    numbers,
    read_one,
)
from families.calendars.partial import PartialDate, about, bounded, of_age, of_parts, of_range

# A cell with more than this is a story, not a date.
_LONGEST_TEXT = 200
_OLDEST = 120

_BOUNDS = {
    "before": ("before", False),
    "until": ("before", True),
    "after": ("after", False),
    "since": ("after", True),
}
_YEAR_WORDS = ("year", "years")
# A sign parts a range only where both sides have a year: 1402/1/32 is no range.
_SIGNS = ("dash", "slash", "comma")
_DATE_KINDS = ("number", "month", "season", "decade_of")


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
    if not _has_date(items):
        said_unknown = all(item.kind != "word" for item in items)
        return PartialDate("", problem="" if said_unknown else "not_understood")
    for reader in (_bracketed, _ago, _age, _two_calendars, _range):
        found = reader(items, context)
        if found is not None:
            return found
    return _qualified(items, context)


def _has_date(items: list[Item]) -> bool:
    return any(item.kind in _DATE_KINDS for item in items)


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
    explains = any(item.kind in ("age_before", "age_after", "ago") for item in bare)
    if explains or not _has_date(inner) or not _has_date(outer):
        return _read(bare, context)
    return _one_and_the_same(_read(outer, context), _read(inner, context))


def _one_and_the_same(main: PartialDate, other: PartialDate) -> PartialDate:
    """The first of two readings of one date; if they cannot be one, all that both allow."""
    if main.problem or not main.is_known:
        return other if other.is_known and not main.is_known else main
    if main.earliest is None or main.latest is None:
        return main
    if other.earliest is None or other.latest is None:
        return main
    if other.earliest <= main.latest and main.earliest <= other.latest:
        return main
    hull = min(main.earliest, other.earliest), max(main.latest, other.latest)
    return replace(main, earliest=hull[0], latest=hull[1], problem="dates_disagree")


def _ago(items: list[Item], context: Context) -> PartialDate | None:
    """«۲۰ سال پیش», "para 20 vjetësh": about a year, if it is known when that was said."""
    for at, item in enumerate(items):
        before = items[at - 1] if at else None
        suffix = item.kind == "ago" and before is not None and before.kind == "number"
        prefix = (
            item.text in ago_units()
            and at > 1
            and items[at - 1].digits in (1, 2)
            and items[at - 2].kind in ("before", "since")
        )
        if suffix or prefix:
            return _years_ago(items[at - 1].value, context)
    return None


def _years_ago(years: int, context: Context) -> PartialDate:
    if not context.today_given or not 0 <= years <= _OLDEST:
        return PartialDate("", problem="ago_without_date")
    calendar = "gregorian" if context.hint == "gregorian" else "solar"
    year = context.year_of_today(calendar) - years
    return about(of_parts(year, None, None, calendar=calendar))


def _age(items: list[Item], context: Context) -> PartialDate | None:
    """«۴۵ ساله در ۱۳۸۲», "age 45 in 2003": when a person of that age was born."""
    found = _age_number(items)
    if found is None:
        return None
    if not 0 <= found.value <= _OLDEST:
        return NOT_UNDERSTOOD
    skipped = ("age_before", "age_after", "about", "doubt")
    rest = [item for item in items if item is not found and item.kind not in skipped]
    made = of_age(found.value, _told_at(rest, context))
    unsure = any(item.kind in ("about", "doubt") for item in items)
    return about(made) if unsure else made


def _told_at(rest: list[Item], context: Context) -> PartialDate:
    if _has_date(rest):
        return _read(rest, context)
    if not context.today_given:
        return PartialDate("")
    day = context.today
    return of_parts(day.year, day.month, day.day, calendar="gregorian")


def _age_number(items: list[Item]) -> Item | None:
    for at, item in enumerate(items):
        if item.kind == "age_before":
            return next((one for one in items[at + 1 : at + 4] if one.kind == "number"), None)
        before = items[at - 1] if at else None
        if before is None or before.kind != "number" or before.digits > 3:
            continue
        if item.kind == "age_after":
            return before
        after = items[at + 1 : at + 2]
        is_year = bool(after) and after[0].kind == "number"
        if item.text in ("سنه", "سال") and not is_year and any(map(is_full_year, items)):
            return before
    return None


def _two_calendars(items: list[Item], context: Context) -> PartialDate | None:
    """«۱۳۵۵ برابر با ۱۹۷۶»: the same date twice."""
    for at, item in enumerate(items):
        left, right = items[:at], items[at + 1 :]
        if item.kind == "same" and _has_date(left) and _has_date(right):
            return _one_and_the_same(_read(left, context), _read(right, context))
    return None


def _range(items: list[Item], context: Context) -> PartialDate | None:
    """«بین ۱۳۴۰ و ۱۳۴۲», 1340-42, "nga 1960 deri më 1965", 1365 or 1366; None if it is none."""
    unsure = bool(items) and items[0].kind == "about"
    inner = [item for item in items if item.kind != "about"] if unsure else items
    for at in _parting_places(inner):
        left, right = _two_sides(inner, at)
        found = _range_of(left, right, inner[at], context)
        if found is not None:
            return about(found) if unsure else found
    return None


def _parting_places(items: list[Item]) -> Iterator[int]:
    """Where a range may be parted: by a word first, then by a dash, most telling first."""
    order: tuple[Callable[[Item], bool], ...] = (
        lambda item: item.kind == "until",
        lambda item: item.kind == "and",
        lambda item: item.kind == "or",
        lambda item: item.spaced,
        lambda item: item.kind == "dash",
        lambda item: item.kind in ("comma", "slash"),
    )
    for fits in order:
        yield from (at for at, item in enumerate(items) if at and fits(item))


def _two_sides(items: list[Item], at: int) -> tuple[list[Item], list[Item]]:
    """Both ends, each with the words that were said once for both: «سال‌های ۶۵ تا ۶۷ شمسی»."""
    left = [item for item in items[:at] if item.kind not in ("between", "since")]
    right = items[at + 1 :]
    return left + _borrowed(left, right, ("calendar", *_YEAR_WORDS)), right + _borrowed(
        right, left, ("decade", *_YEAR_WORDS)
    )


def _borrowed(side: list[Item], other: list[Item], kinds: tuple[str, ...]) -> list[Item]:
    """Words of the other side that this one lacks. A full year needs none to be a year."""
    held = {item.kind for item in side}
    two_digits = [item.digits for item in numbers(side)] == [2]
    lent = [item for item in other if item.kind in kinds and item.kind not in held]
    return [item for item in lent if item.kind == "calendar" or two_digits]


def _range_of(
    left: list[Item], right: list[Item], parting: Item, context: Context
) -> PartialDate | None:
    if not _has_date(left) or not _has_date(right):
        return None
    left = _as_years(left, right)
    right = _with_century(left, right, parting, context)
    left = _with_year(left, right, parting)
    if parting.kind in _SIGNS and not (_says_year(left) and _says_year(right)):
        return None
    first, last = _qualified(left, context), _qualified(right, context)
    if not _is_end(first) or not _is_end(last):
        return None
    if first.calendar != last.calendar and parting.kind in ("dash", "slash"):
        met = _one_and_the_same(first, last)
        return met if not met.problem else None
    return of_range(first, last)


def _as_years(left: list[Item], right: list[Item]) -> list[Item]:
    """The first end of "vitet 1990-2000", which are years and no decades."""
    bare = [item for item in right if item.kind not in ("calendar", "filler")]
    if len(bare) == 1 and is_full_year(bare[0]) and any(map(is_full_year, left)):
        return [item for item in left if item.kind != "years"]
    return left


def _says_year(items: list[Item]) -> bool:
    plain = len(numbers(items)) == 1 and any(item.kind == "years" for item in items)
    return plain or any(map(is_full_year, numbers(items)))


def _is_end(read: PartialDate) -> bool:
    return not read.problem and read.earliest is not None and read.latest is not None


def _with_century(
    left: list[Item], right: list[Item], parting: Item, context: Context
) -> list[Item]:
    """1340-42: the second year borrows its century from the first; 1340/2 is a month."""
    first, last = numbers(left), numbers(right)
    if len(first) != 1 or len(last) != 1 or not is_full_year(first[0]) or last[0].digits != 2:
        return right
    years = first[0].value - first[0].value % 100 + last[0].value
    is_month = parting.kind in ("dash", "slash", "comma") and last[0].value <= 12
    now = context.year_of_today(calendar_of_year(years, "", context) or "gregorian")
    if is_month or last[0].value <= first[0].value % 100 or years > now:
        return right
    full = Item("number", str(years), years)
    return [full if item is last[0] else item for item in right]


def _with_year(left: list[Item], right: list[Item], parting: Item) -> list[Item]:
    """«بین فروردین و خرداد ۱۳۶۵»: the year said once counts for both."""
    years = [item for item in numbers(right) if is_full_year(item)]
    is_word = parting.kind in ("until", "and", "or", "dash")
    named = any(item.kind in ("month", "season") for item in left)
    if not is_word or not named or len(years) != 1 or any(map(is_full_year, numbers(left))):
        return left
    return [*left, years[0]]


def _qualified(items: list[Item], context: Context) -> PartialDate:
    """One date with what makes it less certain."""
    for at, item in enumerate(items):
        if item.kind in _BOUNDS:
            side, inclusive = _BOUNDS[item.kind]
            rest = [one for place, one in enumerate(items) if place != at]
            return _bounded(rest, side, inclusive, context)
    unsure = any(item.kind == "about" for item in items) or _is_doubted(items)
    read = read_one(items, context)
    return about(read) if unsure and read.is_known and not read.problem else read


def _bounded(rest: list[Item], side: str, inclusive: bool, context: Context) -> PartialDate:
    known = _qualified(rest, context)
    if not known.is_known or known.problem:
        return known
    if known.qualifier not in ("exact", "about", side):
        return NOT_UNDERSTOOD  # since and until at once, and not as a range
    # «بعد از عید ۱۳۶۵»: what the unknown word means may still lie in that year.
    vague = any(item.kind == "word" for item in rest)
    return bounded(known, side, inclusive=inclusive or vague)


def _is_doubted(items: list[Item]) -> bool:
    """1340? is about 1340; 1386/?/? only leaves the month open."""
    for at, item in enumerate(items):
        if item.kind == "doubt" and (at == 0 or items[at - 1].kind not in ("slash", "dash")):
            return True
    return False
