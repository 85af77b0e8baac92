"""The cast: an office in Ahvaz, one in Tirana, and those who work there; a stranger from elsewhere.

Everything is made through the actions, as in life.
"""

import datetime
from dataclasses import dataclass, field

from casework.actions import house, requests
from casework.actions.told import NameTold, PersonTold, RequestTold, SoughtTold
from casework.models import Body, Office, Post, Staff
from casework.roles import Role
from families.calendars import parse

PASSWORD = "a long enough password"
LONG_AGO = datetime.date(2020, 1, 1)
GRANTED_ALL = {p: "granted" for p in ("P1", "P3", "P5", "P9", "P10", "P13")}


@dataclass
class Cast:
    """`staff` by role in Ahvaz; `elsewhere` by role in Tirana."""

    ahvaz: Office
    tirana: Office
    staff: dict[str, Staff] = field(default_factory=dict)
    elsewhere: dict[str, Staff] = field(default_factory=dict)
    stranger: Staff | None = None

    def __getattr__(self, name):
        try:
            return self.staff[name]
        except KeyError:
            raise AttributeError(name) from None


def office_fields(code, city_en, city_fa, **more):
    return {
        "code": code,
        "names": {
            "en": f"Sample Family Links, {city_en}",
            "fa": f"پیوند خانواده‌ها (نمونه)، {city_fa}",
        },
        "cities": {"en": city_en, "fa": city_fa},
        "addresses": {"en": f"1 Sample Street, {city_en}", "fa": f"{city_fa}، خیابان نمونه، ۱"},
        "phone": "061-5550000",
        "hours": {"en": "9–13", "fa": "۹ تا ۱۳"},
        **more,
    }


def make_cast(signing="screen_then_paper") -> Cast:
    ahvaz, administrator = house.found(
        names={"en": "Sample Family Links", "fa": "پیوند خانواده‌ها (نمونه)"},
        office=office_fields("AHV", "Ahvaz", "اهواز", signing=signing),
        username="administrator",
        password=PASSWORD,
    )
    tirana = house.open_office(
        office_fields(
            "TIR", "Tirana", "تیرانا", language="sq", calendar="gregorian",
            digits="latn", timezone="Europe/Tirane",
        ),
        by=administrator,
    )  # fmt: skip
    cast = Cast(ahvaz, tirana, {Role.ADMINISTRATOR: administrator})
    for role in Role:
        if role != Role.ADMINISTRATOR:
            cast.staff[role] = make_staff(role, ahvaz, role, by=administrator)
        cast.elsewhere[role] = make_staff(f"{role}-tirana", tirana, role, by=administrator)
    cast.stranger = house.engage(
        by=administrator, username="stranger", password=PASSWORD, display_name="Stranger"
    )
    return cast


def make_staff(username, office, role, *, by, until=None) -> Staff:
    staff = house.engage(
        by=by, username=str(username), password=PASSWORD, display_name=str(username).title()
    )
    house.appoint(staff, by=by, office=office, role=role, since=LONG_AGO, until=until)
    return Staff.objects.get(pk=staff.pk)


def told(
    enquirer="مریم فرضیان", sought=("محمدرضا فرضیان",), *, notice=1, answers=None, on=None, **more
) -> RequestTold:
    """A family at the desk that gave the notice its time and said yes to everything asked."""
    return RequestTold(
        enquirer=PersonTold(names=[NameTold(enquirer)], phones=["09160000005"]),
        sought=[
            SoughtTold(
                person=PersonTold(
                    names=[NameTold(name, father="غلامعباس")], birth=parse("حدود ۱۳۲۷")
                ),
                kin="sister",
                last_place="تیرانا، آلبانی",
                last_news="یک نامه کوتاه",
                last_news_on=parse("۱۳۷۷"),
            )
            for name in sought
        ],
        received_on=on or datetime.date(2026, 11, 1),
        notice_version=notice,
        answers=GRANTED_ALL if answers is None else answers,
        **more,
    )


def log_family(cast: Cast, *, by=None, office=None, **more):
    """A family's request, logged; its cases are `registered` where nothing is missing."""
    return requests.log_request(told(**more), office=office or cast.ahvaz, by=by or cast.clerk)


def make_body(kind="icrc", **names) -> Body:
    return Body.objects.create(
        kind=kind,
        names=names
        or {"en": "ICRC delegation (sample)", "fa": "نمایندگی کمیتهٔ بین‌المللی صلیب سرخ (نمونه)"},
    )


def end_posts(staff: Staff, until: datetime.date) -> None:
    Post.objects.filter(staff=staff).update(until=until)
