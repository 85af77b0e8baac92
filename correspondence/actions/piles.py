"""A pile of signed scans: taken in, read page by page, given to its letters, confirmed.

`read` and `go_on` may be called again after any interruption, also while another worker goes on
with the same pile. A letter is confirmed by `signing.confirm_scan`, which compares it anew.
"""

import datetime
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from casework import vault
from casework.actions import acting, background
from casework.actions.errors import Refused
from casework.models import StoredFile
from casework.vault import checks
from correspondence import piles
from correspondence.models import (
    ConfirmState,
    Letter,
    PileConfirmation,
    PileFile,
    PilePage,
    ScanPile,
)
from correspondence.models.letter import LetterState
from correspondence.pdf import scan as scans
from correspondence.pdf.piles import PickedPage, collected

from . import signing

READ_TASK = "correspondence.read_pile"
SILENT_FOR = datetime.timedelta(minutes=2)
MOST_FILES = 200


@dataclass(frozen=True)
class FileTold:
    """A file that was examined and kept."""

    name: str
    stored: StoredFile
    pages: int


def known(office, stored: StoredFile) -> ScanPile | None:
    """The pile of this office in which this very file came before."""
    return ScanPile.objects.filter(office=office, files__file=stored).first()


def receive(files: Sequence[FileTold], *, by, office, pile=None, command=None) -> ScanPile:
    """Takes files in as a new pile, or adds them to one; a worker reads them. Raises Refused."""
    content = [str(pile and pile.pk), [str(told.stored.pk) for told in files]]
    with acting.acting(
        "sign_letter", by=by, office=office, command=command, content=content
    ) as act:
        if act.done:
            return ScanPile.objects.get(pk=act.result["pile"])
        fresh = list({told.stored.pk: told for told in files}.values())
        fresh = [told for told in fresh if known(office, told.stored) is None]
        if not fresh:
            raise Refused(_("These files were uploaded before."), code="twice")
        if len(fresh) > MOST_FILES:
            raise Refused(_("These are too many files for one pile."), code="cap")
        row = _opened(pile, by, office)
        _add(row, fresh)
        act.result = {"pile": str(row.pk)}
        act.record("receive_pile", target=row.pk, files=len(fresh))
        background.wake(READ_TASK, row)
    return row


def _opened(pile: ScanPile | None, by, office) -> ScanPile:
    if pile is None:
        return ScanPile.objects.create(office=office, by=by)
    row = ScanPile.objects.select_for_update(of=("self",)).get(pk=pile.pk)
    row.read_at, row.beat_at = None, timezone.now()
    row.save(update_fields=["read_at", "beat_at"])
    return row


def _add(pile: ScanPile, files: Sequence[FileTold]) -> None:
    held = list(pile.files.all())
    before = sum(file.pages for file in held)
    for position, told in enumerate(files, len(held)):
        PileFile.objects.create(
            pile=pile,
            file=told.stored,
            name=told.name[:255],
            position=position,
            before=before,
            pages=told.pages,
        )
        before += told.pages


def read(pile: ScanPile) -> None:
    """Reads the codes of the pages that nobody has read yet."""
    for file in pile.files.select_related("file"):
        known_pages = set(file.scanned.values_list("page", flat=True))
        missing = [page for page in range(1, file.pages + 1) if page not in known_pages]
        if missing:
            _read_file(pile, file, missing)
    done = ScanPile.objects.filter(pk=pile.pk, read_at=None)
    pages = PilePage.objects.filter(file__pile=pile).count()
    if pages == sum(pile.files.values_list("pages", flat=True)):
        done.update(read_at=timezone.now())


def _read_file(pile: ScanPile, file: PileFile, missing: Sequence[int]) -> None:
    with checks.Examiner() as drawer, vault.open_plain(file.file) as path:
        for page in missing:
            found = _read_page(drawer, path, file, page)
            PilePage.objects.bulk_create([found], ignore_conflicts=True)
            ScanPile.objects.filter(pk=pile.pk).update(beat_at=timezone.now())


def _read_page(drawer, path: Path, file: PileFile, page: int) -> PilePage:
    try:
        found = scans.read_page(drawer, path, file.file.mime, page)
    except checks.RenderingRefused as refusal:
        return PilePage(file=file, page=page, trouble=refusal.verdict.code[:40] or "unreadable")
    code = found.text if len(found.text) <= 200 else ""
    return PilePage(file=file, page=page, code=code, turn=found.turn, blank=found.blank)


def give(page: PilePage, letter: Letter, *, by) -> PilePage:
    """Gives a page without a code to a letter. Refused where its code says whose it is."""
    with _on_page(page, by) as act:
        row = act.page
        if row.code:
            sentence = _("The code on this page says to which letter it belongs.")
            raise Refused(sentence, code="has_code")
        if letter.office_id != row.file.pile.office_id or letter.state != LetterState.NUMBERED:
            raise Refused(_("This letter is not waiting for a signed scan."), code="wrong_state")
        row.letter, row.set_aside = letter, False
        row.save(update_fields=["letter", "set_aside"])
        act.record("give_pile_page", target=letter.pk, pile=str(row.file.pile_id), page=row.number)
    return row


