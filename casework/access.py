"""Who sees what: the same rule as rows and as yes or no. Views get rows from here and nowhere else.

Strangers get nothing (404); those without the verb get a clear no (403).
"""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from casework import consent, deadlines, guests, roles
from casework.models import (
    Body,
    BulkRun,
    Case,
    CaseLine,
    Contact,
    Correction,
    Document,
    Due,
    Entry,
    Export,
    FamilyRequest,
    Holiday,
    ImportRun,
    IntakeDraft,
    Likeness,
    ListChoice,
    Note,
    NoticeVersion,
    Office,
    Post,
    PublishedRecord,
    QuarantinedRecord,
    QuietTime,
    SavedList,
    Scan,
    Staff,
    Succession,
    Upload,
)
from families.models import ContactPoint, Person, Relationship


def posts(user) -> list:
    """The posts that count today, where each office stands."""
    if not user.is_authenticated:
        return []
    return [p for p in user.held_posts() if p.counts_on(p.office.today())]


def roles_of(user, office_id=None) -> set[str]:
    """The roles held today, in one office or in any."""
    return {p.role for p in posts(user) if office_id is None or p.office_id == office_id}


def offices_for(user, verb: str) -> set:
    """The ids of the offices in which the user may do the verb today."""
    carrying = roles.VERBS[verb]
    return {p.office_id for p in posts(user) if p.role in carrying}


def can(user, verb: str, office=None) -> bool:
    """Whether the verb is the user's at all, or in one office."""
    where = offices_for(user, verb)
    return bool(where) if office is None else office.pk in where


def require(user, verb: str, office=None) -> None:
    """Raises PermissionDenied (403) for those who do not have the verb."""
    if not can(user, verb, office):
        raise PermissionDenied(verb)


def may(user, verb: str, case: Case) -> bool:
    """Whether the user may do the verb to this case: the same rule as `reachable`."""
    if case.office_id in offices_for(user, verb):
        return True
    guest = _as_guest(user, verb)
    return guest is not None and Case.objects.filter(guest, pk=case.pk).exists()


def require_may(user, verb: str, case: Case) -> None:
    """Raises PermissionDenied (403) for whoever may not do the verb to this case."""
    if not may(user, verb, case):
        raise PermissionDenied(verb)


def _as_guest(user, verb: str) -> Q | None:
    at_work = bool(offices_for(user, "open_in_emergency"))
    return guests.readable(user, verb, offices_for(user, verb), at_work=at_work)


def may_change_paper(user, paper: Document) -> bool:
    """Whether the user may do more with a paper than read it: `attach`, where it belongs."""
    return can(user, "attach", desk_of(user, "attach", paper.request, paper.case))


def desk_of(user, verb: str, request: FamilyRequest, case: Case | None = None) -> Office:
    """The office in which the user does the verb for a family: the family's own, or that of a
    case of it which went to another office; the family's own where neither is the user's. What
    belongs to one `case` is done where that case is."""
    if case is not None:
        return case.office
    where = offices_for(user, verb)
    if where and request.office_id not in where:
        case = request.cases.filter(office__in=where).select_related("office").first()
        if case is not None:
            return case.office
    return request.office


def offices(user) -> QuerySet[Office]:
    return Office.objects.filter(pk__in={p.office_id for p in posts(user)})


def requests(user, verb: str = "view_case") -> QuerySet[FamilyRequest]:
    """The families of the own offices, and those of which a case is there."""
    where = offices_for(user, verb)
    split = Case.objects.filter(office__in=where).values("request")
    return FamilyRequest.objects.filter(Q(office__in=where) | Q(pk__in=split))


def cases(user, verb: str = "view_case") -> QuerySet[Case]:
    """The cases of the own offices: what lists, counts and searches are made of."""
    return Case.objects.filter(office__in=offices_for(user, verb))


def reachable(user, verb: str = "view_case") -> QuerySet[Case]:
    """The cases whose file the user may open (or do the verb to): those of the own offices, and to
    read those that were lent to them or that the user opened in an emergency."""
    own, guest = Q(office__in=offices_for(user, verb)), _as_guest(user, verb)
    return Case.objects.filter(own if guest is None else own | guest)


def _in_file(user, verb: str) -> Q:
    """Rows that belong to a case one may open, or to the whole family of one."""
    files = reachable(user, verb)
    of_family = Q(request__in=files.values("request")) | Q(
        request__office__in=offices_for(user, verb)
    )
    return Q(case__in=files) | Q(Q(case=None), of_family)


