"""Records of one human being: linked with a reason, never merged, unlinked the same way."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from casework import access, audit
from casework.models import Case, Likeness
from casework.models.correction import Deed, Part
from families.models import Person, PersonLink

from . import acting, correcting
from .errors import Refused
from .ledger import Ledger


def link(case: Case, person: Person, other_case: Case, other: Person, *, by, reason, command=None):
    """Says that two rows are the same human being. Both families' words stay apart."""
    content = [str(person.pk), str(other.pk)]
    with acting.acting("link_people", by=by, case=case, command=command, content=content) as act:
        if act.done:
            return PersonLink.every.get(pk=act.result["link"])
        _both_are_theirs(act, person, other_case, other)
        if not reason.strip():
            raise Refused(_("Please give the reason."), code="reason")
        if person.pk == other.pk:
            raise Refused(_("This is the same record already."), code="same_record")
        if links_between(person, other).exists():
            raise Refused(_("These two are linked already."), code="linked")
        first, second = sorted((person, other), key=lambda one: str(one.pk))
        row = PersonLink(first=first, second=second, decided_by=str(by), reason=reason.strip())
        ledger = Ledger()
        ledger.add(row, ("reason",))
        act.result = {"link": str(row.pk)}
        _record(act, person, other_case, other, ledger, Deed.ADDED)
    return row


def unlink(
    case: Case, person: Person, row: PersonLink, other_case: Case, *, by, reason, command=None
):
    """Takes a link back; it stays in the history of both."""
    content = ["unlink", str(row.pk)]
    with acting.acting("link_people", by=by, case=case, command=command, content=content) as act:
        if act.done:
            return
        other = row.second if row.first_id == person.pk else row.first
        _both_are_theirs(act, person, other_case, other)
        if not reason.strip():
            raise Refused(_("Please give the reason."), code="reason")
        standing = PersonLink.objects.select_for_update().filter(pk=row.pk).first()
        if standing is None:
            raise Refused(_("This link was taken back already."), code="unlinked")
        ledger = Ledger()
        words = f"{standing.reason} / {reason.strip()}"
        ledger.change(standing, {"reason": words, "ended_at": timezone.now()})
        _reopen(standing)
        _record(act, person, other_case, other, ledger, Deed.ENDED)


def _reopen(link: PersonLink) -> None:
    """Whether the two are one is an open question again."""
    for row in Likeness.objects.select_for_update().filter(link=link):
        row.reopen()
        row.save()


def links_of(person: Person):
    """The links that stand, with both people."""
    rows = PersonLink.objects.filter(Q(first=person) | Q(second=person))
    return rows.select_related("first", "second")


def links_between(person: Person, other: Person):
    return links_of(person).filter(Q(first=other) | Q(second=other))


def _both_are_theirs(act, person: Person, other_case: Case, other: Person) -> None:
    if not access.may(act.by, "link_people", other_case):
        raise PermissionDenied("link_people")
    for case, one in ((act.case, person), (other_case, other)):
        if not access.people_of(act.by, case).filter(pk=one.pk).exists():
            raise PermissionDenied("link_people")


def _record(act, person, other_case, other, ledger: Ledger, deed) -> None:
    """One line in the history and the trail of both cases."""
    for case, one in ((act.case, person), (other_case, other)):
        row = correcting.keep_history(
            ledger,
            one,
            case.request,
            case=case,
            part=Part.LINK,
            deed=deed,
            fields=["link"],
            by=act.by,
        )
        audit.record(
            "link_people",
            by=act.by,
            case=case,
            target=case.reference,
            details={"deed": str(deed), "correction": str(row.pk)},
        )
    acting.save(act.case)