def set_aside(page: PilePage, *, by, back: bool = False) -> PilePage:
    """Puts a page aside that belongs to no letter, or (`back`) takes it up again. It is kept."""
    with _on_page(page, by) as act:
        row = act.page
        row.letter, row.set_aside = None, not back
        row.save(update_fields=["letter", "set_aside"])
        verb = "take_pile_page_up" if back else "set_pile_page_aside"
        act.record(verb, target=row.file.pile_id, page=row.number)
    return row


class _on_page:
    """The action with the page read anew under a row lock."""

    def __init__(self, page: PilePage, by):
        self._page = page
        self._acting = acting.acting("sign_letter", by=by, office=page.file.pile.office)

    def __enter__(self):
        act = self._acting.__enter__()
        rows = PilePage.objects.select_for_update(of=("self",)).select_related("file__pile")
        act.page = rows.get(pk=self._page.pk)
        return act

    def __exit__(self, *trouble):
        return self._acting.__exit__(*trouble)


def confirm(
    pile: ScanPile, letter: Letter, *, by, signatory=None, signed_on=None, looked=False,
    seen=None, command=None,
) -> Letter:  # fmt: skip
    """Confirms one letter of a pile: its pages, and nothing else, become its signed scan.

    Raises Refused where they are not the whole letter, and whatever `signing.confirm_scan` raises.
    """
    group = piles.group_of(pile, letter)
    if group is None or not group.pairs():
        said = group.sentence if group else _("This letter is not waiting for a signed scan.")
        raise Refused(said, code="not_whole")
    file = _file_of(group)
    return signing.confirm_scan(
        letter, file, by=by, signatory=signatory, signed_on=signed_on, looked=looked, seen=seen,
        command=command,
    )  # fmt: skip


def _file_of(group: piles.Group) -> StoredFile:
    """One file of the letter's pages, upright and in order."""
    turns = dict(zip(group.verdict.order, group.verdict.turns, strict=True))
    with (
        tempfile.TemporaryDirectory(dir=settings.WORK_DIR) as work,
        _Sources(page.file for _place, page in group.pairs()) as sources,
        vault.work_file() as out,
    ):
        picked = [
            PickedPage(sources[page.file_id], page.file.file.mime, page.page, turns[page.number])
            for _place, page in group.pairs()
        ]
        return vault.put(collected(picked, out, Path(work)), mime="application/pdf")


class _Sources:
    """The plain copies of some files, by the row's key, while a block lasts."""

    def __init__(self, files):
        self._files = {file.pk: file for file in files}

    def __enter__(self) -> dict:
        self._opened = {key: vault.open_plain(file.file) for key, file in self._files.items()}
        return {key: opened.__enter__() for key, opened in self._opened.items()}

    def __exit__(self, *trouble):
        for opened in self._opened.values():
            opened.__exit__(*trouble)


def confirm_all(pile: ScanPile, letters: Sequence[Letter], *, by, signed_on=None, command=None):
    """Writes down that these letters are confirmed together; a worker takes them one by one.

    Only letters of which every page was found by its code: the others need a person who looks.
    """
    day = signed_on or pile.office.today()
    content = [str(pile.pk), sorted(str(letter.pk) for letter in letters), str(day)]
    with acting.acting(
        "sign_letter", by=by, office=pile.office, command=command, content=content
    ) as act:
        if act.done:
            return
        ready = {group.letter.pk for group in piles.sort(pile).standing("ready")}
        wanted = [letter for letter in letters if letter.pk in ready]
        if not wanted:
            raise Refused(_("None of these letters is whole."), code="nothing")
        for letter in wanted:
            PileConfirmation.objects.update_or_create(
                pile=pile,
                letter=letter,
                defaults={"by": by, "signed_on": day, "state": ConfirmState.WAITING},
            )
        act.record("confirm_pile", target=pile.pk, letters=len(wanted))
        background.wake(READ_TASK, pile)


def go_on(pile: ScanPile) -> None:
    """Reads what is unread, then confirms what was pressed and still waits."""
    if pile.read_at is None:
        read(pile)
    rows = pile.confirmations.filter(state=ConfirmState.WAITING)
    for row in rows.select_related("letter__office", "by"):
        ScanPile.objects.filter(pk=pile.pk).update(beat_at=timezone.now())
        _take(pile, row)


def _take(pile: ScanPile, row: PileConfirmation) -> None:
    state = ConfirmState.DONE
    try:
        confirm(pile, row.letter, by=row.by, signed_on=row.signed_on)
    except (Refused, PermissionDenied):
        row.letter.refresh_from_db()
        if row.letter.state not in piles.SIGNED:  # another worker was quicker
            state = ConfirmState.NOT_DONE
    PileConfirmation.objects.filter(pk=row.pk, state=ConfirmState.WAITING).update(state=state)


def unfinished(*, now: datetime.datetime | None = None):
    """The piles whose worker died, or whose message was lost."""
    waiting = Q(read_at=None) | Q(confirmations__state=ConfirmState.WAITING)
    silent = (now or timezone.now()) - SILENT_FOR
    return ScanPile.objects.filter(waiting, beat_at__lt=silent).distinct()
