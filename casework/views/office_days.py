"""The days of an office: its week, its holidays, the hour of the morning's mail."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casework import access
from casework.actions import closing_days
from casework.actions import house as house_actions
from casework.forms.dues import AnnouncedForm, HolidayForm, WeekForm
from casework.models import Office

from .steps import attempt, command_of, fresh_command


def office_days(request: HttpRequest, pk) -> HttpResponse:
    """GET shows them; POST changes the week, adds, confirms, strikes or takes over."""
    access.require(request.user, "administer")
    office = access.find(access.house_offices(request.user), pk=pk)
    forms = {"week": WeekForm(office=office), "day": HolidayForm(), "announced": AnnouncedForm()}
    if request.method == "POST":
        step = next((name for name in STEPS if name in request.POST), "")
        answered = STEPS[step](request, office, forms) if step else None
        if answered is not None:
            return answered
    page = {
        "office": office,
        **forms,
        "months": _by_year(office),
        "country": closing_days.COUNTRY_OF.get(office.timezone, ""),
        "command": fresh_command(),
    }
    return render(request, "casework/office_days.html", page)


def _by_year(office: Office) -> list[tuple[int, list]]:
    """From this year on: what is past moves nothing any more."""
    years: dict[int, list] = {}
    for row in office.holiday_rows.filter(on__year__gte=office.today().year):
        years.setdefault(row.on.year, []).append(row)
    return sorted(years.items())


def _week(request, office: Office, forms):
    forms["week"] = form = WeekForm(request.POST, office=office)
    if not form.is_valid():
        return None
    return _done(request, office, house_actions.change_week, office, **form.told())


def _add(request, office: Office, forms):
    forms["day"] = form = HolidayForm(request.POST)
    if not form.is_valid():
        return None
    on, names = form.cleaned_data["on"], form.names()
    _row, refusal = attempt(
        request, closing_days.add, office, on, names, by=request.user, done=_("Saved.")
    )
    return redirect("office_days", office.pk) if refusal is None else None


def _take_over(request, office: Office, forms):
    country, this = closing_days.COUNTRY_OF.get(office.timezone, ""), office.today().year
    if not country:
        return None
    years, press = [this, this + 1], command_of(request)
    return _done(request, office, closing_days.take_over, office, country, years, command=press)


def _confirm(request, office: Office, forms):
    form = AnnouncedForm(request.POST)
    on = form.cleaned_data["on"] if form.is_valid() else None
    row = _row(request, office, "confirm")
    return _done(request, office, closing_days.confirm, row, on=on)


def _strike(request, office: Office, forms):
    return _done(request, office, closing_days.strike, _row(request, office, "strike"))


def _put_back(request, office: Office, forms):
    return _done(request, office, closing_days.put_back, _row(request, office, "put_back"))


def _row(request, office: Office, name: str):
    key = request.POST[name]
    return access.find(office.holiday_rows.all(), pk=key if key.isdigit() else 0)


def _done(request, office: Office, action, *args, **kwargs):
    attempt(request, action, *args, by=request.user, done=_("Saved."), **kwargs)
    return redirect("office_days", office.pk)


STEPS = {
    "week": _week,
    "add": _add,
    "take_over": _take_over,
    "confirm": _confirm,
    "strike": _strike,
    "put_back": _put_back,
}
