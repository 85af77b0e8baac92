"""Takes a backup and counts it as taken only once it was restored and everything was found again.

The database first, then the files: a file that comes meanwhile is one too many, which harms
nobody. The sealed file bears its name only when it was verified.
"""

import contextlib
import datetime
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from deploy.backup import container, database, restoring
from deploy.trouble import Trouble

PATTERN = "payvand-*.backup"
STATE = "backup.json"
PLAIN = ".backup-"
KEPT_DAYS = 35  # what was erased is gone from the backups after these


@dataclass(frozen=True)
class Taken:
    """What a verified backup holds. `at` is an hour of UTC in ISO 8601, `bytes` the file's size."""

    name: str
    at: str
    bytes: int
    files: int
    lines: int
    seconds: float


def take(folder: Path, *, keep_days: int) -> Taken:
    """One verified backup in the folder; older ones than `keep_days` are removed after it.

    Raises Trouble with a sentence. What is written down about the last attempt says so too.
    """
    began = timezone.now()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        taken = _take(folder, began)
    except (Trouble, OSError, container.Damaged) as error:
        _write_down({"failed_at": began.isoformat(timespec="seconds")})
        raise error if isinstance(error, Trouble) else Trouble(str(error)) from error
    _write_down(asdict(taken))
    _remove_old(folder, began - datetime.timedelta(days=keep_days), but=taken.name)
    return taken


def _take(folder: Path, began: datetime.datetime) -> Taken:
    name = f"payvand-{began:%Y%m%dT%H%M%SZ}.backup"
    draft = folder / f".{name}.part"
    with contextlib.ExitStack() as stack:
        stack.callback(draft.unlink, missing_ok=True)
        plain = stack.enter_context(plain_folder())
        manifest = database.copy_into(plain)
        with draft.open("xb") as out:
            os.fchmod(out.fileno(), 0o600)
            manifest["files"] = _pack(plain, manifest["database"], manifest, out)
            out.flush()
            os.fsync(out.fileno())
        (plain / manifest["database"]).unlink()
        _verify(draft)
        draft.replace(folder / name)
    return Taken(
        name=name,
        at=began.isoformat(timespec="seconds"),
        bytes=(folder / name).stat().st_size,
        files=len(manifest["files"]),
        lines=sum(manifest["tables"].values()),
        seconds=round((timezone.now() - began).total_seconds(), 1),
    )


@contextlib.contextmanager
def plain_folder() -> Iterator[Path]:
    """Where the database stands in the clear for as long as it takes: beside the office's own,
    readable by nobody else. What a killed attempt left is removed first."""
    for left in settings.HOME.glob(f"{PLAIN}*"):
        shutil.rmtree(left, ignore_errors=True)
    with _emptied_after(PLAIN) as place:
        yield place


@contextlib.contextmanager
def _emptied_after(prefix: str) -> Iterator[Path]:
    place = Path(tempfile.mkdtemp(prefix=prefix, dir=settings.HOME))
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _pack(plain: Path, copy: str, manifest: dict, out) -> dict[str, list]:
    sealer, listed = container.Sealer(out), {}
    with tarfile.open(fileobj=sealer, mode="w|", format=tarfile.PAX_FORMAT) as tar:
        _add(tar, copy, plain / copy, listed)
        for name, path in _stored():
            with contextlib.suppress(FileNotFoundError):  # erased since the folder was listed
                _add(tar, name, path, listed)
        text = json.dumps(manifest | {"files": listed}, sort_keys=True).encode()
        about = tarfile.TarInfo(restoring.MANIFEST)
        about.size = len(text)
        tar.addfile(about, io.BytesIO(text))
    sealer.close()
    return listed


def _stored() -> Iterator[tuple[str, Path]]:
    for root, name in ((settings.FILES_DIR, "files"), (settings.ANCHORS_DIR, "anchors")):
        for path in sorted(Path(root).rglob("*")):
            # A name with a dot at its beginning is a file that is still being written.
            if path.is_file() and not path.name.startswith("."):
                yield f"{name}/{path.relative_to(root)}", path


def _add(tar: tarfile.TarFile, name: str, path: Path, listed: dict) -> None:
    with path.open("rb") as file:
        about = tarfile.TarInfo(name)
        about.size = os.fstat(file.fileno()).st_size
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        tar.addfile(about, file)
    listed[name] = [about.size, digest]


def _verify(sealed: Path) -> None:
    """Opens it as after a fire, and lets a program of its own look through the restored office."""
    with _emptied_after(f"{PLAIN}restored-") as home:
        manifest = restoring.unpack(sealed, home)
        with database.restored(home) as told:
            environment = os.environ | told | {
                "PAYVAND_HOME": str(home), "PAYVAND_KEYS": str(settings.KEYS_DIR),
                "BROKER_URL": "", "PYTHONPATH": str(settings.BASE_DIR),
            }  # fmt: skip
            command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "prove_restored"]
            done = subprocess.run(
                command, env=environment, input=json.dumps(manifest), text=True,
                capture_output=True, check=False,
            )  # fmt: skip
    if done.returncode:
        said = (done.stdout + done.stderr).strip().splitlines()[-3:]
        raise Trouble("The backup was restored and is not whole: " + " ".join(said))


def _remove_old(folder: Path, before: datetime.datetime, *, but: str) -> None:
    for path in folder.glob(PATTERN):
        if path.name != but and path.stat().st_mtime < before.timestamp():
            path.unlink()


def _write_down(said: dict) -> None:
    path = settings.HOME / STATE
    known = last() or {}
    draft = path.with_suffix(".part")
    kept = known | said
    if "at" in said:
        kept.pop("failed_at", None)
    draft.write_text(json.dumps(kept, sort_keys=True), encoding="ascii")
    draft.replace(path)


def last() -> dict | None:
    """What is known of the last verified backup, and `failed_at` of an attempt after it."""
    try:
        return json.loads((settings.HOME / STATE).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
