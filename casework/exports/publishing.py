"""What of a case may be published: that information is sought, and nothing else.

P12 (the sought person's name) must be granted; the one who asks is named with P11 alone. No photo,
no address, no circumstances, no outcome; never a minor, a stopped case or one with a risk. What was
published and may not be any longer is withdrawn by a record of four fields.
"""

import datetime

from django.conf import settings
from django.db.models import QuerySet

from casework import access, consent, queries
from casework.actions.exchange import PUBLISHED_FOR
from casework.lifecycle import State
from casework.models import Case, Organisation, Purpose
from casework.models.case import Risk
from families import pfif
from families.calendars import PartialDate

OPEN = (State.ACCEPTED, State.SUBMITTED, State.ANSWERED)
SEX = ("female", "male", "other")


def candidates(user, office) -> QuerySet[Case]:
    """The open cases of an office about which something might be published."""
    rows = access.cases(user, "exchange_pfif").filter(office=office)
    rows = rows.filter(state__in=OPEN, safety_stop=False).exclude(risk__in=(Risk.HIGH, Risk.STOP))
    return queries.with_consents(rows).select_related("published").order_by("reference")


def may_publish(case: Case, on: datetime.date) -> bool:
    """The family agreed to publish the name, and the sought person is certainly of age."""
    agreed = consent.book(case.request).granted(Purpose.P12, on)
    return bool(agreed) and _of_age(case, on)


def _of_age(case: Case, on: datetime.date) -> bool:
    birth = case.sought.birth
    if case.sought.maybe_minor or birth is None or birth.latest is None:
        return False
    return birth.latest <= on.replace(year=on.year - 18, day=min(on.day, 28))


def record_of(case: Case, key: str, now: datetime.datetime) -> pfif.Record:
    """The case as “information sought”, until a date of expiry."""
    written, office = pfif.written_instant(now), case.office
    named = consent.book(case.request).granted(Purpose.P11, office.today())
    author = case.request.enquirer.full_name if named else office.name("en")
    fields = {
        "person_record_id": f"{settings.PFIF_DOMAIN}/{key}",
        "entry_date": written,
        "expiry_date": pfif.written_instant(now + PUBLISHED_FOR),
        "author_name": author,
        "source_name": Organisation.current().name("en"),
        "source_date": written,
        "full_name": case.sought.full_name,
        "alternate_names": case.sought.latin_name,
        "sex": case.sought.sex if case.sought.sex in SEX else "",
        "date_of_birth": birth_of(case.sought.birth),
    }
    note = {
        "note_record_id": f"{settings.PFIF_DOMAIN}/{key}.note",
        "person_record_id": fields["person_record_id"],
        "entry_date": written,
        "author_name": author,
        "author_email": office.email,
        "source_date": written,
        "status": pfif.INFORMATION_SOUGHT,
    }
    return pfif.Record(_filled(fields), [_filled(note)])


def birth_of(birth: PartialDate | None) -> str:
    """A day, a month or a year of the Gregorian calendar, where the birth is known so exactly."""
    if birth is None or birth.earliest is None or birth.latest is None:
        return ""
    first, last = birth.earliest.isoformat(), birth.latest.isoformat()
    return next((first[:n] for n in (10, 7, 4) if first[:n] == last[:n]), "")


def _filled(fields: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if value}
