"""Dates as families know them: partial, in four calendars, compared as intervals.

Pure functions and one frozen dataclass; no Django.
"""

from families.calendars.comparing import before, same
from families.calendars.conversion import from_solar, lunar_month, solar_year, to_solar
from families.calendars.partial import PROBLEMS, PartialDate, of_day, of_parts
from families.calendars.reading import parse
from families.calendars.writing import explain, format_day, format_partial

__all__ = [
    "PROBLEMS",
    "PartialDate",
    "before",
    "explain",
    "format_day",
    "format_partial",
    "from_solar",
    "lunar_month",
    "of_day",
    "of_parts",
    "parse",
    "same",
    "solar_year",
    "to_solar",
]
