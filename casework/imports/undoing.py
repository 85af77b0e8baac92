"""A whole take-over undone: what it made goes again, as long as nobody has worked on it since.

A coordinator asks, a protection officer agrees, always: if only those waited about which the sealed
side knows something, the waiting would say so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from casework import vault
from casework.actions import acting, consents
from casework.actions.errors import Refused
from casework.imports import updates
from casework.models import (
    Case,
    Command,
    Document,
    Due,
    Entry,
    FamilyRequest,
    ImportRow,
    ImportRun,
    QuietTime,
    Staff,
    StoredFile,
)
from casework.models.imported import RowOutcome, RunState
from families.models import Person

_MADE = (RowOutcome.CREATED, RowOutcome.DRAFT)
_AT_ONCE = 200


@dataclass(frozen=True)
class Undoing:
    """What would go, and what stands against it: `worked_on` are cases that were touched since.

    `updated` were here before the run; what it changed in them goes back, but for the `logged`,
    which left draft because of it. Nothing is said about what was done to a case: that may be for
    other eyes.
    """

    requests: int
    cases: int
    documents: int
    updated: int
    worked_on: Sequence[Case]
    logged: Sequence[Case] = ()

    @property
    def is_possible(self) -> bool:
        return (self.cases > 0 or self.updated > 0) and not self.worked_on


def preview_undo(run: ImportRun) -> Undoing:
    """What an undoing of a finished run would take away; writes nothing."""
    made = Case.objects.filter(import_rows__run=run, import_rows__outcome__in=_MADE)
    return Undoing(
        requests=made.values("request").distinct().count(),
        cases=made.count(),
        documents=Document.objects.filter(request__in=made.values("request")).count(),
        updated=run.rows.filter(outcome=RowOutcome.UPDATED).count(),
        worked_on=list(_worked_on(run, made)),
        logged=updates.logged(run),
    )


def _worked_on(run: ImportRun, made) -> Iterator[Case]:
    """Cases with anything in their trail, or their family's, that is younger than the run."""
    later = Entry.objects.filter(at__gt=run.finished_at, reading=False)
    touched = Q(pk__in=later.filter(case__isnull=False).values("case"))
    of_family = later.filter(case=None, office=run.office).values("target")
    return made.filter(touched | Q(request__number__in=of_family)).order_by("reference")


def ask_undo(run: ImportRun, *, by: Staff, command=None) -> ImportRun:
    """Asks once that a finished run be undone. Every asking waits for a protection officer, and
    what is answered here depends on the open side alone. Raises Refused when a case has been worked
    on, PermissionDenied."""
    with acting.acting(
        "undo_import", by=by, office=run.office, command=command, content=[str(run.pk)]
    ) as act:
        held = ImportRun.objects.select_for_update().get(pk=run.pk)
        if act.done or held.undo_asked_at:
            return held
        _require_open(held)
        held.undo_asked_by, held.undo_asked_at = by, timezone.now()
        held.save()
        act.record("ask_undo_import", target=str(held.pk))
    return held


def _require_open(run: ImportRun) -> Undoing:
    if run.state != RunState.DONE:
        raise Refused(_("Only a finished take-over can be undone."), code="not_done")
    told = preview_undo(run)
    if told.worked_on:
        raise Refused(_touched(told.worked_on), code="worked_on")
    return told


def agree_undo(run: ImportRun, *, by: Staff, command=None) -> ImportRun:
    """A protection officer agrees, and everything that an asked run made goes: requests, cases,
    people, consents, files; what it changed in cases that were here goes back.

    The trail stays and says what went; numbers are not given again. All goes or nothing: raises
    Refused when a case has been worked on or is known to the sealed side, PermissionDenied.
    """
    with acting.acting(
        "agree_undo_import", by=by, office=run.office, command=command, content=[str(run.pk)]
    ) as act:
        held = ImportRun.objects.select_for_update().get(pk=run.pk)
        if act.done or held.state == RunState.UNDONE:
            return held
        if not held.undo_asked_at:
            raise Refused(_("Nobody asked that this be undone."), code="not_asked")
        told = _require_open(held)
        kept = updates.take_back(held, by=by)
        numbers = _take_away(held)
        held.state, held.documents = RunState.UNDONE, {}
        held.save()
        act.record(
            "undo_import",
            target=str(held.pk),
            requests=told.requests,
            cases=told.cases,
            documents=told.documents,
            updated=told.updated - len(kept),
            kept=kept,
            numbers=numbers,
        )
    return held


def _touched(cases: Sequence[Case]) -> str:
    sentence = _("%(references)s: worked on since. The take-over cannot be undone any more.")
    return sentence % {"references": ", ".join(case.reference for case in cases[:20])}


def _take_away(run: ImportRun) -> list[str]:
    """Everything the run made, some families at a time; the numbers that were theirs."""
    requests = list(
        FamilyRequest.objects.filter(import_rows__run=run, import_rows__outcome__in=_MADE)
        .order_by("number")
        .distinct()
    )
    files: set = set()
    try:
        for start in range(0, len(requests), _AT_ONCE):
            files |= _take_families_away(requests[start : start + _AT_ONCE])
    except ProtectedError as error:
        raise Refused(
            _("The sealed side or a letter holds something about these cases. Nothing was undone."),
            code="sealed",
        ) from error
    ImportRow.objects.filter(run=run).update(original=b"", content="", offers=[])
    _take_files_away(files)
    return [request.number for request in requests]


def _take_families_away(requests: Sequence[FamilyRequest]) -> set:
    """Some requests with all that hangs on them; the ids of the files their papers showed."""
    cases = list(Case.objects.filter(request__in=requests))
    people = {case.sought_id for case in cases} | {request.enquirer_id for request in requests}
    papers = Document.objects.filter(request__in=requests)
    files = set(papers.values_list("file", flat=True))
    told = [str(request.pk) for request in requests]
    Command.objects.filter(verb="log_request", result__request__in=told).delete()
    ImportRow.objects.filter(request__in=requests).update(case=None, request=None)
    Due.objects.filter(request__in=requests).delete()
    QuietTime.objects.filter(request__in=requests).delete()
    for request in requests:
        consents.erase_answers(request, reason="undo_import")
    papers.delete()
    Case.objects.filter(pk__in=[case.pk for case in cases]).delete()
    FamilyRequest.objects.filter(pk__in=[request.pk for request in requests]).delete()
    Person.objects.filter(pk__in=people).delete()
    return files


def _take_files_away(files: set) -> None:
    """The files that nothing else shows; what another family or letter holds stays."""
    for stored in StoredFile.objects.filter(pk__in=files):
        try:
            with transaction.atomic():
                vault.discard(stored)
        except ProtectedError:
            continue
