"""On the body's own page: somebody enters it there and records the number that it gave."""

from django.utils.translation import gettext_lazy as _

from correspondence.models.dispatch import Receipt

from .outcome import Outcome, Result

AUTOMATIC = False
RECEIPTS = (Receipt.ENTERED,)
PROVEN_BY = ("proof", "tracking_number")
ASKS_FOR = _("Add the number that their page gave, or a picture of it.")


def send(dispatch) -> Outcome:
    return Outcome(Result.WAITS)
