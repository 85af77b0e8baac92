"""Figures: one chart on a page with its table beneath, of an office or of all together."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi, gettext_lazy
from django.utils.translation import gettext as _

from casework import counting
from casework.forms.finding import AGES
from correspondence import access
from correspondence.figures import tables
from correspondence.figures.drawing import draw
from families import display
from families.calendars import format_partial, of_parts
from families.calendars.conversion import in_calendar, month_interval
from families.templatetags.people import digits

ALL = "all"
LETTERS = ("waiting", "answered")
CHARTS = {
    "requests": gettext_lazy("Requests per month"),
    "ages": gettext_lazy("Ages of open cases"),
    "waiting": gettext_lazy("Waiting and silence, by body"),
    "answered": gettext_lazy("Answered, by body"),
    "elderly": gettext_lazy("Enquirers over eighty"),
    "died": gettext_lazy("Enquirers who died waiting"),
}
HEADS = {
    "requests": (gettext_lazy("Month"), (gettext_lazy("Requests"),)),
    "ages": (gettext_lazy("Age"), (gettext_lazy("Open cases"),)),
    "waiting": (
        gettext_lazy("Body"),
        (
            gettext_lazy("Cases that wait"),
            gettext_lazy("Days of waiting (median)"),
            gettext_lazy("Days of silence (median)"),
            gettext_lazy("Longest silence, in days"),
        ),
    ),
    "answered": (
        gettext_lazy("Body"),
        (
            gettext_lazy("Cases written about"),
            gettext_lazy("Answered"),
            gettext_lazy("Share, in percent"),
        ),
    ),
    "elderly": (gettext_lazy("Age of the one who asks"), (gettext_lazy("Families that wait"),)),
    "died": (gettext_lazy("Year"), (gettext_lazy("Enquirers who died"),)),
}
OLD = (
    gettext_lazy("80 to 84"),
    gettext_lazy("85 to 89"),
    gettext_lazy("90 and older"),
)


def figures(request: HttpRequest) -> HttpResponse:
    """The chart that was asked for, as far as this person may see it; else the first one."""
    access.require(request.user, "view_figures")
    choice = _Choice(request)
    table = choice.table()
    rows, picture = _shown(choice.chart, table)
    page = {
        "chart": choice.chart,
        "title": CHARTS[choice.chart],
        "charts": choice.links("chart", choice.charts, choice.chart),
        "scopes": choice.links("office", choice.scopes(), choice.office_code),
        "years": choice.links("year", choice.years, choice.year),
        "everywhere": choice.office is None,
        "where": str(choice.office) if choice.office else _("All offices together"),
        "head": HEADS[choice.chart],
        "rows": rows,
        "total": _total(choice.chart, table),
        "picture": picture,
        "left_out": table.left_out,
        "empty": table.empty and not table.left_out,
        "on": timezone.localdate(),
    }
    return render(request, "correspondence/figures.html", page)


class _Choice:
    """What was asked for: which chart, of which office, in which year. What makes no sense, or
    is not the person's to see, falls back to what is."""

    def __init__(self, request: HttpRequest):
        user, asked = request.user, request.GET
        self.user, self.today = user, timezone.localdate()
        self.everything = access.can(user, "view_all_figures")
        self.offices = list(access.offices_with_figures(user))
        self.charts = [(key, label) for key, label in CHARTS.items() if self._open(key)]
        keys = [key for key, _label in self.charts]
        self.chart = asked.get("chart") if asked.get("chart") in keys else keys[0]
        self.office = self._office(asked.get("office"))
        self.office_code = self.office.code if self.office else ALL
        self.scope = tables.Scope.of(self.office.pk if self.office else None)
        self.calendar = self.office.calendar if self.office else "gregorian"
        self.years = self._years() if self.chart == "requests" else []
        wanted = asked.get("year", "")
        known = {str(value): value for value, _label in self.years}
        self.year = known.get(wanted, self.years[0][0] if self.years else None)

    def _open(self, chart: str) -> bool:
        if chart == "died":
            return self.everything
        return chart not in LETTERS or access.can(self.user, "view_letters")

    def _office(self, code):
        """The office of that code; None for all together."""
        if self.chart == "died" or (code == ALL and self.everything):
            return None
        letters = access.offices_for(self.user, "view_letters")
        fit = [o for o in self.offices if self.chart not in LETTERS or o.pk in letters]
        return next((office for office in fit if office.code == code), fit[0])

    def scopes(self):
        own = [] if self.chart == "died" else [(o.code, o.city()) for o in self.offices]
        return own + ([(ALL, _("All offices"))] if self.everything else [])

    def _years(self):
        first = counting.first_day(self.scope.offices) or self.today
        begin, end = (in_calendar(day, self.calendar)[0] for day in (first, self._last_day()))
        return [(year, digits(year)) for year in range(end, min(begin, end) - 1, -1)]

    def _last_day(self) -> datetime.date:
        """Of all offices together only months that are over are told: nobody can watch one grow."""
        return self.today if self.office else self.today.replace(day=1) - datetime.timedelta(days=1)

    def table(self) -> tables.Table:
        match self.chart:
            case "requests":
                return tables.requests(self.scope, *self._months())
            case "ages":
                return tables.ages(self.scope, self.today, [text for value, text in AGES if value])
            case "elderly":
                return tables.elderly(self.scope, self.today, list(OLD))
            case "died":
                return tables.died(self.scope, self.today)
            case "answered":
                return tables.answered(self.scope, self.today)
        return tables.waiting(self.scope, self.today)

    def _months(self):
        spans = [month_interval(self.calendar, self.year, month) for month in range(1, 13)]
        last = self._last_day()
        spans = [span for span in spans if span[0] <= last]
        return spans, [self._month(i + 1) for i in range(len(spans))]

    def _month(self, month: int) -> str:
        language = (get_language() or "en")[:2]
        said = of_parts(self.year, month, None, calendar=self.calendar)
        return format_partial(
            said, language, calendar=self.calendar, digits=display.digits(language)
        )

    def links(self, name: str, choices, current) -> list[dict]:
        here = {"chart": self.chart, "office": self.office_code} | (
            {"year": self.year} if self.years and name == "year" else {}
        )
        return [
            {
                "url": "?" + "&".join(f"{k}={v}" for k, v in (here | {name: value}).items()),
                "label": label,
                "current": value == current,
            }
            for value, label in choices
        ]


