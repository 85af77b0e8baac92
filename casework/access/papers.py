"""What lies in the files: papers, what was said, what is on its way in."""

from django.db.models import Q, QuerySet

from casework.access.files import desk_of, in_file
from casework.access.holding import can, offices_for
from casework.models import Contact, Document, Note, Office, Scan, Upload


def may_change_paper(user, paper: Document) -> bool:
    """Whether the user may do more with a paper than read it: `attach`, where it belongs."""
    return can(user, "attach", desk_of(user, "attach", paper.request, paper.case))


def documents(user, verb: str = "view_documents") -> QuerySet[Document]:
    return Document.objects.filter(in_file(user, verb), removed_at=None)


def removed_documents(user) -> QuerySet[Document]:
    """Papers that were taken out and can be put back."""
    return Document.objects.filter(in_file(user, "attach")).exclude(removed_at=None)


def uploads(user) -> QuerySet[Upload]:
    """One's own files on their way, where one may still add papers today."""
    where = offices_for(user, "attach")
    at = Q(case__office__in=where) | Q(draft__office__in=where)
    return Upload.objects.filter(at, by=user.pk)


def scans(user) -> QuerySet[Scan]:
    """What the scanners of the own offices brought, for those who may add papers."""
    return Scan.objects.filter(office__in=offices_for(user, "attach"))


def scanning_offices(user) -> QuerySet[Office]:
    """The offices whose scanners' folders the user looks after."""
    return Office.objects.filter(pk__in=offices_for(user, "attach"))


def contacts(user) -> QuerySet[Contact]:
    return Contact.objects.filter(in_file(user, "view_case"), taken_back_at=None)


def notes(user) -> QuerySet[Note]:
    return Note.objects.filter(in_file(user, "view_case"), taken_back_at=None)
