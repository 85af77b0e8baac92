"""Files on their way: begun, their pieces kept, finished; or thrown away. Nothing half remains."""

import contextlib
import zlib
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from casework import vault
from casework.actions.told import PaperTold
from casework.models import Case, Document, IntakeDraft, Upload, UploadState
from casework.vault import checks, pieces, receiving

from . import acting, drafts, papers
from .errors import Refused

Home = Case | IntakeDraft
KEPT_FOR = timedelta(days=7)
MOST_WAITING = 200


class OutOfStep(Exception):
    """A piece that is not the next one; `offset` is where to go on."""

    def __init__(self, offset: int):
        self.offset = offset
        super().__init__(offset)


def begin(home: Home, *, by, name: str, size: int, checksum: int, about: dict) -> Upload:
    """A place for a file that is coming; the same file of the same person goes on where it was."""
    with acting.acting("attach", by=by, office=home.office):
        waiting = Upload.objects.filter(by=by, state=UploadState.COMING, **_at(home))
        for known in waiting.filter(size=size, checksum=checksum):
            if known.name == name:
                return known
        _require_sense(size, waiting.count())
        return Upload.objects.create(
            by=by, name=name, size=size, checksum=checksum, about=about, **_at(home)
        )


def _at(home: Home) -> dict:
    return {"case": home} if isinstance(home, Case) else {"draft": home}


def _require_sense(size: int, waiting: int) -> None:
    if size == 0:
        raise Refused(checks.sentence("empty"), code="empty")
    if size > settings.UPLOAD_MAX_BYTES:
        detail = {"limit": settings.UPLOAD_MAX_BYTES}
        raise Refused(checks.sentence("too_large", detail), code="too_large")
    if waiting >= MOST_WAITING:
        raise Refused(_("Too many files were begun and not finished. Throw some away first."))
    if not pieces.has_room(size):
        raise _no_room()


def take_piece(upload: Upload, *, by, offset: int, content: bytes, checksum: int) -> Upload:
    """Keeps the next piece. A piece bent on the way, or not the next, changes nothing.

    Raises OutOfStep, or Refused when the disk is full.
    """
    with acting.acting("attach", by=by, office=upload.home.office), _room():
        row = Upload.objects.select_for_update().get(pk=upload.pk)
        fits = row.state == UploadState.COMING and offset == row.received
        whole = zlib.crc32(content) == checksum and offset + len(content) <= row.size
        if not (fits and whole and content):
            raise OutOfStep(row.received)
        pieces.write(row, offset, content)
        row.received = offset + len(content)
        row.save(update_fields=["received", "touched_at"])
    return row


def hold_locked(home: Home, path: Path, *, by, name: str, about: dict) -> Upload:
    """A whole file that asks for its password: kept sealed until somebody gives it."""
    with acting.acting("attach", by=by, office=home.office), _room():
        row = Upload.objects.create(
            by=by, name=name, size=path.stat().st_size, checksum=0, about=about, **_at(home)
        )
        with path.open("rb") as file:
            while content := file.read(pieces.LARGEST):
                pieces.write(row, row.received, content)
                row.checksum = zlib.crc32(content, row.checksum)
                row.received += len(content)
        row.state, row.verdict = UploadState.LOCKED, "password"
        row.save()
    return row


def finish(upload: Upload, *, by, password: str = "") -> Upload:
    """Joins the pieces, examines the file, keeps it. A second call gives the first outcome."""
    if upload.state in (UploadState.KEPT, UploadState.REFUSED):
        return upload
    if upload.received < upload.size:
        raise OutOfStep(upload.received)
    with _room(), vault.work_file() as path:
        try:
            bent = pieces.join(upload, path) != upload.checksum
        except vault.MissingFile:
            bent = True
        if bent:
            _start_again(upload)
            raise OutOfStep(0)
        verdict, stored = receiving.receive(path, upload.name, password=password)
    return _conclude(upload, verdict, stored, by=by)


def _start_again(upload: Upload) -> None:
    pieces.forget(upload.pk)
    upload.received = 0
    upload.save(update_fields=["received", "touched_at"])


def _conclude(upload: Upload, verdict, stored, *, by) -> Upload:
    """Writes the paper and the outcome down together; the pieces go once that is certain."""
    with transaction.atomic():
        row = Upload.objects.select_for_update().get(pk=upload.pk)
        if row.state in (UploadState.KEPT, UploadState.REFUSED):
            return row
        row.verdict, row.detail = verdict.code, verdict.detail
        if stored is not None:
            _keep(row, verdict, stored, by=by)
        row.state = _state_after(verdict)
        row.save()
        if row.state != UploadState.LOCKED:
            transaction.on_commit(lambda: pieces.forget(row.pk))
    return row


def _keep(row: Upload, verdict, stored, *, by) -> None:
    """The file becomes a paper of its case, or of what is still being typed."""
    if row.draft:
        drafts.add_papers(row.draft, [drafts.paper(row.name, verdict, stored)], by=by)
        row.detail = {**row.detail, "file": str(stored.pk)}
        return
    told = told_of(row.name, row.about, verdict, stored)
    case = row.case if row.about["whose"] == "case" else None
    row.document = papers.attach(row.case.request, told, by=by, case=case, command=row.pk)


def _state_after(verdict) -> str:
    if verdict.code in ("password", "wrong_password"):
        return UploadState.LOCKED
    return UploadState.REFUSED if verdict.refused else UploadState.KEPT


def told_of(name: str, about: dict, verdict, stored) -> PaperTold:
    """The paper as an examined file and what was said about it."""
    return PaperTold(
        path=None,
        stored=stored,
        name=name,
        kind=about["kind"],
        title=about["title"],
        mime=verdict.mime,
        pages=verdict.pages or 1,
        note=verdict.code if verdict.kind == "neutralised" else "",
        may_leave={"granted": True, "refused": False}.get(about["may_leave"]),
    )


def drop(upload: Upload, *, by) -> None:
    """Throws a file away that has not become a paper."""
    with acting.acting("attach", by=by, office=upload.home.office):
        Upload.objects.filter(pk=upload.pk, document=None).delete()
        transaction.on_commit(lambda: pieces.forget(upload.pk))


def sweep(*, now=None) -> int:
    """Forgets uploads that nobody touched for a week, and pieces that no row knows. How many."""
    old = Upload.objects.filter(touched_at__lt=(now or timezone.now()) - KEPT_FOR)
    gone, _by_model = old.delete()
    known = Upload.objects.values_list("pk", flat=True)
    for name in pieces.strays(known):
        pieces.forget(name)
    return gone


def twins(documents, file) -> list[Document]:
    """The same file (its row's id) among papers that somebody may see (`documents`); nothing of
    others shows."""
    return list(documents.filter(file=file).select_related("request", "case")[:20])


@contextlib.contextmanager
def _room():
    try:
        yield
    except OSError as error:
        if vault.is_full(error):
            raise _no_room() from error
        raise


def _no_room() -> Refused:
    return Refused(checks.sentence("no_room"), code="no_room")