def lines(user, verb: str = "view_case") -> QuerySet[CaseLine]:
    """The same cases as lines of the wide list."""
    where = offices_for(user, verb)
    if len(where) == 1:  # one office: the list is read straight from an index
        return CaseLine.objects.filter(office=where.pop())
    return CaseLine.objects.filter(office__in=where)


def saved_lists(user) -> QuerySet[SavedList]:
    """The lists that colleagues of the own offices gave a name."""
    return SavedList.objects.filter(office__in=offices_for(user, "view_case"))


def columns_of(user) -> list[str]:
    """The columns of the wide list that the user chose; none before that."""
    choice = ListChoice.objects.filter(staff=user.pk).first()
    return choice.columns if choice else []


def exports(user) -> QuerySet[Export]:
    """The sheets of cases that were asked for in the offices where the user may export."""
    return Export.objects.filter(office__in=offices_for(user, "export"))


def quarantine(user) -> QuerySet[QuarantinedRecord]:
    where = offices_for(user, "exchange_pfif")
    return QuarantinedRecord.objects.filter(file__office__in=where)


def published(user) -> QuerySet[PublishedRecord]:
    where = offices_for(user, "exchange_pfif")
    return PublishedRecord.objects.filter(case__office__in=where)


def cards(user, verb: str = "look_up") -> QuerySet[Case]:
    """The cases of which the user may see the public card, and nothing else of other offices'.

    Beside the own offices' cases: those whose family agreed (P2) that our other offices see
    where its request stands. Without that the answer is the same as for no case at all.
    """
    where = offices_for(user, verb)
    if not where:
        return Case.objects.none()
    shared = consent.open_to_our_offices(timezone.localdate()).values("pk")
    return Case.objects.filter(Q(office__in=where) | Q(request__in=shared))


def people(user) -> QuerySet[Person]:
    seen = requests(user)
    return Person.objects.filter(
        Q(sought_in__request__in=seen) | Q(asks_in__in=seen) | Q(co_asks_in__in=seen)
    ).distinct()


def people_of(user, case: Case) -> QuerySet[Person]:
    """The sought person of a case and those of its family: who asks, asks too, is called second."""
    if not may(user, "view_case", case):
        return Person.objects.none()
    family = case.request_id
    asking = Q(asks_in=family) | Q(co_asks_in=family) | Q(second_contact_in=family)
    asking |= Q(pk__in=Succession.objects.filter(request=family).values("died"))
    return Person.objects.filter(asking | Q(sought_in=case)).distinct()


def corrections(user, person: Person) -> QuerySet[Correction]:
    """What was corrected about a person, in the requests whose cases one may open."""
    return Correction.objects.filter(person=person, request__in=requests(user).values("pk"))


def likenesses(user) -> QuerySet[Likeness]:
    """Pairs of cases that may be about one person, where one may link the people of both."""
    where = offices_for(user, "link_people")
    return Likeness.objects.filter(first__office__in=where, second__office__in=where)


def ties_to(people_ids) -> QuerySet[Relationship]:
    """What others are to these people, of whom one may see the cases."""
    return Relationship.objects.filter(other__in=people_ids)


def former_contact_points(person: Person) -> QuerySet[ContactPoint]:
    """Numbers and addresses that were wrong or changed, of a person one may see; newest first."""
    return ContactPoint.every.filter(person=person).exclude(ended_at=None).order_by("-ended_at")


def documents(user, verb: str = "view_documents") -> QuerySet[Document]:
    return Document.objects.filter(_in_file(user, verb), removed_at=None)


def removed_documents(user) -> QuerySet[Document]:
    """Papers that were taken out and can be put back."""
    return Document.objects.filter(_in_file(user, "attach")).exclude(removed_at=None)


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
    return Contact.objects.filter(_in_file(user, "view_case"), taken_back_at=None)


def notes(user) -> QuerySet[Note]:
    return Note.objects.filter(_in_file(user, "view_case"), taken_back_at=None)


def dues(user) -> QuerySet[Due]:
    """What the user has to do: of the own roles, and what others did not do in time. What a
    caseworker of today looks after is on that person's list and no other's of the same role."""
    held = Q(pk__in=[])
    for post in posts(user):
        held |= Q(office=post.office_id) & deadlines.on_list_of(
            post.role, post.office, post.office.today(), Q(case__caseworker=user.pk)
        )
    return _running().filter(held)


def office_dues(user, *, every=False) -> QuerySet[Due]:
    """All that is to be done in the own offices; a due of the protection officers is nobody
    else's to see or to count. `every`: also what stands still."""
    rows = Due.objects.filter(done_at=None) if every else _running()
    theirs = Q(role=roles.Role.PROTECTION, office__in=offices_for(user, "keep_sealed"))
    open_side = ~Q(role=roles.Role.PROTECTION) & Q(office__in=offices_for(user, "view_work"))
    return rows.filter(open_side | theirs)


