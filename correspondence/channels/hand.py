"""By hand: handed in against a signed receipt, or refused before a witness."""

from django.utils.translation import gettext_lazy as _

from correspondence.models.dispatch import Receipt

from .outcome import Outcome, Result

AUTOMATIC = False
RECEIPTS = (Receipt.SIGNED, Receipt.REFUSED)
PROVEN_BY = ("proof", "received_by")
ASKS_FOR = _("Add the scan of the signed receipt, or who signed it.")


def send(dispatch) -> Outcome:
    return Outcome(Result.WAITS)
