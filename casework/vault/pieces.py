"""A file that is still coming: its pieces lie sealed under the upload's own key.

Each piece is bound to its upload and its place, so that swapping or mixing pieces shows. Writing
order: temporary file, fsync, rename, then the row; what no row knows of is swept.
"""

import os
import secrets
import shutil
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

from families import sealing

from .store import MissingFile

LARGEST = 1024 * 1024
RESERVE = 64 * 1024 * 1024


def write(upload, offset: int, content: bytes) -> None:
    """Keeps one piece that begins at `offset` (bytes). Raises OSError, and then keeps nothing."""
    folder = _folder(upload.pk)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = folder / f".{secrets.token_hex(8)}"
    try:
        with draft.open("xb") as target:
            os.fchmod(target.fileno(), 0o600)
            target.write(
                sealing.seal(upload.sealing_key(), content, context=f"{upload.pk}:{offset}")
            )
            target.flush()
            os.fsync(target.fileno())
        draft.replace(folder / f"{offset:012d}")
    finally:
        draft.unlink(missing_ok=True)


def read(upload) -> Iterator[bytes]:
    """The plain pieces in order, up to what the row says has come. Raises MissingFile."""
    offset, key = 0, upload.sealing_key()
    while offset < upload.received:
        try:
            sealed = (_folder(upload.pk) / f"{offset:012d}").read_bytes()
            piece = sealing.unseal(key, sealed, context=f"{upload.pk}:{offset}")
        except (OSError, sealing.Unreadable) as error:
            raise MissingFile(str(upload.pk)) from error
        yield piece
        offset += len(piece)


def join(upload, target: Path) -> int:
    """Writes all pieces to a short-lived plain copy; returns its CRC-32."""
    checksum = 0
    with target.open("wb") as file:
        for piece in read(upload):
            checksum = zlib.crc32(piece, checksum)
            file.write(piece)
    return checksum


def forget(pk) -> None:
    """Removes all pieces of one upload."""
    shutil.rmtree(_folder(pk), ignore_errors=True)


def strays(known: Iterable) -> list[str]:
    """The names of folders that belong to no upload any more."""
    wanted = {str(pk) for pk in known}
    return [path.name for path in _root().glob("*") if path.name not in wanted]


def has_room(size: int) -> bool:
    """Whether a file of this size fits twice (its pieces, and the whole) and leaves a reserve."""
    return shutil.disk_usage(settings.FILES_DIR).free > 2 * size + RESERVE


def _root() -> Path:
    return Path(settings.FILES_DIR) / "coming"


def _folder(pk) -> Path:
    return _root() / str(pk)
