"""A case lent to another office: to read, with a reason, until a day."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from casework import consent
from casework.models import Case, Loan, Office
from families.names import tidy

from . import acting
from .errors import Refused

LONGEST = datetime.timedelta(days=180)


def lend(
    case: Case, to: Office, *, by, reason: str, until: datetime.date, seen=None, command=None
) -> Loan:
    """Lets another office read the file. Refused without the family's yes (P2), without a reason
    or an end within 180 days, and while it is lent to that office already."""
    content = [str(case.pk), str(to.pk), reason, until]
    with acting.acting(
        "lend_case", by=by, case=case, seen=seen, command=command, content=content
    ) as act:
        if act.done:
            return Loan.objects.get(pk=act.result["loan"])
        _check(act.case, to, reason, until)
        loan = Loan.objects.create(
            case=act.case, office=to, reason=tidy(reason)[:1000], until=until, lent_by=by
        )
        act.result = {"loan": str(loan.pk)}
        act.record(target=act.case.reference, to=to.code, until=str(until))
    return loan


def _check(case: Case, to: Office, reason: str, until: datetime.date) -> None:
    today = case.office.today()
    if to.pk == case.office_id:
        raise Refused(_("This case is in that office already."), code="same_office")
    if not tidy(reason):
        raise Refused(_("Please give the reason."), code="reason")
    if not today <= until <= today + LONGEST:
        raise Refused(_("Please choose a last day within 180 days."), code="until")
    if not consent.book(case.request).granted("P2", today):
        raise Refused(
            _("Not possible: the family has not agreed that our other offices know of it."),
            code="shared_inside",
        )
    standing = Loan.objects.filter(case=case, office=to, ended_at=None)
    standing.filter(until__lt=today).update(ended_at=timezone.now())
    if standing.exists():
        raise Refused(_("It is lent to that office already."), code="lent")


def end(loan: Loan, *, by, command=None) -> Loan:
    """The office that lent it ends it before its day; it is closed to the others at once."""
    with acting.acting(
        "lend_case", by=by, case=loan.case, command=command, content=[str(loan.pk), "end"]
    ) as act:
        row = Loan.objects.select_for_update().get(pk=loan.pk)
        if not act.done and row.ended_at is None:
            row.ended_by, row.ended_at = by, timezone.now()
            row.save()
            act.record("end_loan", target=act.case.reference)
    return row
