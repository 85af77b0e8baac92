"""Comparing dates that are intervals: the answers are yes, no and maybe."""

from dataclasses import replace

from families.calendars.partial import PartialDate


def before(one: PartialDate, other: PartialDate) -> str:
    """Whether `one` lies before `other`: "yes", "no" or "maybe"."""
    if one.latest is not None and other.earliest is not None and one.latest < other.earliest:
        return "yes"
    if one.earliest is not None and other.latest is not None and one.earliest >= other.latest:
        return "no"
    return "maybe"


def same(one: PartialDate, other: PartialDate) -> str:
    """Whether both are the same day: "yes" only for two single days, "no" if they cannot meet."""
    if before(one, other) == "yes" or before(other, one) == "yes":
        return "no"
    days = {one.earliest, one.latest, other.earliest, other.latest}
    return "yes" if len(days) == 1 and None not in days else "maybe"


def one_and_the_same(main: PartialDate, other: PartialDate) -> PartialDate:
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
