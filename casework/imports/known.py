"""The cases of an office that rows of a register can be about, looked up for many rows at once."""

from collections.abc import Iterable, Sequence

from casework.actions.requests import normalise_number
from casework.imports.cells import number_key
from casework.imports.register_row import RegisterRow
from casework.imports.rows import RowPlan
from casework.models import Case, CaseNumber, ImportRow, Office
from casework.models.case import NumberKind
from families.names import search_key
from families.sealing import fingerprint

Pair = tuple[str, str]


def content_key(planned: RowPlan) -> str:
    """The keyed hash under which a row's content is remembered; nothing can be read from it."""
    return fingerprint("import row", planned.content) if planned.content else ""


def pair_of(values: RegisterRow) -> Pair:
    """Who asks and who is sought, as the search compares names."""
    return search_key(values.enquirer_name), search_key(values.sought_name)


class KnownCases:
    """What was here before these rows: by old number, by content, by the two names."""

    def __init__(self, rows: Iterable[RowPlan], office: Office):
        rows = list(rows)
        self._numbers = _by_number(office, [row for row in rows if row.key])
        self._contents = _by_content(office, [row for row in rows if not row.key])
        self._pairs = _by_names(office, [pair_of(row.values) for row in rows])

    def case_of(self, row: RowPlan) -> Case | None:
        """The case that a row is about: that of its old number, or of the same row taken before."""
        if not row.key:
            return self._contents.get(content_key(row))
        held = self._numbers.get(normalise_number(row.values.old_number), ())
        same = [one.case for one in held if number_key(one.value) == row.key]
        return _of_part(row, same) if row.several or len(same) > 1 else next(iter(same), None)

    def alike(self, row: RowPlan) -> str:
        """The reference of a case for the same two names, or ""."""
        return self._pairs.get(pair_of(row.values), "")

    def remember(self, row: RowPlan, case: Case) -> None:
        """A case that was made of an earlier row of the same file."""
        self._pairs.setdefault(pair_of(row.values), case.reference)


def _of_part(row: RowPlan, cases: Sequence[Case]) -> Case | None:
    """Of several people under one old number, the one that the row is about: by name, then by
    the place among them."""
    name = search_key(row.values.sought_name)
    for case in cases:
        if any(held.search_key == name for held in case.sought.names.all()):
            return case
    ordered = sorted(cases, key=lambda case: case.reference)
    return ordered[row.part] if row.part < len(ordered) else None


def _by_number(office: Office, rows: Sequence[RowPlan]) -> dict[str, list[CaseNumber]]:
    held: dict[str, list[CaseNumber]] = {}
    numbers = {normalise_number(row.values.old_number) for row in rows}
    for number in CaseNumber.objects.filter(
        kind=NumberKind.OLD, case__office=office, normalised__in=numbers
    ).select_related("case__request"):
        held.setdefault(number.normalised, []).append(number)
    return held


def _by_content(office: Office, rows: Sequence[RowPlan]) -> dict[str, Case]:
    past = ImportRow.objects.filter(
        run__office=office, content__in={content_key(row) for row in rows}, case__isnull=False
    )
    held: dict[str, Case] = {}
    for row in past.select_related("case__request").defer("original"):
        held.setdefault(row.content, row.case)
    return held


def _by_names(office: Office, pairs: Sequence[Pair]) -> dict[Pair, str]:
    known = Case.objects.filter(
        office=office,
        request__enquirer__names__search_key__in={asks for asks, _ in pairs},
        sought__names__search_key__in={sought for _, sought in pairs},
    ).values_list("request__enquirer__names__search_key", "sought__names__search_key", "reference")
    held: dict[Pair, str] = {}
    for asks, sought, reference in known:
        held.setdefault((asks, sought), reference)
    return held
