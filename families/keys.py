"""Key files: 32 random bytes each, mode 0600, in a folder of their own, never beside a backup.

`master.key` is made on first start. `wrapping-0001.key` and higher are made by `rotate_keys`; each
wraps the data keys from then on. An old one is kept as long as something may be wrapped by it.
"""

import os
import re
import secrets
import stat
from pathlib import Path

MASTER = "master.key"
_WRAPPING = re.compile(r"wrapping-(\d{4})\.key")


class KeyTrouble(Exception):
    """A key is missing, damaged or not the right one: one sentence. Nothing was changed."""


def ensure_key(path: Path) -> bytes:
    """The 32 bytes of the key file at `path`, made if it is not there yet.

    Two processes that start at once end with the same key: the file is linked into place and
    the loser reads the winner's. Raises OSError when the folder cannot be written.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(32).hex().encode())
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return read_key(path)


def read_key(path: Path) -> bytes:
    """The 32 bytes of a key file. Raises KeyTrouble when it is missing or damaged."""
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except OSError as error:
        raise KeyTrouble(
            f"The key file {path} cannot be read ({error.strerror}); put it back from your safe "
            "copy: without it nothing that families told can be read, and nothing was changed"
        ) from None
    except ValueError:
        key = b""
    if len(key) != 32:
        raise KeyTrouble(
            f"The key file {path} is damaged; put it back from your safe copy: nothing was changed"
        )
    return key


def wrapping_numbers(folder: Path) -> list[int]:
    """The numbers of the wrapping keys in the folder, the newest last; 0 is the master key."""
    found = (_WRAPPING.fullmatch(name) for name in _names(folder))
    return [0, *sorted(int(match[1]) for match in found if match)]


def wrapping_path(folder: Path, number: int) -> Path:
    return folder / (f"wrapping-{number:04d}.key" if number else MASTER)


def open_to_others(folder: Path) -> list[Path]:
    """What others on this computer may read: the folder or key files with a wider mode."""
    kept = [folder, *(folder / name for name in _names(folder) if name.endswith(".key"))]
    return [path for path in kept if stat.S_IMODE(path.stat().st_mode) & 0o077]


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except FileNotFoundError:
        return []
