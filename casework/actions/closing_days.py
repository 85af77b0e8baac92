"""The days on which an office is closed: its week, the holidays of its country, its own."""

import contextlib
import datetime
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from holidays import country_holidays

from casework.models import Certainty, Holiday, Office

from . import acting, dues
from .errors import Refused

# What the library knows of the countries where offices stand: whose names it has in which of its
# languages. Other offices enter their days by hand.
NAMED = {"IR": {"fa": "fa_IR", "en": "en_US"}, "AL": {"sq": "sq", "en": "en_US"}}
COUNTRY_OF = {"Asia/Tehran": "IR", "Europe/Tirane": "AL"}


def take_over(office: Office, country: str, years: Iterable[int], *, by, command=None) -> int:
    """Adds the public holidays of some Gregorian years that the office has no line for yet; gives
    how many. Those that follow the moon and are not announced yet are estimates until somebody
    confirms them."""
    years = sorted(years)
    with _changing(office, "take_over", [country, years], by=by, command=command) as act:
        if not act.done:
            act.result = {"added": _take_over(act, office, country, years)}
    return act.result["added"]


def look_ahead() -> None:
    """This year and the next one of every office whose country is known, where they are not there
    yet: nobody has to remember it at New Year. May run twice."""
    for office in Office.objects.filter(timezone__in=COUNTRY_OF):
        this = office.today().year
        years = [y for y in (this, this + 1) if not office.holiday_rows.filter(on__year=y).exists()]
        if years:
            with acting.acting("administer", by=None, may=False) as act:
                act.office = office
                _take_over(act, office, COUNTRY_OF[office.timezone], years)


def _take_over(act: acting.Act, office: Office, country: str, years: list[int]) -> int:
    Office.objects.select_for_update().get(pk=office.pk)
    known = set(office.holiday_rows.values_list("on", flat=True))
    new = [row for row in _of_country(office, country, years) if row.on not in known]
    Holiday.objects.bulk_create(new)
    if new:
        dues.recount_office(office, new[0].on)
    act.record("take_over_holidays", target=office.code, country=country, added=len(new))
    return len(new)


def _of_country(office: Office, country: str, years: list[int]) -> list[Holiday]:
    named = NAMED[country]
    plain = {
        code: country_holidays(country, years=years, language=name, islamic_show_estimated=False)
        for code, name in named.items()
    }
    marked = country_holidays(country, years=years, language="en_US")
    return [
        Holiday(
            office=office,
            on=day,
            names={code: said[day] for code, said in plain.items()},
            certainty=Certainty.FIXED if marked[day] == name else Certainty.ESTIMATED,
        )
        for day, name in sorted(plain["en"].items())
    ]


def add(office: Office, on: datetime.date, names: dict, *, by, certainty=Certainty.FIXED) -> None:
    """A day of the office's own, or a lunar one as it was announced."""
    with _changing(office, "add", [on, names], by=by) as act:
        try:
            with transaction.atomic():
                Holiday.objects.create(office=office, on=on, names=names, certainty=certainty)
        except IntegrityError:
            raise Refused(_("This day stands in the list already."), code="twice") from None
        dues.recount_office(office, on)
        act.record("add_holiday", target=office.code, on=str(on))


def confirm(row: Holiday, *, by, on: datetime.date | None = None) -> None:
    """An estimate was announced: as it stands, or for another day."""
    with _changing(row.office, "confirm", [row.pk, on], by=by) as act:
        day = on or row.on
        taken = Holiday.objects.filter(office=row.office, on=day).exclude(pk=row.pk)
        if taken.exists():
            raise Refused(_("This day stands in the list already."), code="twice")
        Holiday.objects.filter(pk=row.pk).update(on=day, certainty=Certainty.CONFIRMED)
        dues.recount_office(row.office, min(day, row.on))
        act.record("confirm_holiday", target=row.office.code, before=str(row.on), on=str(day))


def strike(row: Holiday, *, by) -> None:
    """The office works on this day after all."""
    _set_certainty(row, Certainty.STRUCK, "strike_holiday", by=by)


def put_back(row: Holiday, *, by) -> None:
    """It is closed all the same."""
    _set_certainty(row, Certainty.CONFIRMED, "put_holiday_back", by=by)


def _set_certainty(row: Holiday, certainty: str, verb: str, *, by) -> None:
    with _changing(row.office, verb, [row.pk], by=by) as act:
        Holiday.objects.filter(pk=row.pk).update(certainty=certainty)
        dues.recount_office(row.office, row.on)
        act.record(verb, target=row.office.code, on=str(row.on))


@contextlib.contextmanager
def _changing(office: Office, step: str, content: list, *, by, command=None):
    """An administrator runs every office of the house."""
    told = [step, str(office.pk), *content]
    with acting.acting("administer", by=by, command=command, content=told) as act:
        act.office = office
        yield act
