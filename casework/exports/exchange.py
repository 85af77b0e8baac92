"""The PFIF file of an office: what may be published today, and what is taken back."""

from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone

from casework import access
from casework.actions import exchange as actions
from families import pfif

from .publishing import candidates, may_publish, record_of


def publishable(user, office) -> list:
    """The cases that may stand in the file today."""
    today = office.today()
    return [case for case in candidates(user, office) if may_publish(case, today)]


def to_withdraw(user, office, published) -> list:
    """What still stands in others' copies and may not any longer."""
    now = timezone.now()
    kept = {case.pk for case in published}
    rows = access.published(user).filter(case__office=office, expires_at__gt=now)
    return [row for row in rows.filter(withdrawn_at=None) if row.case_id not in kept]


def publish(user, office) -> Iterator[str]:
    """Notes the publication and gives the file."""
    now, cases = timezone.now(), publishable(user, office)
    back = to_withdraw(user, office, cases)
    keys = actions.publish(cases, back, by=user, office=office, now=now)
    records = [record_of(case, keys[case.pk], now) for case in cases]
    records += [
        pfif.tombstone(f"{settings.PFIF_DOMAIN}/{row.pk}", source_date=now, now=now) for row in back
    ]
    return pfif.write(records)
