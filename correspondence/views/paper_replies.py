"""Scanned paper that is a body's reply: where it may belong, from its square and printed words."""

from django.db.models import Q

from casework import access as below
from casework.actions import squares
from casework.models import Scan, ScanState
from correspondence import mail, verifying, whose
from correspondence.models import Submission

from .shared import as_uuid


def scan_of(request) -> Scan | None:
    """The arrived scan that is being filed, when the form was opened from one; also one that was
    filed as a reply a moment ago, so that a second press finds the first. Raises Http404."""
    asked = request.POST.get("scan") or request.GET.get("scan")
    if not asked:
        return None
    rows = below.scans(request.user).exclude(file=None)
    rows = rows.filter(Q(state=ScanState.WAITING) | Q(state=ScanState.FILED, document=None))
    return below.find(rows.select_related("file", "office"), pk=as_uuid(asked))


def suggestions(scan: Scan, within) -> list[whose.Suggestion]:
    """As for a mail: what the paper itself says, and the numbers read from its squares."""
    squares_of_letters = squares.found_on(scan.file, scan.pages, verifying.letter_in_square)
    return whose.suggestions(as_mail(scan), within.filter(office=scan.office), squares_of_letters)


def the_one(found: list[whose.Suggestion]) -> Submission | None:
    """Where the paper belongs without a doubt: it bears the square of one thread alone."""
    sure = [each.submission for each in found if each.by_square]
    return sure[0] if len(sure) == 1 else None


def as_mail(scan: Scan) -> mail.Mail:
    return mail.Mail(subject=scan.number, text=squares.words_on(scan.file))
