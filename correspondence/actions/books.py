"""A book that is taken along as a sheet: who took how many lines stands in the trail."""

from django.conf import settings
from django.utils.translation import gettext as _

from casework.actions import acting
from casework.actions.errors import Refused
from families.names import tidy


def take_sheet(book: str, *, by, office, reason: str, lines: int) -> str:
    """Notes that somebody takes a book of their office along; gives the reason as it will stand in
    the file. Refused without a reason, without lines, or above the cap (EXPORT_MOST_ROWS).
    """
    with acting.acting("export_register", by=by, office=office) as act:
        given = tidy(reason)[:500]
        if not given:
            raise Refused(_("Please give the reason."), code="reason")
        if not lines:
            raise Refused(_("Nothing stands in the book for what was asked."), code="nothing")
        if lines > settings.EXPORT_MOST_ROWS:
            sentence = _("These are more lines than may be taken along at once. Use the filters.")
            raise Refused(sentence, code="cap")
        act.record(target=book, lines=lines)
    return given
