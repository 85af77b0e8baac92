"""What lies in the files: papers, what was said, what is on its way in."""

from django.db.models import Q, QuerySet

from casework.access.files import cases, desk_of, in_file, reachable
from casework.access.holding import can, offices_for
from casework.models import Contact, Document, FamilyMessage, Note, Office, Scan, Upload
from casework.models.family_message import MessageState


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


def messages(user) -> QuerySet[FamilyMessage]:
    """The messages of families whose file the user may open: when, from whom, never the words."""
    rows = FamilyMessage.objects.filter(case__in=reachable(user))
    return rows.select_related("sender", "taken_by", "checked_by").defer("text", "words")


def messages_to_read(user) -> QuerySet[FamilyMessage]:
    """What a colleague has taken down and the user may find neutral or not."""
    rows = FamilyMessage.objects.filter(case__in=cases(user, "check_message"))
    rows = rows.filter(state=MessageState.CHECKING).exclude(taken_by=user.pk)
    return rows.select_related("case__office", "case__sought", "case__request", "sender")


def messages_to_return(user) -> QuerySet[FamilyMessage]:
    """What goes back to a family that has not been told yet, for those at its desk."""
    rows = FamilyMessage.objects.filter(case__in=cases(user, "take_message"))
    rows = rows.filter(state=MessageState.BACK, told_on=None)
    return rows.select_related("case__office", "case__sought", "case__request", "sender")
