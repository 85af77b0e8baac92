"""By post: the office takes it to the post and records the number and the proof."""

from django.utils.translation import gettext_lazy as _

from correspondence.models.dispatch import Receipt

from .outcome import Outcome, Result

AUTOMATIC = False
RECEIPTS = (Receipt.POSTED,)
PROVEN_BY = ("proof", "tracking_number")
ASKS_FOR = _("Add the number from the post, or the scan of its proof.")


def send(dispatch) -> Outcome:
    return Outcome(Result.WAITS)
