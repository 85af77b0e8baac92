"""Cases that are here and may be about the person whom a row of a register seeks, and why.

However the name is written; with the father, the birth and who asks as evidence. Only among the
cases that whoever takes the register over may open: suggestions, never a block.
"""

from collections.abc import Iterable, Sequence

from casework import access
from casework.imports.register_row import RegisterRow
from casework.imports.sheets import Reason
from casework.models import Case, Staff
from families.matching import Like, Many
from families.matching.index import interval
from families.models import Person
from families.names.comparing import POSSIBLE, compare_names
from families.names.evidence import Told

_SAME = 0.9
_SPEAKS = {"birth_fits", "birth_near", "father_fits", "asks"}


class SamePerson:
    """Looks for the sought people of some rows after the other in the cases one may see."""

    def __init__(self, by: Staff):
        self._cases = access.cases(by).exclude(state="archived")
        self._many = Many(Person.objects.filter(sought_in__in=self._cases))

    def of(self, rows: Sequence[RegisterRow]) -> list[Reason | None]:
        """What is to be said about each row: the likeliest case and why; None: nobody is alike."""
        found = self._many.likest([_told(row) for row in rows])
        cases = self._cases_of({like.person for likes in found for like in likes})
        return [_reason(row, likes, cases) for row, likes in zip(rows, found, strict=True)]

    def _cases_of(self, people: set) -> dict:
        rows = self._cases.filter(sought__in=people).order_by("-reference")
        rows = rows.select_related("sought", "request__enquirer")
        rows = rows.prefetch_related("sought__names", "request__enquirer__names")
        return {case.sought_id: case for case in rows}


def _told(row: RegisterRow) -> Told:
    birth = interval(row.sought_birth)
    return Told(row.sought_name, father=row.sought_father, birth=birth, sex=row.sought_sex)


def _reason(row: RegisterRow, likes: Iterable[Like], cases: dict) -> Reason | None:
    for like in likes:
        case = cases.get(like.person)
        if case is None:
            continue
        why = _why(row, like, case)
        if like.verdict.level == "likely" or _SPEAKS.intersection(why):
            told = {"reference": case.reference, "name": case.sought.full_name, "evidence": why}
            return Reason("may_be_same", told)
    return None


def _why(row: RegisterRow, like: Like, case: Case) -> list[str]:
    """Codes for `sentences.EVIDENCE`, what counts most first."""
    verdict = like.verdict
    why = ["name_same" if verdict.names.score >= _SAME else "name_alike"]
    why += [f"{what}_{how}" for what, how in verdict.beside]
    asks = compare_names(row.enquirer_name, case.request.enquirer.full_name)
    return [*why, "asks"] if asks.score >= POSSIBLE else why
