"""A date as a family knows it, and what may be concluded from it."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from families.calendars import conversion
from families.calendars.conversion import NoSuchDay, NoSuchMonth, NoSuchYear

PRECISIONS = ("day", "month", "season", "year", "decade", "age", "range", "unknown")
QUALIFIERS = ("exact", "about", "before", "after")

# Why a text could not be read in full. What remains certain is kept in the other fields.
PROBLEMS = (
    "no_such_day",  # 1402/12/30, 31 April: the year stays
    "no_such_month",  # 1402/13/1: the year stays
    "no_such_year",  # 14030, 1700
    "no_year",  # «۱۲ فروردین», «پاییز»
    "ambiguous_year",  # two digits that fit two centuries, or nothing says they are a year
    "calendar_disagrees",  # «مهر ۱۹۸۰», "March 1365": the year stays
    "dates_disagree",  # the same day in two calendars, but it is not the same day
    "range_reversed",  # "1342-1340": read the other way round
    "age_without_date",  # "45 years old", and nobody says when
    "ago_without_date",  # "20 years ago", and nobody says when that was said
    "not_understood",
)

# How far "about" reaches on either side; an assumption of ours, in years.
ABOUT_YEARS = 2

_FIRST_MONTHS_OF_SEASONS = {"solar": (1, 4, 7, 10), "gregorian": (3, 6, 9, 12)}


@dataclass(frozen=True)
class PartialDate:
    """What was said (`as_given`, byte for byte) and the days it can mean (`earliest`–`latest`).

    `year`, `month` and `day` are in `calendar` and hold only what was said: for a season the
    first of its months, for a decade its first year; None for an age or a range, whose dates are
    in `parts` (the date the age was told at; the two ends). A bound of None is open. `problem`
    is one of PROBLEMS, or empty.
    """

    as_given: str
    calendar: str = "unknown"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    precision: str = "unknown"
    qualifier: str = "exact"
    earliest: date | None = None
    latest: date | None = None
    problem: str = ""
    age: int | None = None
    parts: tuple["PartialDate", ...] = field(default=())

    def __str__(self) -> str:
        return self.as_given

    @property
    def is_known(self) -> bool:
        """Whether anything about the time is certain."""
        return self.earliest is not None or self.latest is not None

    def as_json(self) -> dict[str, Any]:
        """A dictionary of JSON types, complete: `from_json` gives an equal date back."""
        return {
            "as_given": self.as_given,
            "calendar": self.calendar,
            "year": self.year,
            "month": self.month,
            "day": self.day,
            "precision": self.precision,
            "qualifier": self.qualifier,
            "earliest": self.earliest.isoformat() if self.earliest else None,
            "latest": self.latest.isoformat() if self.latest else None,
            "problem": self.problem,
            "age": self.age,
            "parts": [part.as_json() for part in self.parts],
        }

    @classmethod
    def from_json(cls, held: dict[str, Any]) -> "PartialDate":
        """The date that `as_json` wrote; a missing entry has its default."""
        values = {name: held[name] for name in cls.__dataclass_fields__ if name in held}
        for bound in ("earliest", "latest"):
            if values.get(bound):
                values[bound] = date.fromisoformat(values[bound])
        values["parts"] = tuple(cls.from_json(part) for part in values.get("parts") or ())
        return cls(**values)


def of_day(day: date, *, calendar: str = "gregorian", as_given: str = "") -> PartialDate:
    """An exactly known day, written in `calendar`; for dates that a machine wrote."""
    year, month, number = conversion.in_calendar(day, calendar)
    made = of_parts(year, month, number, calendar=calendar)
    return replace(made, as_given=as_given or day.isoformat())


def of_parts(year: int | None, month: int | None, day: int | None, *, calendar: str) -> PartialDate:
    """A day, month or year of one calendar; what is impossible leaves the year and a `problem`."""
    if year is None:
        return _without_year(month, day, calendar)
    try:
        earliest, latest = _interval(calendar, year, month, day)
    except NoSuchYear:
        return PartialDate("", problem="no_such_year")
    except NoSuchMonth:
        return replace(of_parts(year, None, None, calendar=calendar), problem="no_such_month")
    except NoSuchDay:
        return replace(of_parts(year, None, None, calendar=calendar), problem="no_such_day")
    precision = "year" if month is None else "month" if day is None else "day"
    return PartialDate("", calendar, year, month, day, precision, "exact", earliest, latest)


def _interval(calendar: str, year: int, month: int | None, day: int | None) -> conversion.Interval:
    if month is None:
        return conversion.year_interval(calendar, year)
    if day is None:
        return conversion.month_interval(calendar, year, month)
    return conversion.day_interval(calendar, year, month, day)


def _without_year(month: int | None, day: int | None, calendar: str) -> PartialDate:
    precision = "unknown" if month is None else "month" if day is None else "day"
    return PartialDate("", calendar, None, month, day, precision, problem="no_year")


def of_season(year: int | None, season: int, *, calendar: str) -> PartialDate:
    """Spring (1) to winter (4) of a year; three months of a solar year.

    A Gregorian season is as wide as its uses: by the month and by the sun; a winter may have begun
    in the year before or reach into the next.
    """
    base = "solar" if calendar == "imperial" else calendar
    if base not in _FIRST_MONTHS_OF_SEASONS:
        return replace(of_parts(year, None, None, calendar=calendar), problem="calendar_disagrees")
    month = _FIRST_MONTHS_OF_SEASONS[base][season - 1]
    if year is None:
        return PartialDate("", calendar, None, month, None, "season", problem="no_year")
    try:
        bounds = _season_interval(calendar, year, season)
    except NoSuchYear:
        return PartialDate("", problem="no_such_year")
    return PartialDate("", calendar, year, month, None, "season", "exact", *bounds)


def _season_interval(calendar: str, year: int, season: int) -> conversion.Interval:
    if calendar != "gregorian":
        first = conversion.month_interval(calendar, year, 3 * season - 2)[0]
        return first, conversion.month_interval(calendar, year, 3 * season)[1]
    conversion.year_interval(calendar, year)
    starts = {1: (3, 1), 2: (6, 1), 3: (9, 1), 4: (1, 1)}
    ends = {1: (6, 21), 2: (9, 23), 3: (12, 22), 4: (3, 21)}
    if season == 4:
        return date(year - 1, 12, 1), date(year + 1, *ends[4])
    return date(year, *starts[season]), date(year, *ends[season])


def of_decade(first_year: int, *, calendar: str) -> PartialDate:
    """Ten years from `first_year` on."""
    try:
        earliest = conversion.year_interval(calendar, first_year)[0]
        latest = conversion.year_interval(calendar, first_year + 9)[1]
    except NoSuchYear:
        return PartialDate("", problem="no_such_year")
    return PartialDate("", calendar, first_year, None, None, "decade", "exact", earliest, latest)


def of_age(age: int, told: PartialDate) -> PartialDate:
    """The days a person can be born on who was `age` years old at the date `told`."""
    if told.earliest is None or told.latest is None:
        return PartialDate("", precision="age", problem="age_without_date", age=age)
    earliest = _years_earlier(told.earliest, age + 1) + timedelta(days=1)
    latest = _years_earlier(told.latest, age)
    return PartialDate(
        "", told.calendar, precision="age", earliest=earliest, latest=latest, age=age, parts=(told,)
    )


def _years_earlier(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def of_range(first: PartialDate, last: PartialDate) -> PartialDate:
    """Some time from one date to the other; the wrong way round is turned and said."""
    if first.earliest is None or first.latest is None or last.earliest is None or not last.latest:
        return PartialDate("", problem="not_understood")
    reversed_ = first.earliest > last.earliest
    parts = (last, first) if reversed_ else (first, last)
    return PartialDate(
        "",
        first.calendar if first.calendar == last.calendar else "unknown",
        precision="range",
        earliest=min(first.earliest, last.earliest),
        latest=max(first.latest, last.latest),
        problem="range_reversed" if reversed_ else "",
        parts=parts,
    )


def about(known: PartialDate) -> PartialDate:
    """The same date, less sure: ABOUT_YEARS on either side."""
    if known.earliest is None or known.latest is None:
        return replace(known, qualifier="about")
    earliest, latest = known.earliest, known.latest
    if known.precision == "year" and known.year is not None:
        low, high = known.year - ABOUT_YEARS, known.year + ABOUT_YEARS
        if low in conversion.YEARS[known.calendar] and high in conversion.YEARS[known.calendar]:
            earliest = conversion.year_interval(known.calendar, low)[0]
            latest = conversion.year_interval(known.calendar, high)[1]
            return replace(known, qualifier="about", earliest=earliest, latest=latest)
    margin = timedelta(days=366 * ABOUT_YEARS - 1)
    return replace(known, qualifier="about", earliest=earliest - margin, latest=latest + margin)


def bounded(known: PartialDate, side: str, *, inclusive: bool) -> PartialDate:
    """Some time before or after (`side`) a date; `inclusive`: until, since."""
    edge = known.earliest if (side == "before") != inclusive else known.latest
    if edge is None:
        return replace(known, qualifier=side)
    step = timedelta(days=0 if inclusive else 1)
    if side == "before":
        return replace(known, qualifier="before", earliest=None, latest=edge - step)
    return replace(known, qualifier="after", earliest=edge + step, latest=None)
