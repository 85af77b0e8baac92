"""Who approved a letter and who signed it, and for whom, where a deputy did."""

import zoneinfo

from django.utils import timezone
from django.utils.translation import gettext as _

from casework.access import deputised_by
from casework.wording import FieldType, in_one_line
from correspondence.models import Letter


def approved_by(letter: Letter) -> str:
    """In words, names isolated; "" while nobody has."""
    if letter.approver is None:
        return ""
    day = timezone.localdate(letter.approved_at, zoneinfo.ZoneInfo(letter.office.timezone))
    return _as_deputy(letter.approver, "approve_letter", letter, day)


def signed_by(letter: Letter) -> str:
    if letter.signatory is None or letter.signed_on is None:
        return ""
    return _as_deputy(letter.signatory, "sign_letter", letter, letter.signed_on)


def _as_deputy(staff, verb: str, letter: Letter, day) -> str:
    """Who it was, and for whom he or she stood in on that day."""
    name = in_one_line(str(staff), FieldType.NAME)
    holder = deputised_by(staff, verb, letter.office, day)
    if holder is None:
        return name
    names = {"name": name, "holder": in_one_line(str(holder), FieldType.NAME)}
    return _("%(name)s, deputy of %(holder)s") % names
