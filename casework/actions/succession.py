"""After the death of somebody who asks: marked with its day and source; later a successor.

Calls, letters and messages to the dead stop at once. After the quiet days another person asks,
with an identity and answers of his or her own: nothing that the dead agreed to counts for the
successor, and nothing that the sought person wished toward the dead is inherited.
"""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from casework import consent, quiet, signals
from casework.actions.told import NameTold, PersonTold
from casework.models import Case, DeathSource, FamilyRequest, Succession
from casework.models.correction import Part
from families.calendars import PartialDate, parse
from families.gathering import keep
from families.models import Person, Relationship
from families.models.person import LifeStatus
from families.names import tidy

from . import acting, consents, correcting, people, planning, quieting
from .errors import Refused
from .ledger import Ledger


@dataclass
class Successor:
    """Who asks from now on: somebody whom the request knows (`person`), or somebody new."""

    person: Person | None = None
    name: str = ""
    phone: str = ""
    identifier: tuple[str, str] = ("", "")  # kind, value
    kin: dict = field(default_factory=dict)  # reference of a case → what he or she is to the sought
    notice_given: bool = False
    agrees: bool = False
    came_by_themselves: bool = False


def mark_death(
    request: FamilyRequest, person: Person, *, by, source, died_on=None, words="", command=None
) -> Succession:
    """Notes that somebody who asks has died: when, as it was told, and who says so."""
    content = [str(request.pk), str(person.pk), str(source), str(died_on), words]
    with acting.acting(
        "mark_death", by=by, family=request, command=command, content=content
    ) as act:
        if act.done:
            return Succession.objects.get(pk=act.result["succession"])
        if person not in [*consent.as_told(request), request.second_contact]:
            raise Refused(_("This person does not ask in this request."), code="stranger")
        row = write_death(request, person, by=by, source=source, died_on=died_on, words=words)
        act.result = {"succession": str(row.pk)}
        act.record(target=request.number, person=str(person.pk), source=str(source))
    return row


def write_death(
    request: FamilyRequest, person: Person, *, by, source, died_on: PartialDate | None, words=""
) -> Succession:
    """The same inside an open action."""
    ledger = Ledger()
    day = died_on or parse(request.office.today().isoformat(), calendar_hint="gregorian")
    fields = ledger.change(person, {"life_status": LifeStatus.DEAD, "died_on": day})
    if ledger.changes:
        correcting.keep_history(ledger, person, request, by=by, part=Part.DETAILS, fields=fields)
    quieting.follow_death(request, person, by=by)
    signals.enquirer_died.send(sender=FamilyRequest, request=request, by=by)
    return note_source(request, person, by=by, source=source, words=words)


def note_source(request, person, *, by, source, words="") -> Succession:
    """Who told of the death; told again, the later words count."""
    row, _new = Succession.objects.update_or_create(
        request=request,
        died=person,
        defaults={"source": source, "words": tidy(words)[:1000], "marked_by": by},
    )
    return row


def name_successor(request: FamilyRequest, told: Successor, *, by, command=None) -> Succession:
    """From now on this person asks. Refused while the enquirer lives, in the quiet days unless the
    family came by itself, without an own identity, and without notice and own agreement."""
    content = [str(request.pk), str(told.person), told.name, told.notice_given, told.agrees]
    with acting.acting(
        "name_successor", by=by, family=request, command=command, content=content
    ) as act:
        if act.done:
            return Succession.objects.get(pk=act.result["succession"])
        request = FamilyRequest.objects.select_for_update().get(pk=request.pk)
        _check(request, told)
        row = Succession.objects.filter(request=request, died=request.enquirer).first()
        row = row or note_source(request, request.enquirer, by=by, source=DeathSource.OTHERS)
        person = _write_person(request, told)
        _take_place(request, person, by=by)
        row.successor, row.named_by, row.named_at = person, by, timezone.now()
        row.came_by_themselves = told.came_by_themselves
        row.save()
        act.result = {"succession": str(row.pk)}
        act.record(target=request.number, person=str(person.pk))
        signals.successor_named.send(sender=FamilyRequest, request=request, by=by)
    return row


def _check(request: FamilyRequest, told: Successor) -> None:
    if request.enquirer.life_status != LifeStatus.DEAD:
        raise Refused(_("The person who asks has not been marked as dead."), code="alive")
    last = quiet.until(request, request.office.today())
    if last is not None and not told.came_by_themselves:
        raise Refused(
            _("Not yet: these are quiet days of the family. Wait until they have passed."),
            code="quiet",
        )
    reasons = {
        "name": told.person is not None or tidy(told.name),
        "dead": told.person is None or told.person.life_status != LifeStatus.DEAD,
        "identity": tidy(told.identifier[1])
        or (told.person is not None and told.person.identifiers.exists()),
        "notice": told.notice_given,
        "agrees": told.agrees,
    }
    missing = [code for code, holds in reasons.items() if not holds]
    if missing:
        raise Refused(*(_sentence(code) for code in missing), codes=missing)


def _sentence(code: str) -> str:
    return {
        "name": _("Please write down who asks from now on."),
        "dead": _("This person has died as well."),
        "identity": _("Please write down the number of an identity paper of this person."),
        "notice": _("Not yet: the information notice has not been given to this person."),
        "agrees": _("Not yet: this person has not agreed that we record the request."),
    }[code]


def _write_person(request: FamilyRequest, told: Successor) -> Person:
    person = told.person or people.write_person(
        PersonTold(names=[NameTold(told.name)], phones=[told.phone] if told.phone else [])
    )
    people.write_identifier(person, *told.identifier)
    for case in Case.objects.filter(request=request).select_related("sought"):
        kin = told.kin.get(case.reference)
        known = Relationship.objects.filter(person=person, other=case.sought).exists()
        if kin and not known and person.pk != case.sought_id:
            keep(Relationship(person=person, other=case.sought, kin=kin))
    return person


def _take_place(request: FamilyRequest, person: Person, *, by) -> None:
    """The person asks in the first place; every open page of the family is old now."""
    request.co_enquirers.remove(person)
    request.enquirer = person
    if request.second_contact_id == person.pk:
        request.second_contact = None
    request.notice_on = request.office.today()
    request.save()
    consents.write_answers_of(request, person, {"P1": "granted"}, notice=True, by=by, how="oral")
    planning.plan(request)  # from now on the successor is to hear from us
    for case in Case.objects.filter(request=request).order_by("pk"):
        acting.save(acting.lock(case))
