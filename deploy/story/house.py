"""The sample organisation: two offices, six people, the bodies they write to. All invented."""

import datetime
from dataclasses import dataclass

from casework.actions import house
from casework.models import Office, Staff
from casework.models.office import Signing
from casework.roles import Role
from correspondence.actions import recipients
from correspondence.models import Recipient
from deploy.sample import PASSWORD

SINCE = datetime.date(2020, 1, 1)
NAMES = {
    "en": "Family Links Office (sample)",
    "fa": "دفتر پیوند خانواده‌ها (نمونه)",
    "ar": "مكتب الروابط العائلية (عيّنة)",
    "sq": "Zyra e Lidhjeve Familjare (shembull)",
}
COMMA = {"fa": "،", "ar": "،"}
CITIES = {
    "AHV": {"en": "Ahvaz", "fa": "اهواز", "ar": "الأهواز", "sq": "Ahvaz"},
    "TIR": {"en": "Tirana", "fa": "تیرانا", "ar": "تيرانا", "sq": "Tiranë"},
}
STREETS = {
    "en": "1 Sample Street, {city}",
    "fa": "{city}، خیابان نمونه، شمارهٔ ۱",
    "ar": "{city}، شارع العيّنة، ١",
    "sq": "Rruga e Shembullit 1, {city}",
}
HOURS = {
    "en": "Saturday to Wednesday, 8 to 15",
    "fa": "شنبه تا چهارشنبه، ۸ تا ۱۵",
    "ar": "السبت إلى الأربعاء، ٨ إلى ١٥",
    "sq": "e shtunë deri të mërkurën, 8–15",
}
WEEKDAYS = {
    "en": "Monday to Friday, 8 to 15",
    "fa": "دوشنبه تا جمعه، ۸ تا ۱۵",
    "ar": "الإثنين إلى الجمعة، ٨ إلى ١٥",
    "sq": "e hënë deri të premten, 8–15",
}
TITLE = {
    "en": "Head of office",
    "fa": "مدیر دفتر",
    "ar": "مدير المكتب",
    "sq": "Drejtuesja e zyrës",
}


@dataclass
class SampleHouse:
    """Who and what the sample (and the story) works with."""

    office: Office
    other: Office
    staff: dict[str, Staff]
    delegation: Recipient
    ministry: Recipient


def open_house(code: str = "AHV") -> SampleHouse:
    """Founds the sample organisation; `code` names the office whose backlog is taken over."""
    first, administrator = house.found(
        names=NAMES,
        office=office_fields(code),
        username="administrator",
        password=PASSWORD,
        is_sample=True,
    )
    other = house.open_office(office_fields("AHV" if code == "TIR" else "TIR"), by=administrator)
    staff = {Role.ADMINISTRATOR: administrator} | _engage(first, other, administrator)
    keeper = staff[Role.COORDINATOR]
    return SampleHouse(first, other, staff, _delegation(keeper), _ministry(keeper))


def office_fields(code: str) -> dict:
    """Tirana counts days in the Gregorian calendar; every other sample office in the solar one."""
    cities = CITIES.get(code, {language: code for language in NAMES})
    abroad = code == "TIR"
    streets = {language: text.format(city=cities[language]) for language, text in STREETS.items()}
    return {
        "code": code,
        "names": {k: f"{name}{COMMA.get(k, ',')} {cities[k]}" for k, name in NAMES.items()},
        "cities": cities,
        "addresses": streets,
        "hours": WEEKDAYS if abroad else HOURS,
        "phone": "+355 4 555 0100" if abroad else "061-5550100",
        "email": f"{code.lower()}@familylinks.example",
        "data_contact": "data@familylinks.example",
        "language": "sq" if abroad else "fa",
        "calendar": "gregorian" if abroad else "solar",
        "digits": "latn" if abroad else "arabext",
        "timezone": "Europe/Tirane" if abroad else "Asia/Tehran",
        "first_letter_serial": 1 if abroad else 358,
        "signing": Signing.SCREEN_THEN_PAPER,
    }  # fmt: skip


def _engage(office: Office, other: Office, administrator: Staff) -> dict[str, Staff]:
    people = {
        Role.CLERK: ("clerk", "الهه نمونه", "fa", [office]),
        Role.COORDINATOR: ("coordinator", "بهرام آزمون", "fa", [office, other]),
        Role.SIGNATORY: ("signatory", "پروین مثالی", "fa", [office, other]),
        Role.PROTECTION: ("protection", "مینا فرضی", "fa", [office, other]),
        Role.REGIONAL: ("tirana", "Elira Shembulli", "sq", [other]),
    }
    return {role: _person(role, told, administrator) for role, told in people.items()}


def _person(role, told, administrator) -> Staff:
    username, name, language, offices = told
    staff = house.engage(
        by=administrator,
        username=username,
        password=PASSWORD,
        display_name=name,
        language=language,
        title=TITLE if role == Role.SIGNATORY else {},
    )
    for office in offices:
        house.appoint(staff, by=administrator, office=office, role=role, since=SINCE)
    return staff


def _delegation(by: Staff) -> Recipient:
    names = {
        "en": "International Committee of the Red Cross, delegation (sample)",
        "fa": "کمیتهٔ بین‌المللی صلیب سرخ، نمایندگی (نمونه)",
        "ar": "اللجنة الدولية للصليب الأحمر، البعثة (عيّنة)",
        "sq": "Komiteti Ndërkombëtar i Kryqit të Kuq, delegacioni (shembull)",
    }
    return recipients.add(
        by=by,
        new_body={"kind": "icrc", "names": names, "country": ""},
        addressee={
            **names,
            "sq": "Komitetit Ndërkombëtar të Kryqit të Kuq, delegacioni (shembull)",
        },
        email="delegation@icrc.example",
        language="en",
    )


def _ministry(by: Staff) -> Recipient:
    names = {
        "en": "Civil Registry of Durrës (sample)",
        "fa": "ثبت احوال دورس (نمونه)",
        "ar": "السجل المدني في دورس (عيّنة)",
        "sq": "Gjendja Civile e Durrësit (shembull)",
    }
    return recipients.add(
        by=by,
        new_body={"kind": "host_state", "names": names, "country": "Albania"},
        addressee={**names, "sq": "Gjendjes Civile të Durrësit (shembull)"},
        email="registry@durres.example",
        language="sq",
    )
