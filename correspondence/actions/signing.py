"""The signature: printed, signed on paper, scanned, compared page by page, confirmed.

What is sent is what was signed. Where an office works without paper, the approval of another
person is final.
"""

import datetime
import io
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from django.utils import timezone
from django.utils.translation import gettext as _

from casework import vault
from casework.actions import background
from casework.actions.errors import Refused
from casework.models import StoredFile
from casework.models.office import Signing
from casework.vault import checks
from correspondence import drafting
from correspondence.models import Letter
from correspondence.models.letter import LetterState
from correspondence.pdf import scan as scans
from correspondence.sentences import scan_sentence

from .acting_on import on_letter, require_state, save
from .letters import NOT_NOW, refuse_author

BUNDLE_TASK = "correspondence.build_bundle"


@dataclass(frozen=True)
class ScanVerdict:
    """What a scan turned out to be. `file` is kept only when it can be confirmed.

    `code` is match; confirm or extra_pages, where a person must look at `detail["pages"]`; or
    the reason to scan again, which `sentence` gives in words. `order` names for each page of the
    letter the page of the scan (from 1).
    """

    code: str
    sentence: str
    file: StoredFile | None = None
    pages: int = 0
    detail: dict = field(default_factory=dict)
    order: tuple[int, ...] = ()

    @property
    def usable(self) -> bool:
        return self.file is not None

    @property
    def needs_person(self) -> bool:
        return self.usable and self.code != "match"


def print_for_signature(letter: Letter) -> bytes:
    """The pages to sign, as frozen: the letter itself without list, sheets and annexes."""
    require_state(letter, NOT_NOW, LetterState.NUMBERED, LetterState.SIGNED, LetterState.SENT)
    with pikepdf.open(io.BytesIO(b"".join(vault.read(letter.pdf)))) as pdf:
        del pdf.pages[letter.print_pages :]
        written = io.BytesIO()
        pdf.save(written, deterministic_id=True)
    return written.getvalue()


def receive_scan(letter: Letter, file: Path, *, by, original_name: str = "scan.pdf") -> ScanVerdict:
    """Compares a scan with the letter that was printed. Changes nothing; a scan that fits is
    stored, sealed, and waits to be confirmed. Raises PermissionDenied, Refused."""
    with on_letter(letter, "sign_letter", by=by, as_="receive_scan") as act:
        require_state(act.letter, NOT_NOW, LetterState.NUMBERED)
        current = act.letter
    examined = checks.examine(file, original_name=original_name)
    if examined.refused:
        return ScanVerdict(examined.code, checks.sentence(examined.code, examined.detail))
    found = _compared(current, file, examined.mime, examined.pages or 1)
    if not found.usable:
        return _told(found)
    stored = vault.put(file, mime=examined.mime)
    return _told(found, stored, examined.pages or 1)


def _compared(letter: Letter, file: Path, mime: str, pages: int) -> scans.ScanVerdict:
    expected = drafting.expected_letter(letter)
    try:
        with checks.Examiner() as drawer:
            return scans.compare(scans.read_codes(file, mime, pages, drawer), expected)
    except checks.RenderingRefused as refusal:
        verdict = refusal.verdict
        raise Refused(checks.sentence(verdict.code, verdict.detail), code=verdict.code) from None


def _told(found: scans.ScanVerdict, stored: StoredFile | None = None, pages: int = 0):
    return ScanVerdict(
        found.code,
        scan_sentence(found.code, found.detail),
        stored,
        pages,
        found.detail,
        tuple(found.order),
    )


def confirm_scan(
    letter: Letter,
    file: StoredFile,
    *,
    by,
    signatory=None,
    signed_on: datetime.date | None = None,
    looked: bool = False,
    seen=None,
    command=None,
) -> Letter:
    """The scan is the signed letter: kept with its own hash, its pages go into the bundle.

    `looked` says that a person has compared the pages which the program could not. Where the
    signature is the approval, `signatory` becomes the approver and must be in office on
    `signed_on` (today unless told). Raises Refused.
    """
    content = [str(file.pk), str(signed_on)]
    with on_letter(
        letter,
        "sign_letter",
        by=by,
        seen=seen,
        command=command,
        content=content,
        as_="confirm_scan",
    ) as act:
        if act.done:
            return act.letter
        require_state(act.letter, NOT_NOW, LetterState.NUMBERED)
        placed = _placed(act.letter, file, looked)
        _sign(act.letter, signatory or act.letter.signatory, signed_on)
        act.letter.scan, act.letter.scan_sha256 = file, file.sha256
        act.letter.values = {**act.letter.values, "scan": placed}
        act.letter.sign()
        save(act.letter)
        background.wake(BUNDLE_TASK, act.letter)
    return act.letter


def _placed(letter: Letter, file: StoredFile, looked: bool) -> dict:
    """Which page of the scan is which page of the letter, compared anew."""
    with vault.open_plain(file) as path:
        examined = checks.examine(path, original_name=f"scan{SUFFIXES.get(file.mime, '')}")
        if examined.refused:
            raise Refused(checks.sentence(examined.code, examined.detail), code=examined.code)
        found = _compared(letter, path, examined.mime, examined.pages or 1)
    if not found.usable:
        raise Refused(scan_sentence(found.code, found.detail), code=found.code)
    if found.needs_person and not looked:
        raise Refused(scan_sentence(found.code, found.detail), code=found.code)
    return {"order": list(found.order), "turns": list(found.turns), "mime": examined.mime}


SUFFIXES = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/tiff": ".tif",
    "image/webp": ".webp",
    "image/heic": ".heic",
}


def _sign(letter: Letter, signatory, signed_on: datetime.date | None) -> None:
    day = signed_on or letter.office.today()
    if signatory is None or not drafting.may_sign(signatory, letter.office, day):
        sentence = _("This person was not in office as signatory on that day.")
        raise Refused(sentence, code="no_signatory")
    if letter.office.signing == Signing.SIGNATURE_IS_APPROVAL:
        if signatory not in drafting.in_office(letter.office, day):
            sentence = _("This person was not in office as signatory on that day.")
            raise Refused(sentence, code="no_signatory")
        letter.approver, letter.approved_at = signatory, timezone.now()
    letter.signatory, letter.signed_on = signatory, day


def sign(letter: Letter, *, by, seen=None, command=None) -> Letter:
    """Without paper: another person than the author makes the numbered letter final."""
    with on_letter(letter, "sign_letter", by=by, seen=seen, command=command, as_="sign") as act:
        if act.done:
            return act.letter
        require_state(act.letter, NOT_NOW, LetterState.NUMBERED)
        if act.letter.office.signing != Signing.NO_PAPER:
            raise Refused(_("In this office letters are signed on paper."), code="paper")
        refuse_author(act.letter, by)
        _sign(act.letter, by, None)
        act.letter.sign()
        save(act.letter)
        background.wake(BUNDLE_TASK, act.letter)
    return act.letter


def bind_again(letter: Letter, *, by, seen=None, command=None) -> Letter:
    """Another attempt at a binding that failed, once its cause is gone. Raises Refused."""
    with on_letter(letter, "bind_again", by=by, seen=seen, command=command) as act:
        if act.done:
            return act.letter
        require_state(act.letter, NOT_NOW, LetterState.SIGNED, LetterState.SENT)
        if not act.letter.bundle_error:
            raise Refused(_("The pages are bound already, or being bound."), code="not_failed")
        act.letter.bundle_error, act.letter.bundle_progress = "", 0
        save(act.letter)
        background.wake(BUNDLE_TASK, act.letter)
    return act.letter
