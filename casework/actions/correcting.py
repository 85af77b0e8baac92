"""Correcting what is known about a person. Nothing is overwritten for good: every step keeps
what stood before, sealed, and can be shown and, for an hour, taken back."""

import contextlib
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils.translation import gettext as _

from casework import access
from casework.lifecycle import State
from casework.models import Case, Correction
from casework.models.correction import Deed, Part
from families.identifiers import check
from families.models import (
    ContactPoint,
    Identifier,
    News,
    Person,
    PersonName,
    Portrait,
    Relationship,
)
from families.models.contact_point import Works
from families.names import script_of

from . import acting, quieting
from .errors import Refused, Stale
from .ledger import Ledger

MODELS = {
    Part.NAME: PersonName,
    Part.CONTACT: ContactPoint,
    Part.IDENTIFIER: Identifier,
    Part.NEWS: News,
    Part.TIE: Relationship,
    Part.PORTRAIT: Portrait,
}
# What a row of each part says, for the history of one that ends.
TOLD = {
    Part.NAME: ("full_as_given", "kind"),
    Part.CONTACT: ("kind", "value"),
    Part.IDENTIFIER: ("kind", "value"),
    Part.NEWS: ("on", "place", "address", "words"),
    Part.TIE: ("other_id", "kin"),
    Part.PORTRAIT: ("taken", "who_is_who"),
}


@dataclass
class Step:
    """One open correction: what it changes, in whose record, in which case."""

    act: acting.Act
    person: Person
    part: str
    ledger: Ledger = field(default_factory=Ledger)
    deed: str = Deed.CHANGED
    fields: list[str] = field(default_factory=list)
    row: object = None


def correct_details(case: Case, person: Person, said: dict, *, by, seen=None, command=None):
    """Corrects sex, birth, nationality, languages … of a person. Gives the step's record."""
    with _step(case, person, Part.DETAILS, said, by=by, seen=seen, command=command) as step:
        if not step.act.done:
            step.fields = step.ledger.change(step.person, said)
    return _written(step)


def write_part(
    case: Case, person: Person, part, said: dict, *, row=None, by, seen=None, command=None
):
    """Adds a name, number, way to reach, news or tie, or corrects the `row` that stands.

    A name or a way to reach that reads otherwise is a new row that takes the old one's place.
    """
    content = [row.pk if row else None, said]
    with _step(case, person, part, content, by=by, seen=seen, command=command) as step:
        if step.act.done:
            return _written(step)
        if part == Part.CONTACT and step.act.case.sought_id == person.pk:
            raise Refused(
                _(
                    "Not here: how the sought person can be reached. If somebody knows it, "
                    "use “Hand in news”."
                ),
                code="sought_contact",
            )
        standing = _standing(part, person, row) if row else None
        _WRITERS.get(part, _write_plain)(step, standing, dict(said))
    return _written(step)


def end_part(case: Case, person: Person, part, row, *, by, why="", seen=None, command=None):
    """A row no longer counts: it was wrong, or somebody else's. It stays in the history."""
    content = ["end", str(row.pk)]
    with _step(case, person, part, content, by=by, seen=seen, command=command) as step:
        if step.act.done:
            return _written(step)
        if part == Part.NAME and person.names.count() == 1:
            raise Refused(_("This is the only name. Add the right one first."), code="only_name")
        standing = _standing(part, person, row)
        step.deed, step.fields = Deed.ENDED, [str(part)]
        more = {"works": why} if part == Part.CONTACT and why in Works.values else {}
        step.ledger.end(standing, TOLD[Part(part)], **more)
    return _written(step)


@contextlib.contextmanager
def _step(case, person, part, content, *, by, seen, command):
    """The action around a correction: person locked, version compared, trail and history."""
    told = [str(person.pk), str(part), content]
    with acting.acting("edit_people", by=by, case=case, command=command, content=told) as act:
        step = Step(act, person, part)
        if act.done:
            yield step
            return
        _may_be_corrected(act, person)
        step.person = Person.objects.select_for_update().get(pk=person.pk)
        if seen is not None and int(seen) != step.person.version:
            raise _stale(step.person)
        yield step
        if step.ledger.changes:
            _record(step)