def _shown(chart: str, table: tables.Table):
    """The rows of the table in the order of its head, and the picture of the same."""
    rows, bars = [], []
    for line in table.lines:
        label = digits(line.label) if chart == "died" else str(line.label)
        cells, values, number = _row(chart, line)
        rows.append({"label": label, "cells": cells})
        bars.append((label, values, number))
    rtl = get_language_bidi()
    return rows, draw(bars, rtl=rtl, stacked=chart in LETTERS) if bars else None


def _row(chart: str, line: tables.Line):
    """Cells of the table, the bar (whole, part in front), the number beside it."""
    if line.cells is None:
        return None, None, ""
    if chart == "waiting":
        middle, silent, longest = line.more
        bar = (middle or 0, min(silent or 0, middle or 0))
        return (line.cells[0], middle, silent, longest), bar, digits(middle or 0)
    if chart == "answered":
        share = _share(*line.cells)
        return (*line.cells, share), (100, share or 0), digits(f"{share or 0}%")
    return line.cells, (line.cells[0], line.cells[0]), digits(line.cells[0])


def _share(written: int, answered: int) -> int | None:
    return round(100 * answered / written) if written else None


def _total(chart: str, table: tables.Table):
    """The last row; None where it is left out."""
    if not table.total:
        return table.total
    if chart == "waiting":
        return (*table.total, "", "", "")
    return (*table.total, _share(*table.total)) if chart == "answered" else table.total
