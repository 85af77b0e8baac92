"""Hundreds of phrases in four languages, each with the days it can mean, written by hand.

The bounds are counted by jdatetime and the published Umm al-Qura tables, not by our own code.
"""

from datetime import date, timedelta
from pathlib import Path

import jdatetime
import pytest
from hijridate import Hijri

from families.calendars import parse

TODAY = date(2026, 11, 22)
LUNAR_MARGIN = timedelta(days=2)
ABOUT = 2 * 366 - 1  # “about” a day or an age reaches two years either way
TABLE = Path(__file__).with_name("phrases.txt")


def sections():
    """Heading → (line number, text, kind, days, problem) of each line under it."""
    found, heading = {}, ""
    for number, line in enumerate(TABLE.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("## "):
            heading = line.removeprefix("## ")
        elif line.strip() and not line.startswith("#"):
            cells = [cell.strip() for cell in line.split("|")]
            found.setdefault(heading, []).append((number, *cells, *[""] * (4 - len(cells))))
    return found


def day(calendar, year, month, number):
    if calendar == "S":
        return jdatetime.date(year, month, number).togregorian()
    if calendar == "L":
        found = Hijri(year, month, number).to_gregorian()
        return date(found.year, found.month, found.day)
    return date(year, month, number)


def bound(text, end):
    """The first or the last Gregorian day of “S1340”, “G1965-3” or “L1385-9-12”."""
    if text == "-":
        return None
    calendar, parts = text[0], [int(part) for part in text[1:].split("-")]
    margin = LUNAR_MARGIN if calendar == "L" else timedelta()
    if len(parts) == 3:
        return day(calendar, *parts) + (margin if end else -margin)
    year, month = parts[0], parts[1] if len(parts) == 2 else (12 if end else 1)
    if not end:
        return day(calendar, year, month, 1) - margin
    after = (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)
    return day(calendar, *after) - timedelta(days=1) + margin


def years_before(known, years):
    try:
        return known.replace(year=known.year - years)
    except ValueError:
        return known.replace(year=known.year - years, day=28)


def expected_days(text):
    """What the third column says, as two days."""
    if text.startswith("ages"):
        young, old = (expected_days(f"age{text[at : at + 2]}{text[9:]}") for at in (4, 7))
        return old[0], young[1]
    if "@" in text:
        word, told = text.split("@")
        age, margin = int(word[-2:]), timedelta(days=ABOUT if word.startswith("about") else 0)
        first = years_before(bound(told, end=False), age + 1) + timedelta(days=1)
        return first - margin, years_before(bound(told, end=True), age) + margin
    first, _, last = (part.strip() for part in text.partition(".."))
    return bound(first, end=False), bound(last or first, end=True)


def read(text):
    """How a line's text is read: “calendar precision qualifier”, the days, the problem."""
    hint, said = "solar", text
    if text.startswith("@"):
        hint, said = text[1:].split(" ", 1)
    known = parse(said, calendar_hint=hint, today=TODAY)
    assert known.as_given == said
    kind = f"{known.calendar} {known.precision} {known.qualifier}"
    return kind, (known.earliest, known.latest), known.problem


@pytest.mark.parametrize("heading", sections())
def test_a_phrase_means_these_days_and_no_others(heading):
    wrong = {
        f"line {number}: {text}": read(text)
        for number, text, kind, days, problem in sections()[heading]
        if read(text) != (kind, expected_days(days), problem)
    }
    assert wrong == {}


def test_the_table_is_as_large_as_it_says():
    assert sum(len(lines) for lines in sections().values()) >= 500
