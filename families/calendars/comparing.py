"""Comparing dates that are intervals: the answers are yes, no and maybe."""

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
