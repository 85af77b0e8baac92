"""The six elements of a communication to the UN Working Group on Enforced or Involuntary
Disappearances, each from the record or from whoever wrote the letter; what is not there is missing.

Source: the Working Group's methods of work (A/HRC/WGEID/102/2).
"""

from casework import facts
from correspondence.models import Letter
from families.calendars import PartialDate

from .words import fact_text

KIND = "wgeid"
DATED = "last_news_on"
PLACES = ("last_place", "last_address")
WHO_ASKS = ("enquirer_latin", "enquirer")


def values(letter: Letter, lines) -> dict:
    """The elements that the record holds and consent covers; two are typed (`asks`)."""
    if letter.kind != KIND or len(lines) != 1:
        return {}
    line = lines[0]
    return {
        "lost.name": _first(line, letter, ("name", "latin_name")),
        "lost.on": _month_and_year(line),
        "lost.place": _first(line, letter, PLACES),
        "submitter.identity": _submitter(line, letter),
    }


def _first(line, letter: Letter, keys: tuple[str, ...]) -> str:
    """The first of these facts that is known and may go to every reader."""
    for key in keys:
        if key in line.facts:
            return fact_text(line.case, key, letter.language, letter.submission.recipient.body)
    return ""


def _month_and_year(line) -> PartialDate | None:
    """The day of the last news, where it names its month: a year alone is not enough for them."""
    if DATED not in line.facts:
        return None
    said = facts.FACTS[DATED].get(line.case)
    return said if said and said.precision in ("month", "day") else None


def _submitter(line, letter: Letter) -> str:
    name = _first(line, letter, WHO_ASKS)
    tie = _first(line, letter, ("relationship",))
    return f"{name} ({tie})" if name and tie else name