def _may_be_corrected(act: acting.Act, person: Person) -> None:
    if not access.people_of(act.by, act.case).filter(pk=person.pk).exists():
        raise PermissionDenied("edit_people")
    if act.case.state == State.ARCHIVED:
        raise Refused(_("This case is archived; nothing in it changes any more."), code="archived")


def _stale(person: Person) -> Stale:
    last = person.corrections.select_related("by").first()
    return Stale(
        who=last.by if last and last.by else "-", when=last.at if last else None, what="edit_people"
    )


def _record(step: Step) -> None:
    act, fields = step.act, sorted(step.fields)
    correction = keep_history(
        step.ledger,
        step.person,
        act.case.request,
        case=act.case,
        part=step.part,
        deed=step.deed,
        fields=fields,
        by=act.by,
    )
    said = {"part": str(step.part), "deed": str(step.deed), "fields": fields}
    if step.part == Part.DETAILS:
        said["dues"] = quieting.follow_death(act.case.request, step.person, by=act.by)
    acting.save(act.case)
    act.result = {"correction": str(correction.pk)}
    act.record(target=act.case.reference, correction=str(correction.pk), **said)


def keep_history(
    ledger: Ledger, person: Person, request, *, by, part, fields, case=None, deed=Deed.CHANGED
):
    """Inside an open action: the history's row for what a ledger holds; pages of it become old."""
    Person.objects.filter(pk=person.pk).update(version=F("version") + 1)
    return Correction.objects.create(
        person=person,
        request=request,
        case=case,
        part=part,
        deed=deed,
        fields=fields,
        changes=ledger.changes,
        by=by,
    )


def _written(step: Step) -> Correction | None:
    """The history's row of the step; None when nothing differed."""
    key = step.act.result.get("correction")
    return Correction.objects.get(pk=key) if key else None


def _standing(part, person: Person, row):
    return MODELS[Part(part)].objects.select_for_update().get(pk=row.pk, person=person)


def _write_plain(step: Step, row, said: dict) -> None:
    if row is None:
        row = MODELS[Part(step.part)](person=step.person, **said)
        step.ledger.add(row, said)
        step.deed, step.fields = Deed.ADDED, list(said)
    else:
        step.fields = step.ledger.change(row, said)


def write_name(step: Step, row, said: dict) -> None:
    """Adds a name or corrects one: another spelling is a new row in the old one's place."""
    script = script_of(said["full_as_given"])
    if said.get("for_letters"):
        others = step.person.names.filter(script=script, for_letters=True)
        for other in others.exclude(pk=row.pk if row else None):
            step.ledger.change(other, {"for_letters": False})
    if row is None or row.full_as_given == said["full_as_given"]:
        _write_plain(step, row, said)
        return
    step.fields = [name for name, new in said.items() if getattr(row, name) != new]
    step.ledger.end(row, said)
    first = row.first_form_id or row.pk
    later = PersonName(person=step.person, first_form_id=first, **said)
    step.ledger.add(later, said)


def _write_contact(step: Step, row, said: dict) -> None:
    if row is None or (row.value, row.kind) == (said["value"], said["kind"]):
        _write_plain(step, row, said)
        return
    step.fields = [name for name, new in said.items() if getattr(row, name) != new]
    works = row.works if row.works == Works.WRONG else Works.GONE
    step.ledger.end(row, said, works=works)
    step.ledger.add(ContactPoint(person=step.person, replaces=row, **said), said)


def _write_identifier(step: Step, row, said: dict) -> None:
    _write_plain(step, row, {**said, "warning": check(said["kind"], said["value"])})


_WRITERS = {
    Part.NAME: write_name,
    Part.CONTACT: _write_contact,
    Part.IDENTIFIER: _write_identifier,
}
