"""Reading what is told by an age: "age 45 in 2003", «۲۰ سال پیش»."""

from families.calendars.items import Item, ago_units
from families.calendars.one_date import NOT_UNDERSTOOD, Context, has_date, is_full_year
from families.calendars.partial import PartialDate, about, of_age, of_parts, of_range
from families.calendars.qualified import qualified
from families.calendars.ranges import range_of_dates

_OLDEST = 120
# "12 in 2003" may be a month; from here on a number beside a year can only be an age.
_YOUNGEST_BARE = 13
_MOST_DAYS = 31
_NOT_OF_THE_DATE = ("age_before", "age_after", "about", "doubt", "open", "close", "ago")
_BETWEEN_AGES = ("dash", "until", "and", "or", "slash")
_UNITS = ("سنه", "سال")
_OWN = ("his", "her", "their", "عمره", "عمرها")
_WAS = ("was", "he was", "she was", "ishte", "کان")
_AT = ("in", "on", "at", "në", "më", "ne", "me", "در", "في", "فی")


def years_ago(items: list[Item], context: Context) -> PartialDate | None:
    """«۲۰ سال پیش», "para 20 vjetësh": about a year, if it is known when that was said."""
    items = [item for item in items if item.kind != "about"]
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
            return _about_years_ago(items[at - 1].value, context)
    return None


def _about_years_ago(years: int, context: Context) -> PartialDate:
    if not context.today_given or not 0 <= years <= _OLDEST:
        return PartialDate("", problem="ago_without_date")
    calendar = "gregorian" if context.hint == "gregorian" else "solar"
    year = context.year_of_today(calendar) - years
    return about(of_parts(year, None, None, calendar=calendar))


def ages_between(items: list[Item], context: Context) -> PartialDate | None:
    """«۴۰ تا ۴۵ ساله در ۱۳۸۲», "aged 40-45 in 2003": from the oldest to the youngest birth."""
    if not tells_age(items):
        return None
    for at in range(1, len(items) - 1):
        young, old = items[at - 1], items[at + 1]
        ages = all(0 < one.digits <= 3 and one.value <= _OLDEST for one in (young, old))
        if items[at].kind not in _BETWEEN_AGES or not ages or young.value >= old.value:
            continue
        skipped = (*_NOT_OF_THE_DATE, "between")
        others = items[: at - 1] + items[at + 2 :]
        rest = [item for item in others if item.kind not in skipped and item.text not in _UNITS]
        told = _told_at(rest, context)
        first, last = of_age(old.value, told), of_age(young.value, told)
        return of_range(first, last) if first.is_known else first
    return None


def age_in_decades(items: list[Item], context: Context) -> PartialDate | None:
    """ "in his forties in 2003", «في الأربعينات من عمره عام ٢٠٠٣»: of forty to forty-nine years."""
    tens = next((item for item in items if item.kind == "decade_of"), None)
    owned = any(item.text in _OWN for item in items)
    if tens is None or not (owned or any(map(is_full_year, items))):
        return None
    skipped = (*_NOT_OF_THE_DATE, "word", "since")
    rest = [item for item in items if item is not tens and item.kind not in skipped]
    told = _told_at(rest, context)
    first, last = of_age(tens.value + 9, told), of_age(tens.value, told)
    return of_range(first, last) if first.is_known else first


def tells_age(items: list[Item]) -> bool:
    """Whether a number here is somebody's age."""
    return _age_number(items) is not None


def age_at(items: list[Item], context: Context) -> PartialDate | None:
    """«۴۵ ساله در ۱۳۸۲», "age 45 in 2003", "45 in 2003": when a person of that age was born."""
    found = _age_number(items)
    if found is None:
        return None
    if not 0 <= found.value <= _OLDEST:
        return NOT_UNDERSTOOD
    rest = [item for item in items if item is not found and item.kind not in _NOT_OF_THE_DATE]
    some_time_ago = any(item.kind == "ago" for item in items) and not has_date(rest)
    made = of_age(found.value, PartialDate("") if some_time_ago else _told_at(rest, context))
    unsure = any(item.kind in ("about", "doubt") for item in items)
    return about(made) if unsure else made


def _told_at(rest: list[Item], context: Context) -> PartialDate:
    if has_date(rest):
        return range_of_dates(rest, context) or qualified(rest, context)
    if not context.today_given:
        return PartialDate("")
    day = context.today
    return of_parts(day.year, day.month, day.day, calendar="gregorian")


def _age_number(items: list[Item]) -> Item | None:
    for at, item in enumerate(items):
        if item.kind == "age_before":
            near = [one for one in items[at + 1 : at + 5] if one.kind == "number"]
            return next((one for one in near if one.digits <= 3), next(iter(near), None))
        if item.text in _WAS and _is_age(items[at + 1 : at + 3]):
            return items[at + 1]
        before = items[at - 1] if at else None
        if before is None or before.kind != "number" or before.digits > 3:
            continue
        if item.kind == "age_after" or _is_age_unit(item, items[at + 1 : at + 2], items):
            return before
    return _bare_age(items)


def _is_age(after: list[Item]) -> bool:
    """The 45 of "she was 45": no day of a month, no year."""
    bare = bool(after) and 0 < after[0].digits <= 3 and after[0].value >= _YOUNGEST_BARE
    return bare and not any(item.kind == "month" for item in after[1:])


def _is_age_unit(item: Item, after: list[Item], items: list[Item]) -> bool:
    """«۴۵ سال» beside a full year: years of age, unless a year's number follows."""
    is_year = bool(after) and after[0].kind == "number"
    return item.text in _UNITS and not is_year and any(map(is_full_year, items))


def _bare_age(items: list[Item]) -> Item | None:
    """The 45 of "45 in 2003", "about 45 on 14 March 2003"; 14 in March is a day."""
    telling = [item for item in items if item.kind not in ("about", "doubt", "comma")]
    while telling and telling[0].kind == "filler" and telling[0].text not in _AT:
        telling = telling[1:]
    if len(telling) < 3 or telling[1].text not in _AT or telling[0].kind != "number":
        return None
    first, rest = telling[0], [item for item in telling[2:] if item.kind not in ("year", "filler")]
    if first.digits > 3 or first.value < _YOUNGEST_BARE or not any(map(is_full_year, rest)):
        return None
    is_day = rest[0].kind == "month" and first.value <= _MOST_DAYS
    return None if is_day else first
