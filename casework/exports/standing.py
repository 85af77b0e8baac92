"""Where a case stands, in words: the public status, alike for every reader."""

from django.utils.translation import get_language, override

from casework.disclosure.gate import PublicStatus, public_status
from casework.models import BodyKind, Case
from casework.wording.status import status_words

AND = {"en": " and ", "fa": " و ", "ar": " و", "sq": " dhe "}


def standing_of(case: Case) -> PublicStatus:
    """The public status, computed once for all columns of a line."""
    if not hasattr(case, "standing"):
        case.standing = public_status(case, on=case.office.today())
    return case.standing


def in_words(standing: PublicStatus, language: str = "") -> str:
    """The words of a status with the kinds of bodies written to; the screen's language if none."""
    language = (language or get_language() or "en")[:2]
    return status_words(standing.code, language, bodies_in_words(standing.body_kinds, language))


def bodies_in_words(kinds, language: str = "") -> str:
    """The kinds of bodies written to, as one phrase of a language."""
    language = (language or get_language() or "en")[:2]
    with override(language):
        return AND[language].join(str(BodyKind(kind).label) for kind in kinds)
