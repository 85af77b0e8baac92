"""Adding to a case what was missing when it was written down."""

from dataclasses import dataclass

from casework.lifecycle import STEPS, State
from casework.models import Case
from casework.models.correction import Part
from families.calendars import PartialDate
from families.models import Person, PersonName
from families.models.name import as_given
from families.names import tidy

from . import acting, cases, correcting
from .ledger import Ledger


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
        _write(act, told)
        acting.save(act.case)
        act.record("complete_sought", target=act.case.reference, fields=changed)
        if act.case.state == State.DRAFT and not cases.check(act.case, "register"):
            cases.take_step(act, STEPS["register"], {}, {})
    return act.case


def _write(act: acting.Act, told: Missing) -> None:
    """What stood before stays in the history of each person, as with every correction."""
    enquirer, sought = act.case.request.enquirer, act.case.sought
    _name(act, enquirer, enquirer.main_name, full_as_given=told.enquirer_name)
    parents = {"father": tidy(told.father)[:200], "mother": tidy(told.mother)[:200]}
    _name(act, sought, sought.main_name, full_as_given=told.name, **parents)
    passport = sought.names.filter(script="latn", kind="passport").first()
    _name(act, sought, passport, full_as_given=told.latin_name, kind="passport")
    said = {
        "birth": told.birth,
        "birth_place": tidy(told.birth_place)[:300],
        "nationality": tidy(told.nationality)[:100],
    }
    ledger = Ledger()
    fields = ledger.change(sought, {name: value for name, value in said.items() if value})
    _keep(act, sought, ledger, Part.DETAILS, fields)


def _name(act: acting.Act, person: Person, row: PersonName | None, **said) -> None:
    """The name with what was typed now; nothing typed, or parts of no name, changes nothing."""
    said["full_as_given"] = as_given(said["full_as_given"])[:500]
    typed = {name: value for name, value in said.items() if value and name != "kind"}
    if not typed or (row is None and "full_as_given" not in typed):
        return
    step = correcting.Step(act, person, Part.NAME)
    correcting.write_name(step, row, {**_standing(row, said.get("kind", "official")), **typed})
    _keep(act, person, step.ledger, Part.NAME, step.fields)


def _standing(row: PersonName | None, kind: str) -> dict:
    if row is None:
        return {"kind": kind}
    kept = ("full_as_given", "kind", "given", "father", "grandfather", "family", "mother")
    return {name: getattr(row, name) for name in (*kept, "honorific", "source", "for_letters")}


def _keep(act: acting.Act, person: Person, ledger: Ledger, part, fields) -> None:
    if ledger.changes:
        request, case = act.case.request, act.case
        correcting.keep_history(
            ledger, person, request, case=case, part=part, fields=sorted(fields), by=act.by
        )
