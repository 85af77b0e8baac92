"""The bundle of a signed letter: what was signed, then list, sheets and every annex.

Built by a worker, again and again if need be: the same letter gives the same bytes. A worker
that dies leaves nothing half done; the sweep wakes another.
"""

import contextlib
import io
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from django.conf import settings
from django.db.models import QuerySet

from casework import vault
from casework.models import Organisation
from casework.wording import FieldType, in_one_line
from correspondence.models import Annex, Letter
from correspondence.models.letter import LetterState
from correspondence.pdf import StampText
from correspondence.pdf import scan as scans
from correspondence.pdf.annexes import AnnexRefused, AnnexSource
from correspondence.pdf.bundle import BundleResult, build_bundle
from correspondence.wording import kind, labels

FINAL = (LetterState.SIGNED, LetterState.SENT)


def unfinished() -> QuerySet[Letter]:
    """Signed letters whose bundle is still to be built: what a sweep wakes again."""
    return Letter.objects.filter(state__in=FINAL, bundle=None, bundle_error="")


def failed() -> QuerySet[Letter]:
    """Signed letters whose enclosures could not be bound: their page says why."""
    return Letter.objects.filter(state__in=FINAL, bundle=None).exclude(bundle_error="")


def build(letter: Letter) -> Letter:
    """Builds the bundle and stores it; may run twice, also at once. A letter that is not signed
    (any more) is left alone. An annex that cannot be bound is written down, never skipped."""
    if letter.state not in FINAL:
        return letter
    started = time.process_time()
    try:
        with tempfile.TemporaryDirectory(dir=settings.WORK_DIR, prefix="bundle-") as folder:
            out = Path(folder) / "bundle.pdf"
            result = _bound(letter, out)
            stored = vault.put(out, mime="application/pdf")
    except (AnnexRefused, vault.MissingFile) as error:
        _of(letter).update(bundle_error=getattr(error, "code", "missing_file"))
        return Letter.objects.get(pk=letter.pk)
    _of(letter).update(
        bundle=stored,
        bundle_sha256=result.sha256,
        bundle_bytes=result.bytes,
        bundle_pages=result.pages,
        bundle_progress=100,
        bundle_error="",
        cpu_seconds=round(time.process_time() - started, 3),
    )
    return Letter.objects.get(pk=letter.pk)


def _of(letter: Letter) -> QuerySet[Letter]:
    """The letter, if it still is what was bound."""
    return Letter.objects.filter(
        pk=letter.pk, state__in=FINAL, edition=letter.edition, scan_sha256=letter.scan_sha256
    )


def _bound(letter: Letter, out: Path) -> BundleResult:
    rows = list(letter.annexes.select_related("document__file").order_by("number"))
    return build_bundle(
        letter_pages(letter, out.parent),
        [_source(letter, row) for row in rows],
        out=out,
        language=letter.language,
        reference=letter.number,
        title=f"{kind(letter.kind).title[letter.language]} {letter.number}",
        outline=[(title, page) for title, page in letter.outline],
        progress=lambda done, of: _tell(letter, done, of),
    )


def _tell(letter: Letter, done: int, of: int) -> None:
    """Progress in per cent: a page that is open can show it."""
    _of(letter).update(bundle_progress=min(99, done * 100 // max(of, 1)))


def letter_pages(letter: Letter, folder: Path) -> bytes:
    """The frozen letter; where it was signed on paper, the signed pages in place of ours."""
    frozen = b"".join(vault.read(letter.pdf))
    if letter.scan is None:
        return frozen
    placed = letter.values["scan"]
    verdict = scans.ScanVerdict("match", tuple(placed["order"]), tuple(placed["turns"]))
    signed = scans.signed_pages(
        lambda: vault.open_plain(letter.scan), placed["mime"], verdict, folder / "signed.pdf"
    )
    with pikepdf.open(signed) as first, pikepdf.open(io.BytesIO(frozen)) as ours:
        first.pages.extend(ours.pages[letter.print_pages :])
        written = io.BytesIO()
        first.save(written, deterministic_id=True)
    return written.getvalue()


def _source(letter: Letter, row: Annex) -> AnnexSource:
    frozen = {a["document"]: a for a in letter.values["frozen"]["annexes"]}
    entry = frozen[str(row.document_id)]
    language = letter.language
    sample = labels.label("sample", language) if Organisation.current().is_sample else ""
    number = labels.letter_number(letter.number, language)
    reference = in_one_line(number, FieldType.REFERENCE)

    def stamp(page: int, pages: int) -> StampText:
        return StampText(
            lead=labels.annex(row.number, language),
            middle=" · ".join(part for part in (reference, sample) if part),
            trail=labels.page_of(page, pages, language),
        )

    return AnnexSource(
        number=row.number,
        title=f"{labels.annex(row.number, language)}: {entry['title']}",
        mime=row.document.file.mime,
        source=lambda: _opened(row, entry["sha256"]),
        stamp=stamp,
    )


@contextlib.contextmanager
def _opened(row: Annex, sha256: str) -> Iterator[Path]:
    """The annex as it was frozen; another content under its name is refused."""
    if row.document.file.sha256 != sha256:
        raise vault.MissingFile(str(row.document_id))
    with vault.open_plain(row.document.file) as path:
        yield path
