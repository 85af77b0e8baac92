"""What every sheet that leaves the house says: whose it is, who fetched it, when and why; and days
as its office reads them.
"""

from django.utils.translation import gettext as _
from django.utils.translation import override

from casework.models import Organisation
from families import display
from families.calendars import format_day
from families.names import in_digits


class AsTheOfficeReads:
    """The language of the sheet with the calendar and digits of the office, while a block lasts:
    a streamed answer is written when the page's own settings are gone."""

    def __init__(self, office, language: str):
        shown = display.using(calendar=office.calendar, digits=office.digits)
        self._both = override(language), shown

    def __enter__(self):
        for each in self._both:
            each.__enter__()

    def __exit__(self, *trouble):
        for each in reversed(self._both):
            each.__exit__(*trouble)


def day_cells(value, language: str) -> list[str]:
    """A day as the office reads it, and beside it in ISO 8601."""
    if not value:
        return ["", ""]
    calendar, digits = display.calendar(language), display.digits(language)
    return [format_day(value, language, calendar=calendar, digits=digits), value.isoformat()]


def about_sheet(*, office, by, reason: str, language: str, counted) -> list[tuple[str, str]]:
    """The mark that a sheet carries wherever it goes; `counted` is a label and its number."""
    now = office.now()
    said = day_cells(now.date(), language)[0] + in_digits(f" {now:%H:%M}", display.digits(language))
    organisation = Organisation.current()
    about = [
        (_("From"), f"{organisation.name()} · {office}"),
        (_("Fetched by"), str(by)),
        (_("Fetched on"), f"{said} ({now.isoformat(timespec='minutes')})"),
        (_("Reason"), reason),
        counted,
    ]
    if organisation.is_sample:
        about.insert(0, (_("SAMPLE"), _("Everybody in this sheet is invented.")))
    return about
