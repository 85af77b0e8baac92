"""Adding to a case what was missing when it was written down."""

from dataclasses import dataclass

from casework.lifecycle import STEPS, State
from casework.models import Case
from families.calendars import PartialDate
from families.models import Person, PersonName
from families.names import tidy

from . import acting, cases


@dataclass(frozen=True)
class Missing:
    """What was told later about the sought person and the one who asks; empty changes nothing."""

    enquirer_name: str = ""
    name: str = ""
    latin_name: str = ""
    father: str = ""
    mother: str = ""
    birth: PartialDate | None = None
    birth_place: str = ""
    nationality: str = ""


def complete_sought(case: Case, told: Missing, *, by, seen=None, command=None) -> Case:
    """Adds what was told and logs the case when nothing is missing any more.

    What stands already is replaced only by what was typed now; the trail names the fields,
    never their content. Raises Stale when somebody changed the case meanwhile.
    """
    changed = sorted(name for name, value in vars(told).items() if value)
    with acting.acting(
        "complete", by=by, case=case, seen=seen, command=command, content=[str(case.pk), changed]
    ) as act:
        if act.done or not changed:
            return Case.objects.get(pk=case.pk)
        _write(act.case, told)
        acting.save(act.case)
        act.record("complete_sought", target=act.case.reference, fields=changed)
        if act.case.state == State.DRAFT and not cases.check(act.case, "register"):
            cases.take_step(act, STEPS["register"], {}, {})
    return act.case


def _write(case: Case, told: Missing) -> None:
    sought = case.sought
    _name(case.request.enquirer, told.enquirer_name)
    main = _name(sought, told.name)
    if told.latin_name:
        PersonName.objects.update_or_create(
            person=sought, script="latn", defaults={"full_as_given": tidy(told.latin_name)[:500],
                                                    "kind": "passport"},
        )  # fmt: skip
    if main is not None:
        main.father = tidy(told.father)[:200] or main.father
        main.mother = tidy(told.mother)[:200] or main.mother
        main.save()
    sought.birth = told.birth or sought.birth
    sought.birth_place = tidy(told.birth_place)[:300] or sought.birth_place
    sought.nationality = tidy(told.nationality)[:100] or sought.nationality
    sought.save()


def _name(person: Person, full: str) -> PersonName | None:
    """The main name, written down if it was missing or is given anew."""
    main, full = person.main_name, tidy(full)[:500]
    if not full:
        return main
    if main is None:
        return PersonName.objects.create(person=person, full_as_given=full)
    main.full_as_given = full
    main.save()
    return main
