"""What the scanner brought: taken from its folder, given its place, or thrown away.

A file leaves the folder only when its row is certain. A crash at any moment leaves it there or
leaves it twice the same, and then the next look finds its row and only clears up.
"""

import logging
import re
import uuid
from dataclasses import dataclass
from pathlib import Path

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from casework import vault
from casework.models import Case, Document, FamilyRequest, Office, Scan, ScanState
from casework.references import canonical, is_valid
from casework.vault import receiving, scanner
from families.names import to_ascii_digits
from families.sealing import fingerprint

from . import acting, papers, sheets, squares
from .errors import Refused
from .told import PaperTold

TURNING = "\u200e\u200f\u2066\u2067\u2068\u2069"  # signs around a number in a text to the left

log = logging.getLogger(__name__)


def look_everywhere() -> None:
    """All offices' folders; one that cannot be read stops no other."""
    for office in Office.objects.all():
        try:
            look(office)
        except OSError as error:
            log.warning("scanner folder of office %s: %s", office.code, type(error).__name__)


def look(office: Office) -> int:
    """Takes what is finished in the office's folder; gives how many files. Raises OSError."""
    ready = scanner.finished(scanner.folder_of(office))
    return sum(_take(office, path) for path in ready)


def _take(office: Office, path: Path) -> bool:
    with vault.work_file() as copy:
        try:
            arrival = scanner.copy(path, copy)
        except OSError as error:
            log.warning("a scan of office %s stays: %s", office.code, type(error).__name__)
            return False
        if arrival is None:
            return False
        verdict, stored = receiving.receive(copy, path.name)
    _write_down(office, path.name, arrival, verdict, stored)
    if stored is None:
        scanner.set_aside(path, arrival)
    else:
        scanner.remove(path, arrival)
    return True


def _write_down(office: Office, name: str, arrival: str, verdict, stored) -> None:
    """The row of an arrival, once: also where two look at the same moment, or after a crash."""
    mark = fingerprint("scan", f"{arrival}-{stored.address if stored else ''}")
    if stored and Scan.objects.filter(office=office, file=stored, state=ScanState.WAITING).exists():
        return
    try:
        with transaction.atomic():
            Scan.objects.create(
                office=office,
                file=stored,
                name=name[:255],
                mark=mark,
                pages=verdict.pages or 1,
                number=_number_on(office, name, stored, verdict.pages or 1),
                verdict=verdict.code,
                detail=verdict.detail,
                note=verdict.code if verdict.kind == "neutralised" else "",
                state=ScanState.WAITING if stored else ScanState.REFUSED,
            )
    except IntegrityError:
        waits = Q(file=stored, state=ScanState.WAITING)
        if not Scan.objects.filter(Q(mark=mark) | waits, office=office).exists():
            raise


def _number_on(office: Office, name: str, stored, pages: int) -> str:
    """The number of a family or case of this office that the paper's square, its name or its
    printed words say: no more than a suggestion to whoever gives it its place."""
    if stored is None:
        return ""
    for read in (
        lambda: squares.families_on(stored, pages),
        lambda: _references_in(name),
        lambda: _references_in(squares.words_on(stored)),
    ):
        if number := _known(office, read()):
            return number
    return ""


def _references_in(text: str) -> set[str]:
    plain = "".join(sign for sign in to_ascii_digits(text) if sign not in TURNING)
    words = re.findall(r"[A-Za-z]{2,6}-\d{4}-\d{6}-[0-9A-Za-z]", plain)
    return {canonical(word) for word in words if is_valid(word)}


def _known(office: Office, numbers: set[str]) -> str:
    """The one number of this office among these; where they are several of one family, its own."""
    families = set(FamilyRequest.objects.filter(office=office, number__in=numbers))
    cases = set(Case.objects.filter(office=office, reference__in=numbers).select_related("request"))
    if len(cases) == 1 and families <= {case.request for case in cases}:
        return cases.pop().reference
    homes = families | {case.request for case in cases}
    return homes.pop().number if len(homes) == 1 else ""


@dataclass(frozen=True)
class Filed:
    """The paper that a scan became; of a signed sheet, what its code said."""

    document: Document
    reading: sheets.Reading | None = None


