"""Reading some time from one date to another: «بین ۱۳۴۰ و ۱۳۴۲», 1340-42, "1365 or 1366"."""

from collections.abc import Callable, Iterator

from families.calendars.comparing import one_and_the_same
from families.calendars.items import Item
from families.calendars.one_date import (
    Context,
    calendar_of_year,
    has_date,
    is_full_year,
    numbers,
)
from families.calendars.partial import PartialDate, about, of_parts, of_range
from families.calendars.qualified import qualified

_YEAR_WORDS = ("year", "years")
# A sign parts a range only where both sides have a year: 1402/1/32 is no range.
_SIGNS = ("dash", "slash", "comma")


def range_of_dates(items: list[Item], context: Context) -> PartialDate | None:
    """«بین ۱۳۴۰ و ۱۳۴۲», 1340-42, "nga 1960 deri më 1965", 1365 or 1366; None if it is none."""
    if found := _give_or_take(items, context):
        return found
    unsure = bool(items) and items[0].kind == "about"
    inner = [item for item in items if item.kind != "about"] if unsure else items
    for at in _parting_places(inner):
        left, right = _two_sides(inner, at)
        found = _range_of(left, right, inner[at], context)
        if found is not None:
            return about(found) if unsure else found
    return None


def _give_or_take(items: list[Item], context: Context) -> PartialDate | None:
    """1965 ± 2: from 1963 to 1967."""
    for at, item in enumerate(items[1:-1], 1):
        year, margin = items[at - 1], items[at + 1]
        if item.kind != "give_or_take" or not is_full_year(year) or not 0 < margin.digits <= 2:
            continue
        calendar = calendar_of_year(year.value, "", context)
        ends = (year.value - margin.value, year.value + margin.value)
        found = of_range(*(of_parts(end, None, None, calendar=calendar) for end in ends))
        return found if found.is_known else None
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
    if not has_date(left) or not has_date(right):
        return None
    left = _as_years(left, right)
    right = _with_century(left, right, parting, context)
    left = _with_year(left, right, parting)
    if parting.kind in _SIGNS and not (_says_year(left) and _says_year(right)):
        return None
    first, last = qualified(left, context), qualified(right, context)
    if not _is_end(first) or not _is_end(last):
        return None
    if first.calendar != last.calendar and parting.kind in ("dash", "slash"):
        met = one_and_the_same(first, last)
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
    """«بین فروردین و خرداد ۱۳۶۵», "14-16 March 1965": what is said once counts for both."""
    if parting.kind not in ("until", "and", "or", "dash", "slash"):
        return left
    ours, theirs = numbers(left), numbers(right)
    years = [item for item in theirs if is_full_year(item)]
    years = years or [item for item in theirs if item.digits == 2 and len(theirs) == 1]
    months = [item for item in right if item.kind == "month"]
    if len(years) != 1 or any(map(is_full_year, ours)):
        return left
    if any(item.kind in ("month", "season") for item in left):
        return [*left, years[0]] if not ours or parting.kind != "slash" else left
    is_day = len(ours) == 1 and ours[0].digits <= 2 and len(theirs) == 2 and len(months) == 1
    return [*left, months[0], years[0]] if is_day else left
