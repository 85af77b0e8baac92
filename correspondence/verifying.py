"""Whether a file is a letter of this house: genuine, changed, or not ours. Nothing personal.

A file that is kept here byte for byte is known by its SHA-256. For a print or a scan the keyed
codes on its pages say which letter they belong to; the words on them a person must compare.
"""

import datetime
import hashlib
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Q

from casework.vault import checks
from correspondence.models import Edition, Letter
from correspondence.models.letter import LetterState
from correspondence.pdf import pagecode
from correspondence.pdf import scan as scans
from families import sealing

PAGES_READ = 12
CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Finding:
    """`code`: genuine, void, superseded, coded, coded_superseded, forged, unknown or unreadable.

    `detail` is the refusal's of an unreadable file.
    """

    code: str
    number: str = ""
    date: datetime.date | None = None
    version: int = 0
    detail: tuple[str, dict] | None = None

    @property
    def is_genuine(self) -> bool:
        return self.code == "genuine"


def verify(path: Path, *, name: str) -> Finding:
    """What the file is. `name` serves to recognise its type and is kept nowhere."""
    digest = _digest(path)
    kept = Letter.objects.filter(
        Q(pdf_sha256=digest) | Q(scan_sha256=digest) | Q(bundle_sha256=digest)
    ).first()
    if kept is not None:
        return _told("void" if kept.state == LetterState.VOID else "genuine", kept, kept.edition)
    old = Edition.objects.filter(Q(pdf_sha256=digest) | Q(scan__sha256=digest))
    if edition := old.select_related("letter").first():
        return _told("superseded", edition.letter, edition.edition)
    return _by_its_codes(path, name)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _by_its_codes(path: Path, name: str) -> Finding:
    examined = checks.examine(path, original_name=name)
    if examined.refused:
        return Finding("unreadable", detail=(examined.code, examined.detail))
    try:
        with checks.Examiner() as drawer:
            pages = min(examined.pages or 1, PAGES_READ)
            found = scans.read_codes(path, examined.mime, pages, drawer)
    except checks.RenderingRefused as refusal:
        return Finding("unreadable", detail=(refusal.verdict.code, refusal.verdict.detail))
    codes = [code for page in found if (code := pagecode.parse_code(page.text))]
    key = sealing.derived_key("pagecode")
    if not codes:
        return Finding("unknown")
    if not all(pagecode.is_ours(code, key) for code in codes):
        return Finding("forged")
    return _coded(codes[0], same=len({(c.reference, c.version) for c in codes}) == 1)


def letter_in_square(text: str) -> str | None:
    """`OFFICE/NUMBER` of the letter whose page bears this code; None where it is not one of ours
    or its tag was made elsewhere."""
    code = pagecode.parse_code(text)
    ours = code is not None and pagecode.is_ours(code, sealing.derived_key("pagecode"))
    return code.reference if ours else None


def _coded(code: pagecode.PageCode, *, same: bool) -> Finding:
    office, _slash, number = code.reference.partition("/")
    letter = Letter.objects.filter(office__code=office, number=number).first()
    if letter is None or not same:
        return Finding("unknown")
    holds = letter.edition == code.version and letter.pdf_id is not None
    return _told("coded" if holds else "coded_superseded", letter, code.version)


def _told(code: str, letter: Letter, version: int) -> Finding:
    return Finding(code, letter.number, letter.date, version)
