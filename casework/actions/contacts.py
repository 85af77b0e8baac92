"""Calls, visits, notes, and telling the family where its request stands."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from casework import access, reaching, signals
from casework.models import Contact, DeathSource, Due, FamilyRequest, Note
from casework.models.contact import ContactHow, Result
from casework.models.correction import Part
from casework.models.due import DueKind
from families.calendars import parse
from families.models.contact_point import ContactKind, ContactPoint, Safe, Works
from families.models.person import LifeStatus

from . import acting, correcting, dues, planning, quieting, succession
from .errors import Refused
from .ledger import Ledger

# What is done once a family has heard where its request stands.
HEARD = (DueKind.ACKNOWLEDGE, DueKind.NEWS_TO_FAMILY)


def add_contact(
    request: FamilyRequest, *, by, on, how, said="", result="talked", command=None, **more
):
    """Records a call, visit or message with the family. `more`: case, whom, promised,
    next_step, language."""
    with acting.acting(
        "add_contact",
        by=by,
        family=request,
        command=command,
        content=[str(request.pk), on, how, result],
    ) as act:
        if act.done:
            return Contact.objects.get(pk=act.result["contact"])
        _refuse_unusable(request.enquirer, how, result)
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
        more = {**_mark(request, result, by=by), **_heard(request, result, by=by)}
        planning.plan(request)
        act.record(
            "add_contact", target=request.number, contact=str(contact.pk), result=result, **more
        )
    return contact


def tell_family(
    request: FamilyRequest, *, by, result, how="call", command=None, said="", point=None
) -> Contact:
    """Told, not reached, wrong number, or died. Nobody is called again after a death is heard.

    `point` is the number that turned out to be wrong; without it the family's only one.
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
        family=request,
        command=command,
        content=[str(request.pk), result, how],
        may=False,
    ) as act:
        if act.done:
            return Contact.objects.get(pk=act.result["contact"])
        _refuse_unusable(enquirer, how, result, point)
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
        more = {**_mark(request, result, by=by, point=point), **_heard(request, result, by=by)}
        planning.plan(request)
        act.record(
            "tell_family", target=request.number, contact=str(contact.pk), result=result, **more
        )
    return contact


WAYS = {
    ContactHow.CALL: (ContactKind.PHONE,),
    ContactHow.MESSAGE: (ContactKind.PHONE, ContactKind.EMAIL, ContactKind.OTHER),
    ContactHow.VISIT: (ContactKind.ADDRESS,),
    ContactHow.LETTER: (ContactKind.ADDRESS,),
}


def _refuse_unusable(person, how, result, point=None) -> None:
    """An attempt counts, and is made, only by a way that is safe and works. Whoever was reached
    may have called by any; where no way of the kind is noted, it stands on paper."""
    if result not in reaching.MISSED:
        return
    kinds = WAYS[ContactHow(how)]
    ways = [point] if point else [p for p in person.contact_points.all() if p.kind in kinds]
    if not ways or any(way.usable for way in ways):
        return
    if any(way.safe == Safe.NO for way in ways):
        sentence = _("Not possible: using this way to reach the family is not safe.")
        raise Refused(sentence, code="not_safe")
    sentence = _("Not possible: this number or address does not work any more, as was noted.")
    raise Refused(sentence, code="not_working")


def _heard(request: FamilyRequest, result, *, by) -> dict:
    """What was due for the family to hear is done; the ids, for an undoing."""
    if result != Result.TOLD:
        return {}
    return {"dues": dues.settle(Due.objects.filter(request=request, kind__in=HEARD), by=by)}


def wrote(request: FamilyRequest, *, by, settles, case=None) -> Contact:
    """Inside an open action that made a letter to the family: it has heard from us.

    `settles` are the kinds of dues that are done with it; for one case where one is told.
    """
    contact = Contact.objects.create(
        request=request,
        case=case,
        office=request.office,
        how=ContactHow.LETTER,
        result=Result.TOLD,
        on=request.office.today(),
        language=request.language,
        by=by,
    )
    waiting = Due.objects.filter(request=request, kind__in=settles)
    dues.settle(waiting.filter(case=case) if case else waiting, by=by)
    planning.plan(request)
    return contact


def _mark(request: FamilyRequest, result, *, by, point=None) -> dict:
    """What a call changes in the enquirer's record; gives the history's row for the trail."""
    ledger, person = Ledger(), request.enquirer
    if result == Result.DIED:
        succession.note_source(request, person, by=by, source=DeathSource.FAMILY)
        signals.enquirer_died.send(sender=FamilyRequest, request=request, by=by)
        today = parse(request.office.today().isoformat(), calendar_hint="gregorian")
        dead = {"life_status": LifeStatus.DEAD, "died_on": today}
        part, fields = Part.DETAILS, ledger.change(person, dead)
    elif result == Result.WRONG_NUMBER:
        found = point or _only_number(person)
        part, fields = Part.CONTACT, ledger.change(found, {"works": Works.WRONG}) if found else []
    if not ledger.changes:
        return {}
    row = correcting.keep_history(ledger, person, request, by=by, part=part, fields=fields)
    ended = quieting.follow_death(request, person, by=by)
    return {"correction": str(row.pk), "dues": ended}


def _only_number(person) -> ContactPoint | None:
    numbers = list(person.contact_points.filter(kind=ContactKind.PHONE))
    return numbers[0] if len(numbers) == 1 else None


def add_note(request: FamilyRequest, words: str, *, by, case=None, command=None) -> Note:
    with acting.acting(
        "add_note", by=by, family=request, command=command, content=[str(request.pk), words]
    ) as act:
        if act.done:
            return Note.objects.get(pk=act.result["note"])
        note = Note.objects.create(request=request, case=case, words=words, by=by)
        act.result = {"note": str(note.pk)}
        act.record("add_note", target=request.number, note=str(note.pk))
    return note