def file_scan(
    scan: Scan, family: FamilyRequest, about: dict, *, by, case=None, command=None
) -> Filed:
    """Hangs a scan on a case, or on the whole family. A signed authorisation is read as one."""
    with acting.acting(
        "attach",
        by=by,
        office=scan.office,
        command=command,
        content=[str(scan.pk), family.number, str(case and case.pk), about["may_leave"]],
    ) as act:
        if act.done:
            return _filed(**act.result)
        row = _waiting(scan)
        told = PaperTold(
            path=None,
            stored=row.file,
            name=row.name,
            kind=about["kind"],
            title=about["title"],
            mime=row.file.mime,
            pages=row.pages,
            note=row.note,
            may_leave={"granted": True, "refused": False}.get(about["may_leave"]),
        )
        filed = _hang(family, told, case=case, by=by)
        row.state, row.document = ScanState.FILED, filed.document
        row.save(update_fields=["state", "document"])
        act.result = {"document": str(filed.document.pk), "reading": filed.reading}
    return filed


def _filed(document: str, reading: str | None) -> Filed:
    """What the same press gave the first time."""
    return Filed(Document.objects.get(pk=document), reading and sheets.Reading(reading))


def _hang(family: FamilyRequest, told: PaperTold, *, case, by) -> Filed:
    if told.kind != "authorisation":
        return Filed(papers.attach(family, told, by=by, case=case))
    received = sheets.receive_sheet(family, told, by=by)
    return Filed(received.document, received.reading)


def keep_waiting(office: Office, told: PaperTold, *, by) -> None:
    """A paper that somebody brought to the wrong family waits for its place, like a scan."""
    with acting.acting("attach", by=by, office=office) as act:
        if Scan.objects.filter(office=office, file=told.stored, state=ScanState.WAITING).exists():
            return
        row = Scan.objects.create(
            office=office,
            file=told.stored,
            name=told.name[:255],
            mark=fingerprint("scan", str(uuid.uuid4())),
            pages=told.pages,
            number=_number_on(office, "", told.stored, told.pages),
            note=told.note,
        )
        act.record("keep_scan", target=row.pk)


def file_elsewhere(scan: Scan, *, by, number: str) -> None:
    """The paper stands in a book of another floor, under this number: it waits no more."""
    with acting.acting("attach", by=by, office=scan.office) as act:
        row = _locked(scan)
        if row.state != ScanState.WAITING:
            return
        row.state = ScanState.FILED
        row.save(update_fields=["state"])
        act.record("scan_filed_elsewhere", target=number)


def discard(scan: Scan, *, by, why: str, command=None) -> None:
    """Takes a scan off the list, with the reason. It can be put back."""
    with acting.acting(
        "attach", by=by, office=scan.office, command=command, content=[str(scan.pk), "discard"]
    ) as act:
        if act.done:
            return
        row = _locked(scan)
        if row.state not in (ScanState.WAITING, ScanState.REFUSED):
            raise _settled()
        row.state = ScanState.DISCARDED if row.file_id else ScanState.REFUSED
        row.discarded_by, row.discarded_why = by, why
        row.save(update_fields=["state", "discarded_by", "discarded_why"])
        act.record("discard_scan", target=row.pk)


def restore(scan: Scan, *, by, command=None) -> None:
    """Puts a scan that was thrown away back on the list."""
    with acting.acting(
        "attach", by=by, office=scan.office, command=command, content=[str(scan.pk), "restore"]
    ) as act:
        if act.done:
            return
        row = _locked(scan)
        again = Scan.objects.filter(office=row.office_id, file=row.file_id)
        if row.discarded_by_id is None or again.filter(state=ScanState.WAITING).exists():
            raise _settled()
        row.state = ScanState.WAITING if row.file_id else ScanState.REFUSED
        row.discarded_by, row.discarded_why = None, ""
        row.save(update_fields=["state", "discarded_by", "discarded_why"])
        act.record("restore_scan", target=row.pk)


def _locked(scan: Scan) -> Scan:
    return Scan.objects.select_for_update(of=("self",)).select_related("file").get(pk=scan.pk)


def _waiting(scan: Scan) -> Scan:
    row = _locked(scan)
    if row.state != ScanState.WAITING:
        raise _settled()
    return row


def _settled() -> Refused:
    return Refused(_("Somebody has given this scan its place in the meantime."), code="settled")
