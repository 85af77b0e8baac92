"""Who sees which letter, submission and reply: by the office of a post, as on the floor below.

Strangers get nothing; an incoming item that says something about a person is open to whoever
filed it and to the protection officers of its office, and to no one else.
"""

from django.db.models import Count, Max, Q, QuerySet

from casework.access import can, find, offices_for, require
from casework.models import Case, FamilyRequest, Office, StoredFile
from correspondence.models import (
    ArrivedMail,
    ArrivedPaper,
    Dispatch,
    FamilyLetter,
    FamilyText,
    Incoming,
    IncomingLine,
    Letter,
    LetterTemplate,
    Meeting,
    OutgoingNumber,
    PilePage,
    Recipient,
    ScanPile,
    Submission,
    SubmissionCase,
)

__all__ = [
    "arrived",
    "arrived_papers",
    "can",
    "cases_to_write_about",
    "dispatches",
    "families_to_write_to",
    "family_letters",
    "family_texts",
    "find",
    "first_office",
    "incoming",
    "incoming_lines",
    "letter_templates",
    "letters",
    "lines_elsewhere",
    "may",
    "meetings",
    "offices_for",
    "offices_with_figures",
    "offices_with_heads",
    "offices_with_texts",
    "outgoing",
    "pile_pages",
    "piles",
    "print_runs",
    "recipients",
    "require",
    "scan_of",
    "submission_lines",
    "submissions",
    "writing_office",
]


def may(user, verb: str, row) -> bool:
    """Whether the user may do the verb in the office that the letter or submission belongs to."""
    return row.office_id in offices_for(user, verb)


def letters(user, verb: str = "view_letters") -> QuerySet[Letter]:
    return Letter.objects.filter(office__in=offices_for(user, verb))


def letter_templates(user, verb: str = "view_texts") -> QuerySet[LetterTemplate]:
    """The versions of the texts of the offices in which the user may do the verb."""
    rows = LetterTemplate.objects.filter(office__in=offices_for(user, verb))
    return rows.select_related("office", "author", "decision__by")


def offices_with_texts(user) -> QuerySet[Office]:
    """The offices whose own texts the user may see."""
    return Office.objects.filter(pk__in=offices_for(user, "view_texts")).order_by("code")


def offices_with_heads(user) -> QuerySet[Office]:
    """The offices whose letterhead the user may set."""
    return Office.objects.filter(pk__in=offices_for(user, "keep_heads")).order_by("code")


def scan_of(user, letter: Letter, key) -> StoredFile:
    """A scan that waits to be confirmed; its id comes from the session of whoever uploaded it."""
    require(user, "sign_letter", letter.office)
    return find(StoredFile.objects.all(), pk=key)


def piles(user) -> QuerySet[ScanPile]:
    """The piles of signed scans of the offices in which the user brings letters home signed."""
    rows = ScanPile.objects.filter(office__in=offices_for(user, "sign_letter"))
    return rows.select_related("office", "by")


def pile_pages(user) -> QuerySet[PilePage]:
    rows = PilePage.objects.filter(file__pile__in=piles(user))
    return rows.select_related("file__pile__office", "file__file", "letter")


def families_to_write_to(user) -> QuerySet[FamilyRequest]:
    """The requests of the offices for which the user may write to families."""
    return FamilyRequest.objects.filter(office__in=offices_for(user, "write_family"))


def family_texts(user) -> QuerySet[FamilyText]:
    return FamilyText.objects.filter(office__in=offices_for(user, "write_family"))


def writing_office(user) -> Office:
    """The first office for which the user may write to families."""
    return Office.objects.filter(pk__in=offices_for(user, "write_family")).order_by("code").first()


def family_letters(user) -> QuerySet[FamilyLetter]:
    return FamilyLetter.objects.filter(office__in=offices_for(user, "write_family"))


def print_runs(user):
    """Letters to families that were printed in one go: key, day and number of each run."""
    rows = family_letters(user).exclude(run=None).order_by().values("run")
    return rows.annotate(day=Max("on"), letters=Count("pk"), at=Max("made_at")).order_by("-at")


def recipients(user) -> QuerySet[Recipient]:
    """Recipients belong to the organisation: seen by all who have to do with letters."""
    rows = Recipient.objects.select_related("body")
    return rows if can(user, "view_recipients") else rows.none()


def submissions(user, verb: str = "view_letters") -> QuerySet[Submission]:
    return Submission.objects.filter(office__in=offices_for(user, verb))


def submission_lines(user) -> QuerySet[SubmissionCase]:
    return SubmissionCase.objects.filter(submission__office__in=offices_for(user, "view_letters"))


def lines_elsewhere(user, case: Case) -> QuerySet[SubmissionCase]:
    """The threads in which another office wrote about a case that has come to us since: the card
    alone (to whom, since when, whose), for whoever may open the case and see letters here."""
    rows = SubmissionCase.objects.exclude(submission__office=case.office_id).filter(case=case)
    if case.office_id not in offices_for(user, "view_letters"):
        return rows.none()
    return rows.select_related("submission__recipient__body", "submission__office")


def dispatches(user, verb: str = "view_letters") -> QuerySet[Dispatch]:
    return Dispatch.objects.filter(letter__office__in=offices_for(user, verb))


def meetings(user) -> QuerySet[Meeting]:
    """Visits of the own offices to bodies, and of their people."""
    return Meeting.objects.filter(office__in=offices_for(user, "keep_meetings"))


def outgoing(user) -> QuerySet[OutgoingNumber]:
    """The outgoing book."""
    return OutgoingNumber.objects.filter(office__in=offices_for(user, "view_register"))


def incoming(user) -> QuerySet[Incoming]:
    """The incoming book, without what is closed to the user."""
    open_to_user = (
        Q(closed_to_others=False)
        | Q(filed_by=user.pk)
        | Q(office__in=offices_for(user, "read_handed_in_news"))
    )
    return Incoming.objects.filter(open_to_user, office__in=offices_for(user, "view_register"))


def arrived(user) -> QuerySet[ArrivedMail]:
    """Mails that arrived for an office in which the user files replies, without those whose item
    in the book is closed to the user."""
    rows = ArrivedMail.objects.filter(office__in=offices_for(user, "record_reply"))
    return rows.filter(Q(incoming=None) | Q(incoming__in=incoming(user)))


def arrived_papers(user) -> QuerySet[ArrivedPaper]:
    """Files that came with mails: of those that wait, and of those in the book, as it is open."""
    return ArrivedPaper.objects.filter(
        Q(arrived__in=arrived(user)) | Q(arrived__incoming__in=incoming(user))
    )


def incoming_lines(user) -> QuerySet[IncomingLine]:
    return IncomingLine.objects.filter(incoming__in=incoming(user))


def first_office(user, verb: str = "record_earlier"):
    """The office for which the user does the verb, where no row says which one."""
    return Office.objects.filter(pk__in=offices_for(user, verb)).order_by("code").first()


def offices_with_figures(user) -> QuerySet[Office]:
    """The offices whose exact figures the user may see."""
    return Office.objects.filter(pk__in=offices_for(user, "view_figures")).order_by("code")


def cases_to_write_about(user) -> QuerySet[Case]:
    """The cases about which the user may draft a letter."""
    return Case.objects.filter(office__in=offices_for(user, "draft_letter"))
