"""Opens a backup into an empty folder, and holds every file against the manifest."""

import hashlib
import json
import shutil
import tarfile
from pathlib import Path, PurePosixPath

from deploy.backup import container
from deploy.trouble import Trouble

MANIFEST = "manifest.json"
PIECE = 1024 * 1024


def unpack(sealed: Path, into: Path) -> dict:
    """Writes all that the backup holds below `into` and gives its manifest.

    Raises Trouble, also where one byte is not what it was; the folder is then of no use.
    """
    try:
        with sealed.open("rb") as file:
            opener = container.Opener(file)
            found, manifest = _unpack(opener, into)
            opener.finish()
    except (container.Damaged, tarfile.TarError, ValueError) as error:
        raise Trouble(f"{error}: nothing was restored from it") from None
    if manifest is None:
        raise Trouble("The backup has no manifest: nothing was restored from it")
    if found != {name: list(told) for name, told in manifest["files"].items()}:
        raise Trouble("The backup does not hold what its manifest says")
    return manifest


def _unpack(opener, into: Path) -> tuple[dict[str, list], dict | None]:
    found: dict[str, list] = {}
    manifest = None
    with tarfile.open(fileobj=opener, mode="r|") as tar:
        for entry in tar:
            file = tar.extractfile(entry)
            if file is None or not _is_safe(entry.name):
                raise container.Damaged("The backup holds something that is no file of an office")
            if entry.name == MANIFEST:
                manifest = json.loads(file.read())
                continue
            place = into / entry.name
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            found[entry.name] = _write(file, place)
    return found, manifest


def _is_safe(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(parts) and ".." not in parts and not name.startswith("/")


def _write(file, place: Path) -> list:
    digest, size = hashlib.sha256(), 0
    with place.open("xb") as out:
        place.chmod(0o600)
        while piece := file.read(PIECE):
            digest.update(piece)
            size += len(piece)
            out.write(piece)
    return [size, digest.hexdigest()]


def restore(sealed: Path, into: Path) -> dict:
    """An office's folder again, from a backup. `into` must be empty or not there yet."""
    if into.exists() and any(into.iterdir()):
        raise Trouble(f"{into} is not empty: choose an empty folder, so that nothing is lost")
    into.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        return unpack(sealed, into)
    except Trouble:
        shutil.rmtree(into, ignore_errors=True)
        raise
