"""Files at rest: never in the clear, found by a keyed hash of their content.

Each file is cut into chunks of one mebibyte; each chunk is sealed with the file's own key and
bound to its place and to the end of the file, so that cutting, swapping or mixing chunks shows.
Writing order: temporary file, fsync, rename, then the row.
"""

import contextlib
import errno
import hashlib
import hmac
import os
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import IntegrityError, OperationalError, transaction
from django.db.models import ProtectedError

from casework.models import StoredFile
from families import sealing

CHUNK = 1024 * 1024
OVERHEAD = sealing.NONCE + 16


class MissingFile(Exception):
    """The row is there, the file is not, or it does not open any more."""


def is_full(error: BaseException) -> bool:
    """Whether there was no room left for what should have been written, in a file or a table."""
    if isinstance(error, OperationalError):
        return "disk is full" in str(error) or "No space left" in str(error)
    full = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
    return isinstance(error, OSError) and error.errno in full


def put(path: Path, *, mime: str) -> StoredFile:
    """Stores the file at `path`; the same content again gives the same row.

    It is written each time, known or not: how long it takes must not tell one office that
    another already holds the same paper.
    """
    digest, address = _hashes(path)
    known = StoredFile.objects.filter(address=address).first()
    stored = known or StoredFile(
        address=address, sha256=digest, size=path.stat().st_size, mime=mime
    )
    _write(path, stored)
    if known:
        return known
    try:
        with transaction.atomic():
            stored.save(force_insert=True)
    except IntegrityError:
        # Somebody stored the same content at the same moment; their key wins, so write with it.
        stored = StoredFile.objects.get(address=address)
        _write(path, stored)
    return stored


def put_bytes(content: bytes, *, mime: str) -> StoredFile:
    """The same for content in the hand (a letter, a small picture)."""
    with work_file() as path:
        path.write_bytes(content)
        return put(path, mime=mime)


def read(stored: StoredFile) -> Iterator[bytes]:
    """The plain content, chunk by chunk. Raises MissingFile before anything wrong is given."""
    key = stored.sealing_key()
    place = _place(stored.address)
    last = max(0, (stored.size - 1) // CHUNK)
    try:
        with place.open("rb") as file:
            for number in range(last + 1):
                sealed = file.read(CHUNK + OVERHEAD)
                yield sealing.unseal(key, sealed, context=f"{number}:{number == last}")
    except (OSError, sealing.Unreadable) as error:
        raise MissingFile(str(stored.pk)) from error


def require(stored: StoredFile) -> None:
    """Raises MissingFile when the file of a row is not where it was put."""
    if not _place(stored.address).exists():
        raise MissingFile(str(stored.pk))


def discard(stored: StoredFile) -> None:
    """Takes a file away for good: its row with its key now, its content when the transaction
    ends well. Raises ProtectedError while anything shows it."""
    address = stored.address
    stored.delete()
    transaction.on_commit(lambda: _place(address).unlink(missing_ok=True))


def discard_unused(stored: StoredFile) -> bool:
    """The same where nothing else shows the file; otherwise it stays, and this says so."""
    try:
        discard(stored)
    except ProtectedError:
        return False
    return True


@contextlib.contextmanager
def open_plain(stored: StoredFile) -> Iterator[Path]:
    """A short-lived plain copy for programs that need a path; removed when the block ends."""
    with work_file() as path:
        with path.open("wb") as file:
            for chunk in read(stored):
                file.write(chunk)
        yield path


@contextlib.contextmanager
def upload_path(upload) -> Iterator[Path]:
    """A path for an uploaded file: where the server put a large one, or a short-lived copy."""
    if hasattr(upload, "temporary_file_path"):
        yield Path(upload.temporary_file_path())
        return
    with work_file() as path:
        path.write_bytes(upload.read())
        yield path


@contextlib.contextmanager
def work_file() -> Iterator[Path]:
    """A short-lived empty file; removed when the block ends."""
    handle, name = tempfile.mkstemp(dir=settings.WORK_DIR)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _place(address: str) -> Path:
    return Path(settings.FILES_DIR) / address[:2] / address


def _hashes(path: Path) -> tuple[str, str]:
    """SHA-256 of the content, and the keyed hash that names the stored file."""
    plain = hashlib.sha256()
    keyed = hmac.new(sealing.derived_key("vault"), digestmod=hashlib.sha256)
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            plain.update(chunk)
            keyed.update(chunk)
    return plain.hexdigest(), keyed.hexdigest()


def _write(path: Path, stored: StoredFile) -> None:
    place = _place(stored.address)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = place.with_name(f".{secrets.token_hex(8)}")
    try:
        with path.open("rb") as source, draft.open("xb") as target:
            os.fchmod(target.fileno(), 0o600)
            _seal_chunks(source, target, stored)
            target.flush()
            os.fsync(target.fileno())
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)


def _seal_chunks(source: BinaryIO, target: BinaryIO, stored: StoredFile) -> None:
    key = stored.sealing_key()
    last = max(0, (stored.size - 1) // CHUNK)
    for number in range(last + 1):
        chunk = source.read(CHUNK)
        target.write(sealing.seal(key, chunk, context=f"{number}:{number == last}"))
