"""What of the letters waits for somebody today."""

import datetime

from django.db.models import QuerySet

from correspondence import access, followup
from correspondence.models import ArrivedMail, Letter
from correspondence.models.arrived import ArrivedState
from correspondence.models.letter import LetterState

TO_SIGN = (LetterState.IN_REVIEW, LetterState.APPROVED, LetterState.NUMBERED)


def letters_to_sign(user) -> QuerySet[Letter]:
    """Letters that wait for an approval, a number or a signature."""
    return access.letters(user).filter(state__in=TO_SIGN)


def to_chase(user, on: datetime.date) -> followup.ChaseList:
    """The submissions that ask for something by now: the list that the number opens."""
    return followup.chase_list(access.submissions(user), on)


def replies_to_file(user) -> QuerySet[ArrivedMail]:
    """Mails that came and that nobody has filed yet."""
    return access.arrived(user).filter(state=ArrivedState.WAITING)
