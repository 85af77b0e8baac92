"""Calls, visits, notes, and telling the family where its request stands."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from casework import access
from casework.models import Contact, Due, FamilyRequest, Note
from casework.models.contact import Result
from casework.models.due import DueKind
from families.calendars import parse
from families.models.person import LifeStatus

from . import acting, reviews
from .errors import Refused


def add_contact(
    request: FamilyRequest, *, by, on, how, said="", result="talked", command=None, **more
):
    """Records a call, visit or message with the family. `more`: case, whom, promised,
    next_step, language."""
    with acting.acting(
        "add_contact",
        by=by,
        office=request.office,
        command=command,
        content=[str(request.pk), on, how, result],
    ) as act:
        if act.done:
            return Contact.objects.get(pk=act.result["contact"])
        contact = Contact.objects.create(
            request=request,
            office=request.office,
            how=how,
            result=result,
            on=on,
            said=said,
            by=by,
            **more,
        )
        act.result = {"contact": str(contact.pk)}
        act.record("add_contact", target=request.number, contact=str(contact.pk), result=result)
        reviews.plan(request)
        if result == Result.DIED:
            _mark_dead(request)
    return contact


def tell_family(
    request: FamilyRequest, *, by, result, how="call", command=None, said=""
) -> Contact:
    """Told, not reached, wrong number, or died. Nobody is called again after a death is heard.

    Whoever may see the family's card may tell it; another office's too, where the family agreed.
    """
    if not access.cards(by, "tell_family").filter(request=request).exists():
        raise PermissionDenied("tell_family")
    enquirer = request.enquirer
    if enquirer.life_status == LifeStatus.DEAD and result != Result.DIED:
        raise Refused(
            _("This person has died. No call, letter or message goes there any more."),
            code="enquirer_died",
        )
    with acting.acting(
        "tell_family",
        by=by,
        office=request.office,
        command=command,
        content=[str(request.pk), result, how],
        may=False,
    ) as act:
        if act.done:
            return Contact.objects.get(pk=act.result["contact"])
        today = request.office.today()
        contact = Contact.objects.create(
            request=request,
            office=request.office,
            how=how,
            result=result,
            on=today,
            said=said,
            language=request.language,
            by=by,
        )
        act.result = {"contact": str(contact.pk)}
        act.record("tell_family", target=request.number, result=result)
        reviews.plan(request)
        if result == Result.TOLD:
            Due.objects.filter(
                request=request,
                kind__in=(DueKind.ACKNOWLEDGE, DueKind.NEWS_TO_FAMILY),
                done_at=None,
            ).update(done_at=timezone.now(), done_by=by)
        if result == Result.DIED:
            _mark_dead(request)
    return contact


def _mark_dead(request: FamilyRequest) -> None:
    person = request.enquirer
    person.life_status = LifeStatus.DEAD
    person.died_on = parse(request.office.today().isoformat(), calendar_hint="gregorian")
    person.save()


def add_note(request: FamilyRequest, words: str, *, by, case=None, command=None) -> Note:
    with acting.acting(
        "add_note", by=by, office=request.office, command=command, content=[str(request.pk), words]
    ) as act:
        if act.done:
            return Note.objects.get(pk=act.result["note"])
        note = Note.objects.create(request=request, case=case, words=words, by=by)
        act.result = {"note": str(note.pk)}
        act.record("add_note", target=request.number, note=str(note.pk))
    return note
