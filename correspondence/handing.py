"""Letters that somebody began and has not finished, when what is open goes to a colleague.

The author stays who wrote the words, so that handing over lets nobody approve his or her own.
"""

from django.db.models import Q, QuerySet

from casework import audit
from correspondence import access
from correspondence.models import Letter
from correspondence.models.letter import LetterState

BEING_WRITTEN = (LetterState.DRAFT, LetterState.IN_REVIEW)


def unfinished(staff, offices) -> QuerySet[Letter]:
    """What is in somebody's hands: written, or handed over by a colleague, and not approved."""
    mine = Q(keeper=staff.pk) | Q(keeper=None, author=staff.pk)
    return Letter.objects.filter(mine, office__in=offices, state__in=BEING_WRITTEN)


def give(staff, to, offices, *, by) -> int:
    """Inside an open action: all of it goes to a colleague who may write letters there."""
    where = set(offices) & access.offices_for(to, "draft_letter")
    rows = unfinished(staff, where).select_for_update(of=("self",)).select_related("office")
    letters = list(rows.order_by("pk"))
    for letter in letters:
        letter.keeper = to
        letter.version += 1
        letter.save(update_fields=["keeper", "version"])
        told = {"before": str(staff.pk), "after": str(to.pk)}
        audit.record("pass_letter_on", by=by, office=letter.office, target=letter.pk, details=told)
    return len(letters)
