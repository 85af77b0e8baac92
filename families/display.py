"""In which calendar and digits the person in front of the screen reads.

The office decides, the language is the fallback. A request sets it once with `using`; templates
and forms ask `calendar` and `digits`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

CALENDAR_OF_LANGUAGE = {"fa": "solar"}
COMMA_OF_LANGUAGE = {"fa": "، ", "ar": "، "}
DIGITS_OF_LANGUAGE = {"fa": "arabext", "ar": "arab"}


@dataclass(frozen=True)
class Display:
    """What an office prefers; empty means: as the language does it."""

    calendar: str = ""
    digits: str = ""


AS_THE_LANGUAGE_DOES = Display()
_display: ContextVar[Display] = ContextVar("display", default=AS_THE_LANGUAGE_DOES)


@contextmanager
def using(*, calendar: str = "", digits: str = "") -> Iterator[None]:
    """Show dates in `calendar` (solar, gregorian) and numbers in `digits` (latn, arabext, arab)."""
    token = _display.set(Display(calendar, digits))
    try:
        yield
    finally:
        _display.reset(token)


def calendar(language: str) -> str:
    """The calendar that comes first: "solar" or "gregorian".

    Solar dates lead on Persian pages only, where the months are read without thinking.
    """
    if language not in CALENDAR_OF_LANGUAGE:
        return "gregorian"
    return _display.get().calendar or CALENDAR_OF_LANGUAGE[language]


def digits(language: str) -> str:
    """The digits that numbers are shown in.

    Persian and Arabic-Indic digits belong to texts in the Arabic script: on an English or
    Albanian screen numbers stay Latin whatever the office prefers.
    """
    if language not in DIGITS_OF_LANGUAGE:
        return "latn"
    return _display.get().digits or DIGITS_OF_LANGUAGE[language]


def comma(language: str) -> str:
    """Between the parts of one line."""
    return COMMA_OF_LANGUAGE.get(language, ", ")