def _running() -> QuerySet[Due]:
    """Not done, the clock not stopped, and nothing that calls a family about whom all is stopped:
    someone may be in danger."""
    still = Q(stopped_until__gt=timezone.localdate())
    endangered = Case.objects.filter(safety_stop=True).values("request")
    hushed = Q(kind__in=deadlines.TO_FAMILY, request__in=endangered)
    return Due.objects.filter(done_at=None).exclude(still).exclude(hushed)


def quiet_times(user) -> QuerySet[QuietTime]:
    seen = offices_for(user, "keep_quiet")
    return QuietTime.objects.filter(request__office__in=seen, ended_at=None)


def holidays(user) -> QuerySet[Holiday]:
    """The days on which the own offices are closed."""
    rows = Holiday.objects.filter(office__in=offices_for(user, "view_work"))
    return rows.exclude(certainty="struck").select_related("office")


def drafts(user) -> QuerySet[IntakeDraft]:
    """One's own drafts; colleagues of the office may take one over."""
    return _drafts(user).filter(request=None)


def logged_drafts(user) -> QuerySet[IntakeDraft]:
    """What was typed and has been logged since: empty, but it still says as which request."""
    return _drafts(user).exclude(request=None).select_related("request")


def _drafts(user) -> QuerySet[IntakeDraft]:
    return IntakeDraft.objects.filter(office__in=offices_for(user, "log_request"))


def imports(user) -> QuerySet[ImportRun]:
    return ImportRun.objects.filter(office__in=offices_for(user, "import_register"))


def undoings(user) -> QuerySet[ImportRun]:
    """Take-overs that somebody asked to undo, for those who may agree."""
    where = offices_for(user, "agree_undo_import")
    return ImportRun.objects.filter(office__in=where).exclude(undo_asked_at=None)


def entries(user, case: Case) -> QuerySet[Entry]:
    """What happened to a case, and to the family's request that it belongs to."""
    if not may(user, "view_case", case):
        return Entry.objects.none()
    of_family = Q(case=None, target=case.request.number)
    return Entry.objects.filter(Q(case=case) | of_family)


def bodies(user) -> QuerySet[Body]:
    return Body.objects.filter(active=True) if posts(user) else Body.objects.none()


def bulk_runs(user) -> QuerySet[BulkRun]:
    """The steps with many cases that somebody pressed, while he or she still may see cases."""
    rows = BulkRun.objects.filter(by=user.pk)
    return rows if can(user, "view_case") else rows.none()


def case_workers(user) -> QuerySet[Staff]:
    """To whom the user may give cases: who works in the offices where the user assigns them."""
    return _working_in(offices_for(user, "assign"))


def _working_in(office_ids) -> QuerySet[Staff]:
    return Staff.objects.filter(posts__office__in=office_ids, is_active=True).distinct()


def colleagues(user) -> QuerySet[Staff]:
    """Who holds a post in the offices for which the user may log."""
    return _working_in(offices_for(user, "log_request"))


def house_offices(user) -> QuerySet[Office]:
    """All offices, for those who run the house."""
    return Office.objects.all() if can(user, "administer") else Office.objects.none()


def house_staff(user) -> QuerySet[Staff]:
    return Staff.objects.all() if can(user, "administer") else Staff.objects.none()


def house_posts(user) -> QuerySet[Post]:
    return Post.objects.all() if can(user, "administer") else Post.objects.none()


def house_bodies(user) -> QuerySet[Body]:
    return Body.objects.all() if can(user, "administer") else Body.objects.none()


def house_notices(user) -> QuerySet[NoticeVersion]:
    """The house's own versions of the information notice, and the draft of the next one."""
    return NoticeVersion.objects.all() if can(user, "administer") else NoticeVersion.objects.none()


def coordinators(user) -> QuerySet[Staff]:
    """Whom to ask in the own offices."""
    return _coordinators({p.office_id for p in posts(user)})


def coordinators_of(office: Office) -> QuerySet[Staff]:
    return _coordinators({office.pk})


def _coordinators(office_ids) -> QuerySet[Staff]:
    asked = Q(posts__office__in=office_ids, posts__role=roles.Role.COORDINATOR, posts__until=None)
    return Staff.objects.filter(asked, is_active=True).distinct()


def find(rows: QuerySet, **keys):
    """The one row, or 404: for a stranger it is the same as if it did not exist."""
    return get_object_or_404(rows, **keys)
