"""Keys made on first start: 32 random bytes, mode 0600, never beside a backup."""

import os
import secrets
from pathlib import Path


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
    return bytes.fromhex(path.read_text().strip())
