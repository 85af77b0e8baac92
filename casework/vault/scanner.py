"""The folder into which an office's scanner writes: what has been finished there, and only that.

Nothing is taken that may still grow: a file counts as finished when its size and its time were
the same at two looks, at least five seconds apart. Links are never followed.
"""

import json
import os
import secrets
import shutil
import stat
import time
from pathlib import Path

from django.conf import settings

from families.sealing import fingerprint

SETTLED = 5.0  # seconds
MOST = 50  # files in one look
UNFINISHED = (".part", ".tmp", ".crdownload")
SEEN = ".seen"


def folder_of(office) -> Path:
    """The office's folder, made where it is missing. Raises OSError."""
    folder = Path(settings.SCANS_DIR) / office.code
    folder.mkdir(parents=True, exist_ok=True, mode=0o770)
    return folder


def finished(folder: Path, *, now: float | None = None) -> list[Path]:
    """The files that have not changed since an earlier look; remembers how all look now."""
    now = time.time() if now is None else now
    before, seen, ready = _remembered(folder), {}, []
    for path in sorted(folder.iterdir()):
        facts = _facts(path)
        if facts is None:
            continue
        key = fingerprint("scanner", path.name)
        known = before.get(key)
        since = known[2] if known and known[:2] == facts else now
        seen[key] = [*facts, since]
        if now - since >= SETTLED:
            ready.append(path)
    _remember(folder, seen)
    return ready[:MOST]


def copy(path: Path, target: Path) -> str | None:
    """Copies a finished file; gives what tells this arrival from others, None if it changed."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as source, target.open("wb") as out:
        before = _mark(os.fstat(source.fileno()))
        shutil.copyfileobj(source, out)
        return before if before == _mark(os.fstat(source.fileno())) else None


def remove(path: Path, mark: str) -> None:
    """Removes what was taken, unless another file lies there by now."""
    if _is_still(path, mark):
        path.unlink(missing_ok=True)


def set_aside(path: Path, mark: str) -> None:
    """Moves what cannot be kept into the folder `refused`; nothing there is overwritten."""
    if not _is_still(path, mark):
        return
    aside = path.parent / "refused"
    aside.mkdir(exist_ok=True, mode=0o770)
    target = aside / path.name
    if target.exists():
        target = aside / f"{secrets.token_hex(4)}-{path.name}"
    path.replace(target)


def _is_still(path: Path, mark: str) -> bool:
    try:
        return _mark(path.lstat()) == mark
    except FileNotFoundError:
        return False


def _mark(found: os.stat_result) -> str:
    return f"{found.st_ino}-{found.st_mtime_ns}-{found.st_size}"


def _facts(path: Path) -> list[int] | None:
    """Size and time of a file that a scanner may have finished; None for anything else."""
    if path.name.startswith((".", "~")) or path.name.lower().endswith(UNFINISHED):
        return None
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    return [found.st_size, found.st_mtime_ns] if stat.S_ISREG(found.st_mode) else None


def _remembered(folder: Path) -> dict:
    """How the files looked before; a note that cannot be read only costs one more look."""
    try:
        return dict(json.loads((folder / SEEN).read_text(encoding="ascii")))
    except (OSError, ValueError, TypeError):
        return {}


def _remember(folder: Path, seen: dict) -> None:
    draft = folder / f"{SEEN}-{secrets.token_hex(4)}"
    draft.write_text(json.dumps(seen), encoding="ascii")
    draft.replace(folder / SEEN)
