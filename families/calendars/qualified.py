"""Reading one date with the words that make it less certain: about, before, since."""

from families.calendars.items import Item
from families.calendars.one_date import NOT_UNDERSTOOD, Context, read_one
from families.calendars.partial import PartialDate, about, bounded

_BOUNDS = {
    "before": ("before", False),
    "until": ("before", True),
    "after": ("after", False),
    "since": ("after", True),
}


def qualified(items: list[Item], context: Context) -> PartialDate:
    """One date with what makes it less certain."""
    for at, item in enumerate(items):
        if item.kind in _BOUNDS:
            side, inclusive = _BOUNDS[item.kind]
            rest = [one for place, one in enumerate(items) if place != at]
            return _bounded(rest, side, inclusive, context)
    unsure = any(item.kind in ("about", "give_or_take") for item in items) or _is_doubted(items)
    read = read_one(items, context)
    return about(read) if unsure and read.is_known and not read.problem else read


def _bounded(rest: list[Item], side: str, inclusive: bool, context: Context) -> PartialDate:
    known = qualified(rest, context)
    if not known.is_known or known.problem:
        return known
    if known.qualifier not in ("exact", "about", side):
        return NOT_UNDERSTOOD  # since and until at once, and not as a range
    # «بعد از عید ۱۳۶۵»: what the unknown word means may still lie in that year.
    vague = any(item.kind == "word" for item in rest)
    return bounded(known, side, inclusive=inclusive or vague)


def _is_doubted(items: list[Item]) -> bool:
    """1340? is about 1340; 1386/?/? and ??/03/1965 only leave a part open."""
    parted = ("slash", "dash", "doubt")
    for at, item in enumerate(items):
        beside = items[max(at - 1, 0) : at] + items[at + 1 : at + 2]
        if item.kind == "doubt" and not any(one.kind in parted for one in beside):
            return True
    return False
